"""Agreement on the set of codes of a unit: how far two sets are apart, and alpha with that distance."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from coding.quality.agreement.measured import Ratio, ratio
from coding.quality.agreement.tally import MISSING
from corpus.arrays import BoolArray, FloatArray, Int64Array

SetDistance = Callable[[FloatArray, FloatArray, FloatArray], FloatArray]
"""From the sizes of two sets and of what they share, to how far they are apart, from 0 to 1."""

BLOCK = 512
"""So many sets at a time are compared with all others: a matrix of all pairs could be larger than the memory."""


def jaccard(first: FloatArray, second: FloatArray, shared: FloatArray) -> FloatArray:
    """1 - shared / together; two empty sets are the same (Jaccard 1901)."""
    together = first + second - shared
    found: FloatArray = 1 - np.divide(shared, together, out=np.ones_like(together), where=together > 0)
    return found


def masi(
    first: FloatArray, second: FloatArray, shared: FloatArray, *, held: float = 2 / 3, crossing: float = 1 / 3
) -> FloatArray:
    """1 - J M, M = 1 for the same, 2/3 if one holds the other, 1/3 if they overlap, 0 else: Passonneau 2006, LREC.

    Some programs round the weights `held` and `crossing` to 0.67 and 0.33 (NLTK before 3.10).
    """
    least = np.minimum(first, second)
    same = (first == second) & (shared == first)
    m = np.select([same, (shared == least) & (least > 0), shared > 0], [1.0, held, crossing], 0.0)
    found: FloatArray = 1 - (1 - jaccard(first, second, shared)) * m
    return found


def equal(first: FloatArray, second: FloatArray, shared: FloatArray) -> FloatArray:
    """0 for equal sets, else 1."""
    found: FloatArray = 1.0 - ((first == second) & (shared == first))
    return found


def between(first: BoolArray, second: BoolArray, distance: SetDistance) -> FloatArray:
    """How far sets are apart, row by row; columns are codes."""
    counts = [array.sum(axis=-1).astype(np.float64) for array in (first, second, first & second)]
    found: FloatArray = distance(*counts)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class SetSums:
    """What alpha of code sets is made of, text by text.

    `observed` (texts): the disagreements of pairs; `occurs` (texts x sets): how often each set is given.
    """

    sets: BoolArray
    distance: SetDistance
    observed: FloatArray
    occurs: FloatArray

    def alpha(self, drawn: FloatArray) -> Ratio:
        """Krippendorff's alpha for each row of `drawn`, which says how often each text counts."""
        n, observed = drawn @ self.occurs, drawn @ self.observed
        expected = self._expected(n)
        return ratio(expected - (n.sum(axis=-1) - 1) * observed, expected)

    def _expected(self, n: FloatArray) -> FloatArray:
        size, wide = self.sets.sum(axis=1).astype(np.float64), self.sets.astype(np.float32)
        total = np.zeros(n.shape[:-1])
        for start in range(0, len(self.sets), BLOCK):
            part = slice(start, start + BLOCK)
            shared = (wide[part] @ wide.T).astype(np.float64)
            mine, all_ = np.broadcast_arrays(size[part, None], size)
            total += ((n[..., part] @ self.distance(mine, all_, shared)) * n).sum(axis=-1)
        return total


def set_sums(sets: BoolArray, given: Int64Array, distance: SetDistance, text: Int64Array, texts: int) -> SetSums:
    """The sums for `alpha_of_sets`, by the number of each unit's text."""
    ratings = (given != MISSING).sum(axis=0)
    units, of_text = given[:, ratings >= 2], text[ratings >= 2]
    weight = 1.0 / np.maximum(ratings[ratings >= 2] - 1, 1)
    occurs = np.zeros((texts, len(sets)))
    coder, unit = np.nonzero(units != MISSING)
    np.add.at(occurs, (of_text[unit], units[coder, unit]), 1)
    observed = np.zeros(texts)
    for second in range(1, len(units)):
        for first in range(second):
            both = (units[first] != MISSING) & (units[second] != MISSING) & (units[first] != units[second])
            pair, at = np.unique(np.stack([units[first, both], units[second, both]]), axis=1, return_inverse=True)
            apart = between(sets[pair[0]], sets[pair[1]], distance)
            observed += 2 * np.bincount(of_text[both], apart[at.ravel()] * weight[both], texts)
    return SetSums(sets, distance, observed, occurs)


def alpha_of_sets(sets: BoolArray, given: Int64Array, distance: SetDistance) -> Ratio:
    """Krippendorff's alpha of code sets; the distance enters as it is, not squared (Passonneau 2006; Artstein & Poesio
    2008, Comput. Linguist. 34:555-596).

    `sets` holds each different set once (sets x codes), `given` which of them each coder gave each unit (coders x
    units), or MISSING. No code is a set, too: the empty one.
    """
    return set_sums(sets, given, distance, np.zeros(given.shape[1], np.int64), 1).alpha(np.ones(1))
