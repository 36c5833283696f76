"""Drawing a random sample of codings by strata: the same seed and population give the same sample on every machine.

Each coding has a random number of its own, the SHA-256 of the seed and the coding's id, and a stratum gives those with
the smallest (permanent random numbers: Ohlsson 1995, in Cox et al., "Business Survey Methods", ch. 9). So the draw
hangs on no generator, no library's version and no order of reading, and anybody can check it with other tools. Strata
too small to be drawn from alone are put together and drawn from at even steps in the order of their values (implicit
stratification: Kish 1965, "Survey Sampling", ch. 7), so that a code in a hundred is a coding in a hundred there too.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coding.records.columns import Column
from corpus.arrays import Int32Array, Int64Array
from corpus.problem import GloseError
from wording.messages import tr


class NothingToDraw(GloseError):
    """A sample of no codings, or of none that there are."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the population: its `values` by the sample's criteria, how many codings it has and how many were drawn.

    No values: the codings of all strata too small to be drawn from on their own; or, without criteria, all codings.
    """

    values: tuple[str, ...]
    size: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn, in random order: `drawn` are the codings' ids and `stratum` says where in `strata` each lies.

    `digest` is the SHA-256 of the population's ids, sorted and set end to end.
    """

    seed: int
    by: tuple[str, ...]
    population: int
    digest: str
    strata: tuple[Stratum, ...]
    drawn: tuple[str, ...]
    stratum: tuple[int, ...]

    @property
    def pooled(self) -> bool:
        """Whether the last stratum is of all that were too small to be drawn from alone."""
        return bool(self.by) and self.strata[-1].values == ()


def draw(ids: NDArray[np.bytes_], criteria: Mapping[str, Column], *, size: int, seed: int) -> Sample:
    """A sample of that many codings, or of all where there are no more, stratified by the criteria.

    `ids` has shape (n,), 64 bytes of ASCII each, and each criterion names every coding's value. Strata are the
    combinations of values that occur, in the order of the names. `allocate` says how many each gives; where
    there are more strata than codings to draw, those whose proportional share is less than one are drawn from
    together, so that every coding has a known chance. Raises NothingToDraw.
    """
    if size < 1 or not len(ids):
        raise NothingToDraw(
            tr("There is nothing to draw from. `--everyone` also draws from coders whom the tables do not count.")
        )
    by_id = np.argsort(ids)
    ids = ids[by_id]
    stratum, values = _stratified(
        {name: column.numbers[by_id] for name, column in criteria.items()}, criteria, len(ids)
    )
    fine = stratum
    stratum, values = _pooled(fine, values, size)
    sizes = np.bincount(stratum, minlength=len(values)).tolist()
    taken = allocate(sizes, size)
    numbers = random_numbers(ids, seed)
    by_values = np.lexsort((numbers, fine, stratum))
    chosen = by_values[_steps_or_first(sizes, taken, seed, pooled=bool(criteria) and values[-1] == ())]
    chosen = chosen[np.argsort(numbers[chosen], kind="stable")]
    return Sample(
        seed=seed,
        by=tuple(criteria),
        population=len(ids),
        digest=hashlib.sha256(ids.tobytes()).hexdigest(),
        strata=tuple(Stratum(*each) for each in zip(values, sizes, taken, strict=True)),
        drawn=tuple(coding.decode() for coding in ids[chosen].tolist()),
        stratum=tuple(stratum[chosen].tolist()),
    )


def allocate(sizes: Sequence[int], total: int) -> list[int]:
    """How many to draw from strata of these sizes: at least one each, the rest in proportion to size.

    Strata whose proportional share is one or less give one; what is left is shared among the others by largest
    remainder, the first stratum first where remainders are equal (proportional allocation: Cochran 1977, "Sampling
    Techniques", ch. 5). No stratum gives more than it has. `total` is at least the number of strata.
    """
    if total >= sum(sizes):
        return list(sizes)
    taken = [0] * len(sizes)
    open_strata, left, inside = list(range(len(sizes))), total, sum(sizes)
    while small := [h for h in open_strata if sizes[h] * left <= inside]:
        for h in small:
            taken[h] = 1
        open_strata = [h for h in open_strata if not taken[h]]
        left, inside = left - len(small), inside - sum(sizes[h] for h in small)
    for h in open_strata:
        taken[h] = sizes[h] * left // inside
    over = left - sum(taken[h] for h in open_strata)
    for h in sorted(open_strata, key=lambda h: -(sizes[h] * left % inside))[:over]:
        taken[h] += 1
    return taken


def random_numbers(ids: NDArray[np.bytes_], seed: int) -> NDArray[np.uint64]:
    """Each coding's random number: the first eight bytes of SHA-256("SEED:ID"), the first byte counting most."""
    before = f"{seed}:".encode()
    digests = b"".join(hashlib.sha256(before + coding).digest()[:8] for coding in ids.tolist())
    return np.frombuffer(digests, ">u8").astype(np.uint64)


def _stratified(
    numbers: Mapping[str, Int32Array], criteria: Mapping[str, Column], length: int
) -> tuple[Int64Array, list[tuple[str, ...]]]:
    """The stratum of each coding and the values of each stratum."""
    key = np.zeros(length, np.int64)
    for name, column in criteria.items():
        key = key * (len(column.names) + 1) + numbers[name] + 1
    _, first, stratum = np.unique(key, return_index=True, return_inverse=True)
    values = [
        tuple(
            column.names[at] if (at := int(numbers[name][position])) >= 0 else "" for name, column in criteria.items()
        )
        for position in first.tolist()
    ]
    return stratum.astype(np.int64), values


def _pooled(stratum: Int64Array, values: list[tuple[str, ...]], size: int) -> tuple[Int64Array, list[tuple[str, ...]]]:
    """The strata as they are drawn from: one of all small ones, the last, where there are too many."""
    if len(values) <= size:
        return stratum, values
    large = np.flatnonzero(np.bincount(stratum) * size >= len(stratum))
    number = np.full(len(values), len(large), np.int64)
    number[large] = np.arange(len(large))
    return number[stratum], [*(values[h] for h in large.tolist()), ()]


def _steps_or_first(sizes: Sequence[int], taken: Sequence[int], seed: int, *, pooled: bool) -> Int64Array:
    """Which ranks, stratum after stratum, are drawn: the first of each; at even steps in the last if it is pooled."""
    begins = np.cumsum([0, *sizes])
    parts = [np.arange(begin, begin + number) for begin, number in zip(begins.tolist(), taken, strict=False)]
    if pooled:
        start = int.from_bytes(hashlib.sha256(f"{seed}:start".encode()).digest()) % sizes[-1]
        ranks = np.arange(sizes[-1])
        parts[-1] = begins[-2] + np.flatnonzero((ranks * taken[-1] + start) % sizes[-1] < taken[-1])
    return np.concatenate(parts)
