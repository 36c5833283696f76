"""Days and times of day as lists show them, by the clock of this place."""

from datetime import datetime
from functools import lru_cache


@lru_cache(maxsize=8_192)
def short_day(moment: str, language: str) -> str:
    """The day of a moment (UTC, ISO 8601), short: `8 déc. 2015`."""
    from babel.dates import format_date

    return str(format_date(here(moment), format="medium", locale=_locale(language)))


@lru_cache(maxsize=8_192)
def clock(moment: str, language: str) -> str:
    """The time of day of a moment, with minutes: `14:05`."""
    from babel.dates import format_time

    return str(format_time(here(moment), format="short", locale=_locale(language)))


def here(moment: str) -> datetime:
    """A moment as it is on the clock of this place; one without a time zone is UTC."""
    return datetime.fromisoformat(
        moment.replace("Z", "+00:00") if "T" in moment else f"{moment}T12:00:00+00:00"
    ).astimezone()


def _locale(language: str) -> str:
    return {"en": "en_GB"}.get(language, language)
