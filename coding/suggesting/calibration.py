"""From what was added up to a probability: of the suggestions shown with score s, about s are accepted.

Without decisions the probability rises with the sum, and falls a little with that of the best other code of the passage
(the second, for the first): `p = 1 / (1 + exp(-(START + STEP · (log raw - OTHERS · log other))))`, one formula for all
passages, chosen on coded texts (benchmarks/suggestions). How many codes a passage gets differs from study to study, and
no codebook tells. Where the formula would give a passage hardly any, as it does with a thin codebook, it is raised
until that is EXPECTED on average over the study (after Saerens, Latinne & Decaestecker 2002, "Adjusting the outputs of
a classifier to new a priori probabilities", Neural Computation 14: a prior from unlabelled data). Then the study's own
decisions correct it (after Platt 1999, "Probabilistic outputs for support vector machines"), held back by a prior that
says: no correction. They also tell how far codes exclude each other in this study. What is corrected are scores that
the decisions of the same passages had no part in (coding/suggesting/held_out.py).
"""

from dataclasses import dataclass

import numpy as np

from corpus.arrays import BoolArray, FloatArray

START = 0.5
STEP = 2.5
OTHERS = 0.25
"""How much the best other code of the passage counts. All of it would rank within passages, but not across them."""
FLOOR = 0.1
"""The least that the other code is taken for: a passage about nothing else is not surer for that."""
COMMON = 0.25
"""A best other code as it commonly is: there the correction for other codes does nothing."""
KNEE = -1.4
"""The log odds (of 0.2) from which on the correction may be steeper."""
PRIOR = (2.0, 4.0, 8.0, 8.0)
"""What the prior weighs against a shift, another slope, a steeper upper part and another weight of other codes."""
LISTED = 0.02
"""Only scores from here on are learned from: what nobody would look at must not decide."""
LEAST = 0.001
"""What the smallest sums are taken for, so that they have a logarithm."""
EXPECTED = 1.5
"""How many codes a passage is taken to get where a study's own scores say fewer: chosen on eight coded sets, in which
coded passages have 1.0 to 2.6."""
FEW_CODES = 0.125
"""Of a codebook with few codes, no larger share than this is expected in a passage."""
FAINT_SLOPE = 0.5
"""How much of the log odds below KNEE counts: faint evidence says less than it seems to, either way."""
WEAKENED = 0.34
"""The most that a probability can be where all cues found are negated, near-misses or names: below the threshold."""
_EDGE = 1e-4
_BINS, _WIDEST = 2000, 10.0
_LEAST_SLOPE = 0.1


@dataclass(frozen=True, slots=True)
class Calibration:
    """`logit(p) → shift + slope · logit(p) + upper · max(0, logit(p) - KNEE) + others · log(other / COMMON)`.

    `decisions` is how many it rests on; without any, nothing is corrected. The order of a passage's codes stays.
    """

    shift: float = 0.0
    slope: float = 1.0
    upper: float = 0.0
    others: float = 0.0
    decisions: int = 0

    def __call__(self, scores: FloatArray, other: FloatArray) -> FloatArray:
        """The corrected probabilities; 0 stays 0. `other` is what `best_other` gives for the same pairs."""
        if not self.decisions:
            return scores
        weights = np.array([self.shift, self.slope, self.upper, self.others])
        return np.where(scores > 0, _chance(np.tensordot(weights, _terms(scores, other), axes=1)), 0.0)


