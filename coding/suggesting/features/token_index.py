"""All tokens of a study in one row of arrays, with an index from each word to where it occurs.

Passages have two numbers: one in their text, from 1 (`Passage.number`, what people see), and one through the study,
from 0 (rows and columns of arrays). `TokenIndex.global_number` and `TokenIndex.passage_at` lead from one to the other.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from coding.suggesting.features.lexicon import light
from coding.suggesting.features.word_forms import WordForms
from corpus.arrays import Int64Array
from corpus.parse.analysis import Analysis
from corpus.text import Passage, Text


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

    def global_number(self, text: str, passage: int) -> int:
        """The number through the study, from 0, of the passage with that number (from 1) in its text."""
        return self.first_passage[text] + passage - 1

    def passage_at(self, number: int) -> tuple[Text, Passage]:
        """The text and the passage with that number through the study: the way back from `global_number`."""
        text = self.texts[bisect_right(self._first_passages, number) - 1]
        return text, text.passages[number - self.first_passage[text.id]]

    def numbers_in(self, text: str) -> range:
        """The numbers through the study of all passages of a text."""
        first = self.first_passage[text]
        return range(first, first + self._passages_in[text])

    def tokens_in(self, passage: int) -> tuple[int, int]:
        """The tokens of a passage (counted through the study): the first, and the one after the last."""
        return self._passage_bounds[passage], self._passage_bounds[passage + 1]

    def sentences_of(self, first: int, last: int) -> tuple[int, int]:
        """The tokens of the whole sentences from that of token `first` to that of `last`; the end is exclusive."""
        return self._sentence_bounds[self.sentence[first]], self._sentence_bounds[self.sentence[last] + 1]

    @cached_property
    def _first_passages(self) -> list[int]:
        return [self.first_passage[text.id] for text in self.texts]

    @cached_property
    def _passage_bounds(self) -> list[int]:
        """The first token of each passage, and the number of tokens."""
        bounds: list[int] = np.searchsorted(self.passage, np.arange(self.passages + 1)).tolist()
        return bounds

    @cached_property
    def _sentence_bounds(self) -> list[int]:
        """The first token of each sentence, and the number of tokens."""
        sentences = int(self.sentence[-1]) + 1 if len(self.sentence) else 0
        bounds: list[int] = np.searchsorted(self.sentence, np.arange(sentences + 1)).tolist()
        return bounds

    @cached_property
    def _passages_in(self) -> dict[str, int]:
        return {text.id: len(text.passages) for text in self.texts}

    def word(self, token: int) -> str:
        """The token in lower case."""
        return self.strings[int(self.lower[token])]

    @cached_property
    def _postings(self) -> tuple[Int64Array, Int64Array]:
        """Token positions ordered by string (as form and as lemma), and where those of each string begin."""
        keys = np.concatenate([self.lower, self.lemma])
        tokens = np.concatenate([np.arange(len(self.lower))] * 2)
        # Sorting 16-bit numbers takes a tenth of the time, and few studies have more different strings.
        narrow = keys.astype(np.uint16) if len(self.strings) < 2**16 else keys
        order = np.argsort(narrow, kind="stable")
        bounds = np.searchsorted(keys[order], np.arange(len(self.strings) + 1))
        return tokens[order], bounds

    @cached_property
    def forms(self) -> WordForms:
        """Which strings are forms of a word."""
        verbs = np.unique(self.lower[(self.lower == self.lemma) & np.isin(self.pos, self._verb)])
        return WordForms(self.strings, self._lemmas_of_form, frozenset(verbs.tolist()))

    @cached_property
    def _verb(self) -> list[int]:
        return [self._number_of_string[tag] for tag in ("VERB", "AUX") if tag in self._number_of_string]

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
        return self._occurrences(number for number in numbers if number is not None)

    def positions(self, word: str) -> Int64Array:
        """Where a word occurs in any of its forms (`WordForms.of`), in order."""
        if word not in self._positions_of:
            numbers = self.forms.of(word)
            found = [self._occurrences(numbers)]
            if others := self.forms.verb_forms(word) - numbers:
                verbs = self._occurrences(others)
                found.append(verbs[np.isin(self.pos[verbs], self._verb)])
            capitals = self._occurrences(self.forms.capitals(word) - numbers)
            found.append(capitals[np.array([self._in_capitals(token) for token in capitals.tolist()], bool)])
            found = [part for part in found if len(part)]
            self._positions_of[word] = found[0] if len(found) == 1 else _together(found)
        return self._positions_of[word]

    def _in_capitals(self, token: int) -> bool:
        written = self.texts[int(self.text[token])].content[int(self.start[token]) : int(self.end[token])]
        return len(written) > 1 and written.isupper()

    def spans_of(self, pattern: re.Pattern[str]) -> Int64Array:
        """The first and last tokens of what a regular expression finds in the passages, shape (m, 2), in order."""
        found: list[tuple[int, int]] = []
        for number, text in enumerate(self.texts):
            begin = self.first_token[text.id]
            end = self.first_token[self.texts[number + 1].id] if number + 1 < len(self.texts) else len(self.start)
            starts = self.start[begin:end]
            for match in pattern.finditer(text.content):
                first, last = starts.searchsorted([match.start(), match.end() - 1], side="right").tolist()
                if first and self.end[begin + first - 1] > match.start() and self.end[begin + last - 1] >= match.end():
                    found.append((begin + first - 1, begin + last - 1))
        return np.array(found, np.int64).reshape(-1, 2)

    def _occurrences(self, numbers: Iterable[int]) -> Int64Array:
        tokens, bounds = self._postings
        found = [tokens[bounds[number] : bounds[number + 1]] for number in numbers]
        if not found:
            return np.zeros(0, np.int64)
        positions = np.sort(np.concatenate(found))
        # A token that has a word both as its form and as its lemma is found twice.
        return positions[np.diff(positions, prepend=-1) > 0]

    def lemma_of(self, word: str) -> str:
        """The lemma that a form has in the study, cut light; the word itself, cut light, if the study lacks it."""
        for number in self.forms.named(word):
            for lemma in sorted(self._lemmas_of_form.get(number, ())):
                return light(self.strings[lemma])
        return light(word)


def _together(parts: Sequence[Int64Array]) -> Int64Array:
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int64)
