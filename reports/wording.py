"""The words of reports in French and English, from message catalogues; numbers and dates as each language has them."""

import io
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations
from pathlib import Path

from coding.codebook.model import Codebook, word

CATALOGUES = Path(__file__).parent / "catalogue"
"""A folder a language with `.po` files; a message's id is its key in the code."""


@cache
def translations(language: str) -> GNUTranslations:
    """Every message of that language."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=language)
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        merged.mime_headers = catalogue.mime_headers  # its own plural forms, not those the locale has by now
        for message in catalogue:
            if message.id:
                merged[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)


def say(key: str, language: str, **values: object) -> str:
    """The wording of `key` in that language with the values put in; the key itself where it is unknown."""
    return translations(language).gettext(key).format(**values) if key else ""


def say_number(key: str, count: int, language: str, **values: object) -> str:
    """The wording of `key` for that many, singular or plural; `{n}` is the number as the language writes it."""
    wording = translations(language).ngettext(key, key, count)
    return wording.format(n=number(count, language), **values)


def number(value: float, language: str, digits: int | None = None) -> str:
    """A number as the language writes it: `1 234,5` in French; `digits` after the point, if given."""
    from babel.numbers import format_decimal

    shape = None if digits is None else "#,##0." + "0" * digits if digits else "#,##0"
    return str(format_decimal(value, format=shape, locale=language))


def percent(share: float, language: str, digits: int = 0) -> str:
    """A share from 0 to 1 as a percentage."""
    from babel.numbers import format_percent

    return str(
        format_percent(
            share, format="#,##0" + ("." + "0" * digits if digits else "") + _PERCENT[language], locale=language
        )
    )


_PERCENT = {"fr": "\u202f%", "en": "%"}


@lru_cache(maxsize=4_096)
def day(value: date | str, language: str) -> str:
    """A day as the language writes it: `8 décembre 2015`; a text that is no ISO date is given back as it is."""
    from babel.dates import format_date

    if isinstance(value, str):
        try:
            value = date.fromisoformat(value[:10])
        except ValueError:
            return str(value)
    return str(format_date(value, format="long", locale={"en": "en_GB"}.get(language, language)))


def label_of(codebook: Codebook, code_id: str, language: str) -> str:
    """A code's label in that language, else its id."""
    return word(codebook.codes[code_id].label, language) or code_id
