"""Measures of two coders, from the table of what they said; see `Tally` for its shape."""

from collections.abc import Sequence

import numpy as np

from coding.quality.agreement.measured import Ratio, ratio
from coding.quality.agreement.tally import Tally
from corpus.arrays import FloatArray

Weights = FloatArray
"""By two categories, how far they disagree: 0 where they are the same."""


def linear(categories: int) -> Weights:
    """|i - j| / (q - 1): Cicchetti & Allison 1971, Am. J. EEG Technol. 11:101-110, as disagreement."""
    return _steps(categories) / max(categories - 1, 1)


def quadratic(categories: int) -> Weights:
    """(i - j)² / (q - 1)²: Fleiss & Cohen 1973, Educ. Psychol. Meas. 33:613-619, as disagreement."""
    return linear(categories) ** 2


def _steps(categories: int) -> Weights:
    at = np.arange(categories, dtype=np.float64)
    found: Weights = np.abs(at[:, None] - at)
    return found


def cohen_kappa(tally: Tally) -> Ratio:
    """(po - pe) / (1 - pe), pe = sum of p1k p2k: Cohen 1960, Educ. Psychol. Meas. 20:37-46.

    Only units that both rated count. Undefined where both say the same one thing of all; 0 where one of them does.
    """
    n, table, first, second = _parts(tally)
    chance = (first * second).sum(axis=-1)
    return ratio(n * _diagonal(table) - chance, n**2 - chance)


def cohen_kappa_max(tally: Tally) -> Ratio:
    """The highest kappa that these marginals allow: Cohen 1960, p. 42."""
    n, _, first, second = _parts(tally)
    chance = (first * second).sum(axis=-1)
    return ratio(n * np.minimum(first, second).sum(axis=-1) - chance, n**2 - chance)


def weighted_kappa(tally: Tally, weights: Weights | Sequence[Sequence[float]]) -> Ratio:
    """1 - sum of v o / sum of v e, v = weights of disagreement: Cohen 1968, Psychol. Bull. 70:213-220."""
    n, table, first, second = _parts(tally)
    v = np.asarray(weights, np.float64)
    expected = (v * first[..., :, None] * second[..., None, :]).sum(axis=(-1, -2))
    return ratio(expected - n * (v * table).sum(axis=(-1, -2)), expected)


def scott_pi(tally: Tally) -> Ratio:
    """As kappa, with pe = sum of ((p1k + p2k) / 2)²: Scott 1955, Public Opin. Q. 19:321-325."""
    n, table, first, second = _parts(tally)
    chance = ((first + second) ** 2).sum(axis=-1)
    return ratio(4 * n * _diagonal(table) - chance, 4 * n**2 - chance)


def prevalence_index(tally: Tally, *, signed: bool = False) -> Ratio:
    """|a - d| / n, a = both say yes, d = both say no: Byrt, Bishop & Carlin 1993, J. Clin. Epidemiol. 46:423-429."""
    n, table, _, _ = _parts(tally)
    found = table[..., 0, 0] - table[..., 1, 1]
    return ratio(found if signed else np.abs(found), n)


def bias_index(tally: Tally, *, signed: bool = False) -> Ratio:
    """|b - c| / n, b and c = only the first, only the second says yes: Byrt, Bishop & Carlin 1993."""
    n, table, _, _ = _parts(tally)
    found = table[..., 0, 1] - table[..., 1, 0]
    return ratio(found if signed else np.abs(found), n)


def kappa_without_bias(tally: Tally) -> Ratio:
    """(PABAK - PI²) / (1 - PI²), the kappa of two coders with the mean of their marginals (Byrt et al.)."""
    return _from_indices(tally, with_bias=False)


def kappa_from_indices(tally: Tally) -> Ratio:
    """(PABAK - PI² + BI²) / (1 - PI² + BI²), which is Cohen's kappa of a yes or no (Byrt et al.)."""
    return _from_indices(tally, with_bias=True)


def _from_indices(tally: Tally, *, with_bias: bool) -> Ratio:
    n, table, _, _ = _parts(tally)
    prevalence = (table[..., 0, 0] - table[..., 1, 1]) ** 2
    bias = (table[..., 0, 1] - table[..., 1, 0]) ** 2 if with_bias else 0.0
    return ratio((2 * _diagonal(table) - n) * n - prevalence + bias, n**2 - prevalence + bias)


def kappa_error(tally: Tally, weights: Weights | None = None) -> Ratio:
    """The standard error of (weighted) kappa: Fleiss, Cohen & Everitt 1969, Psychol. Bull. 72:323-327.

    It is that of large samples, not the one under independence; the bootstrap over texts is the safer one.
    """
    n, table, first, second = (part.astype(np.float64) for part in _parts(tally))
    w = 1 - (1 - np.eye(len(table)) if weights is None else weights)
    p, row, column = table / n, first / n, second / n
    agreed, chance = (w * p).sum(), (w * np.outer(row, column)).sum()
    mean = (w @ column)[:, None] + (w.T @ row)[None, :]
    spread = (p * (w * (1 - chance) - mean * (1 - agreed)) ** 2).sum() - (agreed * chance - 2 * chance + agreed) ** 2
    return ratio(np.sqrt(max(spread, 0) / n), (1 - chance) ** 2)


def _parts(tally: Tally) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """The number of units that both rated, their table, and its sums by row and column."""
    if tally.coders > 2:
        raise ValueError("a measure of two coders was asked for more")
    table = tally.pairs.sum(axis=-3)  # one pair, or none where there is one coder
    return np.asarray(table.sum(axis=(-1, -2))), table, table.sum(axis=-1), table.sum(axis=-2)


def _diagonal(table: FloatArray) -> FloatArray:
    found: FloatArray = np.trace(table, axis1=-2, axis2=-1)
    return found
