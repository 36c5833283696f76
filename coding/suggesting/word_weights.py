"""What each word of a passage weighs for a code: in its description, as learned, in what it avoids."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse

from coding.suggesting.fusion import SuggestionFeatures
from coding.suggesting.vectors import Vectors, stacked, wordings
from corpus.arrays import FloatArray, Int64Array

WORDS_SHOWN = 3
_RECENT = 16


@dataclass
class WordWeights:
    """The weights of a passage's words, asked for one passage and code at a time.

    `current` are the codes' vectors as decisions have moved them. Passages are counted through the study; weights have
    one value for each token of the passage, and are None where no word of it has a weight above 0.
    """

    features: SuggestionFeatures
    current: Vectors
    _recent: dict[tuple[str, int], tuple[FloatArray, list[bool]]] = field(default_factory=dict)
    _withheld: dict[tuple[str, str], sparse.csc_array] = field(default_factory=dict)

    def described(self, passage: int, code: str, *, text: str) -> FloatArray | None:
        """The weights in the code's description, without the examples that come from this text."""
        if code in self.features.quoting.get(text, ()):
            withheld: FloatArray = self._weights(self._description_without(code, text), passage)[0]
            return withheld if withheld.any() else None
        return self._told("described", passage, code)

    def learned(self, passage: int, code: str, *, at_least: float) -> FloatArray:
        """The weights of the words that only decisions gave to the code, 0 below `at_least`."""
        now, before = self._of("current", passage, code), self._of("described", passage, code)
        return np.where((now >= at_least) & (before <= 0), now, 0.0)

    def unlearned(self, passage: int, code: str, *, at_least: float) -> FloatArray:
        """How much the words weigh that decisions turned against the code, 0 below `at_least`."""
        now = -self._of("current", passage, code)
        return np.where(now >= at_least, now, 0.0)

    def avoided(self, passage: int, code: str) -> FloatArray | None:
        """The weights in what the code avoids."""
        return self._told("avoided", passage, code)

    def heaviest(self, passage: int, weights: FloatArray | None) -> list[int]:
        """The tokens of the heaviest words (WORDS_SHOWN at most), each word once, the heaviest first."""
        if weights is None:
            return []
        index = self.features.index
        begin, _ = index.tokens_in(passage)
        chosen: dict[int, int] = {}
        for position in np.argsort(-weights, kind="stable").tolist():
            if weights[position] <= 0 or len(chosen) == WORDS_SHOWN:
                break
            chosen.setdefault(int(index.lemma[begin + position]), begin + position)
        return list(chosen.values())

    def heaviest_sentence(self, passage: int, weights: FloatArray | None) -> list[int]:
        """The first and last token of the sentence whose words weigh most; empty where no word weighs anything."""
        begin, end = self.features.index.tokens_in(passage)
        if begin == end or weights is None:
            return []
        sentences = self.features.index.sentence[begin:end] - self.features.index.sentence[begin]
        sums = np.bincount(sentences, weights)
        if sums.max() <= 0:
            return []
        inside = np.flatnonzero(sentences == int(sums.argmax()))
        return [begin + int(inside[0]), begin + int(inside[-1])]

    def _told(self, which: str, passage: int, code: str) -> FloatArray | None:
        """One code's weights, None where no word weighs anything: so it is for most of the codes."""
        weights, tells = self._of_all(which, passage)
        row = self.features.rows[code]
        return weights[row] if tells[row] else None

    def _of(self, which: str, passage: int, code: str) -> FloatArray:
        """One code's weights."""
        weights: FloatArray = self._of_all(which, passage)[0][self.features.rows[code]]
        return weights

    def _of_all(self, which: str, passage: int) -> tuple[FloatArray, list[bool]]:
        """The weights of all codes and which of them have any above 0; those of the last few passages are cached."""
        key = (which, passage)
        if key not in self._recent:
            if len(self._recent) > _RECENT:
                self._recent.clear()
            weights = self._weights(self._vectors[which], passage)
            tells = [bool(most > 0) for most in weights.max(axis=1, initial=0.0).tolist()]
            self._recent[key] = weights, tells
        return self._recent[key]

    @cached_property
    def _vectors(self) -> dict[str, sparse.csc_array]:
        return {
            "described": sparse.csc_array(self.features.unweighed.sparse_words),
            "current": sparse.csc_array(self.current.sparse_words),
            "avoided": sparse.csc_array(self.features.avoided.sparse_words),
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
        return np.asarray(_columns(vectors, columns) * is_term)


def _columns(vectors: sparse.csc_array, columns: Int64Array) -> FloatArray:
    """`vectors[:, columns].toarray()`, in a third of the time where columns are few."""
    starts, sizes = vectors.indptr[columns], vectors.indptr[columns + 1] - vectors.indptr[columns]
    found = np.zeros((vectors.shape[0], len(columns)))
    column = np.repeat(np.arange(len(columns)), sizes)
    at = np.arange(len(column)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    found[vectors.indices[at], column] = vectors.data[at]
    return found
