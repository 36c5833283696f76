"""Words compared as people mean them: without accents and capitals, and the nearest one where a word is unknown."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from wording.messages import tr

_NEAR = 0.6
"""How alike two words must be, from 0 to 1 (difflib's ratio), for one to be offered in place of the other."""


def folded(text: str) -> str:
    """The text without accents and capitals, œ and æ as two letters: what two spellings of one word share."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def caseless(text: str) -> str:
    """The text in small letters, its accents kept and written in one way (NFC): for names that accents tell apart."""
    return unicodedata.normalize("NFC", text).casefold()


def has_words(text: str, wanted: str) -> bool:
    """Whether the text has the words of `wanted`, whole and in their order; accents and capitals do not count.

    Other words may come between: `attendue 2016` is in “Attendue en 2016”.
    """
    left = iter(_words(text))
    return all(word in left for word in _words(wanted))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", folded(text)))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is spelt most like `word`; None where none is near. Accents and capitals do not count.

    A known id with dots, `objectives.environment`, is also found by its last part alone.
    """
    by_spelling: dict[str, str] = {}
    for name in known:
        by_spelling[folded(name)] = name
        by_spelling.setdefault(folded(name).rpartition(".")[2], name)
    found = get_close_matches(folded(word), by_spelling, n=1, cutoff=_NEAR)
    return by_spelling[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“ Did you mean 'x'?”, with a blank before it, to be put behind a message; empty where nothing is near."""
    near = nearest(word, known)
    return " " + tr("Did you mean {name!r}?", name=near) if near else ""
