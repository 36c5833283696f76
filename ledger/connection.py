"""Reaching the database behind a ledger's URL: durable where it may be written, at rest where only read."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event

from ledger.address import address_of, file_of
from ledger.drives import is_on_network
from ledger.server import connect_to_server
from ledger.situations import LedgerUnavailable, plainly
from wording.messages import tr

PATIENCE = 30.0
"""Seconds that a program waits for others that are writing."""


def connect(url: str) -> Engine:
    """An engine for that URL; every commit is durable before it returns.

    Raises NoAddress where the URL names no ledger, LedgerUnavailable where it cannot be reached as things are.
    """
    database = file_of(url)
    if database is not None and is_read_only(database):
        return _read_only(database)
    address = address_of(url)
    if address.get_backend_name() != "sqlite":
        return connect_to_server(address)
    engine = create_engine(address)
    _make_durable(engine, database)
    return engine


@contextmanager
def reached(url: str) -> Iterator[Connection]:
    """A connection to the ledger at that URL; what holds it is let go where something is amiss."""
    engine = connect(url)
    try:
        with plainly(url), engine.connect() as connection:
            yield connection
    except BaseException:
        engine.dispose()
        raise


def writing(engine: Engine, patience: float) -> Connection:
    """A connection whose next transaction may write; on SQLite it begins by taking the file's one right to write."""
    options: dict[str, Any] = {"writing": True, "patience": patience}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "READ COMMITTED"
    return engine.connect().execution_options(**options)


def patience_of(connection: Connection) -> float:
    """How many seconds a transaction that will write waits for others."""
    return float(connection.get_execution_options().get("patience", PATIENCE))


def file_url(database: Path) -> str:
    """The URL of a SQLite file, whatever signs its path has."""
    return URL.create("sqlite", database=str(database)).render_as_string()


def is_read_only(database: Path) -> bool:
    """Whether a ledger's file is there but neither it nor its folder may be written to."""
    return database.is_file() and not (os.access(database, os.W_OK) and os.access(database.parent, os.W_OK))


def log_beside(database: Path) -> Path | None:
    """The write-ahead log of a SQLite file, where it holds anything."""
    log = Path(f"{database}-wal")
    return log if log.exists() and log.stat().st_size else None


def _read_only(database: Path) -> Engine:
    """An engine that only reads, for who may look and not touch; raises LedgerUnavailable where something is amiss.

    SQLite cannot take part in a running write from a folder it may not write to, so the file must be at rest.
    """
    if log_beside(database) is not None:
        raise LedgerUnavailable(
            tr(
                "{file} is being written to, and its folder is read-only for you: copy the folder and read the copy.",
                file=database,
            )
        )
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    engine = create_engine(URL.create("sqlite", database=f"file:{quote(str(database))}", query=query))

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing", False):
            raise LedgerUnavailable(
                tr(
                    "{folder} is read-only for you: nothing was recorded. Copy the study to a folder of your own.",
                    folder=database.parent,
                )
            )
        connection.exec_driver_sql("BEGIN")

    return engine


def _make_durable(engine: Engine, database: Path | None) -> None:
    journal = "DELETE" if database is not None and is_on_network(database.parent) else "WAL"

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        # The driver's own transactions are switched off so that ours begin where we say.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}")
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing", False):
            driver = connection.connection.driver_connection
            _begin_writing(driver, patience_of(connection))
        else:
            connection.exec_driver_sql("BEGIN")


def _begin_writing(driver: Any, patience: float) -> None:
    """Take the right to write as soon as it is free.

    SQLite's own waiting sleeps ever longer, up to a tenth of a second, so that of ten busy writers one may wait many
    seconds. Short sleeps of random length let everybody through.
    """
    end = time.monotonic() + patience
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > end:
                    raise
                time.sleep(random.uniform(0.001, 0.01))  # noqa: S311 - no secret
            else:
                return
    finally:
        driver.execute(f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}")


def make_file(database: Path, *, private: bool) -> None:
    """Make an empty file for a ledger, for its owner alone if `private`; one that is there stays as it is."""
    mode = 0o600 if private else 0o666
    try:
        os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    except FileExistsError:
        return
