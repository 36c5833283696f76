"""What a description leaves out: a code moves a little towards the passages that speak for it most, undecided yet.

Pseudo-relevance feedback (Croft & Harper 1979, "Using probabilistic models of document retrieval without relevance
information", Journal of Documentation 35), in topics and meaning only: words and letters stay those of the description,
so that what is said of them stays true. The shorter a description, the further it is completed; as decisions come, they
take the place of what is guessed.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from coding.suggesting.calibration import OTHERS, best_other
from coding.suggesting.features.spaces import PassageVectors, unit
from coding.suggesting.learned import Learned
from coding.suggesting.vectors import Vectors
from corpus.arrays import FloatArray

MOST = 10
"""How many passages complete a description at most; never more than a twentieth of the passages."""
WEIGHT = 2.0
"""What so many weigh beside a description of hardly a word; fewer weigh less."""
WORDS = 20.0
"""With so many words, single and in pairs, a description is completed half as far."""
DECIDED = 3.0
"""Once a code was given to so many passages, what is guessed counts half."""


@dataclass(frozen=True)
class Surest:
    """What each passage adds to each code, shape (codes, passages): the surest few, by how much speaks for the code."""

    shares: sparse.csr_array

    @classmethod
    def of(cls, own: FloatArray, words: FloatArray) -> "Surest":
        """From the sums of codes × passages and the number of words of each description, shape (codes,).

        As in the score, a code that is ahead of the others in its passage is surer.
        """
        codes, passages = own.shape
        most = min(MOST, passages // 20)
        if not most or not codes:
            return cls(sparse.csr_array(own.shape))
        ahead = own / best_other(own) ** OTHERS
        nearest = np.argpartition(-ahead, most - 1, axis=1)[:, :most]
        sums = np.take_along_axis(ahead, nearest, axis=1)
        far = WEIGHT * most / MOST * WORDS / (WORDS + words)
        sums *= (far / np.maximum(sums.sum(axis=1), 1e-9))[:, None]
        ends = np.repeat(np.arange(codes), most), nearest.ravel()
        return cls(sparse.csr_array((sums.ravel(), ends), own.shape))

    def rows(self, chosen: list[int]) -> "Surest":
        """The same for some of the codes."""
        return Surest(self.shares[chosen])

    def complete(self, vectors: Vectors, passages: PassageVectors, learned: Learned | None) -> Vectors:
        """The vectors completed; decided passages no longer count, and less of the rest where a code was given."""
        shares = self.shares
        if learned is not None and learned.count:
            left = DECIDED / (DECIDED + learned.numbers)
            shares = sparse.csr_array(shares.multiply(left[:, None]).multiply(learned.undecided[None, :]))
        topics = unit(vectors.topics + shares @ passages.topics)
        return Vectors(vectors.words, vectors.letters, topics, unit(vectors.meaning + shares @ passages.meaning))
