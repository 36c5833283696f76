"""Putting new entries at the end of their coder's chain and of the ledger."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, text

from coding.records.entry import Entry, chain
from coding.records.payload import Payload
from ledger import schema
from ledger.entry_rows import row_of_entry, set_head
from ledger.time_of_entry import time_after


def chained(connection: Connection, coder: str, pending: Sequence[Payload]) -> tuple[list[Entry], int]:
    """The entries that record what one coder did, put into the ledger; and the position of the last (0: none was).

    The transaction holds the coder's chain already.
    """
    head = connection.execute(select(schema.heads).where(schema.heads.c.coder == coder)).mappings().first()
    newest = select(schema.entries.c.position, schema.entries.c.id).order_by(schema.entries.c.position.desc())
    row = connection.execute(newest.limit(1)).first()
    position, last = (row.position, row.id) if row else (0, None)
    previous: str | None = head["entry"] if head else None
    now = time_after(connection, previous)
    entries: list[Entry] = []
    for one in pending:
        entries.append(chain(one, coder=coder, previous=previous, time=now, last=last))
        previous = last = entries[-1].id
    if not entries:
        return [], 0
    positions = next_positions(connection, position, len(entries))
    rows = [row_of_entry(entry, at) for at, entry in zip(positions, entries, strict=True)]
    connection.execute(insert(schema.entries), rows)
    set_head(connection, head, entries)
    return entries, positions[-1]


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
