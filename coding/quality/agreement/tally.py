"""What was said of units, added up: all that the measures need, so that tallies of texts can be summed and drawn anew.

Categories are numbers from 0; in a yes or no, 0 is "it is there" and 1 "it is not".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Any

import numpy as np

from corpus.arrays import FloatArray, Int8Array, Int64Array

MISSING = -1
"""In ratings: the coder did not go through the unit. Having gone through it and found nothing is a category."""

MANY = 1_000_000
"""So many different ratings may be counted by their numbers; more are sorted."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Sums over units; `…` stands for dimensions in front, such as texts or resamples. q is the number of categories.

    `pairs` (…, pairs of coders, q, q): units by what the first and second of each pair of coders said, in the order
    AB, AC, BC. `by_coder` (…, coders, q): what each said. Both are empty where only the numbers of ratings are known.
    `coincidences` (…, q, q): Krippendorff's, every ordered pair of ratings of a unit weighing 1 / (ratings - 1).
    `pair_shares` (…, q, q): the same, as shares of the pairs of the unit. `compared`, `unanimous`: units with two
    ratings or more, and those among them where all are the same. `shares` (…, q): of the ratings of a unit, over all
    `rated` units. `counts` (…, q): ratings.
    """

    pairs: FloatArray
    by_coder: FloatArray
    coincidences: FloatArray
    pair_shares: FloatArray
    compared: FloatArray
    unanimous: FloatArray
    shares: FloatArray
    rated: FloatArray
    counts: FloatArray

    @property
    def categories(self) -> int:
        """How many categories there are, used or not."""
        return int(self.shares.shape[-1])

    @property
    def coders(self) -> int:
        """How many coders are known by name."""
        return int(self.by_coder.shape[-2])

    def total(self) -> "Tally":
        """The tally of all in the first dimension together."""
        return self._each(lambda array: array.sum(axis=0))

    def at(self, index: Any) -> "Tally":
        """The part at an index of the first dimension."""
        return self._each(lambda array: array[index])

    def weighed(self, weights: FloatArray) -> "Tally":
        """For each row of `weights` the sum over the first dimension with these weights."""
        return self._each(lambda array: np.tensordot(weights, array, axes=(1, 0)))

    def against_rest(self, category: int) -> "Tally":
        """The same ratings as a yes (this category) or no (any other)."""
        fold = np.zeros((self.categories, 2))
        fold[:, 1] = 1
        fold[category] = (1, 0)
        square = {name: fold.T @ getattr(self, name) @ fold for name in ("pairs", "coincidences", "pair_shares")}
        flat = {name: getattr(self, name) @ fold for name in ("by_coder", "shares", "counts")}
        # Who agree on yes or no may differ within the no: unanimity is not known from these sums.
        rest = {"compared": self.compared, "unanimous": np.full_like(self.unanimous, np.nan), "rated": self.rated}
        return Tally(**square, **flat, **rest)

    def _each(self, change: Callable[[FloatArray], FloatArray]) -> "Tally":
        return Tally(**{field.name: change(getattr(self, field.name)) for field in fields(self)})


def tally_of_ratings(
    ratings: Int64Array | Int8Array,
    categories: int,
    *,
    weight: FloatArray | None = None,
    group: Int64Array | None = None,
    groups: int = 0,
) -> Tally:
    """The tally of ratings (coders x units): a category's number each, or MISSING.

    `weight` is how much each unit counts (a run of characters: its length). With `group`, the number of each unit's
    text, the tally has `groups` of them as its first dimension.
    """
    coders, units = ratings.shape
    several = group is not None
    group = np.zeros(units, np.int64) if group is None else group
    groups = groups if several else 1
    weight = np.ones(units) if weight is None else weight
    said = np.arange(categories)[:, None, None] == ratings  # q x coders x units
    made = _of_counts(said.sum(axis=1).T.astype(np.float64), weight, group, groups)
    by_coder = _summed(said.transpose(2, 1, 0) * weight[:, None, None], group, groups)
    pairs = [
        _table(ratings[i], ratings[j], categories, weight, group, groups) for i, j in combinations(range(coders), 2)
    ]
    empty = np.zeros((groups, 0, categories, categories))
    whole = Tally(pairs=np.stack(pairs, axis=1) if pairs else empty, by_coder=by_coder, **made)
    return whole if several else whole.at(0)


def told_alike(
    ratings: Int8Array, weight: FloatArray, group: Int64Array, groups: int
) -> tuple[Int8Array, FloatArray, Int64Array]:
    """Units of a group that have the same ratings of a yes or no as one unit, which weighs what they weigh together.

    Of most codes nearly all units have the same: what follows has a hundredth of the work. More coders than a number
    holds are left as they are.
    """
    coders = len(ratings)
    if 3**coders * groups >= 2**62:
        return ratings, weight, group
    key = group.copy()
    for row in ratings:
        key = key * 3 + (row + 1)
    if 3**coders * groups <= MANY:
        sums = np.bincount(key, weight, 3**coders * groups)
        keys = np.flatnonzero(np.bincount(key, minlength=3**coders * groups))
        sums = sums[keys]
    else:
        keys, at = np.unique(key, return_inverse=True)
        sums = np.bincount(at, weight, len(keys))
    rows = keys // 3 ** np.arange(coders - 1, -1, -1)[:, None] % 3 - 1
    return rows.astype(np.int8), sums.astype(np.float64), keys // 3**coders


def tally_of_counts(counts: FloatArray, weight: FloatArray | None = None) -> Tally:
    """The tally of how many ratings each unit (row) has in each category (column); who gave which is not known."""
    units, categories = counts.shape
    weight = np.ones(units) if weight is None else weight
    made = _of_counts(counts.astype(np.float64), weight, np.zeros(units, np.int64), 1)
    nobody = {"pairs": np.zeros((1, 0, categories, categories)), "by_coder": np.zeros((1, 0, categories))}
    return Tally(**nobody, **made).at(0)


def tally_of_table(table: Sequence[Sequence[float]] | FloatArray) -> Tally:
    """The tally of two coders' table: rows what the first said, columns what the second did."""
    square = np.asarray(table, np.float64)
    first, second = np.indices(square.shape).reshape(2, -1)
    return tally_of_ratings(np.stack([first, second]), len(square), weight=square.ravel())


