"""The index beside the ledger: what now holds, kept in the same transaction and rebuilt from replay."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, func, insert, select

from coding.replay import Classification, Coding, Memo, Reading, Record, Rejection
from corpus.place import Place
from ledger import schema

TABLE_OF: dict[type[Record], Table] = {
    Coding: schema.codings,
    Rejection: schema.rejections,
    Classification: schema.classifications,
    Reading: schema.readings,
    Memo: schema.memos,
}


def row_of(record: Record) -> dict[str, Any]:
    """The index row of a record."""
    row = asdict(record)
    place = row.pop("place", None)
    return {**row, **place} if place else row


def record_of(kind: type[Record], row: Mapping[str, Any] | RowMapping) -> Record:
    """The record of an index row."""
    values: dict[str, Any] = {str(key): value for key, value in row.items()}
    if kind is not Reading:
        place = Place(values.pop("text"), values.pop("start"), values.pop("end"), values.pop("quote"))
        values["place"] = place
    return kind(**values)


def put(connection: Connection, records: Iterable[Record]) -> None:
    """Add records that are new to the index, many at a time."""
    rows: dict[Table, list[dict[str, Any]]] = {}
    for record in records:
        rows.setdefault(TABLE_OF[type(record)], []).append(row_of(record))
    for table, batch in rows.items():
        connection.execute(insert(table), batch)


def remove(connection: Connection, record_id: str) -> None:
    """Take a record out of the index, whatever kind it is."""
    for table in schema.INDEX:
        connection.execute(delete(table).where(table.c.id == record_id))


def records(connection: Connection, kind: type[Record], **equal: str | None) -> Iterator[Record]:
    """The records of that kind whose columns equal what is given, in order of text and place."""
    table = TABLE_OF[kind]
    query = select(table)
    for column, value in equal.items():
        if value is not None:
            query = query.where(table.c[column] == value)
    query = query.order_by(table.c.text, table.c.start, table.c.end, table.c.time, table.c.id)
    for row in connection.execute(query).mappings():
        yield record_of(kind, row)


def clear(connection: Connection) -> None:
    """Empty the index."""
    for table in (*schema.INDEX, schema.heads):
        connection.execute(delete(table))


def differences(connection: Connection, replayed: Mapping[str, Record]) -> Iterator[str]:
    """The ids of records that the index and the replay do not have alike."""
    seen: set[str] = set()
    for kind, table in TABLE_OF.items():
        for row in connection.execute(select(table)).mappings():
            seen.add(row["id"])
            if replayed.get(row["id"]) != record_of(kind, row):
                yield row["id"]
    yield from (record for record in replayed if record not in seen)


def size(connection: Connection, kind: type[Record]) -> int:
    """How many records of that kind hold."""
    return connection.execute(select(func.count()).select_from(TABLE_OF[kind])).scalar_one()
