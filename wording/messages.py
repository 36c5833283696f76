"""What Glose says to the person at work: messages, prompts and doubts, in the language of the terminal.

A message is written in English where it arises, as gettext does it, and looked up in `wording/catalogue/fr/` when
the language is French. The language is what the person asks for (`--lang`, else GLOSE_LANG), else the study's,
else the locale's.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from wording.catalogues import TERMINAL, translations
from wording.numbers import PERCENT, next_to_all, rounded

LANGUAGES: Final = ("fr", "en")

_asked: ContextVar[str | None] = ContextVar("language that the person asked for", default=None)
_of_study: ContextVar[str | None] = ContextVar("language of the open study", default=None)


def tr(message: str, /, **values: object) -> str:
    """The message in the terminal's language, with the values filled in as `str.format` does.

    `message` is a literal in English: what is looked up has to be found by the test of the catalogues.
    """
    spoken = language()
    translated = message if spoken == "en" else translations(spoken).pgettext(TERMINAL, message)
    return translated.format(**values)


def tr_n(singular: str, plural: str, count: int, /, **values: object) -> str:
    """The message for that many things; `{n}` is the count as the language writes it. French counts 0 as one."""
    spoken = language()
    if spoken == "en":
        translated = singular if count == 1 else plural
    else:
        translated = translations(spoken).npgettext(TERMINAL, singular, plural, count)
    return translated.format(n=counted(count), **values)


def counted(count: int) -> str:
    """A count as the terminal's language writes it: `12,345`, `12 345`."""
    return decimal(count, 0)


def decimal(value: float, digits: int = 2) -> str:
    """A number with that many digits after the point, as the terminal's language writes it: `0.62`, `0,62`.

    Reports have Babel for this (`wording/numbers.py`); importing it would cost a short command a tenth of a second.
    """
    written = f"{rounded(value, digits):,f}"
    return written if language() == "en" else written.translate({ord(","): "\u202f", ord("."): ","})


def share(value: float | None, digits: int = 0) -> str:
    """A share from 0 to 1 as a percentage: `62%`, `62 %`; a dash where there is none.

    Next to none is `<1%`, next to all `>99%`.
    """
    if value is None:
        return "–"
    least = 10.0 ** -(digits + 2)
    if 0 < value < least / 2:
        return f"<{share(least, digits)}"
    if next_to_all(value, digits):
        return f">{share(1 - least, digits)}"
    return decimal(float(rounded(value, digits + 2) * 100), digits) + PERCENT[language()]


def quoted(words: str) -> str:
    """Words between the quotation marks of the terminal's language."""
    return tr("“{words}”", words=words)


def apart(parts: Iterable[str]) -> str:
    """Parts with semicolons between them, as the terminal's language sets them."""
    return ("\u202f; " if language() == "fr" else "; ").join(parts)


def language() -> str:
    """The terminal's language: `fr` or `en`."""
    asked = _asked.get()
    if asked:
        return asked
    # A name that is not in the environment is cheap to look for and dear to get: this is asked for every message.
    environment = os.environ["GLOSE_LANG"] if "GLOSE_LANG" in os.environ else ""  # noqa: SIM401 - see above
    return environment if environment in LANGUAGES else _of_study.get() or _of_the_machine()


@contextmanager
def in_one_language() -> Iterator[None]:
    """The language stays as it is now: where very many messages are made, it costs much to ask for it each time."""
    before = _asked.set(language())
    try:
        yield
    finally:
        _asked.reset(before)


def ask_for_language(wanted: str | None) -> None:
    """The person asked for this language; None takes that back."""
    _asked.set(wanted)


def take_language_of_study(study_language: str | None) -> None:
    """An open study speaks its own language, unless the person asked for another."""
    _of_study.set(study_language)


def _of_the_machine() -> str:
    """The locale of the environment as POSIX reads it; English where it is not French."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "fr" if locale.lower().startswith("fr") else "en"
