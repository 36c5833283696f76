"""Sums, means and medians of the values, or of the degrees, in a cell; what cannot be put together is not."""

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median

from coding.records.columns import CodedColumns, Positions
from corpus.attributes import as_number
from reports.cell import Together
from reports.tables.measures import Amounts
from wording.spelling import folded

_AMOUNT = re.compile(r"\s*(?P<number>[-+−]?\d(?:[\d.,'’\s]*\d)?)\s*(?P<unit>(?:[^\s\d:;,–—-].*?)?)\s*")
_OF: Mapping[str, Callable[[Sequence[float]], float]] = {"sum": sum, "mean": fmean, "median": median}


def of_values(codings: CodedColumns, positions: Positions, kind: str) -> Together:
    """The sum, mean or median of the values given with these codings, each place once."""
    amounts: list[tuple[float, str]] = []
    left_out = 0
    for value in _each_once(codings, positions):
        amount = _amount(value)
        if amount is None:
            left_out += 1
        else:
            amounts.append(amount)
    units = {folded(unit) for _, unit in amounts}
    if len(units) > 1:
        return Together(None, "", len(amounts), left_out, mixed=True)
    if not amounts:
        return Together(None, "", 0, left_out)
    return Together(_OF[kind]([number for number, _ in amounts]), amounts[0][1], len(amounts), left_out)


def of_degrees(positions: Positions, ranks: Amounts, kind: str) -> Together:
    """The mean or median of the degrees' positions on their scale, from 0; codings without a degree are left out."""
    given = [int(rank) for rank in ranks[positions].tolist() if rank >= 0]
    return Together(_OF[kind](given) if given else None, "", len(given), len(positions) - len(given))


def _each_once(codings: CodedColumns, positions: Positions) -> list[str]:
    found: dict[tuple[int, int, int, str], None] = {}
    for position in positions.tolist():
        value = codings.value.at(position)
        if value is not None:
            place = int(codings.text.numbers[position]), int(codings.start[position]), int(codings.end[position])
            found[*place, value] = None
    return [value for *_, value in found]


def _amount(value: str) -> tuple[float, str] | None:
    """`180 M€` as 180 and its unit; None where no number begins it, or what follows is no unit (`2014 : the first`)."""
    found = _AMOUNT.fullmatch(value)
    if found is None:
        return None
    try:
        return as_number(found["number"]), found["unit"]
    except ValueError:
        return None
