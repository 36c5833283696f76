"""Gamma: agreement on free spans with codes, where coders set borders, choose codes, and may overlap, all at once.

Mathet, Widlöcher & Métivier 2015, Comput. Linguist. 41:437-479: 1 - observed / expected disorder, each that of the best
alignment (`alignment`). The expected one is the mean over random annotations.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from coding.quality.agreement.alignment import Marked, TooManyAlignments, Weights, disorder
from coding.quality.agreement.measured import Measured, Ratio, Undefined, ratio
from corpus.arrays import FloatArray

SURE = 1.96
"""The standard normal quantile of a confidence of 95 %."""


@dataclass(frozen=True, slots=True)
class Chance:
    """How the expected disorder is found: the generator's seed, and how many random annotations are drawn.

    After `least` of them as many more as are needed for a mean that is within `precision` of the true one, relative
    to it, with a confidence of 95 % (sample size as in the paper); but never more than `most`.
    """

    seed: int = 1
    precision: float = 0.02
    least: int = 30
    most: int = 1000


@dataclass(frozen=True, slots=True)
class Gamma:
    """What gamma comes to, and how exactly.

    `precision` is half the width of the 95 % interval that comes from drawing chance `draws` times.

    `observed` and `expected` are the disorders; where gamma is undefined they may be nan.
    """

    value: Measured
    observed: float = np.nan
    expected: float = np.nan
    precision: float | None = None
    draws: int = 0


def gamma(marked: Marked, chance: Chance, weights: Weights | None = None) -> Gamma:
    """1 - observed / expected disorder; undefined where nobody marked anything, and where chance has no disorder.

    The latter happens where so little was marked that every random annotation is the same.
    """
    weights = weights or Weights()
    if marked.coders < 2:
        return Gamma(Undefined("one_coder"))
    if not len(marked.coder):
        return Gamma(Undefined("nothing_marked"))
    try:
        observed = disorder(marked, weights)
        drawn = _drawn(marked, chance, weights)
    except TooManyAlignments:
        return Gamma(Undefined("too_many_alignments"))
    expected = float(drawn.mean())
    value = of_disorders(observed, expected).value("no_chance")
    sure = None if isinstance(value, Undefined) else observed / expected * _half_width(drawn) / expected
    return Gamma(value, observed, expected, sure, len(drawn))


def of_disorders(observed: float, expected: float) -> Ratio:
    """1 - observed / expected."""
    return ratio(expected - observed, expected)


def _drawn(marked: Marked, chance: Chance, weights: Weights) -> FloatArray:
    """The disorders of random annotations."""
    generator = np.random.default_rng(chance.seed)
    like = _Like.of(marked)
    found: list[float] = []
    wanted = chance.least
    while len(found) < wanted:
        found += [disorder(like.drawn(generator), weights) for _ in range(wanted - len(found))]
        mean = float(np.mean(found))
        needed = ceil((SURE * float(np.std(found)) / (mean * chance.precision)) ** 2) if mean > 0 else 0
        wanted = min(max(wanted, needed), chance.most)
    return np.array(found)


def _half_width(drawn: FloatArray) -> float:
    return float(SURE * drawn.std() / np.sqrt(len(drawn)))


@dataclass(frozen=True, slots=True, eq=False)
class _Like:
    """What random annotations have in common with those of the coders: means and deviations.

    `each`: spans of a coder. `gap`: from the end of a span to the start of the coder's next one, negative where they
    overlap, and from the start of the line to the first. `length`: of spans. `category`: the share of each category.
    """

    coders: int
    each: tuple[float, float]
    gap: tuple[float, float]
    length: tuple[float, float]
    category: FloatArray

    @classmethod
    def of(cls, marked: Marked) -> "_Like":
        each = np.bincount(marked.coder, minlength=marked.coders)
        follows = np.flatnonzero(marked.coder[1:] == marked.coder[:-1])
        opening = marked.start[np.unique(marked.coder, return_index=True)[1]]
        gap = np.concatenate([marked.start[follows + 1] - marked.end[follows], opening[opening > 0]])
        shares = np.bincount(marked.category) / len(marked.category)
        return cls(
            marked.coders, _spread(each), _spread(gap), _spread(marked.end - marked.start), shares.astype(np.float64)
        )

    def drawn(self, generator: np.random.Generator) -> Marked:
        """Random spans of each coder, one after the other: gap and length are normal, the category is by its share.

        As the default sampler of pygamma-agreement has it: each coder has the whole part of a normal number of spans,
        one at least. The paper itself shifts what coders marked, which gives somewhat other values.
        """
        each = np.maximum(generator.normal(*self.each, self.coders).astype(np.int64), 1)
        coder = np.repeat(np.arange(self.coders), each)
        gap = generator.normal(*self.gap, len(coder))
        length = np.abs(generator.normal(*self.length, len(coder)))
        category = generator.choice(len(self.category), len(coder), p=self.category)
        end = np.cumsum(gap + length)
        first = np.cumsum(each) - each
        end -= np.repeat(end[first] - gap[first] - length[first], each)
        order = np.lexsort((end, end - length, coder))
        start, end = (end - length)[order], end[order]
        return Marked(self.coders, coder, start, end, category[order], np.zeros(len(coder), np.int64))


def _spread(values: FloatArray | np.ndarray) -> tuple[float, float]:
    return (float(np.mean(values)), float(np.std(values))) if len(values) else (0.0, 0.0)