@dataclass(frozen=True, slots=True)
class Expectation:
    """How a study's probabilities are raised before any decision: the part of the log odds that is below KNEE counts
    FAINT_SLOPE, and `shift` is added to all. The order of scores stays.
    """

    shift: float = 0.0

    @classmethod
    def of(cls, scores: FloatArray) -> "Expectation":
        """From the probabilities of a study without its decisions, shape (codes, passages)."""
        if not scores.size:
            return cls()
        number, edges = np.histogram(_flattened(_log_odds(scores[scores > 0])), bins=_BINS, range=(-_WIDEST, _WIDEST))
        middle, wanted = (edges[1:] + edges[:-1]) / 2, min(EXPECTED, FEW_CODES * len(scores)) * scores.shape[1]
        low, high = 0.0, _WIDEST
        if _sum_listed(middle, number) >= wanted:
            return cls()
        for _ in range(40):
            shift = (low + high) / 2
            low, high = (shift, high) if _sum_listed(middle + shift, number) < wanted else (low, shift)
        return cls(low)

    def __call__(self, scores: FloatArray) -> FloatArray:
        """The probabilities as they are expected to be; 0 stays 0."""
        return np.where(scores > 0, _chance(_flattened(_log_odds(scores)) + self.shift), 0.0)


def _sum_listed(logit: FloatArray, number: FloatArray) -> float:
    """How many codes these log odds, so many of each, amount to; those that nobody would look at left out."""
    chance = _chance(logit)
    return float((chance * number)[chance >= LISTED].sum())


def _flattened(logit: FloatArray) -> FloatArray:
    return np.asarray(np.where(logit < KNEE, KNEE + FAINT_SLOPE * (logit - KNEE), logit), np.float64)


def best_other(raw: FloatArray) -> FloatArray:
    """For each code and passage, the sum of the passage's best other code, FLOOR at least."""
    if not raw.size:
        return raw
    ordered = -np.sort(-raw, axis=0)
    second = ordered[1] if len(ordered) > 1 else np.zeros(raw.shape[1])
    return np.asarray(np.maximum(np.where(raw >= ordered[0], second, ordered[0]), FLOOR), np.float64)


def probabilities(raw: FloatArray, weakened: BoolArray) -> FloatArray:
    """The scores of codes × passages as probabilities: in the same order, but for what is weakened."""
    if not raw.size:
        return raw
    logit = START + STEP * (np.log(np.maximum(raw, LEAST)) - OTHERS * np.log(best_other(raw)))
    return at_most(np.where(raw > 0, _chance(logit), 0.0), weakened)


def at_most(scores: FloatArray, weakened: BoolArray) -> FloatArray:
    """The scores, but no more than WEAKENED where all cues found are weakened."""
    return np.asarray(np.where(weakened, np.minimum(scores, WEAKENED), scores), np.float64)


def calibrate(scores: FloatArray, other: FloatArray, accepted: BoolArray, *, decisions: int) -> Calibration:
    """The correction that decisions ask for, from the scores of decided pairs, shape (pairs,), and "accepted?".

    Scores below LISTED are passed over. Newton's method on the penalised likelihood; the slope is kept positive, and
    other codes never count for a code, so the order of a passage's codes stays.
    """
    listed = scores >= LISTED
    if not decisions or not listed.any():
        return Calibration()
    design, right = _terms(scores[listed], other[listed]).T, accepted[listed].astype(np.float64)
    prior, weight = np.array([0.0, 1.0, 0.0, 0.0]), np.diag(PRIOR)
    at = prior.copy()
    for _ in range(25):
        chance = _chance(design @ at)
        gradient = design.T @ (right - chance) - weight @ (at - prior)
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + weight
        step = np.linalg.solve(curvature, gradient)
        at = at + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-8:
            break
    shift, slope, upper, others = at.tolist()
    slope = max(slope, _LEAST_SLOPE)
    upper = max(upper, _LEAST_SLOPE - slope)
    most = min(slope, slope + upper) * STEP * OTHERS
    return Calibration(shift, slope, upper, min(others, most), decisions)


def _terms(scores: FloatArray, other: FloatArray) -> FloatArray:
    """What a correction weighs, shape (4, …): one, the log odds, those above KNEE, the best other code."""
    logit = _log_odds(scores)
    return np.stack([np.ones_like(logit), logit, np.maximum(logit - KNEE, 0.0), np.log(other / COMMON)])


def _log_odds(scores: FloatArray) -> FloatArray:
    clipped = np.clip(scores, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(clipped / (1 - clipped)), np.float64)


def _chance(logit: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -30, 30))), np.float64)
