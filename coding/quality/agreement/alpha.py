"""Krippendorff's alpha for nominal, ordinal, interval and ratio data, with missing ratings."""

from collections.abc import Callable, Sequence

import numpy as np

from coding.quality.agreement.measured import Ratio, ratio
from coding.quality.agreement.tally import Tally
from corpus.arrays import FloatArray

Distance = Callable[[FloatArray], FloatArray]
"""From how often each category occurs among pairable ratings (…, q) to the squared differences (…, q, q)."""


def alpha(tally: Tally, distance: Distance) -> Ratio:
    """1 - D_o / D_e over pairable ratings: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.

    Units with one rating are left out. Undefined where all pairable ratings are the same.
    """
    n_k, observed, expected = _sums(tally, distance)
    n = n_k.sum(axis=-1)
    return ratio(expected - (n - 1) * observed, expected)


def disagreements(tally: Tally, distance: Distance) -> tuple[Ratio, Ratio]:
    """D_o and D_e, the observed disagreement and the one expected by chance."""
    n_k, observed, expected = _sums(tally, distance)
    n = n_k.sum(axis=-1)
    return ratio(observed, n), ratio(expected, n * (n - 1))


def pairable(tally: Tally) -> FloatArray:
    """How many pairable ratings each category has."""
    found: FloatArray = tally.coincidences.sum(axis=-1)
    return found


def _sums(tally: Tally, distance: Distance) -> tuple[FloatArray, FloatArray, FloatArray]:
    n_k = pairable(tally)
    apart = distance(n_k)
    observed = (tally.coincidences * apart).sum(axis=(-1, -2))
    return n_k, observed, (n_k[..., :, None] * n_k[..., None, :] * apart).sum(axis=(-1, -2))


def nominal(n_k: FloatArray) -> FloatArray:
    """0 for the same, 1 for others."""
    found: FloatArray = np.broadcast_to(1 - np.eye(n_k.shape[-1]), (*n_k.shape, n_k.shape[-1]))
    return found


def ordinal(n_k: FloatArray) -> FloatArray:
    """The square of how many ratings lie between two ranks, with half of those in them; so it depends on the data."""
    middle = np.cumsum(n_k, axis=-1) - n_k / 2
    found: FloatArray = (middle[..., :, None] - middle[..., None, :]) ** 2
    return found


def interval(values: Sequence[float]) -> Distance:
    """(c - k)², the categories standing for these numbers."""
    v = np.asarray(values, np.float64)
    return lambda _: (v[:, None] - v) ** 2


def ratio_scale(values: Sequence[float]) -> Distance:
    """((c - k) / (c + k))², the categories standing for these numbers, of which none is below 0."""
    v = np.asarray(values, np.float64)
    total = np.where(v[:, None] + v == 0, 1, v[:, None] + v)
    return lambda _: ((v[:, None] - v) / total) ** 2


def custom(distance: Sequence[Sequence[float]]) -> Distance:
    """The differences as they are given, not squared."""
    given = np.asarray(distance, np.float64)
    return lambda _: given
