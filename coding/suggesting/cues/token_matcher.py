"""Finding token patterns in a study, in time that grows with the tokens alone, whatever the pattern.

The patterns are spaCy's ("Rule-based matching"), and tests compare the two. spaCy's own matcher keeps every way in
which optional tokens may be filled: twenty of them took a minute on a hundred tokens, and then all of the memory.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import regex
from rapidfuzz.distance import Levenshtein

from coding.suggesting.features.token_index import TokenIndex
from corpus.arrays import BoolArray, Int64Array

MOST_REPEATS = 100
"""How often a token may be repeated by `{n}` or `{n,m}`."""
MOST_TOKENS = 100
SECONDS = 0.5
"""How long one regular expression may take on one word."""
_REPEATS = re.compile(r"\{(\d*)(,?)(\d*)\}")
_STRINGS = {"LOWER": "lower", "NORM": "lower", "LEMMA": "lemma", "POS": "pos", "DEP": "dep"}
_TEXT = ("TEXT", "ORTH")
_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": lambda value, asked: bool(value == asked),
    "!=": lambda value, asked: bool(value != asked),
    ">=": lambda value, asked: bool(value >= asked),
    "<=": lambda value, asked: bool(value <= asked),
    ">": lambda value, asked: bool(value > asked),
    "<": lambda value, asked: bool(value < asked),
}
_FLAGS = (
    "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE IS_STOP IS_BRACKET IS_QUOTE IS_LEFT_PUNCT "
    "IS_RIGHT_PUNCT IS_CURRENCY LIKE_NUM LIKE_URL LIKE_EMAIL SHAPE PREFIX SUFFIX LENGTH"
).split()
ATTRIBUTES = frozenset((*_STRINGS, *_TEXT, *_FLAGS, "OP"))
"""What a token may be asked for: what a parse keeps, and what a word's spelling tells."""


def asks_for_spelling(pattern: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a pattern asks for what only spaCy tells of a word's spelling."""
    return any(str(name).upper() in _FLAGS for part in pattern for name in part)


class SlowExpression(Exception):
    """A regular expression took longer than SECONDS on one word."""


@dataclass(frozen=True)
class _Item:
    """One token of a pattern: where it fits, and whether it may be left out or repeated."""

    fits: BoolArray
    optional: bool = False
    repeated: bool = False


@dataclass
class TokenMatcher:
    """The tokens of a study, ready to be asked for patterns; `flag` tells what a word's spelling is (spaCy's flags)."""

    index: TokenIndex
    flag: Callable[[str, str, str], Any]
    _columns: dict[str, tuple[Int64Array, list[Any]]] = field(default_factory=dict)
    _fitting: dict[tuple[str, str], BoolArray] = field(default_factory=dict)

    def find(self, pattern: Sequence[Mapping[str, Any]], passages: Iterable[int]) -> list[tuple[int, int]]:
        """First and last tokens of the longest matches in these passages (counted through the study), none overlapping.

        Raises SlowExpression if a regular expression of the pattern takes too long.
        """
        items = [item for part in pattern for item in self._items(part)]
        found: list[tuple[int, int]] = []
        for passage in sorted(passages):
            begin, end = self.index.tokens_in(passage)
            found.extend((begin + first, begin + last) for first, last in _longest(_ends(items, begin, end)))
        return found

    def listed(self, name: str, asked: object) -> object:
        """What is asked of an attribute, with the words of the study that a regular expression finds in its place."""
        if not isinstance(asked, Mapping) or "REGEX" not in asked:
            return asked
        _, values = self._column(name)
        found = [value for value in values if _compares("REGEX", value, asked["REGEX"])]
        return {**{operator: wanted for operator, wanted in asked.items() if operator != "REGEX"}, "IN": found}

    def _items(self, part: Mapping[str, Any]) -> list[_Item]:
        fits = np.ones(len(self.index.lower), bool)
        for name, asked in part.items():
            if name.upper() != "OP":
                fits &= self._fits(name.upper(), asked)
        least, most = repeats(str(part.get("OP", "1")))
        if str(part.get("OP")) == "!":
            return [_Item(~fits)]
        items = [_Item(fits)] * least
        if most is None:
            return [*items, _Item(fits, optional=True, repeated=True)]
        return [*items, *[_Item(fits, optional=True)] * (most - least)]

    def _fits(self, name: str, asked: object) -> BoolArray:
        """Where the tokens have the attribute as it is asked for, decided once for each different value."""
        question = (name, repr(asked))
        if question not in self._fitting:
            numbers, values = self._column(name)
            answers = np.array([_meets(value, asked) for value in values], bool)
            self._fitting[question] = answers[numbers] if len(values) else np.zeros(len(numbers), bool)
        return self._fitting[question]

    def _column(self, name: str) -> tuple[Int64Array, list[Any]]:
        """The values of an attribute in the study, and the number of that of each token; worked out once."""
        if name not in self._columns:
            self._columns[name] = self._value_column(name)
        return self._columns[name]

    def _value_column(self, name: str) -> tuple[Int64Array, list[Any]]:
        if name in _STRINGS:
            used, numbers = np.unique(getattr(self.index, _STRINGS[name]), return_inverse=True)
            return numbers.astype(np.int64), [self.index.strings[number] for number in used.tolist()]
        numbers, words = self._written
        if name in _TEXT:
            return numbers, [word for word, _ in words]
        return numbers, [self.flag(language, word, name) for word, language in words]

    @cached_property
    def _written(self) -> tuple[Int64Array, list[tuple[str, str]]]:
        """For each token the number of its word as written, and these words with their language."""
        known: dict[tuple[str, str], int] = {}
        texts = self.index.texts
        numbers = [
            known.setdefault((texts[text].content[start:end], texts[text].language), len(known))
            for text, start, end in zip(
                self.index.text.tolist(), self.index.start.tolist(), self.index.end.tolist(), strict=True
            )
        ]
        return np.array(numbers, np.int64), list(known)


def repeats(operator: str) -> tuple[int, int | None]:
    """How often a token with this operator stands, at least and at most (None: without end).

    Raises ValueError for an operator that there is not, or more than MOST_REPEATS.
    """
    named: dict[str, tuple[int, int | None]] = {"1": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None), "!": (1, 1)}
    if operator in named:
        return named[operator]
    written = _REPEATS.fullmatch(operator)
    if not written or not (written.group(1) or written.group(3)):
        raise ValueError(operator)
    least = int(written.group(1) or 0)
    most = int(written.group(3)) if written.group(3) else None if written.group(2) else least
    if max(least, most or 0) > MOST_REPEATS or (most is not None and most < least):
        raise ValueError(operator)
    return least, most


