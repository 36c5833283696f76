"""Recording what one coder decides in a session, all or none at a time; taking it back, and doing it again."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from coding.deciding.decision import Decision
from coding.deciding.decision_checker import check
from coding.deciding.retraction import pending_retraction
from coding.records.coverage import covered
from coding.records.entry import Entry
from coding.records.replay import Coding
from wording.messages import tr
from workbench.agenda import AgendaItem, how_read
from workbench.doing_again import DoneAgain, NothingToDo
from workbench.session_record import SessionRecord
from workbench.snapshot import record, snapshot_of


@dataclass(slots=True)
class Recorder(SessionRecord):
    """Decisions of a coder, which are checked before they are recorded; `taken_back` can be done again."""

    taken_back: list[tuple[int, list[Entry]]] = field(default_factory=list)
    _again: DoneAgain = field(default_factory=DoneAgain)

    def record(
        self, decisions: Sequence[Decision], what: str, *, position: int, retracted: Sequence[Coding] = ()
    ) -> bool:
        """Check the decisions and record them, all or none; what is recorded already is reported and skipped."""
        texts = {decision.text for decision in decisions}
        snapshot = self.written(what, lambda: snapshot_of(self.study, self.coder, texts=texts))
        if snapshot is None:
            return False
        gone_ids = {coding.id for coding in retracted}
        snapshot.codings = [coding for coding in snapshot.codings if coding.id not in gone_ids]
        outcome = check(decisions, snapshot, coder=self.coder)
        if outcome.problems:
            self.said = f"{outcome.problems[0].place}: {outcome.problems[0].message}"
            return False
        if retracted:
            gone = [pending_retraction(c.id, Decision(decision="retract", text=c.place.text)) for c in retracted]
            outcome.pending[self.coder] = [*gone, *outcome.pending.get(self.coder, [])]
        entries = self.recorded(position, what, lambda: record(self.study, outcome, fallback=self.coder))
        if entries is None:
            return False
        if entries:
            self.taken_back.clear()
        else:
            self.said = tr("recorded already; nothing was added")
        return True

    def read(self, item: AgendaItem, unsought: Container[str]) -> bool:
        """Record that a passage is read, unless it is; False where that could not be recorded.

        `unsought` are the ids of readings that do not count, because not all of today's codes were looked for.
        """
        readings = self.study.ledger.readings(text=item.text.id, coder=self.coder)
        done = {p.number for p in covered(item.text, [one for one in readings if one.id not in unsought])}
        if all(p.number in done for p in item.text.passages_in(item.read_from, item.read_to)):
            return True
        return self.written(tr("passage read"), lambda: self._went_through(item)) is not None

    def _went_through(self, item: AgendaItem) -> list[Entry]:
        self.study.note_revisions(self.coder)
        return self.study.ledger.append(self.coder, [how_read(item, self.study.revision)])

    def undo(self, nothing: str = "") -> tuple[int, list[Entry]] | None:
        """Take back what was recorded last, and keep it to be done again."""
        if (undone := SessionRecord.undo(self, nothing)) is not None:
            position, entries = undone
            self.taken_back.append((position, entries))
            self.said = tr("undone: {what}", what=_named(entries))
        return undone

    def redo(self) -> tuple[int, list[Entry]] | None:
        """Do again what was taken back last: where it is, and its entries; None where that could not be."""
        if not self.taken_back:
            self.said = tr("Nothing was taken back that could be done again.")
            return None
        position, before = self.taken_back[-1]
        try:
            again = self._again.payloads(self.study, before)
        except NothingToDo as nothing:
            self.said = str(nothing)
            return None
        entries = self.written(tr("done again"), lambda: self.study.ledger.append(self.coder, again))
        if entries is None:
            return None
        self.taken_back.pop()
        self._again.stands_for(before, entries)
        self.done.append((position, entries))
        self.said = tr("done again: {what}", what=_named(entries))
        return position, entries

    def put_in(self, position: int, *, more: int = 1) -> None:
        """So many passages were put in at this position: what was decided there or behind it moves on."""
        SessionRecord.put_in(self, position, more=more)
        self.taken_back = [(at + more * (at >= position), entries) for at, entries in self.taken_back]


def _named(entries: Sequence[Entry]) -> str:
    """The codes that the entries are about; that something was taken back, where they name none."""
    return ", ".join(dict.fromkeys(entry.code for entry in entries if entry.code)) or tr("what was retracted")
