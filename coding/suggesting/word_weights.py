"""What each word of a passage weighs for a code: in its description, as learned, in what it avoids."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse

from coding.suggesting.fusion import SuggestionFeatures
from coding.suggesting.vectors import Vectors, stacked, wordings
from corpus.arrays import FloatArray

WORDS_SHOWN = 3
_RECENT = 16


@dataclass
class WordWeights:
    """The weights of a passage's words, asked for one passage and code at a time.

    `current` are the codes' vectors as decisions have moved them. Passages are counted through the study; weights have
    one value for each token of the passage.
    """

    features: SuggestionFeatures
    current: Vectors
    _recent: dict[tuple[str, int], FloatArray] = field(default_factory=dict)
    _withheld: dict[tuple[str, str], sparse.csc_array] = field(default_factory=dict)

    def described(self, passage: int, code: str, *, text: str) -> FloatArray:
        """The weights in the code's description, without the examples that come from this text."""
        if any(example.text == text for example in self.features.codebook.codes[code].examples):
            withheld: FloatArray = self._weights(self._description_without(code, text), passage)[0]
            return withheld
        return self._of("described", passage, code)

    def learned(self, passage: int, code: str, *, at_least: float) -> FloatArray:
        """The weights of the words that only decisions gave to the code, 0 below `at_least`."""
        now, before = self._of("current", passage, code), self._of("described", passage, code)
        return np.where((now >= at_least) & (before <= 0), now, 0.0)

    def unlearned(self, passage: int, code: str, *, at_least: float) -> FloatArray:
        """How much the words weigh that decisions turned against the code, 0 below `at_least`."""
        now = -self._of("current", passage, code)
        return np.where(now >= at_least, now, 0.0)

    def avoided(self, passage: int, code: str) -> FloatArray:
        """The weights in what the code avoids."""
        return self._of("avoided", passage, code)

    def heaviest(self, passage: int, weights: FloatArray) -> list[int]:
        """The tokens of the heaviest words (WORDS_SHOWN at most), each word once, the heaviest first."""
        index = self.features.index
        begin, _ = index.tokens_in(passage)
        chosen: dict[int, int] = {}
        for position in np.argsort(-weights, kind="stable").tolist():
            if weights[position] <= 0 or len(chosen) == WORDS_SHOWN:
                break
            chosen.setdefault(int(index.lemma[begin + position]), begin + position)
        return list(chosen.values())

    def heaviest_sentence(self, passage: int, weights: FloatArray) -> list[int]:
        """The first and last token of the sentence whose words weigh most; empty where no word weighs anything."""
        begin, end = self.features.index.tokens_in(passage)
        if begin == end:
            return []
        sentences = self.features.index.sentence[begin:end] - self.features.index.sentence[begin]
        sums = np.bincount(sentences, weights)
        if sums.max() <= 0:
            return []
        inside = np.flatnonzero(sentences == int(sums.argmax()))
        return [begin + int(inside[0]), begin + int(inside[-1])]

    def _of(self, which: str, passage: int, code: str) -> FloatArray:
        """One code's weights; those of all codes in the last few passages are cached."""
        key = (which, passage)
        if key not in self._recent:
            if len(self._recent) > _RECENT:
                self._recent.clear()
            self._recent[key] = self._weights(self._vectors[which], passage)
        weights: FloatArray = self._recent[key][self.features.rows[code]]
        return weights

    @cached_property
    def _vectors(self) -> dict[str, sparse.csc_array]:
        return {
            "described": sparse.csc_array(self.features.described.words),
            "current": sparse.csc_array(self.current.words),
            "avoided": sparse.csc_array(self.features.avoided.words),
        }

    def _description_without(self, code: str, text: str) -> sparse.csc_array:
        if (code, text) not in self._withheld:
            description = self.features.description
            vector = description.vector(wordings(self.features.codebook.codes[code], without_text=text))
            self._withheld[code, text] = sparse.csc_array(stacked([vector], len(description.terms)))
        return self._withheld[code, text]

    def _weights(self, vectors: sparse.csc_array, passage: int) -> FloatArray:
        """What each token of a passage weighs in these vectors, shape (vectors, tokens)."""
        description = self.features.description
        columns, is_term = description.columns(*self.features.index.tokens_in(passage))
        if not len(description.terms):
            return np.zeros((vectors.shape[0], len(columns)))
        return np.asarray(vectors[:, columns].toarray() * is_term)
