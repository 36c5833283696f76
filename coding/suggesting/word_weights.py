"""What each word of a passage weighs for a code: in its description, as learned, in what it avoids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse

from coding.suggesting.fusion import SuggestionFeatures
from coding.suggesting.vectors import Vectors
from corpus.arrays import FloatArray

WORDS_SHOWN = 3
_RECENT = 16

TokenWeights = Mapping[int, float]
"""What tokens weigh, in their order; those that weigh nothing are not in it."""


@dataclass
class WordWeights:
    """The weights of a passage's words, asked for one passage and code at a time.

    `current` are the codes' vectors as decisions have moved them. Passages and tokens are counted through the study.
    """

    features: SuggestionFeatures
    current: Vectors
    _terms: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _rows: dict[tuple[str, int], Mapping[int, float]] = field(default_factory=dict)

    def described(self, passage: int, code: str, *, text: str) -> TokenWeights:
        """The weights in the code's description, without the examples that come from this text."""
        withheld = self._quotations.get((text, code))
        if withheld is None:
            return self._told(passage, self._row("described", self.features.rows[code]))
        return self._told(passage, self._row("withheld", withheld))

    def learned(self, passage: int, code: str, *, at_least: float) -> TokenWeights:
        """The weights of the words that only decisions gave to the code, where they are `at_least` so much."""
        before = self._row("described", self.features.rows[code])
        return {
            token: weight
            for token, term, weight in self._moved(passage, code)
            if weight >= at_least and before.get(term, 0.0) <= 0
        }

    def unlearned(self, passage: int, code: str, *, at_least: float) -> TokenWeights:
        """How much the words weigh that decisions turned against the code, where it is `at_least` so much."""
        return {token: -weight for token, _, weight in self._moved(passage, code) if -weight >= at_least}

    def avoided(self, passage: int, code: str) -> TokenWeights:
        """The weights in what the code avoids."""
        return self._told(passage, self._row("avoided", self.features.rows[code]))

    def heaviest(self, weights: TokenWeights) -> list[int]:
        """The tokens of the heaviest words (WORDS_SHOWN at most), each word once, the heaviest first."""
        chosen: dict[int, int] = {}
        for token in sorted(weights, key=lambda token: -weights[token]):
            if len(chosen) == WORDS_SHOWN:
                break
            chosen.setdefault(int(self.features.index.lemma[token]), token)
        return list(chosen.values())

    def heaviest_sentence(self, passage: int, weights: TokenWeights) -> list[int]:
        """The first and last token of the sentence whose words weigh most; empty where no word weighs anything."""
        if not weights:
            return []
        index, sums = self.features.index, dict[int, float]()
        for token, weight in weights.items():
            sentence = int(index.sentence[token])
            sums[sentence] = sums.get(sentence, 0.0) + weight
        heaviest = max(sums, key=lambda sentence: sums[sentence])
        token = next(token for token in weights if index.sentence[token] == heaviest)
        (begin, end), (first, last) = index.tokens_in(passage), index.sentences_of(token, token)
        return [max(begin, first), min(end, last) - 1]

    def _told(self, passage: int, weights: Mapping[int, float]) -> TokenWeights:
        """What the passage's tokens weigh, from what terms do."""
        return {token: weights[term] for token, term in self._terms_of(passage) if term in weights}

    def _moved(self, passage: int, code: str) -> list[tuple[int, int, float]]:
        """The telling tokens of a passage, their terms, and what these weigh as decisions have moved the code."""
        found = self._terms_of(passage)
        weights = self._current[self.features.rows[code], [term for _, term in found]].tolist()
        return [(token, term, weight) for (token, term), weight in zip(found, weights, strict=True)]

    def _terms_of(self, passage: int) -> list[tuple[int, int]]:
        """The telling tokens of a passage with their terms; those of the last few passages are cached."""
        if passage not in self._terms:
            if len(self._terms) > _RECENT:
                self._terms.clear()
            begin, end = self.features.index.tokens_in(passage)
            terms = enumerate(self.features.columns_of_tokens[begin:end], begin)
            self._terms[passage] = [(token, term) for token, term in terms if term >= 0]
        return self._terms[passage]

    def _row(self, which: str, row: int) -> Mapping[int, float]:
        """What the terms weigh in a row of vectors."""
        if (which, row) not in self._rows:
            words = self._written[which]
            part = slice(words.indptr[row], words.indptr[row + 1])
            self._rows[which, row] = dict(zip(words.indices[part].tolist(), words.data[part].tolist(), strict=True))
        return self._rows[which, row]

    @cached_property
    def _written(self) -> Mapping[str, sparse.csr_array]:
        return {
            "described": self.features.unweighed.sparse_words,
            "withheld": self.features.unweighed_withheld.sparse_words,
            "avoided": self.features.avoided.sparse_words,
        }

    @cached_property
    def _quotations(self) -> Mapping[tuple[str, str], int]:
        """The row of each text and code among those withheld."""
        return {quotation: row for row, quotation in enumerate(self.features.quotations)}

    @cached_property
    def _current(self) -> FloatArray:
        """The words of `current`, which decisions have made dense."""
        words = self.current.words
        return np.asarray(words.toarray() if sparse.issparse(words) else words, np.float64)
