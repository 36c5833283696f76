"""What a recording holds while it is made: on SQLite the whole file, on PostgreSQL the chains that it continues.

On PostgreSQL coders do not wait for one another. Whoever changes what all decisions rest on (texts, codebook, case
list, the index as a whole) is alone in the ledger meanwhile, and so is whoever reads its head, which must be the
beginning of every later one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from coding.records.decisions import Moved, Revising
from coding.records.payload import Payload
from coding.records.study_acts import Revised, TextAdded
from ledger import schema

MOST = 50
"""Locks in one recording: a server has room for some thousands, all programs together."""


@dataclass(frozen=True, slots=True)
class WriteLock:
    """Whose chains are continued, and which records are spoken about (`subjects`); None of either: the whole ledger."""

    coders: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether nobody else may write meanwhile."""
        return not self.coders or len(self.coders) + len(self.subjects) > MOST


WHOLE = WriteLock()


def lock_for(batches: Sequence[tuple[str, Sequence[Payload]]]) -> WriteLock:
    """What has to be held to record this."""
    pending = [one for _, some in batches for one in some]
    if any(isinstance(one, TextAdded | Revised | Moved) for one in pending):
        return WHOLE
    subjects = frozenset(one.subject for one in pending if isinstance(one, Revising))
    return WriteLock(frozenset(coder for coder, _ in batches), subjects)


IDLE_AT_MOST = 60
"""Seconds after which the server ends a recording whose program has gone silent: others wait for it meanwhile."""


def hold(connection: Connection, lock: WriteLock, patience: float | None = None) -> None:
    """Wait for what the recording needs; it is let go when the transaction ends. On SQLite all is held already.

    With `patience` (seconds) the server is told how long to wait, and how long others wait for this recording if its
    program goes silent; in the same question, as a server may be far away.
    """
    if connection.dialect.name != "postgresql":
        return
    locks, given = _locks(lock)
    if patience is None:
        connection.execute(text(f"SELECT {locks}"), given)
        return
    limits = {"patience": f"{max(1, round(patience * 1000))}", "idle": f"{IDLE_AT_MOST * 1000}"}
    # The limits hold before the locks are waited for: what FROM gives comes first.
    connection.execute(text(f"SELECT {locks} FROM ({_LIMITS}) limits"), {**limits, **given})  # noqa: S608 - no words of others


_LIMITS = (
    "SELECT set_config('lock_timeout', :patience, true),"
    " set_config('idle_in_transaction_session_timeout', :idle, true) OFFSET 0"
)


def _locks(lock: WriteLock) -> tuple[str, dict[str, str]]:
    """What takes the locks, as SQL with its values."""
    if lock.is_whole:
        return f"pg_advisory_xact_lock({_key('study')})", {"study": "study"}
    # In one order for everybody, so that no two wait for each other.
    names = [f"coder {coder}" for coder in sorted(lock.coders)] + [f"record {one}" for one in sorted(lock.subjects)]
    locks = ", ".join(f"pg_advisory_xact_lock({_key(f'n{number}')})" for number in range(len(names)))
    given = {f"n{number}": name for number, name in enumerate(names)}
    return f"pg_advisory_xact_lock_shared({_key('study')}), {locks}", {"study": "study", **given}


def settled(connection: Connection) -> int | None:
    """Up to which position no entry is still to come; None where that is all positions.

    Recordings that have begun are waited for; what is recorded from now on arrives after them.
    """
    if connection.dialect.name != "postgresql":
        return None
    connection.rollback()
    connection.execution_options(isolation_level="READ COMMITTED")
    hold(connection, WHOLE)
    until = connection.execute(select(func.coalesce(func.max(schema.entries.c.position), 0))).scalar_one()
    connection.rollback()
    return int(until)


def _key(name: str) -> str:
    """The number of a lock: of this name in this schema, as a database may hold the ledgers of several studies."""
    return f"hashtextextended('glose ' || current_schema() || ' ' || CAST(:{name} AS text), 0)"
