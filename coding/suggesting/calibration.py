"""From what was added up to a probability: of the suggestions shown with score s, about s are accepted.

Without decisions the probability rises with the sum, and falls a little with that of the best other code of the passage
(the second, for the first): `p = 1 / (1 + exp(-(START + STEP · (log raw - OTHERS · log other))))`, one formula for all
passages, chosen on coded texts (benchmarks/suggestions). With decisions the study's own acceptances correct it (Platt
1999, "Probabilistic outputs for support vector machines"), held back by a prior that says: no correction.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from corpus.arrays import BoolArray, FloatArray

START = 0.5
STEP = 2.5
OTHERS = 0.25
"""How much the best other code of the passage counts. All of it would rank within passages, but not across them."""
FLOOR = 0.1
"""The least that the other code is taken for: a passage about nothing else is not surer for that."""
PRIOR = 30.0
"""What the prior weighs, in decisions."""
LEAST = 0.001
"""What the smallest sums are taken for, so that they have a logarithm."""
WEAKENED = 0.34
"""The most that a probability can be where all cues found are negated, near-misses or names: below the threshold."""
_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """`logit(p) → shift + slope · logit(p)`; `decisions` is how many it rests on."""

    shift: float = 0.0
    slope: float = 1.0
    decisions: int = 0

    def __call__(self, scores: FloatArray) -> FloatArray:
        """The corrected probabilities; 0 stays 0."""
        if not self.decisions:
            return scores
        clipped = np.clip(scores, _EDGE, 1 - _EDGE)
        logit = np.log(clipped / (1 - clipped))
        return np.where(scores > 0, 1 / (1 + np.exp(-(self.shift + self.slope * logit))), 0.0)


def probabilities(raw: FloatArray, weakened: BoolArray) -> FloatArray:
    """The scores of codes × passages as probabilities: in the same order, but for what is weakened."""
    if not raw.size:
        return raw
    ordered = -np.sort(-raw, axis=0)
    second = ordered[1] if len(ordered) > 1 else np.zeros(raw.shape[1])
    other = np.maximum(np.where(raw >= ordered[0], second, ordered[0]), FLOOR)
    logit = START + STEP * (np.log(np.maximum(raw, LEAST)) - OTHERS * np.log(other))
    sure = np.where(raw > 0, 1 / (1 + np.exp(-logit)), 0.0)
    return np.asarray(np.where(weakened, np.minimum(sure, WEAKENED), sure), np.float64)


def calibrate(outcomes: Iterable[tuple[float, bool]]) -> Calibration:
    """The correction that decisions ask for: each outcome is the score before correction, and "accepted?".

    Newton's method on the penalised likelihood; the slope is kept positive, so the order never turns.
    """
    pairs = [(min(max(score, _EDGE), 1 - _EDGE), accepted) for score, accepted in outcomes]
    if not pairs:
        return Calibration()
    logit = np.array([math.log(score / (1 - score)) for score, _ in pairs])
    accepted = np.array([float(yes) for _, yes in pairs])
    design = np.stack([np.ones_like(logit), logit], axis=1)
    prior = np.array([0.0, 1.0])
    weight = np.diag([PRIOR * 0.25, PRIOR * 0.25])
    at = prior.copy()
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(design @ at, -30, 30)))
        gradient = design.T @ (accepted - chance) - weight @ (at - prior)
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + weight
        step = np.linalg.solve(curvature, gradient)
        at = at + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-8:
            break
    return Calibration(float(at[0]), float(max(at[1], 0.1)), len(pairs))
