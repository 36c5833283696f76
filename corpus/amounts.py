"""Amounts as people write them: a number and its unit, `180 M€`."""

import re
from dataclasses import dataclass

from corpus.attributes import as_number
from wording.numbers import CURRENCIES

_AMOUNT = re.compile(
    rf"\s*(?P<sign>[-+−]?)(?P<before>[{''.join(CURRENCIES)}]?)\s*(?P<number>[-+−]?\d(?:[\d.,'’\s]*\d)?)"
    r"(?P<gap>\s*)(?P<unit>(?:[^\s\d:;,–—-].*?)?)\s*"
)
"""A number with its unit, the sign of a currency also before it: `180 M€`, `£1,200`, `-$3.5m`."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit as it is written; the unit may be empty."""

    number: float
    unit: str


def as_amount(written: str, *, language: str = "") -> Amount:
    """`180 M€` as 180 and its unit, in the notation of the language: `12,500` is English for a large number.

    Raises ValueError where no number begins it, or what follows is no unit (`2014 : the first`).
    """
    found = _AMOUNT.fullmatch(written)
    if found is None:
        raise ValueError(written)
    unit = found["unit"]
    if found["before"]:
        unit = f"{found['before']}{' ' if unit and found['gap'] else ''}{unit}"
    return Amount(as_number(found["sign"] + found["number"], language=language), unit)
