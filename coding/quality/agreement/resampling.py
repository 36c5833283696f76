"""How sure a measure is: its interval if other texts had been drawn (bootstrap over texts)."""

from collections.abc import Callable

import numpy as np

from coding.quality.agreement.measured import Ratio
from coding.quality.agreement.tally import Tally
from corpus.arrays import FloatArray

Interval = tuple[float, float]


def draws(groups: int, times: int, *, seed: int) -> FloatArray:
    """How often each of so many texts is drawn (times x groups), as many of them as there are, with replacement."""
    generator = np.random.default_rng(seed)
    return generator.multinomial(groups, np.full(groups, 1 / groups), size=times).astype(np.float64)


def interval(
    by_text: Tally, measure: Callable[[Tally], Ratio], drawn: FloatArray, *, level: float = 0.95
) -> Interval | None:
    """The percentile interval of a measure (Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13).

    `by_text` has texts as its first dimension. Texts are drawn, not passages: passages of one text resemble each other,
    and drawing them gives intervals that are far too narrow. None where fewer than two texts have anything to
    compare, or where the measure is undefined in a twentieth of the resamples or more.
    """
    if int((by_text.compared > 0).sum()) < 2:
        return None
    return percentiles(measure(by_text.weighed(drawn)).defined(), len(drawn), level=level)


def percentiles(values: FloatArray, times: int, *, level: float = 0.95) -> Interval | None:
    """The ends of the middle `level` of the values; None where fewer than 95 % of the resamples gave one."""
    if len(values) < 0.95 * times or not len(values):
        return None
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
