"""All tokens of a study in one row of arrays, with an index from words to where they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from coding.suggesting.features.lexicon import fold, light
from corpus.arrays import Int64Array
from corpus.parse.analysis import Analysis
from corpus.text import Text


@dataclass
class TokenIndex:
    """The tokens of `texts` one after another.

    Token arrays have length n over the whole study: `text`, `passage` (both counted through the study),
    `sentence`, `head`, `start`, `end`, and `lower`, `lemma`, `pos`, `dep` as indices into `strings`.
    """

    texts: Sequence[Text]
    strings: list[str] = field(default_factory=list)
    text: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    passage: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    sentence: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    head: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    start: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    end: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    lower: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    lemma: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    pos: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    dep: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    first_token: dict[str, int] = field(default_factory=dict)
    first_passage: dict[str, int] = field(default_factory=dict)
    passages: int = 0

    @classmethod
    def of(cls, texts: Sequence[Text], analyses: Mapping[str, Analysis]) -> "TokenIndex":
        """The index over these texts, each of which has its analysis."""
        index = cls(texts)
        table: dict[str, int] = {}
        columns: dict[str, list[Int64Array]] = {}
        tokens = sentences = 0
        for number, text in enumerate(texts):
            analysis = analyses[text.id]
            index.first_token[text.id], index.first_passage[text.id] = tokens, index.passages
            numbered = np.array([table.setdefault(s, len(table)) for s in analysis.strings] or [0], np.int64)
            part = {
                "text": np.full(len(analysis), number),
                "passage": analysis.passage + index.passages,
                "sentence": analysis.sentence + sentences,
                "head": analysis.head + tokens,
                "start": analysis.start,
                "end": analysis.end,
                **{name: numbered[getattr(analysis, name)] for name in ("lower", "lemma", "pos", "dep")},
            }
            for name, values in part.items():
                columns.setdefault(name, []).append(values.astype(np.int64))
            tokens += len(analysis)
            sentences += int(analysis.sentence[-1]) + 1 if len(analysis) else 0
            index.passages += len(text.passages)
        for name, parts in columns.items():
            setattr(index, name, np.concatenate(parts))
        index.strings = list(table)
        return index

    def word(self, token: int) -> str:
        """The token in small letters."""
        return self.strings[int(self.lower[token])]

    @cached_property
    def _postings(self) -> tuple[Int64Array, Int64Array]:
        """Token positions ordered by string (as form and as lemma), and where each string's begin."""
        keys = np.concatenate([self.lower, self.lemma])
        tokens = np.concatenate([np.arange(len(self.lower))] * 2)
        # Sorting 16-bit numbers takes a tenth of the time, and few studies have more different strings.
        narrow = keys.astype(np.uint16) if len(self.strings) < 2**16 else keys
        order = np.argsort(narrow, kind="stable")
        bounds = np.searchsorted(keys[order], np.arange(len(self.strings) + 1))
        return tokens[order], bounds

    @cached_property
    def _numbers_by_key(self) -> dict[str, list[int]]:
        by_key: dict[str, list[int]] = {}
        for number, string in enumerate(self.strings):
            folded = fold(string)
            for key in {folded, light(folded)}:
                by_key.setdefault(key, []).append(number)
        return by_key

    @cached_property
    def _lemmas_of_form(self) -> dict[int, set[int]]:
        lemmas: dict[int, set[int]] = {}
        size = max(len(self.strings), 1)
        for pair in set((self.lower * size + self.lemma).tolist()):
            lemmas.setdefault(pair // size, set()).add(pair % size)
        return lemmas

    @cached_property
    def _positions_of(self) -> dict[str, Int64Array]:
        return {}

    @cached_property
    def _number_of_string(self) -> dict[str, int]:
        return {string: number for number, string in enumerate(self.strings)}

    def exactly(self, strings: Iterable[str]) -> Int64Array:
        """Where a token's form or lemma is one of these strings, letter for letter, in order."""
        numbers = (self._number_of_string.get(string) for string in strings)
        return self._standing(number for number in numbers if number is not None)

    def positions(self, word: str) -> Int64Array:
        """Where a word stands in any of its forms, in order.

        A token has the word when its form or lemma, folded or cut light, meets the word's own or the lemmas
        that the word has as a form anywhere in the study: no pipeline is needed to understand a new cue.
        """
        if word not in self._positions_of:
            self._positions_of[word] = self._find(word)
        return self._positions_of[word]

    def _find(self, word: str) -> Int64Array:
        folded = fold(word)
        numbers: set[int] = set()
        for key in {folded, light(folded), folded + "'"}:
            numbers.update(self._numbers_by_key.get(key, ()))
        for number in self._numbers_by_key.get(folded, ()):
            numbers.update(self._lemmas_of_form.get(number, ()))
        return self._standing(numbers)

    def _standing(self, numbers: Iterable[int]) -> Int64Array:
        tokens, bounds = self._postings
        found = [tokens[bounds[number] : bounds[number + 1]] for number in numbers]
        if not found:
            return np.zeros(0, np.int64)
        positions = np.sort(np.concatenate(found))
        # A token that has a word as its form and as its lemma is met twice.
        return positions[np.diff(positions, prepend=-1) > 0]

    def lemma_of(self, word: str) -> str:
        """The lemma that a form has in the study, cut light; the word itself, cut light, where it is not met."""
        for number in self._numbers_by_key.get(fold(word), ()):
            for lemma in sorted(self._lemmas_of_form.get(number, ())):
                return light(self.strings[lemma])
        return light(word)
