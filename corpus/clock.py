"""Times as transcripts write them, and as Glose writes them: H:MM:SS."""

import re

TIME = r"\d{1,3}:(?:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?|\d{1,2}:\d{1,2}[.,]\d{1,3})"
"""A time in a recording: 0:02, 00:01:02, 00:01:02-3, 0:01:02.300, 0:1:2.5."""


def as_timestamp(written: str) -> str | None:
    """`00:01:02-3` and `(1:02)` become `0:01:02`; None where there is no time."""
    found = re.search(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?!\d)", written)
    if found:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return clock(hours * 3600 + minutes * 60 + seconds)
    return None


def clock(seconds: float) -> str:
    """Seconds as H:MM:SS, fractions dropped."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole % 3600 // 60:02d}:{whole % 60:02d}"
