"""The best alignment of what coders marked: which spans are taken to be about the same, and how far they differ then.

Mathet, Widlöcher & Métivier 2015, The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure and
Alignment, Comput. Linguist. 41:437-479. A unitary alignment takes one span or none of each coder; the empty one is
`EMPTY` away from any span. Its disorder is the mean over all pairs of coders. An alignment parts all spans into
unitary ones.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csc_array

from coding.records.spread import runs
from corpus.arrays import BoolArray, FloatArray, Int64Array

EMPTY = 1.0
"""How far a span and no span are apart (Δ∅); all other distances are multiples of it."""

NOBODY = -1
"""In unitary alignments: the coder has no span in it."""

MATRIX = 4_000_000
"""So many pairs of two coders' spans are compared in one matrix; more are a sparse programme."""


MOST = 20_000
"""So many unitary alignments of three coders or more are weighed; a programme with more takes minutes where spans are
thick."""

MOST_OF_TWO = 200_000
"""So many of two coders: of these no programme needs more than its linear part."""

TRIED = 20
"""So many times more are tried than may be kept."""


class TooManyAlignments(ValueError):
    """More unitary alignments may be part of the best one than can be weighed."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """How much place (alpha) and category (beta) weigh in the distance of two spans."""

    place: float = 1.0
    category: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """What `coders` coders marked on one line: of each span the coder's number, start, end, category and part.

    Spans are in order of coder, start and end, and may overlap. Those in different parts (texts) are never aligned.
    """

    coders: int
    coder: Int64Array
    start: FloatArray
    end: FloatArray
    category: Int64Array
    part: Int64Array

    @property
    def each(self) -> float:
        """The mean number of spans of a coder."""
        return len(self.coder) / self.coders

    def of_coder(self, number: int) -> slice:
        """Where the spans of a coder stand."""
        return slice(*np.searchsorted(self.coder, (number, number + 1)).tolist())


def place_distance(start: FloatArray, end: FloatArray, other_start: FloatArray, other_end: FloatArray) -> FloatArray:
    """((|difference of starts| + |difference of ends|) / (sum of both lengths))², times EMPTY."""
    apart = np.abs(start - other_start) + np.abs(end - other_end)
    found: FloatArray = (apart / (end - start + other_end - other_start)) ** 2 * EMPTY
    return found


def distances(marked: Marked, first: Int64Array, second: Int64Array, weights: Weights) -> FloatArray:
    """How far spans are apart, pair by pair: the weighed sum of place and category (0 the same, EMPTY another)."""
    ends = (marked.start[first], marked.end[first], marked.start[second], marked.end[second])
    other = marked.category[first] != marked.category[second]
    found: FloatArray = weights.place * place_distance(*ends) + weights.category * EMPTY * other
    return np.where(marked.part[first] == marked.part[second], found, np.inf)


def disorder(marked: Marked, weights: Weights, most: int | None = None) -> float:
    """The disorder of the best alignment: the sum over its unitary ones by the mean number of spans of a coder.

    Two coders: each span has at most one partner, an assignment problem. More: an integer programme.

    Raises TooManyAlignments where more than `most` unitary alignments may be part of it (default: MOST).
    """
    if marked.coders == 2:
        first, second = (np.arange(len(marked.coder))[marked.of_coder(number)] for number in (0, 1))
        if len(first) * len(second) <= MATRIX:
            return _of_two(marked, first, second, weights) / marked.each
    limit = most or (MOST_OF_TWO if marked.coders == 2 else MOST)
    chosen, cost = unitary_alignments(marked, weights, limit)
    return _best(chosen, cost, len(marked.coder)) / marked.each


def _of_two(marked: Marked, first: Int64Array, second: Int64Array, weights: Weights) -> float:
    """All alone cost EMPTY each; a pair saves what two alone cost more than it."""
    one, other = np.repeat(first, len(second)), np.tile(second, len(first))
    saved = np.minimum(distances(marked, one, other, weights) - 2 * EMPTY, 0).reshape(len(first), len(second))
    return float(len(marked.coder) * EMPTY + saved[linear_sum_assignment(saved)].sum())


def unitary_alignments(marked: Marked, weights: Weights, most: int) -> tuple[Int64Array, FloatArray]:
    """Those that may be part of the best alignment, and their disorder.

    Rows are unitary alignments, columns coders; each cell is a span's number, or NOBODY.

    The paper leaves out what costs more than its spans cost alone. One more is left out here, by the same reasoning:
    what costs no less than one of its spans alone and the rest together.
    """
    pairs = marked.coders * (marked.coders - 1) // 2
    rows = np.full((1, marked.coders), NOBODY, np.int64)
    sums = np.zeros((1, marked.coders))  # of each member, its distances from the other members
    bound = (pairs + marked.coders - 1) * EMPTY
    for coder in range(marked.coders):
        more, their = _with_another(marked, weights, rows, sums, coder, bound, most)
        rows, sums = np.concatenate([rows, more]), np.concatenate([sums, their])
        if len(rows) > most:
            raise TooManyAlignments
    rows, sums = rows[1:], sums[1:]  # without the one of nobody
    size = (rows != NOBODY).sum(axis=1)
    kept = (size == 1) | (sums < ((pairs + size - 1) * EMPTY)[:, None]).all(axis=1)
    rows, sums, size = rows[kept], sums[kept], size[kept]
    return rows, (sums.sum(axis=1) / 2 + (pairs - size * (size - 1) / 2) * EMPTY) / pairs


def _with_another(
    marked: Marked, weights: Weights, rows: Int64Array, sums: FloatArray, coder: int, bound: float, most: int
) -> tuple[Int64Array, FloatArray]:
    """The rows with each span of that coder that is near enough to every member."""
    at = marked.of_coder(coder)
    own = np.arange(at.start, at.stop)
    alone, nothing = rows[:1].repeat(len(own), axis=0), sums[:1].repeat(len(own), axis=0)
    alone[:, coder] = own
    if len(rows) == 1 or not len(own):
        return alone, nothing
    grown, their = _near(marked, weights, rows[1:], sums[1:], own, bound, most)
    return np.concatenate([alone, grown]), np.concatenate([nothing, their])


def _near(
    marked: Marked, weights: Weights, rows: Int64Array, sums: FloatArray, own: Int64Array, bound: float, most: int
) -> tuple[Int64Array, FloatArray]:
    """Rows that hold a span, each with each span of `own` that is near enough, and their sums."""
    coder = int(marked.coder[own[0]])
    lead = rows[np.arange(len(rows)), (rows != NOBODY).argmax(axis=1)]
    first, after = _window(marked, weights, lead, own, bound)
    if (after - first).sum() > TRIED * most:
        raise TooManyAlignments
    tried, number = runs(first, after)
    row, span = tried.astype(np.int64), own[number]
    total, apart = np.zeros(len(row)), np.zeros((len(row), marked.coders))
    kept: BoolArray = np.ones(len(row), bool)
    for member in range(coder):
        there = np.flatnonzero(rows[row, member] != NOBODY)
        apart[there, member] = distances(marked, rows[row[there], member], span[there], weights)
        total += apart[:, member]
        kept &= sums[row, member] + apart[:, member] <= bound
    kept &= total <= bound
    row, span = row[kept], span[kept]
    grown, their = rows[row], sums[row] + apart[kept]
    grown[:, coder], their[:, coder] = span, total[kept]
    return grown, their


def _window(
    marked: Marked, weights: Weights, lead: Int64Array, own: Int64Array, bound: float
) -> tuple[Int64Array, Int64Array]:
    """For each leading span the run of `own`, which is in order of start, that can be as near as `bound`.

    The differences of starts and ends are at most `far` times both lengths, so that of the starts is, too.
    """
    if not weights.place:
        return np.zeros(len(lead), np.int64), np.full(len(lead), len(own), np.int64)
    far = np.sqrt(bound / EMPTY / weights.place)
    length = marked.end - marked.start
    reach = far * (length[lead] + length[own].max())
    starts = marked.start[own]
    low = np.searchsorted(starts, marked.start[lead] - reach, side="left")
    return low, np.searchsorted(starts, marked.start[lead] + reach, side="right")


def _best(rows: Int64Array, cost: FloatArray, spans: int) -> float:
    """The least cost of rows that hold every span once."""
    row, coder = np.nonzero(rows != NOBODY)
    holds = csc_array((np.ones(len(row)), (rows[row, coder], row)), shape=(spans, len(rows)))
    once = LinearConstraint(holds, 1, 1)
    found = milp(
        cost,
        integrality=np.ones(len(rows), np.int64),
        bounds=Bounds(0, 1),
        constraints=once,
        options={"mip_rel_gap": 1e-7},
    )
    if not found.success:
        raise RuntimeError(found.message)
    return float(found.fun)
