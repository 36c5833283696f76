"""Recording what one coder decides in a session, all or none at a time; taking it back, and doing it again."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

from coding.deciding.decision import Decision
from coding.deciding.decision_checker import check
from coding.deciding.retraction import pending_retraction
from coding.records.coverage import covered
from coding.records.entry import Entry
from coding.records.payload import Payload
from coding.records.replay import Coding
from coding.records.undoing import pending_undos
from wording.messages import tr
from workbench.agenda import AgendaItem, how_read
from workbench.patient_writing import T, TryAgain, until_written
from workbench.snapshot import record, snapshot_of
from workbench.study import Study


@dataclass(slots=True)
class Recorder:
    """What was recorded in a session (`done`) and taken back again, each with the position where it was decided.

    `try_again` is asked where the ledger cannot be written to; what was given up is told in `said`, as is what was
    recorded.
    """

    study: Study
    coder: str
    try_again: TryAgain | None = None
    done: list[tuple[int, list[Entry]]] = field(default_factory=list)
    taken_back: list[tuple[int, list[Payload]]] = field(default_factory=list)
    said: str = ""

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
        entries = self.written(what, lambda: record(self.study, outcome, fallback=self.coder))
        if entries is None:
            return False
        if entries:
            self.done.append((position, entries))
            self.taken_back.clear()
        self.said = what if entries else tr("recorded already; nothing was added")
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

    def undo(self) -> tuple[int, list[Entry]] | None:
        """Take back what was recorded last: where it was, and its entries; None where that could not be."""
        if not self.done:
            self.said = tr("Nothing to undo in this session; `glose undo` goes further back.")
            return None
        position, entries = self.done[-1]
        undos = pending_undos(list(reversed(entries)))
        if self.written(tr("undo"), lambda: self.study.ledger.append(self.coder, undos)) is None:
            return None
        self.done.pop()
        self.taken_back.append((position, [entry.payload for entry in entries]))
        self.said = tr("undone: {what}", what=_named(entries))
        return position, entries

    def redo(self) -> tuple[int, list[Entry]] | None:
        """Do again what was taken back last: where it is, and its entries; None where that could not be."""
        if not self.taken_back:
            self.said = tr("Nothing was taken back that could be done again.")
            return None
        position, payloads = self.taken_back[-1]
        entries = self.written(tr("done again"), lambda: self.study.ledger.append(self.coder, payloads))
        if entries is None:
            return None
        self.taken_back.pop()
        self.done.append((position, entries))
        self.said = tr("done again: {what}", what=_named(entries))
        return position, entries

    def written(self, what: str, write: Callable[[], T]) -> T | None:
        """What `write` gives, tried until it succeeds; None where the person gave up on it."""
        written = until_written(write, what, self.try_again)
        if written is None:
            self.said = tr("not recorded: {what}", what=what)
        return written

    def put_in(self, position: int) -> None:
        """A passage was put in at this position: what was decided there or behind it moves on by one."""
        self.done = [(n + (n >= position), entries) for n, entries in self.done]
        self.taken_back = [(n + (n >= position), payloads) for n, payloads in self.taken_back]


def _named(entries: Sequence[Entry]) -> str:
    """The codes that the entries are about; that something was taken back, where they name none."""
    return ", ".join(dict.fromkeys(entry.code for entry in entries if entry.code)) or tr("what was retracted")
