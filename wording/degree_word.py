"""How a degree is worded: as the open study labels it, else as reports word the usual degrees, else by its name."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar

from wording.catalogues import say

Labels = Mapping[str, Mapping[str, str]]
"""By degree its label by language: `{"clear": {"fr": "clair", "en": "clear"}}`."""

USUAL = frozenset("absent wanted secondary mentioned axis strong priority no yes".split())
"""The degrees that the catalogues word; other words of theirs (`page`, `total`) are about something else."""

_of_study: ContextVar[Callable[[], Labels] | None] = ContextVar("how the open study labels its degrees", default=None)


def label_degrees(labels: Callable[[], Labels] | None) -> None:
    """From here on degrees are worded with these labels, asked for when one is first needed; None: with no labels."""
    _of_study.set(labels)


def degree_word(degree: str, language: str) -> str:
    """A degree in words: its label in that language, else the catalogue's word, else a label in another language.

    A degree that nobody words stays as it is written. Files for programs have the degree itself.
    """
    asked = _of_study.get()
    label = asked().get(degree, {}) if asked else {}
    if shown := label.get(language):
        return shown
    return say(degree, language) if degree in USUAL else next(filter(None, label.values()), degree)