def _meets(value: Any, asked: object) -> bool:
    if not isinstance(asked, Mapping):
        return bool(value == asked)
    return all(_compares(operator, value, wanted) for operator, wanted in asked.items())


def _compares(operator: str, value: Any, wanted: Any) -> bool:
    if operator == "IN":
        return value in wanted
    if operator == "NOT_IN":
        return value not in wanted
    if operator in _COMPARED:
        return _COMPARED[operator](value, wanted)
    if isinstance(wanted, Mapping):
        return all(
            any(_compares(operator, value, one) for one in several) == (name == "IN")
            for name, several in wanted.items()
        )
    if operator == "REGEX":
        return _searches(wanted, str(value))
    furthest = int(operator[5:]) if operator[5:] else max(2, round(0.3 * len(wanted)))
    return Levenshtein.distance(str(value), str(wanted), score_cutoff=furthest) <= furthest


def _searches(expression: str, value: str) -> bool:
    try:
        return regex.search(expression, value, timeout=SECONDS) is not None
    except TimeoutError:
        raise SlowExpression(expression) from None


def _ends(items: Sequence[_Item], begin: int, end: int) -> list[int]:
    """For each token of a passage, where the longest match that opens there ends (exclusive); -1 where none opens.

    Computed from the last item to the first and from the last token to the first, so in items times tokens.
    """
    length = end - begin
    ends = list(range(length + 1))
    for item in reversed(items):
        fits = item.fits[begin:end].tolist()
        longest = [-1] * (length + 1)
        longest[length] = ends[length] if item.optional else -1
        for at in range(length - 1, -1, -1):
            further = (longest if item.repeated else ends)[at + 1] if fits[at] else -1
            longest[at] = max(further, ends[at]) if item.optional else further
        ends = longest
    return ends[:length]


def _longest(ends: Sequence[int]) -> list[tuple[int, int]]:
    """The matches as first and last token, the longest first where they overlap, in order."""
    taken = [False] * len(ends)
    chosen = []
    for first in sorted((n for n, end in enumerate(ends) if end > n), key=lambda n: (n - ends[n], n)):
        last = ends[first] - 1
        if not taken[first] and not taken[last]:
            taken[first : last + 1] = [True] * (last + 1 - first)
            chosen.append((first, last))
    return sorted(chosen)
