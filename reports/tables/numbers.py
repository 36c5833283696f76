"""Sums, means and medians of the values, or of the degrees, in a cell; what cannot be put together is not."""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median

import numpy as np

from coding.codebook.model import Codebook
from coding.records.columns import CodedColumns, Positions
from corpus.amounts import Amount, as_amount
from corpus.text import Text
from reports.cell import Together
from reports.tables.measures import Amounts
from wording.spelling import folded

_OF: Mapping[str, Callable[[Sequence[float]], float]] = {"sum": sum, "mean": fmean, "median": median}


def of_values(codings: CodedColumns, positions: Positions, kind: str, texts: Mapping[str, Text]) -> Together:
    """The sum, mean or median of the values given with these codings, each place once.

    Numbers are read as the language of the text writes them: `12,500` of an English text is no twelve and a half.
    """
    amounts, left_out = _each_once(codings, positions, texts)
    if len({folded(amount.unit) for amount in amounts}) > 1:
        return Together(None, "", len(amounts), left_out, mixed="units")
    if not amounts:
        return Together(None, "", 0, left_out)
    return Together(_OF[kind]([amount.number for amount in amounts]), amounts[0].unit, len(amounts), left_out)


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


def _each_once(codings: CodedColumns, positions: Positions, texts: Mapping[str, Text]) -> tuple[list[Amount], int]:
    """The different amounts given at each place, however they are written, and how many other values there are."""
    found: dict[tuple[int, int, int, object], Amount | None] = {}
    for position in positions.tolist():
        value = codings.value.at(position)
        if value is not None:
            text = texts.get(codings.text.at(position) or "")
            amount = _amount(value, text.language if text else "")
            sense = (amount.number, folded(amount.unit)) if amount else value
            place = int(codings.text.numbers[position]), int(codings.start[position]), int(codings.end[position])
            found.setdefault((*place, sense), amount)
    amounts = [amount for amount in found.values() if amount is not None]
    return amounts, len(found) - len(amounts)


def _amount(value: str, language: str) -> Amount | None:
    try:
        return as_amount(value, language=language)
    except ValueError:
        return None
