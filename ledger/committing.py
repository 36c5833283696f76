"""Ending a transaction so that it is known what became of it, and asking when it is not."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from coding.records.entry import AFTER, Entry, canonical
from coding.records.payload import Payload
from ledger import schema
from ledger.address import shown
from ledger.connection import writing
from ledger.entry_rows import AT_ONCE
from ledger.situations import LedgerUnavailable, LedgerUnsure, plainly
from ledger.write_lock import WriteLock, hold
from wording.messages import tr

SECONDS_TO_ASK = 10.0
"""How long a server that went away is asked whether it recorded what it did not answer to."""


class AnswerLost(Exception):
    """The connection broke after the server was told to record and before it said that it had."""


@contextmanager
def committed(connection: Connection) -> Iterator[None]:
    """A transaction: recorded at its end, or nothing of it. Raises AnswerLost where neither is known."""
    transaction = connection.begin()
    try:
        yield
    except BaseException:
        with suppress(DBAPIError):
            transaction.rollback()
        raise
    try:
        transaction.commit()
    except DBAPIError as error:
        with suppress(DBAPIError):
            transaction.rollback()
        if connection.dialect.name == "postgresql" and _is_open(error):
            raise AnswerLost from error
        raise


def _is_open(error: DBAPIError) -> bool:
    """Whether it is open what became of the transaction: the server gave no answer, or was being stopped."""
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return error.connection_invalidated or not state or state.startswith(("08", "57P"))


def was_recorded(engine: Engine, url: str, entries: Sequence[Entry], lock: WriteLock) -> bool:
    """Whether these entries are in the ledger after all; asked until the server answers.

    Raises LedgerUnsure where it does not.
    """
    end = time.monotonic() + SECONDS_TO_ASK
    while True:
        try:
            with plainly(url), writing(engine, SECONDS_TO_ASK) as connection, connection.begin():
                hold(
                    connection, lock, SECONDS_TO_ASK
                )  # until the transaction that is in question has ended, whichever way
                return are_there(connection, entries)
        except LedgerUnavailable as error:
            if time.monotonic() > end:
                raise unsure(url) from error
            time.sleep(0.3)


def are_there(connection: Connection, entries: Sequence[Entry]) -> bool:
    """Whether the ledger holds all of these entries."""
    ids, c = [entry.id for entry in entries], schema.entries.c
    found = 0
    for at in range(0, len(ids), AT_ONCE):
        found += len(connection.execute(select(c.id).where(c.id.in_(ids[at : at + AT_ONCE]))).all())
    return found == len(ids)


def unsure(url: str) -> LedgerUnsure:
    """That the answer was lost."""
    return LedgerUnsure(
        tr(
            "The connection to the database server was lost before it answered: it is not known whether this was "
            "recorded. Do it again when the server is back; what was recorded is not recorded twice. ({url})",
            url=shown(url),
        )
    )


def says_the_same(entries: Sequence[Entry], batches: Sequence[tuple[str, Sequence[Payload]]]) -> bool:
    """Whether these entries record just what is now asked to be recorded."""
    asked = [(coder, one.kind, canonical(one.as_json())) for coder, pending in batches for one in pending]
    made = [
        (entry.coder, entry.kind, canonical({key: value for key, value in entry.as_json().items() if key != AFTER}))
        for entry in entries
    ]
    return asked == made
