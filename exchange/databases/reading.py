"""Reading SQLite databases of other programs without trusting them: tables only, read-only, within limits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from exchange.archive import UnreadableProject, damaged
from wording.messages import tr

VALUE_AT_MOST = 50_000_000
"""Bytes of one value: a text of a project has far less."""
ROWS_AT_MOST = 2_000_000
_STEPS_AT_MOST = 20_000
"""Of ten thousand steps each: a query that goes on for ever is ended."""
MAGIC = b"SQLite format 3\x00"

Row = dict[str, Any]


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class Database:
    """The tables of a database. Views and triggers are not touched: they could run anything."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self.connection, self.name = connection, name
        named = self._all("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        self.tables = {str(row["name"]).casefold(): str(row["name"]) for row in named}

    def has(self, *tables: str) -> bool:
        """Whether all these tables are there."""
        return all(table in self.tables for table in tables)

    def rows(self, table: str) -> list[Row]:
        """Every row of a table, columns in small letters; none where there is no such table.

        Raises UnreadableProject where it is damaged or has far too many rows.
        """
        if table not in self.tables:
            return []
        quoted = self.tables[table].replace('"', '""')
        return self._all(f'SELECT * FROM "{quoted}" LIMIT {ROWS_AT_MOST + 1}')  # noqa: S608 - a name of this database

    def _all(self, query: str) -> list[Row]:
        found: list[Row] = []
        try:
            cursor = self.connection.execute(query)
            names = [column[0].casefold() for column in cursor.description]
            for row in cursor:
                found.append(dict(zip(names, row, strict=True)))
                if len(found) > ROWS_AT_MOST:
                    message = tr("{file} has more than {most} rows in a table.", file=self.name, most=ROWS_AT_MOST)
                    raise UnreadableProject(message)
        except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
            raise damaged(self.name, error) from error
        return found


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """The database in a file; raises UnreadableProject where it is none, or damaged."""
    if not is_database(path):
        raise UnreadableProject(tr("{file} is not an SQLite database.", file=path.name))
    immutable = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{immutable}", uri=True)
    except sqlite3.Error as error:
        raise damaged(path.name, error) from error
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, VALUE_AT_MOST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        steps = iter(range(_STEPS_AT_MOST))
        connection.set_progress_handler(lambda: 0 if next(steps, None) is not None else 1, 10_000)
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            yield Database(connection, path.name)
        except sqlite3.Error as error:
            raise damaged(path.name, error) from error
    finally:
        connection.close()


def text_in(row: Row, column: str) -> str:
    """A text in a row; empty where there is none. A value of another type is read as what it shows."""
    value = row.get(column)
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def number_in(row: Row, column: str, default: int = -1) -> int:
    """A whole number in a row, however it is stored; the default where it is none."""
    value = row.get(column)
    try:
        return int(float(value)) if isinstance(value, str) else int(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return default
