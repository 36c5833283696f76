"""Dates and times of other programs, as the ledger writes them: UTC, ISO 8601 with microseconds."""

import re
from datetime import UTC, datetime

from coding.records.entry import written_moment

_FRACTION = re.compile(r"(\.\d{6})\d+")


def moment(written: str | None) -> str:
    """The moment that ISO 8601 (or SQLite) writes; empty where it is none. Without a time zone it is taken as UTC."""
    if not written:
        return ""
    plain = _FRACTION.sub(r"\1", written.strip()).replace("Z", "+00:00").replace("/", "-")
    try:
        at = datetime.fromisoformat(plain)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return _by_name(written)
    return written_moment(at)


def _by_name(written: str) -> str:
    """The moment in the form of C's `asctime`, with which R writes it (`Tue Mar 04 18:01:07 2014`)."""
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    found = re.fullmatch(r"\w+\.? +(\w{3})\w*\.? +(\d{1,2}) +(\d\d):(\d\d):(\d\d) +(\d{4})", written.strip())
    if not found or found[1].casefold() not in months:
        return ""
    month = months.index(found[1].casefold()) + 1
    try:
        at = datetime(int(found[6]), month, int(found[2]), int(found[3]), int(found[4]), int(found[5]), tzinfo=UTC)
    except ValueError:
        return ""
    return written_moment(at)
