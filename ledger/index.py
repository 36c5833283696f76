"""The index beside the ledger: what now holds, kept in the same transaction and rebuilt from replay."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Integer, Table, delete, func, select, type_coerce

from coding.records.decisions import Coded, Rejected, Retracted
from coding.records.entry import CREATING, Entry
from coding.records.payload import Payload
from coding.records.replay import Classification, Coding, Reading, Record, Rejection, Unclassed, fold, replay
from corpus.place import Place
from ledger import schema
from ledger.entry_rows import AT_ONCE, entry_of_row, put_rows
from ledger.plain_rows import plain_rows

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns

PORTION = 20_000
"""Rows read at a time: what a portion needs is soon given back."""

TABLE_OF: dict[type[Record], Table] = {
    Coding: schema.codings,
    Rejection: schema.rejections,
    Classification: schema.classifications,
    Unclassed: schema.unclassed,
    Reading: schema.readings,
}


def row_of(record: Record) -> dict[str, Any]:
    """The index row of a record."""
    row = {name: getattr(record, name) for name in _NAMES[type(record)]}
    place = row.pop("place", None)
    return {**row, **{name: getattr(place, name) for name in _PLACE}} if place else row


_PLACE = ("text", "start", "end", "quote")
_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in TABLE_OF}


def _columns(kind: type[Record]) -> tuple[str, ...]:
    """The columns of a kind in the order of its fields, a place as its four."""
    names = [field.name for field in fields(kind)]
    return tuple(column for name in names for column in (_PLACE if name == "place" else (name,)))


COLUMNS = {kind: _columns(kind) for kind in TABLE_OF}
"""The columns of each kind of record in the order of its fields."""

_PLACE_AT = {kind: columns.index("quote") - 3 if "quote" in columns else None for kind, columns in COLUMNS.items()}


def record_of(kind: type[Record], row: Sequence[Any]) -> Record:
    """The record of an index row whose columns come in the order of COLUMNS."""
    at, make = _PLACE_AT[kind], cast("Callable[..., Record]", kind)
    return make(*row) if at is None else make(*row[:at], Place(*row[at : at + 4]), *row[at + 4 :])


def put(connection: Connection, records: Iterable[Record]) -> None:
    """Add records that are new to the index, many at a time."""
    by_table: dict[Table, list[Record]] = {}
    for record in records:
        by_table.setdefault(TABLE_OF[type(record)], []).append(record)
    for table, batch in by_table.items():
        put_rows(connection, table, map(row_of, batch))


def take_in(connection: Connection, entries: Sequence[Entry]) -> None:
    """Bring the index up to date with entries that were just recorded."""
    created = [e for e in entries if e.kind in CREATING]
    put(connection, (record for e in created if (record := fold([e])) is not None))
    subjects = list(dict.fromkeys(e.subject for e in entries if e.subject and e.kind not in CREATING))
    for at in range(0, len(subjects), AT_ONCE):
        portion = subjects[at : at + AT_ONCE]
        about = connection.execute(select(schema.entries).where(schema.entries.c.subject.in_(portion)))
        held = replay(entry_of_row(row) for row in about.mappings())
        remove(connection, portion)
        put(connection, held.values())


def without_held(connection: Connection, coder: str, pending: Sequence[Payload]) -> list[Payload]:
    """Those of one coder's payloads that do not say again what holds: the same code, place, case, degree and value.

    What they themselves retract holds no more.
    """
    held: set[tuple[object, ...]] = set()
    retracted = {one.target for one in pending if isinstance(one, Retracted)}
    for kind, table, columns in _SAID:
        texts = list(dict.fromkeys(one.place.text for one in pending if isinstance(one, kind)))
        for at in range(0, len(texts), AT_ONCE):
            mine = (table.c.coder == coder) & table.c.text.in_(texts[at : at + AT_ONCE])
            rows = connection.execute(select(table.c.id, *(table.c[name] for name in columns)).where(mine))
            held.update((table.name, *said) for name, *said in rows if name not in retracted)
    return [one for one in pending if _said(one) not in held]


_SAID: tuple[tuple[type[Coded] | type[Rejected], Table, tuple[str, ...]], ...] = (
    (Coded, schema.codings, ("text", "start", "end", "code", "case", "degree", "value")),
    (Rejected, schema.rejections, ("text", "start", "end", "code")),
)
"""What makes two codings or two rejections of one coder the same."""


def _said(pending: Payload) -> tuple[object, ...] | None:
    """What a coding or rejection says, as the columns of its table; None for any other payload."""
    if not isinstance(pending, Coded | Rejected):
        return None
    place = pending.place
    where = (place.text, place.start, place.end, pending.code)
    if isinstance(pending, Rejected):
        return (schema.rejections.name, *where)
    return (schema.codings.name, *where, pending.case or None, pending.degree or None, pending.value or None)


def remove(connection: Connection, record_ids: Sequence[str]) -> None:
    """Take records out of the index, whatever kind they are."""
    for table in schema.INDEX:
        connection.execute(delete(table).where(table.c.id.in_(record_ids)))


def records(connection: Connection, kind: type[Record], **equal: str | None) -> Iterator[Record]:
    """The records of that kind whose columns equal what is given, in order of text and place."""
    table = TABLE_OF[kind]
    query = select(*(table.c[name] for name in COLUMNS[kind]))
    for column, value in equal.items():
        if value is not None:
            query = query.where(table.c[column] == value)
    order = ("text", "start", "end", "time", "id") if "start" in table.c else ("typology", "case", "time", "id")
    query = query.order_by(*(table.c[name] for name in order))
    truth = COLUMNS[kind].index("suggested") if kind is Coding else None
    for rows in plain_rows(connection, query, most=PORTION):
        for row in rows:
            yield record_of(kind, row if truth is None else (*row[:truth], bool(row[truth]), *row[truth + 1 :]))


def coding_columns(connection: Connection) -> "CodedColumns":
    """The codings as columns, read in portions."""
    from coding.records.columns import FIELDS, ColumnsBuilder
    from ledger.packed_rows import packed_codings

    if connection.dialect.name == "sqlite":
        builder = ColumnsBuilder()
        if all(builder.add_packed(*portion) for portion in packed_codings(connection, most=PORTION)):
            return builder.columns()
    # `suggested` is read as the number that is stored: turning it into a truth value row by row costs a fifth more.
    stored = {"suggested": type_coerce(schema.codings.c.suggested, Integer)}
    query = select(*(stored.get(name, schema.codings.c[name]) for name in FIELDS))
    builder = ColumnsBuilder()
    for rows in plain_rows(connection, query, most=PORTION):
        builder.add(rows)
    return builder.columns()


def codings_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, Coding]:
    """The codings with these ids, asked for in portions; all are read where most are asked for."""
    table, at = schema.codings, COLUMNS[Coding].index("suggested")
    query = select(*(table.c[name] for name in COLUMNS[Coding]))
    if len(ids) > PORTION and len(ids) > size(connection, Coding) / 5:
        wanted = set(ids)
        rows = (row for part in plain_rows(connection, query, most=PORTION) for row in part if row[0] in wanted)
    else:
        portions = (query.where(table.c.id.in_(ids[at : at + AT_ONCE])) for at in range(0, len(ids), AT_ONCE))
        rows = (row for one in portions for part in plain_rows(connection, one, most=PORTION) for row in part)
    return {row[0]: cast("Coding", record_of(Coding, (*row[:at], bool(row[at]), *row[at + 1 :]))) for row in rows}


def ids_on(connection: Connection, text: str) -> set[str]:
    """The ids of all records that lie on a text."""
    tables = (table for table in schema.INDEX if "text" in table.c)
    return {str(name) for t in tables for (name,) in connection.execute(select(t.c.id).where(t.c.text == text))}


def ids_with_codes(connection: Connection, codes: Collection[str]) -> set[str]:
    """The ids of all codings and rejections that have one of these codes."""
    found: set[str] = set()
    for table in (schema.codings, schema.rejections):
        found.update(connection.execute(select(table.c.id).where(table.c.code.in_(list(codes)))).scalars())
    return found


def clear(connection: Connection) -> None:
    """Empty the index; where the chains end is not among what can be made anew."""
    for table in schema.INDEX:
        connection.execute(delete(table))


def differences(connection: Connection, replayed: Mapping[str, Record]) -> Iterator[str]:
    """The ids of records that the index and the replay do not have alike."""
    seen: set[str] = set()
    for kind, table in TABLE_OF.items():
        for row in connection.execute(select(*(table.c[name] for name in COLUMNS[kind]))):
            record = record_of(kind, row)
            seen.add(record.id)
            if replayed.get(record.id) != record:
                yield record.id
    yield from (record for record in replayed if record not in seen)


def size(connection: Connection, kind: type[Record]) -> int:
    """How many records of that kind hold."""
    return connection.execute(select(func.count()).select_from(TABLE_OF[kind])).scalar_one()


def noted_codings(connection: Connection) -> list[Coding]:
    """The codings that hold and have a memo."""
    table = schema.codings
    query = select(*(table.c[name] for name in COLUMNS[Coding])).where(table.c.memo.is_not(None))
    return [cast("Coding", record_of(Coding, row)) for row in connection.execute(query)]


def codings_with_memo(connection: Connection) -> int:
    """How many codings that hold have a memo."""
    query = select(func.count()).select_from(schema.codings).where(schema.codings.c.memo.is_not(None))
    return connection.execute(query).scalar_one()
