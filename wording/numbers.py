"""Numbers, percentages and days as each language writes them."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache


@lru_cache(maxsize=4_096, typed=True)
def number(value: float, language: str, digits: int | None = None) -> str:
    """A number as the language writes it: `1 234,5` in French; `digits` after the point, if given."""
    from babel.numbers import format_decimal

    shape = None if digits is None else "#,##0." + "0" * digits if digits else "#,##0"
    return str(format_decimal(value if digits is None else rounded(value, digits), format=shape, locale=language))


def rewritten(written: str, value: float, language: str) -> str:
    """A number that was written in another language, with the marks of this one, as exact as it was.

    Thousands are set apart where they were: a year has no mark in it.
    """
    digits, marks = sum(sign.isdigit() for sign in written), len(re.findall(r"(?<=\d)\D+(?=\d)", written))
    decimals = digits - len(str(int(abs(value))))
    shown = number(value, language, decimals)
    whole, after = (shown[: -decimals - 1], shown[-decimals - 1 :]) if decimals else (shown, "")
    if marks == bool(decimals):
        whole = re.sub(r"(?<=\d)\D(?=\d)", "", whole)
    return whole + after


def with_unit(shown: str, unit: str, language: str) -> str:
    """A number that is written already, with its unit: `£1.5m` in English, `1,5 £m` in French, `180 M€` in both."""
    if unit.startswith(CURRENCIES) and language == "en":
        sign = shown[: len(shown) - len(shown.lstrip("+-\u2212"))]
        return f"{sign}{unit[0]}{shown.removeprefix(sign)}{unit[1:]}"
    return f"{shown} {unit}" if unit else shown


CURRENCIES = ("£", "$", "€", "¥")
"""The signs that English writes before an amount."""


def percent(share: float, language: str, digits: int = 0) -> str:
    """A share from 0 to 1 as a percentage; one that would be rounded to 0 and is not, as less than the least shown.

    One that would be rounded to 1 and is not is likewise more than the most below it: 299 of 300 are > 99 %, not all.
    """
    from babel.numbers import format_percent

    shape = "#,##0" + ("." + "0" * digits if digits else "") + PERCENT[language]
    least = 10.0 ** -(digits + 2)
    if 0 < share < least / 2:
        return f"<\u00a0{format_percent(least, format=shape, locale=language)}"
    if next_to_all(share, digits):
        return f">\u00a0{format_percent(1 - least, format=shape, locale=language)}"
    return str(format_percent(rounded(share, digits + 2), format=shape, locale=language))


def next_to_all(share: float, digits: int) -> bool:
    """Whether a share from 0 to 1 is not 1 and would be rounded to it, as a percentage with so many digits."""
    return share < _ALL and rounded(share, digits + 2) == 1


_ALL = 1 - 1e-9
"""From here on a share is 1, whatever its last digits are."""


def rounded(value: float, digits: int) -> Decimal:
    """The value with so many digits after the point; a half is rounded away from zero: 12.5 is 13.

    People and spreadsheets round so; Python's own formats round a half to the even digit, 12.5 to 12.
    """
    written = Decimal(repr(float(value)))
    return written.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _LONG) if written.is_finite() else written


_LONG = Context(prec=400)
"""Room for the digits of every number there is."""


def probability(p: float, language: str) -> str:
    """A p-value with three digits where they matter; English leaves the zero before the point out."""
    if p >= 0.1:
        return number(p, language, 2)
    written = number(max(p, 0.001), language, 3)
    written = written.removeprefix("0") if language == "en" else written
    return f"<{written}" if p < 0.001 else written


PERCENT = {"fr": "\u202f%", "en": "%"}
"""The sign of a percentage, with the space before it where there is one."""


@lru_cache(maxsize=4_096)
def day(value: date | str, language: str) -> str:
    """A day as the language writes it: `8 décembre 2015`, `1er mars 2016`; what is no date stays as it is."""
    from babel.dates import format_date

    if isinstance(value, str):
        try:
            value = date.fromisoformat(value[:10])
        except ValueError:
            return str(value)
    written = str(format_date(value, format="long", locale={"en": "en_GB"}.get(language, language)))
    return f"1er{written[1:]}" if language == "fr" and value.day == 1 else written
