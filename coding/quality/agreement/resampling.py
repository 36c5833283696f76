"""How sure a measure is: its interval if other texts had been drawn (bootstrap over texts)."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from coding.quality.agreement.measured import Ratio
from coding.quality.agreement.tally import Tally
from corpus.arrays import FloatArray

Interval = tuple[float, float]


@lru_cache(maxsize=8)
def draws(groups: int, times: int, *, seed: int) -> FloatArray:
    """How often each of so many texts is drawn (times x groups), as many of them as there are, with replacement."""
    generator = np.random.default_rng(seed)
    found = generator.multinomial(groups, np.full(groups, 1 / groups), size=times).astype(np.float64)
    found.setflags(write=False)
    return found


def interval(drawn: Tally, measure: Callable[[Tally], Ratio], *, level: float = 0.95) -> Interval | None:
    """The percentile interval of a measure (Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13).

    `drawn` has resamples as its first dimension. Texts are drawn, not passages: passages of one text resemble each
    other, and drawing them gives intervals that are far too narrow. None where the measure is undefined in a twentieth
    of the resamples or more.
    """
    return percentiles(measure(drawn).defined(), len(drawn.compared), level=level)


def percentiles(values: FloatArray, times: int, *, level: float = 0.95) -> Interval | None:
    """The ends of the middle `level` of the values; None where fewer than 95 % of the resamples gave one."""
    if len(values) < 0.95 * times or not len(values):
        return None
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
