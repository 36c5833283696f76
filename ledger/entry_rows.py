"""Entries as rows of the database: how they are written, and how they are read by arrival."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection, Table, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from coding.records.entry import Entry
from ledger import schema

AT_ONCE = 500
"""Names in one query: databases limit how many there may be."""
_ROWS_AT_ONCE = 5_000
"""Rows written at a time: what a portion needs beside them is soon given back."""


def put_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    """Put these rows into the table, each made when its portion's turn comes."""
    left = iter(rows)
    while portion := list(islice(left, _ROWS_AT_ONCE)):
        connection.execute(insert(table), portion)


def row_of_entry(entry: Entry, position: int) -> dict[str, object]:
    """The row of an entry that arrives at that position."""
    return {
        "position": position,
        "id": entry.id,
        "coder": entry.coder,
        "previous": entry.previous,
        "time": entry.time,
        "kind": entry.kind,
        "subject": entry.subject,
        "payload": entry.written,
    }


def entry_of_row(row: Mapping[str, str | None] | RowMapping) -> Entry:
    """The entry of a row."""
    written = str(row["payload"] or "{}")
    return Entry(str(row["id"]), str(row["coder"]), row["previous"], str(row["time"]), str(row["kind"]), written)


def set_head(connection: Connection, before: int | None, entries: Sequence[Entry]) -> None:
    """Record that one coder's chain now ends with these entries; `before` is how many it had, None where it begins."""
    last, number = entries[-1], len(entries)
    if before is None:
        connection.execute(insert(schema.heads).values(coder=last.coder, entry=last.id, entries=number))
        return
    mine = schema.heads.c.coder == last.coder
    connection.execute(update(schema.heads).where(mine).values(entry=last.id, entries=before + number))


def read_entries(
    connection: Connection, *, after: int = 0, most: int | None = None, **equal: str
) -> Iterator[tuple[int, Entry]]:
    """Entries with their positions, by arrival: those after a position, at most so many."""
    query = select(schema.entries).where(schema.entries.c.position > after).order_by(schema.entries.c.position)
    query = query.limit(most) if most is not None else query
    for column, value in equal.items():
        query = query.where(schema.entries.c[column] == value)
    for row in connection.execute(query).mappings():
        yield row["position"], entry_of_row(row)


def read_back(
    connection: Connection,
    *,
    before: int | None,
    most: int | None,
    kinds: Collection[str] = (),
    coder: str = "",
    since: str = "",
    until: str = "",
    naming: Collection[str] = (),
    or_kinds: Collection[str] = (),
) -> Iterator[tuple[int, Entry]]:
    """Entries with their positions, the latest first: those before a position (None: all), at most so many.

    `since` is the first moment and `until` the first that is too late (UTC, ISO 8601). With `naming` those whose
    payload has one of these words as it is written there, and those of `or_kinds` whatever they say.
    """
    c = schema.entries.c
    query = select(schema.entries).order_by(c.position.desc())
    query = query.where(c.position < before) if before is not None else query
    query = query.where(c.kind.in_(list(kinds))) if kinds else query
    query = query.where(c.coder == coder) if coder else query
    query = query.where(c.time >= since) if since else query
    query = query.where(c.time < until) if until else query
    if naming:
        words = [c.payload.contains(one, autoescape=True) for one in naming]
        query = query.where(or_(*words, c.kind.in_(list(or_kinds))))
    for row in connection.execute(query.limit(most) if most is not None else query).mappings():
        yield row["position"], entry_of_row(row)


def read_about(connection: Connection, subjects: Sequence[str]) -> Iterator[Entry]:
    """The entries that make these records or speak about them, in no order."""
    for start in range(0, len(subjects), AT_ONCE):
        portion = schema.entries.c.subject.in_(subjects[start : start + AT_ONCE])
        for row in connection.execute(select(schema.entries).where(portion)).mappings():
            yield entry_of_row(row)


def last_entry(connection: Connection, kind: str) -> Entry | None:
    """The entry of that kind that arrived last."""
    table = schema.entries
    query = select(table).where(table.c.kind == kind).order_by(table.c.position.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    return None if row is None else entry_of_row(row)


def positions_of(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """At which position each of these entries arrived; ids that no entry has are left out."""
    c = schema.entries.c
    found: dict[str, int] = {}
    for start in range(0, len(ids), AT_ONCE):
        portion = select(c.id, c.position).where(c.id.in_(ids[start : start + AT_ONCE]))
        found.update({str(row.id): int(row.position) for row in connection.execute(portion)})
    return found
