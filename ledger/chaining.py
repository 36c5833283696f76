"""Putting new entries at the end of their coder's chain and of the ledger."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, literal, select, text, true

from coding.records.entry import Entry, chain
from coding.records.payload import Payload
from ledger import schema
from ledger.entry_rows import put_rows, row_of_entry, set_head
from ledger.time_of_entry import time_after


def chained(connection: Connection, coder: str, pending: Sequence[Payload]) -> tuple[list[Entry], int]:
    """The entries that record what one coder did, put into the ledger; and the position of the last (0: none was).

    The transaction holds the coder's chain already.
    """
    if not pending:
        return [], 0
    ends = _ends(connection, coder)
    now = time_after(connection, ends.time)
    previous, last = ends.entry, ends.last
    entries: list[Entry] = []
    for one in pending:
        entries.append(chain(one, coder=coder, previous=previous, time=now, last=last))
        previous = last = entries[-1].id
    positions = next_positions(connection, ends.position, len(entries))
    put_rows(
        connection, schema.entries, (row_of_entry(entry, at) for at, entry in zip(positions, entries, strict=True))
    )
    set_head(connection, ends.entries, entries)
    return entries, positions[-1]


class _Ends(NamedTuple):
    """Where a coder's chain ends (its last entry, that one's time, how many entries), and the ledger as a whole."""

    entry: str | None
    time: str | None
    entries: int | None
    position: int
    last: str | None


def _ends(connection: Connection, coder: str) -> _Ends:
    """Asked in one question: a server may be far away, and others of this coder's programs wait meanwhile."""
    heads, mine, c = schema.heads.c, schema.entries.alias(), schema.entries.c
    newest = select(c.position, c.id).order_by(c.position.desc()).limit(1).subquery()
    one = select(literal(1).label("one")).subquery()
    joined = (
        one.outerjoin(schema.heads, heads.coder == coder)
        .outerjoin(mine, mine.c.id == heads.entry)
        .outerjoin(newest, true())
    )
    found = connection.execute(
        select(heads.entry, mine.c.time, heads.entries, newest.c.position, newest.c.id).select_from(joined)
    ).one()
    return _Ends(found[0], found[1], found[2], found[3] or 0, found[4])


def next_positions(connection: Connection, last: int, number: int) -> list[int]:
    """So many positions after the last one.

    On PostgreSQL each is given once and to nobody else, so that coders need not wait for each other; one that was given
    to a recording that did not end stays empty.
    """
    if connection.dialect.name != "postgresql":
        return list(range(last + 1, last + number + 1))
    given = connection.execute(
        text("SELECT nextval('entries_position') FROM generate_series(1, :number)"), {"number": number}
    )
    return sorted(given.scalars())
