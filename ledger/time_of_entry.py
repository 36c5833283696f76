"""The time that an entry takes: the clock's, as far as the chain before it lets one believe the clock."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select

from coding.records.entry import written_moment
from ledger import schema

FAR_AHEAD = timedelta(hours=3)
"""By how much two times must disagree for one of two clocks to have been wrong."""


def time_after(connection: Connection, last: str | None) -> str:
    """What the clock says, or the time of the coder's `last` entry where the clock was set back a little.

    An entry made while the clock was far ahead does not lend its time to all that follows; one made while the clock
    is before the ledger's beginning keeps to the chain.
    """
    now = datetime.now(UTC)
    if last is None or written_moment(now) >= last:
        return written_moment(now)
    first = connection.execute(select(schema.entries.c.time).where(schema.entries.c.position == 1)).scalar() or ""
    set_back = written_moment(now + FAR_AHEAD) >= last or written_moment(now) < first
    return str(last) if set_back else written_moment(now)
