"""Following a ledger: what arrived since it was looked at last, each entry once, also where one arrives late."""

from coding.records.entry import Entry
from ledger.reading import BACK, LedgerReader


class Follower:
    """Follows what arrives in a ledger from now on.

    On a server an entry may take a lower position than one that was told already, if it was begun before that and
    committed after; it is told all the same.
    """

    def __init__(self, ledger: LedgerReader) -> None:
        self._mark = ledger.mark()
        self._told: set[str] = set()
        if not ledger.arrives_in_order:
            self._told = {entry.id for _, entry in ledger.whole.arrived_after(self._mark[0] - BACK)}

    @property
    def mark(self) -> tuple[int, int]:
        """The state of the ledger that it knows of: its last position first."""
        return self._mark

    def new(self, ledger: LedgerReader) -> list[Entry]:
        """The entries that arrived since, by arrival, of those that the ledger shows."""
        mark = ledger.mark()
        if mark == self._mark:
            return []
        before, self._mark = self._mark, mark
        if ledger.arrives_in_order:
            return [entry for position, entry in ledger.arrived_after(before[0]) if position <= mark[0]]
        arrived = ledger.arrived_after(before[0] - BACK)
        new = [entry for _, entry in arrived if entry.id not in self._told]
        self._told = {entry.id for position, entry in arrived if position > mark[0] - BACK}
        return new
