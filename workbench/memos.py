"""The memos of a study that belong to no single coding: about a text, a code, a case, or the study as a whole."""

from dataclasses import dataclass
from typing import Any

from coding.records.entry import Entry
from coding.records.study_acts import MemoWritten
from workbench.study import Study


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo that holds; `about` are pairs of kind and id, `time` is when it was written (UTC, ISO 8601)."""

    id: str
    title: str
    wording: str
    coder: str
    time: str
    about: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """The object that `glose memos --json` prints."""
        return {
            "title": self.title,
            "memo": self.wording,
            "coder": self.coder,
            "time": self.time,
            "about": [{"kind": kind, "id": name} for kind, name in self.about],
            "entry": self.id,
        }


def standing_memos(study: Study) -> list[Entry]:
    """The entries of memos that were neither undone nor corrected, by arrival.

    A correction that is undone leaves the memo that it replaced as it was; only its own coder corrects a memo.
    """
    held = study.ledger.current("memo")
    coders = {entry.id: entry.coder for entry in held}
    replaced = {old for entry in held if (old := entry.says(MemoWritten).replaces) and coders.get(old) == entry.coder}
    return [entry for entry in held if entry.id not in replaced]


def memos_of(study: Study) -> list[Memo]:
    """The memos that stand, the oldest first."""
    found = []
    for entry in standing_memos(study):
        memo = entry.says(MemoWritten)
        time = (memo.imported.time if memo.imported else "") or entry.time
        found.append(Memo(entry.id, memo.title, memo.wording, entry.coder, time, memo.about))
    return sorted(found, key=lambda memo: (memo.time, memo.id))
