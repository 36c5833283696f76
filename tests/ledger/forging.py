"""What an insider with the file and a text editor for databases can do to a ledger, for the tests that must find it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine

from coding.records.entry import AFTER, canonical, entry_id
from ledger import schema
from ledger.address import address_of
from ledger.connection import file_url
from ledger.guards import words_of_guards
from ledger.ledger import Ledger


@contextmanager
def unguarded(url: str) -> Iterator[Connection]:
    """A connection on which no trigger keeps anything from being changed: as whoever owns the database has it."""
    engine = create_engine(address_of(url))
    with engine.begin() as raw:
        if engine.dialect.name == "postgresql":
            raw.exec_driver_sql("SET session_replication_role = replica")
        else:
            for name in words_of_guards():
                raw.exec_driver_sql(f"DROP TRIGGER {name}")
        yield raw
    engine.dispose()


class Forger:
    """`Forger(path)`: the rows of a ledger's file, changed past its triggers, which stand again afterwards."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *statements: str, values: tuple[object, ...] = ()) -> None:
        """Run SQL without triggers in the way, and put these back."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as raw:
            for name in words_of_guards():
                raw.execute(f"DROP TRIGGER IF EXISTS {name}")
            for statement in statements:
                raw.execute(statement, values)
            there = {str(name) for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for words in words_of_guards([one for one in schema.KEPT if one in there]).values():
                raw.execute(words)

    def rows(self) -> list[dict[str, object]]:
        """The entries as they lie there."""
        with closing(sqlite3.connect(self.path)) as raw:
            raw.row_factory = sqlite3.Row
            return [dict(row) for row in raw.execute("SELECT * FROM entries ORDER BY position")]

    def write(self, rows: list[dict[str, object]]) -> None:
        """Replace all entries by these, with every hash, link, position, head and the whole index made to fit."""
        renamed: dict[object, str] = {}
        ends: dict[object, str] = {}
        counts: dict[object, int] = {}
        last = None
        for position, row in enumerate(rows, 1):
            said = {key: renamed.get(str(value), value) for key, value in json.loads(str(row["payload"])).items()}
            said.pop(AFTER, None)
            previous = ends.get(row["coder"])
            if last not in (None, previous):
                said[AFTER] = last
            old, written = row["id"], canonical(said)
            last = entry_id(str(row["coder"]), previous, str(row["time"]), str(row["kind"]), written)
            renamed[old], ends[row["coder"]] = last, last
            counts[row["coder"]] = counts.get(row["coder"], 0) + 1
            subject = row["subject"] and renamed.get(row["subject"], row["subject"])
            row.update(position=position, id=last, previous=previous, payload=written, subject=subject)
        self._replace(rows, ends, counts)
        with Ledger.open(file_url(self.path)) as ledger:
            ledger.rebuild_index()

    def _replace(self, rows: list[dict[str, object]], ends: dict[object, str], counts: dict[object, int]) -> None:
        self.run("DELETE FROM entries", "DELETE FROM heads")
        names = ("position", "id", "coder", "previous", "time", "kind", "subject", "payload")
        with closing(sqlite3.connect(self.path, isolation_level=None)) as raw:
            marks = ", ".join("?" for _ in names)
            raw.executemany(
                f"INSERT INTO entries ({', '.join(names)}) VALUES ({marks})", [[row[n] for n in names] for row in rows]
            )
            raw.executemany(
                "INSERT INTO heads VALUES (?, ?, ?)", [(coder, ends[coder], counts[coder]) for coder in ends]
            )
