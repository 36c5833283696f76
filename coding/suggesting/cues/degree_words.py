"""The degree that words tell of ("la priorité", "accessoirement", "pas du tout"), on the codebook's own scale.

Words of strength are general, degrees are not: the words are laid on a scale by position, the top of it for what comes
first, the lower part for what is secondary, its degree of absence for "not at all". A codebook that means something
else by its degrees declares their words (`suggestions: {degree_words: …}`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coding.suggesting.cues.phrases import find_phrase, phrase_pattern, word_count
from coding.suggesting.features.token_index import TokenIndex

ABSENCE = frozenset(("absent", "none", "no", "aucun", "nul"))
"""Names of a lowest degree that says that there is nothing."""

_DENIED = ("pas du tout", "absolument pas", "not at all", "en aucun cas")
_BY_POSITION: tuple[tuple[float, tuple[str, ...]], ...] = (
    (1.0, ("la priorité", "première priorité", "notre priorité", "priorité des priorités", "avant tout",
           "en premier lieu", "the priority", "our priority", "top priority", "first of all")),
    (0.8, ("très important", "essentiel", "essentielle", "majeur", "majeure", "fondamental", "fondamentale",
           "au cœur", "primordial", "very important", "crucial", "at the heart")),
    (0.2, ("accessoirement", "secondaire", "à la marge", "accessoire", "en second lieu", "pas prioritaire",
           "pas la priorité", "pas notre priorité", "pas une priorité", "secondary", "not a priority")),
)  # fmt: skip
"""Where on a scale, from its lowest degree (0) to its highest (1), words of strength point."""


@dataclass(frozen=True, slots=True)
class DegreeFound:
    """A degree with the words (tokens `first`–`last`) that tell of it."""

    degree: str
    first: int
    last: int


@dataclass
class DegreeWords:
    """The words that tell of the degrees of one scale, ready to be looked for.

    `phrases` are pairs of degree and phrase; of two phrases that are equally long the earlier one wins.
    """

    phrases: Sequence[tuple[str, str]]
    _found: dict[tuple[int, int], DegreeFound | None] = field(default_factory=dict)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return phrase_pattern(phrase for _, phrase in self.phrases)

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        """A pattern per phrase, the longest first, compiled when any phrase is met."""
        longest_first = sorted(self.phrases, key=lambda pair: -word_count(pair[1]))
        return [(degree, phrase_pattern([phrase])) for degree, phrase in longest_first]

    @classmethod
    def of(cls, degrees: Sequence[str], declared: Mapping[str, Sequence[str]]) -> "DegreeWords":
        """The words of a scale (weakest degree first): those declared for a degree, else the general ones."""
        words = {**_general_words(degrees), **declared}
        return cls([(degree, phrase) for degree in _in_order(degrees) for phrase in words.get(degree, ())])

    def find(self, index: TokenIndex, begin: int, end: int) -> DegreeFound | None:
        """The degree that the longest phrase between two tokens tells of; None where there is none."""
        if (begin, end) not in self._found:
            self._found[begin, end] = self._look(index, begin, end)
        return self._found[begin, end]

    def _look(self, index: TokenIndex, begin: int, end: int) -> DegreeFound | None:
        if not self.phrases or find_phrase(self._any, index, begin, end) is None:
            return None
        for degree, pattern in self._patterns:
            tokens = find_phrase(pattern, index, begin, end)
            if tokens is not None:
                return DegreeFound(degree, *tokens)
        return None


def _general_words(degrees: Sequence[str]) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    graded = list(degrees)
    if graded and graded[0] in ABSENCE:
        words[graded.pop(0)] = list(_DENIED)
    for height, phrases in _BY_POSITION:
        # A single degree says that something is there: only words of strength can point to it.
        if graded and (len(graded) > 1 or height > 0.5):
            words.setdefault(graded[round(height * (len(graded) - 1))], []).extend(phrases)
    return words


def _in_order(degrees: Sequence[str]) -> Iterator[str]:
    """Absence first, then from the strongest to the weakest."""
    absent = [degree for degree in degrees[:1] if degree in ABSENCE]
    yield from absent
    yield from reversed(degrees[len(absent) :])
