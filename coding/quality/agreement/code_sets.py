"""Agreement on the set of codes of a unit: how far two sets are apart, and alpha with that distance."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csc_array, csr_array

from coding.quality.agreement.measured import Ratio, ratio
from coding.quality.agreement.tally import MISSING
from corpus.arrays import BoolArray, FloatArray, Int64Array

SetDistance = Callable[[FloatArray, FloatArray, FloatArray], FloatArray]
"""From the sizes of two sets and of what they share, to how far they are apart, from 0 to 1.

Two sets that share nothing are 1 apart, unless both are empty: these are the same."""

PAIRS = 4_000_000
"""So many pairs of sets that share a code are compared at a time: all of them could be more than the memory holds."""


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

    `observed` (texts): the disagreements of pairs. `given` (texts): how many sets were given that are compared.
    `chance` (texts x texts): the distances of each set given in the one text to each given in the other, added up.
    """

    observed: FloatArray
    given: FloatArray
    chance: FloatArray

    def alpha(self, drawn: FloatArray) -> Ratio:
        """Krippendorff's alpha for each row of `drawn`, which says how often each text counts."""
        expected = ((drawn @ self.chance) * drawn).sum(axis=-1)
        return ratio(expected - (drawn @ self.given - 1) * (drawn @ self.observed), expected)


def set_sums(sets: BoolArray, given: Int64Array, distance: SetDistance, text: Int64Array, texts: int) -> SetSums:
    """The sums for `alpha_of_sets`, by the number of each unit's text."""
    ratings = (given != MISSING).sum(axis=0)
    units, of_text = given[:, ratings >= 2], text[ratings >= 2]
    weight = 1.0 / np.maximum(ratings[ratings >= 2] - 1, 1)
    coder, unit = np.nonzero(units != MISSING)
    each = (np.ones(len(unit)), (of_text[unit], units[coder, unit]))
    observed = np.zeros(texts)
    for second in range(1, len(units)):
        for first in range(second):
            both = (units[first] != MISSING) & (units[second] != MISSING) & (units[first] != units[second])
            pair, at = np.unique(units[first, both] * len(sets) + units[second, both], return_inverse=True)
            apart = between(sets[pair // len(sets)], sets[pair % len(sets)], distance)
            observed += 2 * np.bincount(of_text[both], apart[at] * weight[both], texts)
    occurs = csc_array(each, shape=(texts, len(sets)))
    number = np.bincount(of_text[unit], minlength=texts).astype(np.float64)
    return SetSums(observed, number, np.outer(number, number) - _alike(sets, occurs, distance))


def _alike(sets: BoolArray, occurs: csc_array, distance: SetDistance) -> FloatArray:
    """1 - distance of each set that occurs in a text to each that occurs in another, added up (texts x texts).

    Most sets share no code. These are 1 apart, so only those that share one are compared, a block at a time.
    """
    size, wide = sets.sum(axis=1).astype(np.float64), csr_array(sets.astype(np.float64))
    total = np.zeros((occurs.shape[0], occurs.shape[0]))
    for empty in np.flatnonzero(size == 0):
        column = occurs[:, [empty]].toarray()
        total += column @ column.T
    ends = np.cumsum(wide @ wide.sum(axis=0))
    blocks = np.searchsorted(ends, np.arange(PAIRS, ends[-1] if len(ends) else 0, PAIRS)) + 1
    bounds = np.unique([0, *blocks.tolist(), len(sets)]).tolist()
    for start, end in pairwise(bounds):
        shared = (wide[start:end] @ wide.T).tocoo()
        near = 1 - distance(size[start:end][shared.row], size[shared.col], shared.data)
        met = csr_array((near, (shared.row, shared.col)), shape=shared.shape)
        total += (occurs[:, start:end] @ met @ occurs.T).toarray()
    return total


def alpha_of_sets(sets: BoolArray, given: Int64Array, distance: SetDistance) -> Ratio:
    """Krippendorff's alpha of code sets; the distance enters as it is, not squared (Passonneau 2006; Artstein & Poesio
    2008, Comput. Linguist. 34:555-596).

    `sets` holds each different set once (sets x codes), `given` which of them each coder gave each unit (coders x
    units), or MISSING. No code is a set, too: the empty one.
    """
    return set_sums(sets, given, distance, np.zeros(given.shape[1], np.int64), 1).alpha(np.ones(1))
