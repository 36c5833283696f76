"""What one coder did, act by act, as the ledger tells it: what can be taken back, and what can be done again.

An act is what was recorded at once. Nothing is kept beside the ledger, so that undo and redo reach back without end,
over restarts and over what was done in a terminal. Having read a passage is no act of its own here: it is taken back
only by name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from coding.records.decisions import Revising
from coding.records.entry import CREATING, NOTING, Entry
from coding.records.payload import Payload
from corpus.problem import GloseError
from wording.messages import tr
from workbench.study import Study
from workbench.taking_back import take_back_these

AGAIN = frozenset({"accept", "code", "reject", "classify", "retract", "memo", "read"})
"""Kinds of entries that are done again as they were; others rest on what they name, and are decided anew."""


class NothingToDo(GloseError):
    """There is nothing to take back, or nothing that can be done again."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was recorded at once, by its moment (UTC, ISO 8601), and the entries of it that are meant."""

    moment: str
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class Acts:
    """A coder's acts: `done` that hold, the latest last; `taken_back` since, the one to be done again first last."""

    coder: str
    done: list[Act] = field(default_factory=list)
    taken_back: list[Act] = field(default_factory=list)
    _position: int = 0
    _renamed: dict[str, str] = field(default_factory=dict)

    def follow(self, study: Study) -> None:
        """Read what the coder did since this was called last."""
        new = study.ledger.arrived_after(self._position, coder=self.coder)
        if new:
            self._position = new[-1][0]
        self.take_in([entry for _, entry in new])

    def take_in(self, entries: Iterable[Entry]) -> None:
        """Follow the coder's next entries, by arrival."""
        for moment, group in groupby(entries, key=lambda entry: entry.time):
            together = list(group)
            undos = {entry.target for entry in together if entry.kind == "undo"}
            if undos:
                self._undone(undos)
            acts = tuple(e for e in together if e.kind in CREATING or e.kind in NOTING or e.kind == "retract")
            if any(entry.kind != "read" for entry in acts):
                self._did(Act(moment, acts))

    def _undone(self, targets: set[str | None]) -> None:
        for number in range(len(self.done) - 1, -1, -1):
            act = self.done[number]
            gone = tuple(entry for entry in act.entries if entry.id in targets)
            if not gone:
                continue
            left = tuple(entry for entry in act.entries if entry.id not in targets)
            self.done[number : number + 1] = [replace(act, entries=left)] if left else []
            self.taken_back.append(replace(act, entries=gone))

    def _did(self, act: Act) -> None:
        if self.taken_back and _says_the_same(self.taken_back[-1], act):
            before = self.taken_back.pop()
            for old, new in zip(before.entries, act.entries, strict=True):
                self._renamed[old.id] = new.id
        else:
            self.taken_back.clear()
        self.done.append(act)

    def undo(self, study: Study, moment: str | None = None) -> Act:
        """Take back the last act, or the one of that moment; raises NothingToDo."""
        self.follow(study)
        act = next((one for one in reversed(self.done) if moment in (None, one.moment)), None)
        if act is None:
            raise NothingToDo(tr("There is nothing to take back."))
        take_back_these(study, list(reversed(act.entries)), coder=self.coder)
        self.follow(study)
        return act

    def redo(self, study: Study) -> Act:
        """Do again what was taken back last; raises NothingToDo, also where that has to be decided anew."""
        self.follow(study)
        if not self.taken_back:
            raise NothingToDo(tr("Nothing was taken back that could be done again."))
        act = self.taken_back[-1]
        kinds = {entry.kind for entry in act.entries}
        gone = [e.code for e in act.entries if e.kind in ("accept", "code") and e.code not in study.codebook.codes]
        if not kinds <= AGAIN or gone:
            raise NothingToDo(tr("This cannot be done again as it was, because it rests on more: decide it anew."))
        study.note_revisions(self.coder)
        study.ledger.append(self.coder, [self._again(entry.payload) for entry in act.entries])
        self.follow(study)
        return act

    def _again(self, payload: Payload) -> Payload:
        """What records it again: about the records as they are called since they were made again."""
        if not isinstance(payload, Revising):
            return payload
        return replace(payload, subject=self._today(payload.subject), target=self._today(payload.target))

    def _today(self, entry: str) -> str:
        while entry in self._renamed:
            entry = self._renamed[entry]
        return entry


def undo_entries(study: Study, entries: Sequence[Entry], coder: str) -> None:
    """Take back single entries of a coder, readings too; raises NothingToDo where one is not theirs."""
    if any(entry.coder != coder for entry in entries):
        raise NothingToDo(tr("Only who did something can take it back."))
    take_back_these(study, entries, coder=coder)


def _says_the_same(one: Act, other: Act) -> bool:
    return len(one.entries) == len(other.entries) and all(map(_alike, one.entries, other.entries))


def _alike(one: Entry, other: Entry) -> bool:
    return one.kind == other.kind and _said(one) == _said(other)


def _said(entry: Entry) -> dict[str, Any]:
    said = entry.payload.as_json()
    return {key: value for key, value in said.items() if key not in ("subject", "target")}
