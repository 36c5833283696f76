"""Which adjudications hold: of several that look at the same coding the last one does."""

from collections.abc import Iterable
from dataclasses import dataclass

from coding.records.adjudications import Adjudicated
from coding.records.entry import Entry


@dataclass(frozen=True, slots=True)
class Adjudication:
    """What one entry settles, by whom and when (UTC, ISO 8601)."""

    id: str
    coder: str
    time: str
    says: Adjudicated


def adjudication_of(entry: Entry) -> Adjudication:
    """The adjudication that an entry records; raises TypeError for another kind."""
    return Adjudication(entry.id, entry.coder, entry.time, entry.says(Adjudicated))


def in_force(entries: Iterable[Entry]) -> list[Adjudication]:
    """What settles, oldest first: of two that look at the same coding the later one holds, whichever arrived first.

    `entries` are those not undone. Postponements settle nothing; see `postponed`.
    """
    found = _settling(entries)
    last = {coding: one.id for one in found for coding in one.says.considered}
    return [one for one in found if all(last[coding] == one.id for coding in one.says.considered)]


def postponed(entries: Iterable[Entry]) -> dict[str, Adjudication]:
    """By coding, the last postponement of what it is part of."""
    found = sorted((adjudication_of(e) for e in entries if e.says(Adjudicated).outcome == "postpone"), key=_when)
    return {coding: one for one in found for coding in one.says.considered}


def _settling(entries: Iterable[Entry]) -> list[Adjudication]:
    found = (adjudication_of(entry) for entry in entries)
    return sorted((one for one in found if one.says.outcome != "postpone"), key=_when)


def _when(one: Adjudication) -> tuple[str, str]:
    return one.time, one.id
