"""The unitizing alphas of 2016: what coders marked is compared by the lengths of intersections, all codes at once.

Krippendorff, Mathet, Bouvry & Widlöcher 2016, Qual. Quant. 50:2347-2364. The definition of 1995 and 2004 is another
measure (`unitizing_1995`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from coding.quality.agreement.measured import Ratio, Undefined, ratio
from corpus.arrays import FloatArray, Int64Array

Marked = Sequence[tuple[int, int, int]] | Int64Array
"""What one coder marked: start, end and the number of the code, in order, without overlaps."""


@dataclass(frozen=True, slots=True, eq=False)
class Intersections:
    """How much of what coders marked meets; the last category is what was left unmarked.

    `observed` (q + 1, q + 1): the lengths that two coders share, over ordered pairs, each weighing 1 / (coders - 1).
    `marked`: for each code the length of all that was marked. `atoms`: the sum of squares of the marked stretches, and
    of the single positions left unmarked, which cannot meet themselves by chance. `met` (q): for each code the squares
    of its stretches that meet another marked one.
    """

    observed: FloatArray
    marked: FloatArray
    atoms: float
    met: FloatArray


def intersections(coders: Sequence[Marked], codes: int, length: int) -> Intersections:
    """Compare what coders marked on a continuum of that length, starting at 0."""
    arrays = [np.asarray(marked, np.int64).reshape(-1, 3) for marked in coders]
    observed, met = np.zeros((codes + 1, codes + 1)), np.zeros(codes)
    for first, second in permutations(arrays, 2):
        shared, mine, other = _meet(first, second)
        np.add.at(observed, (mine, other), shared / (len(coders) - 1))
        np.add.at(met, mine, shared.astype(np.float64) ** 2 / (len(coders) - 1))
    marked = np.zeros(codes)
    for array in arrays:
        np.add.at(marked, array[:, 2], (array[:, 1] - array[:, 0]).astype(np.float64))
    # What was marked and met nothing lies opposite a gap; what is left lies opposite nothing at all.
    alone = marked - observed[:codes, :codes].sum(axis=1)
    observed[:codes, codes] = observed[codes, :codes] = alone
    left = len(coders) * length - marked.sum()
    observed[codes, codes] = left - alone.sum()
    sizes = np.concatenate([array[:, 1] - array[:, 0] for array in arrays]).astype(np.float64)
    return Intersections(observed, marked, float((sizes**2).sum() + left), met)


def u_alpha_2016(found: Intersections) -> Ratio | Undefined:
    """The alpha of all, codes and what was left unmarked."""
    return _whole(found.observed, found.atoms)


def u_alpha_2016_binary(found: Intersections) -> Ratio | Undefined:
    """The alpha of marked against unmarked, whatever the code."""
    fold = np.zeros((len(found.observed), 2))
    fold[:-1, 0] = fold[-1, 1] = 1
    return _whole(fold.T @ found.observed @ fold, found.atoms)


def cu_alpha_2016(found: Intersections) -> Ratio:
    """The alpha of the codes where two coders marked something, borders apart."""
    return _alpha(found.observed[:-1, :-1], float(found.met.sum()))


def ku_alpha_2016(found: Intersections, code: int) -> Ratio:
    """The alpha of one code against the others, where two coders marked something."""
    inner = found.observed[:-1, :-1]
    of_code, all_ = inner[code].sum(), inner.sum()
    if of_code == 0:
        return ratio(0, 0)
    chance = (all_ - of_code) / (all_ - found.met[code] / of_code) if all_ * of_code > found.met[code] else 0.0
    return ratio(chance - (of_code - inner[code, code]) / of_code, chance)


def cu_coverage(found: Intersections, coders: int, length: int) -> Ratio:
    """The share of all that was marked by two coders."""
    return ratio(found.observed[:-1, :-1].sum(), coders * length)


def ku_coverage(found: Intersections, code: int) -> Ratio:
    """The share of what was marked with a code where two coders marked something."""
    return ratio(found.observed[code, :-1].sum(), found.marked[code])


def _whole(observed: FloatArray, atoms: float) -> Ratio | Undefined:
    sums = observed.sum(axis=1)
    if not sums[:-1].any():
        return Undefined("nothing_marked")
    if (sums > 0).sum() < 2:
        return Undefined("no_gap" if len(sums) == 2 else "no_variation")
    return _alpha(observed, atoms)


def _alpha(observed: FloatArray, atoms: float) -> Ratio:
    sums, n = observed.sum(axis=1), observed.sum()
    apart = 1 - np.eye(len(observed))
    expected = (np.outer(sums, sums) * apart).sum() * n
    return ratio(expected - (observed * apart).sum() * (n**2 - atoms), expected)


def _meet(first: Int64Array, second: Int64Array) -> tuple[Int64Array, Int64Array, Int64Array]:
    """For each pair of stretches that meet: how long they share, and the codes of both."""
    lo = np.searchsorted(second[:, 1], first[:, 0], side="right")
    hi = np.searchsorted(second[:, 0], first[:, 1], side="left")
    number = np.maximum(hi - lo, 0)
    mine = np.repeat(np.arange(len(first)), number)
    other = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number) + np.repeat(lo, number)
    shared = np.minimum(first[mine, 1], second[other, 1]) - np.maximum(first[mine, 0], second[other, 0])
    return shared, first[mine, 2], second[other, 2]