def _of_counts(counts: FloatArray, weight: FloatArray, group: Int64Array, groups: int) -> dict[str, FloatArray]:
    """What does not ask who gave a rating; `counts` are units x categories."""
    ratings = counts.sum(axis=1)
    rated, compared = weight * (ratings >= 1), weight * (ratings >= 2)
    one = np.maximum(ratings, 1)
    ordered = counts[:, :, None] * (counts[:, None, :] - np.eye(counts.shape[1]))
    coinciding = ordered * (compared / np.maximum(ratings - 1, 1))[:, None, None]
    same = counts.max(axis=1, initial=0) == ratings
    return {
        "coincidences": _summed(coinciding, group, groups),
        "pair_shares": _summed(coinciding / one[:, None, None], group, groups),
        "compared": _summed(compared, group, groups),
        "unanimous": _summed(compared * same, group, groups),
        "shares": _summed(counts * (weight / one)[:, None], group, groups),
        "rated": _summed(rated, group, groups),
        "counts": _summed(counts * weight[:, None], group, groups),
    }


def _table(
    first: Int64Array | Int8Array,
    second: Int64Array | Int8Array,
    categories: int,
    weight: FloatArray,
    group: Int64Array,
    groups: int,
) -> FloatArray:
    both = (first >= 0) & (second >= 0)
    cell = (group[both] * categories + first[both]) * categories + second[both]
    found: FloatArray = np.bincount(cell, weight[both], groups * categories * categories).astype(np.float64)
    return found.reshape(groups, categories, categories)


def _summed(values: FloatArray, group: Int64Array, groups: int) -> FloatArray:
    """The sums over units (the first dimension) by group."""
    if groups == 1:
        total: FloatArray = values.sum(axis=0)[None]
        return total
    flat = values.reshape(len(values), int(np.prod(values.shape[1:], dtype=np.int64)))
    columns = [np.bincount(group, column, groups).astype(np.float64) for column in flat.T]
    whole = np.stack(columns, axis=1) if columns else np.zeros((groups, 0))
    return whole.reshape(groups, *values.shape[1:])
