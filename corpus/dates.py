"""Days and months as people write them, in figures or in French and English words."""

import re
import unicodedata
from datetime import date

from wording.messages import tr

_FIGURES = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})[/.](?P<y2>\d{4})")
_MONTHS = (
    ("janvier", "january", "janv", "jan"),
    ("fevrier", "february", "fevr", "fev", "feb"),
    ("mars", "march", "mar"),
    ("avril", "april", "avr", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "july", "juil", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "september", "sept", "sep"),
    ("octobre", "october", "oct"),
    ("novembre", "november", "nov"),
    ("decembre", "december", "dec"),
)
"""Without accents and points."""
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_WEEKDAY = (
    r"(?:(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday),? )?"
)
_DAY = r"(?P<{0}>\d{{1,2}})(?:er|st|nd|rd|th)?"
_WORDS = re.compile(
    rf"{_WEEKDAY}(?:(?:le )?{_DAY.format('d')} (?P<m>{_NAMES})\.?,? (?P<y>\d{{4}})"
    rf"|(?P<m2>{_NAMES})\.? {_DAY.format('d2')},? (?P<y2>\d{{4}}))"
)
_MONTH = re.compile(
    rf"(?P<y>\d{{4}})-(?P<m>\d{{1,2}})|(?P<m2>\d{{1,2}})/(?P<y2>\d{{4}})|(?P<m3>{_NAMES})\.? (?P<y3>\d{{4}})"
)


def as_date(written: str) -> date:
    """`2015-12-08`, `8/12/2015` (day first), `8 décembre 2015`, `December 8, 2015` as a date; raises ValueError."""
    plain = _plain(written)
    found = _FIGURES.fullmatch(plain) or _WORDS.fullmatch(plain)
    if not found:
        raise ValueError(tr("is not a date like 2015-12-08 or 08/12/2015"))
    year, month, day = _parts(found, "ymd")
    try:
        return date(int(year), _MONTH_OF.get(month) or int(month), int(day))
    except ValueError:
        raise ValueError(tr("is not a day in the calendar")) from None


def first_day(written: str) -> date:
    """The day, or the first of the month (`2015-12`, `12/2015`, `décembre 2015`); raises ValueError."""
    found = _MONTH.fullmatch(_plain(written))
    if not found:
        return as_date(written)
    year, month = _parts(found, "ym")
    return as_date(f"{year}-{_MONTH_OF.get(month) or int(month)}-1")


def _parts(found: re.Match[str], names: str) -> list[str]:
    """The groups that took part: `y`, or else `y2` or `y3`."""
    groups = found.groupdict()
    return [next(groups[key] for key in (name, f"{name}2", f"{name}3") if groups.get(key)) for name in names]


def _plain(written: str) -> str:
    """The words without capitals, accents and double blanks."""
    letters = unicodedata.normalize("NFD", written.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
