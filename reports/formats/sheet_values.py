"""Cells of a table as a spreadsheet keeps them: numbers, shares and days with the format that shows them, or words."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from corpus.attributes import as_number, in_two_ways
from corpus.dates import as_date
from reports.tables.rendering import RenderedCell
from wording.numbers import PERCENT

DAY = "yyyy-mm-dd"
_POINT = {"fr": ",", "en": "."}
_SIGNED = ("+", "\u2212")
_MOST_DIGITS = 15
"""A spreadsheet keeps no more digits of a number."""
_LONGEST_SHAPE = 120


@dataclass(frozen=True, slots=True)
class SheetValue:
    """What a cell holds and the number format that shows it; an empty format shows it as it is."""

    value: float | datetime | str
    shape: str = ""


def value_of(cell: RenderedCell, language: str) -> SheetValue:
    """The cell's number, day or words. What looks like a number but names something (`007`, a long code) is words."""
    if cell.number is not None:
        return SheetValue(cell.number, _shape(cell, language))
    if cell.look == "plain" and len(cell.parts) == 1:
        return _of_words(cell.day or cell.parts[0].text, cell.text, language)
    return SheetValue(cell.text)


def share_shape(language: str, *, digits: int = 0, share: float = 0) -> str:
    """The format of a share from 0 to 1; one that is not 0 and would be shown as 0 is shown as less than the least.

    A format has room for two conditions: one for `share` that is next to 1 says `> 99 %` instead.
    """
    sign = PERCENT[language]
    percent = f'"{sign[:-1]}"%' if len(sign) > 1 else "%"
    if digits:
        return f"0.{'0' * digits}{percent}"
    if 0.995 <= share < 1:
        return f'[=1]0{percent};[>=0.995]">\u00a099{sign}";0{percent}'
    return f'[=0]0{percent};[<0.005]"<\u00a01{sign}";0{percent}'


def _of_words(written: str, text: str, language: str) -> SheetValue:
    try:
        return SheetValue(datetime.combine(as_date(written), time()), DAY)
    except ValueError:
        pass
    digits = re.sub(r"\D", "", written)
    if re.match(r"\D*0\d", written) or len(digits) > _MOST_DIGITS:
        return SheetValue(text)
    try:
        if language != "en" and in_two_ways(written):
            return SheetValue(text)
        value = as_number(written, language=language)
    except ValueError:
        return SheetValue(text)
    if not written.endswith("%"):
        return SheetValue(value)
    return SheetValue(value / 100, share_shape(language, digits=_decimals(written, value)))


def _decimals(written: str, value: float) -> int:
    found = re.search(r"\d[.,](\d+)", written)
    return len(found[1]) if found and not float(value).is_integer() else 0


def _shape(cell: RenderedCell, language: str) -> str:
    """The format that shows a number as it is written: `(3)`, `3,50 M€ (4)`, `+3`. The cell can still be summed.

    A share has a column of its own.
    """
    written = cell.text.split(" · ")[0] if cell.share is not None else cell.text
    point = re.escape(_POINT[language])
    found = re.match(r"(\D*)\d(?:[\d\s.,]*\d)?(.*)", written)
    if found is None or cell.number is None:
        return ""
    decimals = re.search(rf"\d{point}(\d+)", written) if not float(cell.number).is_integer() else None
    # A year of four digits has no mark in it: thousands are set apart where they are.
    whole = written if decimals is None else written[: decimals.start() + 1]
    grouped = abs(cell.number) < 1_000 or re.search(r"\d\D\d", whole)
    number = ("#,##0" if grouped else "0") + (f".{'0' * len(decimals[1])}" if decimals else "")
    before, after = (_quoted(words) for words in found.groups())
    if found[1].startswith(_SIGNED):
        return f'+{number}{after};"\u2212"{number}{after};{number}{after}'
    if found[1] == "-" or len(before) + len(after) > _LONGEST_SHAPE:
        before = after = ""
    return "" if number == "#,##0" and not (before or after) and abs(cell.number) < 1_000 else before + number + after


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "\u201d") + '"' if words else ""
