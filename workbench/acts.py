"""What one coder did, act by act, as the ledger tells it: what can be taken back, and what can be done again.

An act is what was recorded at once: decisions, a change of codes with all that follows it, an edit of a file of the
study. Nothing is kept beside the ledger, so that undo and redo reach back without end, over restarts and over what was
done in a terminal. Having read a passage is no act of its own here: it is taken back only by name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from coding.records.entry import Entry
from coding.records.undoing import can_be_undone, is_edit
from corpus.problem import GloseError
from wording.messages import tr
from workbench.changing_again import change_again
from workbench.doing_again import DoneAgain, NothingToDo
from workbench.edits import edit_again, hindrance
from workbench.study import Study
from workbench.taking_back import take_back_these

_ANEW = frozenset({"audit"})
"""Kinds that are not done again: a sample is drawn from the codings that hold when it is drawn."""


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
    _again: DoneAgain = field(default_factory=DoneAgain)

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
            acts = tuple(entry for entry in together if can_be_undone(entry))
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
        if self.taken_back and self._again.is_again(self.taken_back[-1].entries, act.entries):
            self._again.stands_for(self.taken_back.pop().entries, act.entries)
        else:
            self.taken_back.clear()
        self.done.append(act)

    def next_undo(self, study: Study) -> Act | None:
        """The latest act that can be taken back as the study is now, as it was read last; None where there is none.

        An edit of a file that was changed again by others, or that the study has come to need, is passed over: it
        stays among what was done, and says why when it is asked for.
        """
        return next((act for act in reversed(self.done) if stays(study, act) is None), None)

    def undo(self, study: Study, moment: str | None = None) -> Act:
        """Take back the last act that can be, or the one of that moment; raises NothingToDo, EditStands."""
        self.follow(study)
        named = (act for act in reversed(self.done) if act.moment == moment)
        act = self.next_undo(study) if moment is None else next(named, None)
        if act is None:
            raise NothingToDo(tr("There is nothing to take back."))
        take_back_these(study, list(reversed(act.entries)), coder=self.coder)
        self.follow(study)
        return act

    def redo(self, study: Study) -> Act:
        """Do again what was taken back last; raises NothingToDo, also where that has to be decided anew, EditStands."""
        self.follow(study)
        if not self.taken_back:
            raise NothingToDo(tr("Nothing was taken back that could be done again."))
        act = self.taken_back[-1]
        first, *others = act.entries
        if first.kind == "revise" and not others:
            change_again(study, first, coder=self.coder)
        elif is_edit(first) and not others:
            edit_again(study, first, coder=self.coder)
        else:
            self._record_again(study, act.entries)
        self.follow(study)
        return act

    def _record_again(self, study: Study, entries: Sequence[Entry]) -> None:
        kinds = {entry.kind for entry in entries}
        handed_out_since = "assign" in kinds and list(study.ledger.entries(kind="assign"))[-1] not in entries
        if kinds & _ANEW or handed_out_since:
            raise NothingToDo(tr("This cannot be done again as it was, because it rests on more: decide it anew."))
        again = self._again.payloads(study, entries)
        study.note_revisions(self.coder)
        study.ledger.append(self.coder, again)


def stays(study: Study, act: Act) -> GloseError | None:
    """Why an act cannot be taken back as the study is now; None where it can."""
    edits = filter(is_edit, act.entries)
    return next((why for entry in edits if (why := hindrance(study, entry)) is not None), None)


def undo_entries(study: Study, entries: Sequence[Entry], coder: str) -> None:
    """Take back single entries of a coder, readings too; raises NothingToDo where one is not theirs."""
    if any(entry.coder != coder for entry in entries):
        raise NothingToDo(tr("Only who did something can take it back."))
    take_back_these(study, entries, coder=coder)
