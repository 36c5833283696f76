"""Rows of long answers as plain tuples, as the driver gives them: making SQLAlchemy's rows costs as much as reading."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select

Rows = Sequence[tuple[Any, ...]]


def plain_rows(connection: Connection, query: Select[Any], *, most: int) -> Iterator[Rows]:
    """The rows of a query, so many at a time, each value as the database stores it.

    Raises what the driver raises (`plainly` turns it into a sentence). A server's rows are streamed by SQLAlchemy, so
    that they are not all held here.
    """
    if connection.dialect.name != "sqlite":
        for rows in connection.execute(query.execution_options(yield_per=most)).partitions():
            yield [tuple(row) for row in rows]
        return
    with connection.execute(query) as result:
        cursor = result.cursor
        assert cursor is not None
        while rows := cursor.fetchmany(most):
            yield rows
