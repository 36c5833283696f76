"""Measures of suggestions against what people coded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from corpus.arrays import BoolArray, FloatArray, Int64Array

Given = Mapping[int, frozenset[int]]
"""The rows of the codes given to each passage."""


LISTED, SHOWN = 0.02, 0.35
"""From which score on a suggestion is looked at for calibration, and from which it is shown without being asked for."""
Run = tuple[FloatArray, Given, Sequence[int]]
"""Scores (codes × passages), what was given in the passages, and their numbers in the order of the columns."""


@dataclass(frozen=True)
class Curve:
    """By tenths of the score: how many suggestions and what share was right; and how far scores are off in the mean
    (expected calibration error), over those listed and over those shown.
    """

    sizes: list[int]
    right: list[float]
    listed: float
    shown: float


def calibration_of(runs: Sequence[Run]) -> Curve:
    """How far scores are right, over all runs together."""
    scores, right = [], []
    for part, given, passages in runs:
        flags = np.zeros_like(part, bool)
        for column, passage in enumerate(passages):
            flags[sorted(given[passage]), column] = True
        scores.append(part.ravel())
        right.append(flags.ravel())
    said, true = np.concatenate(scores), np.concatenate(right)
    sizes, shares, off = [], [], {LISTED: 0.0, SHOWN: 0.0}
    tenth = np.minimum((said * 10).astype(int), 9)
    for n in range(10):
        row = (tenth == n) & (said >= LISTED)
        sizes.append(round(int(row.sum()) / len(runs)))
        shares.append(float(true[row].mean()) if row.any() else 0.0)
        for least in off:
            here = row & (said >= least)
            off[least] += abs(float(said[here].sum() - true[here].sum()))
    counts = {least: max(int((said >= least).sum()), 1) for least in off}
    return Curve(sizes, shares, off[LISTED] / counts[LISTED], off[SHOWN] / counts[SHOWN])


@dataclass(frozen=True)
class Measures:
    """Macro-F1 and accuracy of the first code, recall at 3, mean reciprocal rank of the best right code, mean average
    precision by code, and precision of what is shown at the threshold; all between 0 and 1.

    Where a passage has several codes the first is right if it is one of them.
    """

    f1: float
    accuracy: float
    recall3: float
    mrr: float
    average_precision: float
    precision: float


def measure(scores: FloatArray, given: Given, threshold: float) -> Measures:
    """The measures of scores (codes × passages) on the passages that were coded."""
    passages = sorted(given)
    part = scores[:, passages].T
    order = np.argsort(-part, axis=1, kind="stable")
    firsts = [int(row[0]) if part[n, row[0]] > 0 else -1 for n, row in enumerate(order)]
    meant = [f if f in given[p] else min(given[p]) for f, p in zip(firsts, passages, strict=True)]
    top = [{int(c) for c in row[:3] if part[n, c] > 0} for n, row in enumerate(order)]
    recall = [len(given[p] & found) / len(given[p]) for p, found in zip(passages, top, strict=True)]
    reciprocal = [_reciprocal(row, part[n], given[p]) for n, (row, p) in enumerate(zip(order, passages, strict=True))]
    codes = sorted(set().union(*given.values()))
    shown = [(n, c) for n, c in zip(*np.nonzero(part >= threshold), strict=True)]
    right = sum(int(c) in given[passages[n]] for n, c in shown)
    return Measures(
        float(np.mean([_f1(firsts, meant, code) for code in codes])),
        float(np.mean([f in given[p] for f, p in zip(firsts, passages, strict=True)])),
        float(np.mean(recall)),
        float(np.mean(reciprocal)),
        float(np.mean([_average_precision(part[:, c], np.array([c in given[p] for p in passages])) for c in codes])),
        right / len(shown) if shown else 0.0,
    )


def mean(found: list[Measures]) -> Measures:
    """The mean of several runs."""
    return Measures(*(float(np.mean([getattr(m, field.name) for m in found])) for field in fields(Measures)))


def _f1(firsts: list[int], meant: list[int], code: int) -> float:
    pairs = list(zip(firsts, meant, strict=True))
    hit = sum(f == m == code for f, m in pairs)
    wrong = sum((f == code) != (m == code) for f, m in pairs)
    return 2 * hit / (2 * hit + wrong) if hit else 0.0


def _reciprocal(order: Int64Array, scores: FloatArray, codes: frozenset[int]) -> float:
    ranks = (rank for rank, code in enumerate(order.tolist(), 1) if code in codes and scores[code] > 0)
    return 1 / next(ranks, np.inf)


def _average_precision(scores: FloatArray, right: BoolArray) -> float:
    ordered = right[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ordered)[ordered] / (np.flatnonzero(ordered) + 1)).mean())
