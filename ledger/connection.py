"""Reaching the database behind a ledger's URL, and saying plainly when that fails."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from corpus.problem import GloseError
from wording.messages import tr


class LedgerUnavailable(GloseError):
    """The ledger cannot be reached, read or written just now."""


class DamagedLedger(GloseError):
    """The file is not a ledger, or no longer one."""


def connect(url: str) -> Engine:
    """An engine for that URL; on SQLite every commit is durable before it returns.

    Raises LedgerUnavailable where the URL is none.
    """
    try:
        target = make_url(url)
        database = Path(target.database) if target.drivername.startswith("sqlite") and target.database else None
        if database is not None and is_read_only(database):
            return _read_only(database)
        engine = create_engine(target)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise LedgerUnavailable(
            tr("{url!r} is not the URL of a ledger ({why}). Write e.g. sqlite:////path/study.db.", url=url, why=error)
        ) from error
    if engine.dialect.name == "sqlite":
        _make_durable(engine)
    return engine


def is_read_only(database: Path) -> bool:
    """Whether a ledger's file is there but neither it nor its folder may be written to."""
    return database.is_file() and not (os.access(database, os.W_OK) and os.access(database.parent, os.W_OK))


def _read_only(database: Path) -> Engine:
    """An engine that only reads, for who may look and not touch; raises LedgerUnavailable where something is amiss.

    SQLite cannot take part in a running write from a folder it may not write to, so the file must be at rest.
    """
    log = Path(f"{database}-wal")
    if log.exists() and log.stat().st_size:
        raise LedgerUnavailable(
            tr(
                "{file} is being written to, and its folder is read-only for you: copy the folder and read the copy.",
                file=database,
            )
        )
    engine = create_engine(f"sqlite:///file:{quote(str(database))}?mode=ro&immutable=1&uri=true")

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


def _make_durable(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        # The driver's own transactions are switched off so that ours begin where we say.
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=10000")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def plainly(url: str) -> Iterator[None]:
    """Turn what the database says into one sentence with a remedy."""
    try:
        yield
    except DBAPIError as error:
        message = str(error.orig)
        raise _situation(message, url) from error


def _situation(message: str, url: str) -> GloseError:
    if "append-only" in message:
        return DamagedLedger(tr("An entry of the ledger cannot be changed or removed; record a new one instead."))
    if "disk is full" in message or "No space left" in message:
        return LedgerUnavailable(
            tr("The disk is full: nothing was recorded. Free some space and try again. ({url})", url=url)
        )
    if "locked" in message:
        return LedgerUnavailable(tr("Another program is writing to the ledger; try again in a moment."))
    if "readonly" in message or "read-only" in message:
        return LedgerUnavailable(tr("The ledger cannot be written to: {url}. Check the file's permissions.", url=url))
    if "not a database" in message or "malformed" in message or "no such table" in message or "disk I/O" in message:
        return DamagedLedger(tr("{url} is not a readable ledger ({why}). Restore a backup.", url=url, why=message))
    return LedgerUnavailable(tr("The ledger at {url} could not be used: {why}", url=url, why=message))
