"""What is typed into a search, understood: words that must stand together in a passage, either of some, or not at all.

`eau ville` are two words in one passage; `"ville intelligente"` is a phrase; `eau|rivière` is either; `-parking` must
not be there; `*` stands for any letters.
"""

import re
from dataclasses import dataclass

from corpus.problem import GloseError
from wording.messages import tr
from wording.spelling import folded

_PART = re.compile(r'(?P<minus>-)?(?P<alternatives>(?:"[^"]*"|[^\s"|]+)(?:\|(?:"[^"]*"|[^\s"|]+))*)')
_WORD = re.compile(r"[\w*]+")


class BadSearch(GloseError):
    """A search that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Term:
    """Phrases, any of which must stand in the passage (none of them where `excluded`); each is a list of words."""

    phrases: tuple[tuple[str, ...], ...]
    excluded: bool = False


def terms_of(typed: str) -> tuple[Term, ...]:
    """The terms of what was typed, folded; raises BadSearch where nothing is left to look for."""
    terms = []
    for found in _PART.finditer(typed.replace("“", '"').replace("”", '"').replace("«", '"').replace("»", '"')):
        phrases = [tuple(_WORD.findall(folded(one))) for one in _alternatives(found["alternatives"])]
        phrases = [phrase for phrase in phrases if any(word.strip("*") for word in phrase)]
        if phrases:
            terms.append(Term(tuple(phrases), excluded=bool(found["minus"])))
    if not any(not term.excluded for term in terms):
        raise BadSearch(tr("There is no word to look for."))
    return tuple(terms)


def _alternatives(words: str) -> list[str]:
    return re.findall(r'"[^"]*"|[^|"]+', words)


def pattern_of(phrase: tuple[str, ...]) -> re.Pattern[str]:
    """An expression that finds the phrase, as whole words, in a folded text."""
    words = [r"\w*".join(re.escape(part) for part in word.split("*")) for word in phrase]
    return re.compile(r"(?<!\w)" + r"[^\w\n]{1,4}".join(words) + r"(?!\w)")


def word_pattern(word: str) -> re.Pattern[str]:
    """An expression that fits one folded word whole."""
    return re.compile(r"\w*".join(re.escape(part) for part in word.split("*")))
