"""A copy of a ledger in one file, taken while others may be writing, and checked before it has its name."""

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.problem import GloseError
from corpus.whole_file import make_folder
from ledger.carrying import carry
from ledger.connection import file_url
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from ledger.situations import plainly
from wording.messages import tr


class NoBackup(GloseError):
    """A copy that could not be made, or that is not what it should be."""


def back_up(ledger: Ledger, target: Path, *, private: bool = True) -> int:
    """Copy the ledger to a file that does not exist yet; gives the number of its entries.

    A ledger in a server is copied into a file as well. Raises NoBackup where the file exists, or the copy is not sound
    and as long as the ledger was; nothing is left then.
    """
    if target.exists():
        raise NoBackup(tr("{file} exists; name a new file.", file=target))
    make_folder(target.parent, private=private)
    partial = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if private else 0o666))
        before = ledger.head()
        with plainly(ledger.url):
            _copy(ledger, partial) if ledger.engine.dialect.name == "sqlite" else _carry(ledger, partial)
        entries = _checked(partial, before.entries)
        partial.replace(target)
    finally:
        for left in (partial, Path(f"{partial}-wal"), Path(f"{partial}-shm")):
            left.unlink(missing_ok=True)
    return entries


def _copy(ledger: Ledger, target: Path) -> None:
    """Copy every page, then leave the write-ahead log: the copy is one file."""
    with ledger.engine.connect() as connection, closing(sqlite3.connect(target, isolation_level=None)) as copy:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _carry(ledger: Ledger, target: Path) -> None:
    """Carry the ledger of a server, as it is at one moment, into the file."""
    with Ledger.create(file_url(target)) as copy, ledger.engine.connect() as connection:
        carry(connection, copy)
    with closing(sqlite3.connect(target, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode=DELETE")


def _checked(copy: Path, at_least: int) -> int:
    with Ledger.open(file_url(copy)) as made:
        faults = tuple(problem for problem in faults_of(made) if problem.level == "error")
        entries = made.head().entries
    if faults or entries < at_least:
        raise NoBackup(tr("The copy is not sound; nothing was written. `glose check` checks the ledger."), faults)
    return entries
