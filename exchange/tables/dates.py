"""Dates of a column: in ISO order, or with day and month in the order that the whole column tells."""

import re
from collections.abc import Sequence

from exchange.moments import moment

_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})(?:,? +(\d{1,2}):(\d\d)(?::(\d\d))? ?([AaPp])?\.?[Mm]?\.?)?")


def moments(cells: Sequence[str]) -> list[str]:
    """The moment of each cell (UTC, ISO 8601); empty where it is none, or where day and month cannot be told apart."""
    found = [_SLASHED.fullmatch(cell.strip()) for cell in cells]
    firsts, seconds = ({int(one[n]) for one in found if one} for n in (1, 2))
    day_first = max(firsts, default=0) > 12 or (max(seconds, default=0) <= 12 and any("." in cell for cell in cells))
    month_first = max(seconds, default=0) > 12
    known = day_first != month_first
    return [
        _slashed(one, day_first=day_first) if one and known else "" if one else moment(cell)
        for one, cell in zip(found, cells, strict=True)
    ]


def _slashed(found: re.Match[str], *, day_first: bool) -> str:
    day, month = (found[1], found[2]) if day_first else (found[2], found[1])
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    hour = int(found[4] or 0)
    if found[7]:
        hour = hour % 12 + (12 if found[7] in "Pp" else 0)
    return moment(f"{year:04d}-{int(month):02d}-{int(day):02d}T{hour:02d}:{found[5] or '00'}:{found[6] or '00'}")
