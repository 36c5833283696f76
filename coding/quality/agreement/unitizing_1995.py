"""Unitizing alpha as Krippendorff defined it in 1995 and 2004: where coders set the borders of one code freely.

Lengths enter squared, and each code is judged by itself. The definition of 2016 is another measure
(`unitizing_2016`): the two differ much, so whoever prints one says which.
"""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from coding.quality.agreement.measured import Ratio, ratio
from coding.records.spread import runs
from corpus.arrays import FloatArray, Int64Array

Spans = Sequence[tuple[int, int]] | Int64Array
"""What one coder marked with one code: start and end, in order, without overlaps."""


def squared_difference(first: tuple[int, int, bool], second: tuple[int, int, bool]) -> int:
    """How far two sections (start, length, whether it is a unit or a gap) differ: Krippendorff 2004, Content Analysis,
    2nd ed., ch. 11.

    Two units that overlap: the squares of the differences of their starts and ends. A unit wholly within a gap: the
    square of its length. Anything else: 0.
    """
    (a, m, unit), (b, n, other) = first, second
    if unit and other:
        return (a - b) ** 2 + (a + m - b - n) ** 2 if a < b + n and b < a + m else 0
    if unit == other:
        return 0
    (start, length), (gap, wide) = ((a, m), (b, n)) if unit else ((b, n), (a, m))
    return length**2 if gap <= start and start + length <= gap + wide else 0


def disagreements(coders: Sequence[Spans], length: int) -> tuple[float, float]:
    """D_o and D_e of one code on a continuum of that length (positions), starting at 0.

    Krippendorff 1995, Sociol. Methodol. 25:47-76, and in the form of 2004, Qual. Quant. 38:787-800.
    """
    m = len(coders)
    marked = [np.asarray(spans, np.float64).reshape(-1, 2) for spans in coders]
    observed = sum(_apart(first, second) for first, second in permutations(marked, 2)) / (m * (m - 1) * length**2)
    sizes = np.concatenate([spans[:, 1] - spans[:, 0] for spans in marked])
    gaps = np.concatenate([_gaps(spans, length) for spans in marked])
    room = np.array([np.maximum(gaps - size + 1, 0)[gaps >= size].sum() for size in sizes])
    chance = ((len(sizes) - 1) / 3 * (2 * sizes**3 - 3 * sizes**2 + sizes) + sizes**2 * room).sum()
    pairs = m * length * (m * length - 1) - (sizes * (sizes - 1)).sum()
    return float(observed), float(2 / length * chance / pairs) if pairs else 0.0


def u_alpha_1995(codes: Sequence[Sequence[Spans]], length: int) -> Ratio:
    """1 - sum of D_o / sum of D_e over the codes, each given as what each coder marked with it."""
    both = [disagreements(coders, length) for coders in codes]
    observed, expected = sum(one for one, _ in both), sum(other for _, other in both)
    return ratio(expected - observed, expected)


def _apart(first: FloatArray, second: FloatArray) -> float:
    """The differences of the units of the first with the units and gaps of the second (a unit in a gap counts once).

    Over both orders of two coders that is what the sums over all pairs of sections are.
    """
    low = np.searchsorted(second[:, 1], first[:, 0], side="right")
    high = np.searchsorted(second[:, 0], first[:, 1], side="left")
    alone = first[high <= low]
    mine, other = runs(low, high)
    return float(2 * ((alone[:, 1] - alone[:, 0]) ** 2).sum() + ((first[mine] - second[other]) ** 2).sum())


def _gaps(spans: FloatArray, length: int) -> FloatArray:
    """The lengths of what lies before, between and after the spans."""
    edges = np.concatenate(([0.0], spans.ravel(), [float(length)]))
    found: FloatArray = np.diff(edges)[::2]
    return found[found > 0]
