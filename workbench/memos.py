"""The memos of a study that belong to no single coding: about a text, a code, a case, or the study as a whole."""

from dataclasses import dataclass
from typing import Any

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


def memos_of(study: Study) -> list[Memo]:
    """The memos that were not undone, the oldest first."""
    found = []
    for entry in study.ledger.current("memo"):
        memo = entry.says(MemoWritten)
        time = (memo.imported.time if memo.imported else "") or entry.time
        found.append(Memo(entry.id, memo.title, memo.wording, entry.coder, time, memo.about))
    return sorted(found, key=lambda memo: (memo.time, memo.id))
