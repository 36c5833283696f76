"""The share of wrong codings, estimated from a reviewed sample, with its interval.

One stratum: the score interval of Wilson (1927, "Probable inference, the law of succession, and statistical inference",
JASA 22: 209–212). Several: the weighted share (Cochran 1977, "Sampling Techniques", ch. 5), and Wilson's interval on
the effective sample size, as Korn & Graubard (1998, Survey Methodology 24: 193–201) do it for surveys. They take that
size from the estimated variance, which is zero where no error was found and unknown where a stratum gave one coding.
Here it is the size by weighting alone (Kish 1992, Journal of Official Statistics 8: 183–200), with the finite
population taken into account: it is right where all strata are equally wrong, and smaller than need be, thus cautious,
where they are not, because codings vary less within strata than in all.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from coding.quality.sampling import Sample, Stratum


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How many codings were judged and how many of them are wrong; the share of wrong ones with its interval.

    `rate`, `low` and `high` lie in 0..1 and are None where nothing was judged. `effective` is the size of a simple
    random sample, from a population without end, that would tell as much; infinite where all was judged.
    """

    judged: int
    wrong: int
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    effective: float = 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A drawn coding on which there is a verdict: its stratum's number, and its values by the sample's criteria."""

    stratum: int
    wrong: bool
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """Of all codings; by criterion and value, what is most often wrong first; by stratum, as the sample lists them.

    `covered` is the share of the population (0..1) in strata from which anything was judged: the rates speak of these
    only. `level` is that of the intervals.
    """

    whole: ErrorRate
    by: tuple[tuple[str, str, ErrorRate], ...]
    strata: tuple[ErrorRate, ...]
    covered: float
    level: float


def error_rates(sample: Sample, judged: Sequence[Judged], *, level: float = 0.95) -> ErrorRates:
    """Every error rate that a reviewed sample gives."""
    parts: dict[tuple[int, str], list[Judged]] = defaultdict(list)
    by_stratum: dict[int, list[Judged]] = defaultdict(list)
    for each in judged:
        by_stratum[each.stratum].append(each)
        for part in enumerate(each.values):
            parts[part].append(each)
    by = [(n, value, error_rate(sample.strata, judged, of=part, level=level)) for (n, value), part in parts.items()]
    by.sort(key=lambda each: (each[0], -each[2].wrong, -each[2].judged, each[1]))
    population = sum(stratum.size for stratum in sample.strata)
    return ErrorRates(
        whole=error_rate(sample.strata, judged, level=level),
        by=tuple((sample.by[n], value, rate) for n, value, rate in by),
        strata=tuple(error_rate(sample.strata, by_stratum[h], level=level) for h in range(len(sample.strata))),
        covered=sum(sample.strata[h].size for h, part in by_stratum.items() if part) / population,
        level=level,
    )


def error_rate(
    strata: Sequence[Stratum], judged: Sequence[Judged], *, of: Sequence[Judged] | None = None, level: float = 0.95
) -> ErrorRate:
    """The error rate in the strata from which anything was judged, or among some of the judged codings only (`of`).

    A judged coding represents as many as its stratum has for each one judged there. Codings drawn and not judged are
    taken as left out by chance, which holds where a reviewer goes through the sample in the order it was drawn.
    """
    inside = judged if of is None else of
    if not inside:
        return ErrorRate(0, 0)
    reviewed = Counter(each.stratum for each in judged)
    weight = {h: strata[h].size / number for h, number in reviewed.items()}
    left = {h: _left(strata[h].size, number) for h, number in reviewed.items()}
    whole = math.fsum(weight[each.stratum] for each in inside)
    rate = min(math.fsum(weight[each.stratum] for each in inside if each.wrong) / whole, 1.0)
    spread = math.fsum(weight[each.stratum] ** 2 * left[each.stratum] for each in inside)
    effective = whole**2 / spread if spread else math.inf
    low, high = wilson(rate, effective, level=level)
    return ErrorRate(len(inside), sum(each.wrong for each in inside), rate, low, high, effective)


def wilson(share: float, size: float, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share (0..1) found in a sample of that size, which need not be whole."""
    if math.isinf(size):
        return share, share
    z = NormalDist().inv_cdf((1 + level) / 2)
    centre = share + z**2 / (2 * size)
    half = z * math.sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
    below = 1 + z**2 / size
    # At the ends the two terms are equal but for rounding.
    low = max((centre - half) / below, 0.0) if share > 0 else 0.0
    return low, min((centre + half) / below, 1.0) if share < 1 else 1.0


def _left(size: int, judged: int) -> float:
    """The finite population correction of a share: what is not judged of what could vary (Cochran 1977, ch. 3)."""
    return max(size - judged, 0) / (size - 1) if size > 1 else 0.0
