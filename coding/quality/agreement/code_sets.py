"""Agreement on the set of codes of a unit: how far two sets are apart, and alpha with that distance."""

from collections.abc import Callable

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


def masi(first: FloatArray, second: FloatArray, shared: FloatArray) -> FloatArray:
    """1 - J M, M = 1 for the same, 2/3 if one holds the other, 1/3 if they overlap, 0 else: Passonneau 2006, LREC."""
    least = np.minimum(first, second)
    same = (first == second) & (shared == first)
    m = np.select([same, (shared == least) & (least > 0), shared > 0], [1.0, 2 / 3, 1 / 3], 0.0)
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


def alpha_of_sets(sets: BoolArray, given: Int64Array, distance: SetDistance) -> Ratio:
    """Krippendorff's alpha of code sets; the distance enters as it is, not squared (Passonneau 2006; Artstein & Poesio
    2008, Comput. Linguist. 34:555-596).

    `sets` holds each different set once (sets x codes), `given` which of them each coder gave each unit (coders x
    units), or MISSING. No code is a set, too: the empty one.
    """
    ratings = (given != MISSING).sum(axis=0)
    units = given[:, ratings >= 2]
    weight = 1.0 / np.maximum(ratings[ratings >= 2] - 1, 1)
    n = np.bincount(units[units != MISSING], minlength=len(sets)).astype(np.float64)
    observed = 2 * _observed(sets, units, weight, distance)
    expected = _expected(sets, n, distance)
    return ratio(expected - (n.sum() - 1) * observed, expected)


def _observed(sets: BoolArray, units: Int64Array, weight: FloatArray, distance: SetDistance) -> float:
    total = 0.0
    for second in range(1, len(units)):
        for first in range(second):
            both = (units[first] != MISSING) & (units[second] != MISSING) & (units[first] != units[second])
            pair, at = np.unique(np.stack([units[first, both], units[second, both]]), axis=1, return_inverse=True)
            apart = between(sets[pair[0]], sets[pair[1]], distance)
            total += float(apart @ np.bincount(at.ravel(), weight[both], len(apart)))
    return total


def _expected(sets: BoolArray, n: FloatArray, distance: SetDistance) -> float:
    size, wide = sets.sum(axis=1).astype(np.float64), sets.astype(np.float32)
    total = 0.0
    for start in range(0, len(sets), BLOCK):
        part = slice(start, start + BLOCK)
        shared = (wide[part] @ wide.T).astype(np.float64)
        mine, all_ = np.broadcast_arrays(size[part, None], size)
        total += float(n[part] @ distance(mine, all_, shared) @ n)
    return total
