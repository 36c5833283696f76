"""What one person records in a session, tried until it succeeds, and taken back, the last first."""

from collections.abc import Callable
from dataclasses import dataclass, field

from coding.records.entry import Entry
from coding.records.undoing import pending_undos
from wording.messages import tr
from workbench.patient_writing import T, TryAgain, until_written
from workbench.study import Study


@dataclass(slots=True)
class SessionRecord:
    """What was recorded (`done`), each with the position where it was decided.

    `try_again` is asked where the ledger cannot be written to; what was given up is told in `said`, as is what was
    recorded and taken back.
    """

    study: Study
    coder: str
    try_again: TryAgain | None = None
    done: list[tuple[int, list[Entry]]] = field(default_factory=list)
    said: str = ""

    def recorded(self, position: int, what: str, write: Callable[[], list[Entry]]) -> list[Entry] | None:
        """The entries that `write` made, kept with their position; None where the person gave up on them."""
        entries = self.written(what, write)
        if entries:
            self.done.append((position, entries))
            self.said = what
        return entries

    def undo(self, nothing: str = "") -> tuple[int, list[Entry]] | None:
        """Take back what was recorded last: where it was, and its entries; None where that could not be.

        `nothing` is said where nothing was recorded in this session.
        """
        if not self.done:
            self.said = nothing or tr("Nothing to undo in this session; `glose undo` goes further back.")
            return None
        position, entries = self.done[-1]
        undos = pending_undos(list(reversed(entries)))
        if self.written(tr("undo"), lambda: self.study.ledger.append(self.coder, undos)) is None:
            return None
        self.done.pop()
        self.said = tr("undone")
        return position, entries

    def written(self, what: str, write: Callable[[], T]) -> T | None:
        """What `write` gives, tried until it succeeds; None, which is told, where the person gave up on it."""
        written = until_written(write, what, self.try_again)
        if written is None:
            self.said = tr("not recorded: {what}", what=what)
        return written

    def put_in(self, position: int, *, more: int = 1) -> None:
        """So many items were put in at this position: what was decided there or behind it moves on."""
        self.done = [(at + more * (at >= position), entries) for at, entries in self.done]
