"""What the decided passages say of a code together: its vector moves by what its description gets wrong in them.

Kernel ridge regression (Saunders, Gammerman & Vovk 1998, "Ridge regression learning algorithm in dual variables"): each
decided passage gets a weight for each code, so that passages like it come nearer to what was decided there. What is
corrected is the sum from the codebook alone. Errors and likenesses are taken from their means over the decided
passages: without that, a code would rise everywhere only because it was given often, and rare codes would be lost. A
ridge with a linear kernel moves the code's vector, so that the words that it learns can be named like all others.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from coding.suggesting.features.spaces import LETTERS, MEANING, TOPICS_WEIGHT, PassageVectors
from coding.suggesting.learned import Learned
from coding.suggesting.vectors import Rows, Vectors
from corpus.arrays import FloatArray, Int64Array

MOST, HALF = 0.6, 100.0
"""What the ridge counts for beside the mean of the passages: this share with very many decided, half of it with 100."""
AIM = 3.0
"""The sum that a code should have where it was given; elsewhere nothing."""
LATEST = 400
"""How many decided passages are looked at, the latest ones."""
ALL_SPACES = 1 + LETTERS + TOPICS_WEIGHT + MEANING


@dataclass(frozen=True)
class Ridge:
    """`weights` of the decided `passages`, shape (codes, these), and the `share` that they count for.

    Each code that anything in a passage speaks for gets `centre` beside, shape (codes,): it takes away again what the
    decided passages got in the mean.
    """

    passages: Int64Array
    weights: FloatArray
    share: float
    centre: FloatArray

    @classmethod
    def of(cls, learned: Learned, plain: FloatArray, vectors: PassageVectors) -> "Ridge":
        """From what is decided; `plain` are the sums from the codebook alone, shape (codes, passages)."""
        passages = learned.latest[-LATEST:]
        number = len(passages)
        if not number:
            return cls(passages, np.zeros((len(plain), 0)), 0.0, np.zeros(len(plain)))
        given = learned.given[:, passages].toarray() > 0
        errors = AIM * given - plain[:, passages]
        # Where a passage has kin of a code, more or less special, nothing is known of the code itself.
        akin = (learned.kin @ given.astype(np.float64) > 0) & ~given
        errors = np.where(akin, 0.0, errors - errors.mean(axis=1, keepdims=True))
        likeness = _likeness(vectors, passages)
        middle = likeness.mean(axis=0)
        centred = likeness - middle - middle[:, None] + middle.mean()
        errors -= errors.mean(axis=1, keepdims=True)
        errors[~given.any(axis=1)] = 0.0  # a code that nobody gave teaches nothing but that it is rare
        weights = np.linalg.solve(centred + np.eye(number), errors.T).T
        share = MOST * number / (number + HALF)
        return cls(passages, weights / ALL_SPACES, share, -share * (weights @ middle))

    def rows(self, chosen: list[int]) -> "Ridge":
        """The same for some of the codes."""
        return replace(self, weights=self.weights[chosen], centre=self.centre[chosen])

    def add(self, sums: FloatArray) -> FloatArray:
        """The sums of codes × passages with `centre`, none below 0; 0 stays 0."""
        added = np.maximum(sums + self.centre[:, None], 0.0)
        return np.where(sums > 0, added, 0.0)

    def move(
        self, described: Vectors, moved: Vectors, vectors: PassageVectors, *, keep: Callable[[FloatArray], FloatArray]
    ) -> Vectors:
        """The codes' vectors: a share of them the descriptions corrected, the rest `moved`; no longer of length one.

        `keep` leaves of the words that would be learned, shape (codes, terms), those that may be.
        """
        if not self.share:
            return moved

        def mixed(one: Rows, other: Rows, added: FloatArray) -> FloatArray:
            return np.asarray(self.share * (added + one) + (1 - self.share) * other, np.float64)

        return Vectors(
            mixed(described.words, moved.words, keep(self._added(vectors.words))),
            mixed(described.letters, moved.letters, self._added(vectors.letters)),
            mixed(described.topics, moved.topics, self.weights @ vectors.topics[self.passages]),
            mixed(described.meaning, moved.meaning, self.weights @ vectors.meaning[self.passages]),
        )

    def _added(self, rows: sparse.csr_array) -> FloatArray:
        """What the passages' vectors, one a row, add to each code, shape (codes, columns)."""
        return np.asarray((rows[self.passages].T @ self.weights.T).T, np.float64)


def _likeness(vectors: PassageVectors, chosen: Int64Array) -> FloatArray:
    """How alike passages are in all spaces, 1 for the same, shape (chosen, chosen)."""
    words, letters = vectors.words[chosen], vectors.letters[chosen]
    topics, meaning = vectors.topics[chosen], vectors.meaning[chosen]
    alike = (words @ words.T).toarray() + LETTERS * (letters @ letters.T).toarray()
    alike += TOPICS_WEIGHT * topics @ topics.T + MEANING * meaning @ meaning.T
    return np.asarray(alike / ALL_SPACES, np.float64)
