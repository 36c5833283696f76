"""Sums, means and medians of the values, or of the degrees, in a cell; what cannot be put together is not."""

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median

import numpy as np

from coding.codebook.model import Codebook
from coding.records.columns import CodedColumns, Positions
from corpus.attributes import as_number
from corpus.text import Text
from reports.cell import Together
from reports.tables.measures import Amounts
from wording.spelling import folded

_AMOUNT = re.compile(
    r"\s*(?P<sign>[-+−]?)(?P<before>[£$€¥]?)\s*(?P<number>[-+−]?\d(?:[\d.,'’\s]*\d)?)"
    r"(?P<gap>\s*)(?P<unit>(?:[^\s\d:;,–—-].*?)?)\s*"
)
"""A number with its unit, the sign of a currency also before it: `180 M€`, `£1,200`, `-$3.5m`."""
_OF: Mapping[str, Callable[[Sequence[float]], float]] = {"sum": sum, "mean": fmean, "median": median}


def of_values(codings: CodedColumns, positions: Positions, kind: str, texts: Mapping[str, Text]) -> Together:
    """The sum, mean or median of the values given with these codings, each place once.

    Numbers are read as the language of the text writes them: `12,500` of an English text is no twelve and a half.
    """
    amounts: list[tuple[float, str]] = []
    left_out = 0
    for name, value in _each_once(codings, positions):
        amount = _amount(value, texts[name].language if name in texts else "")
        if amount is None:
            left_out += 1
        else:
            amounts.append(amount)
    units = {folded(unit) for _, unit in amounts}
    if len(units) > 1:
        return Together(None, "", len(amounts), left_out, mixed="units")
    if not amounts:
        return Together(None, "", 0, left_out)
    return Together(_OF[kind]([number for number, _ in amounts]), amounts[0][1], len(amounts), left_out)


def of_degrees(codings: CodedColumns, positions: Positions, ranks: Amounts, kind: str, book: Codebook) -> Together:
    """The mean or median of the degrees' positions on their scale, from 0; codings without a degree are left out.

    The third position of one scale is not that of another: degrees of different scales make nothing together.
    """
    graded = positions[ranks[positions] >= 0]
    left_out = len(positions) - len(graded)
    codes = (codings.code.names[number] for number in np.unique(codings.code.numbers[graded]).tolist())
    if len({book.degrees(code) for code in codes}) > 1:
        return Together(None, "", len(graded), left_out, mixed="scales")
    given = ranks[graded].tolist()
    return Together(_OF[kind](given) if given else None, "", len(given), left_out)


def _each_once(codings: CodedColumns, positions: Positions) -> list[tuple[str, str]]:
    """The different values given at each place, each with the text that it is of."""
    found: dict[tuple[int, int, int, str], None] = {}
    for position in positions.tolist():
        value = codings.value.at(position)
        if value is not None:
            place = int(codings.text.numbers[position]), int(codings.start[position]), int(codings.end[position])
            found[*place, value] = None
    return [(codings.text.names[text], value) for text, _, _, value in found]


def _amount(value: str, language: str) -> tuple[float, str] | None:
    """`180 M€` as 180 and its unit; None where no number begins it, or what follows is no unit (`2014 : the first`)."""
    found = _AMOUNT.fullmatch(value)
    if found is None:
        return None
    unit = found["unit"]
    if found["before"]:
        unit = f"{found['before']}{' ' if unit and found['gap'] else ''}{unit}"
    try:
        return as_number(found["sign"] + found["number"], language=language), unit
    except ValueError:
        return None
