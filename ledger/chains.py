"""Following one coder's chain, also where it forked: two laptops went on from the same entry, and were joined later."""

from collections.abc import Iterable

from coding.records.entry import Entry
from coding.records.payload import UnreadablePayload
from coding.records.study_acts import Joined


class Chain:
    """What is known of a chain as its entries come: `open` are the entries that none has followed or joined yet.

    A chain may fork, and begin several times, as long as entries of the same coder join all ends again: a sound chain
    has one open end. `forks` are the entries that did not follow an end.
    """

    def __init__(self) -> None:
        self.open: dict[str, None] = {}
        self.times: dict[str, str] = {}
        self.entries = 0
        self.forks: list[str] = []
        self.ahead = False

    def follow(self, entry: str, previous: str | None, time: str = "", joined: Iterable[str] = ()) -> bool:
        """Take the next entry; False where the one that it follows is not there."""
        known = previous in self.times or previous is None
        if previous in self.open:
            del self.open[previous]
        elif known and self.times:
            self.forks.append(entry)
        for end in joined:
            self.open.pop(end, None)
        self.open[entry] = None
        self.times[entry] = time
        self.entries += 1
        return known

    @property
    def is_whole(self) -> bool:
        """Whether all its ends are joined."""
        return len(self.open) == 1

    @property
    def end(self) -> str | None:
        """The entry that it ends with: of several the one that came last."""
        return next(reversed(self.open), None)

    def time_before(self, previous: str | None) -> str:
        """The time of the entry that is followed; empty where none is."""
        return self.times.get(previous or "", "")


def ends_joined_by(entry: Entry | None) -> tuple[str, ...]:
    """The ends of its coder's chain that an entry joins: none, unless it is one of those that do."""
    if entry is None or entry.kind != Joined.kind:
        return ()
    try:
        return entry.says(Joined).ends
    except UnreadablePayload:
        return ()
