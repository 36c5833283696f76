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
    right = np.zeros(part.shape, bool)
    for row, passage in enumerate(passages):
        right[row, list(given[passage])] = True
    order = np.argsort(-part, axis=1, kind="stable")
    ranked = np.take_along_axis(right & (part > 0), order, axis=1)
    firsts = np.where(part.max(axis=1) > 0, order[:, 0], -1)
    hit = ranked[:, 0]
    meant = np.where(hit, firsts, right.argmax(axis=1))
    codes = np.flatnonzero(right.any(axis=0))
    recall = ranked[:, :3].sum(axis=1) / right.sum(axis=1)
    reciprocal = np.where(ranked.any(axis=1), 1 / (ranked.argmax(axis=1) + 1), 0.0)
    shown = part >= threshold
    return Measures(
        float(_f1(firsts, meant, len(scores))[codes].mean()),
        float(hit.mean()),
        float(recall.mean()),
        float(reciprocal.mean()),
        float(_average_precision(part[:, codes], right[:, codes]).mean()),
        float(right[shown].mean()) if shown.any() else 0.0,
    )


def mean(found: list[Measures]) -> Measures:
    """The mean of several runs."""
    return Measures(*(float(np.mean([getattr(m, field.name) for m in found])) for field in fields(Measures)))


def _f1(firsts: Int64Array, meant: Int64Array, codes: int) -> FloatArray:
    """F1 of each code, shape (codes,); -1 is none."""
    hits = np.bincount(firsts[firsts == meant], minlength=codes)
    both = np.bincount(firsts[firsts >= 0], minlength=codes) + np.bincount(meant, minlength=codes)
    return np.asarray(2 * hits / np.maximum(both, 1), np.float64)


def _average_precision(scores: FloatArray, right: BoolArray) -> FloatArray:
    """That of each column."""
    ordered = np.take_along_axis(right, np.argsort(-scores, axis=0, kind="stable"), axis=0)
    precision = np.cumsum(ordered, axis=0) / np.arange(1, len(ordered) + 1)[:, None]
    return np.asarray((precision * ordered).sum(axis=0) / ordered.sum(axis=0), np.float64)
