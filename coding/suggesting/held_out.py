"""Scores that a passage's own decisions had no part in: what the study's decisions can be compared with.

A code moves towards the passages it was given to, so in those passages its score says little of how sure it is
elsewhere. The decided passages are therefore parted in FOLDS; the codes move without the decisions on one part, and
only there their scores are looked at (cross-fitting).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coding.suggesting.fusion import AVOID, FAINT, Fused, SuggestionFeatures, spread, sums_undecided, taught
from coding.suggesting.learned import Learned
from coding.suggesting.ridge import Ridge
from coding.suggesting.training_decision import TrainingDecision
from coding.suggesting.vectors import similarity
from corpus.arrays import BoolArray, FloatArray, Int64Array

FOLDS = 5
LATEST = 200
"""How many decided passages are looked at, the latest ones."""
_NOTHING = 1e-9


@dataclass(frozen=True)
class HeldOut:
    """Decided passages, shape (passages,), and for each code: the sum without their decisions, whether it was given
    there, and whether anything is known of it: a passage with a coding is known for all codes.
    """

    passages: Int64Array
    raw: FloatArray
    given: BoolArray
    known: BoolArray


def held_out(
    features: SuggestionFeatures, learned: Learned, fused: Fused, decisions: Sequence[TrainingDecision]
) -> HeldOut:
    """The latest decided passages, scored without their own decisions; `decisions` are in order of time.

    Nor have these a part in what similar passages and those beside pass on: a code that moved towards a passage has
    moved towards its neighbours as well, and came back from them.
    """
    numbers = [
        features.index.global_number(decision.text, decision.passage)
        for decision in decisions
        if decision.code in features.rows and decision.text in features.index.first_passage
    ]
    latest = list(dict.fromkeys(reversed(numbers)))[:LATEST]
    passages = np.array(sorted(latest), np.int64)
    raw, undecided = fused.raw[:, passages], sums_undecided(features, fused.hints)
    for fold in range(FOLDS):
        part = np.arange(fold, len(passages), FOLDS)
        if len(part):
            chosen = passages[part]
            raw[:, part] = _sums(features, learned.without(chosen), fused, undecided, chosen)
    given = learned.given[:, passages].toarray() > 0
    rejected = learned.rejected[:, passages].toarray() > 0
    return HeldOut(passages, raw, given, rejected | given.any(axis=0))


def _sums(
    features: SuggestionFeatures, learned: Learned, fused: Fused, undecided: FloatArray, chosen: Int64Array
) -> FloatArray:
    """The sums in some passages with what is learned, as `fuse` has them, shape (codes, chosen).

    They rest on the passages beside, and all of these on their neighbours: only there codes are compared anew.
    """
    asked, neighbours, beside = features.spaces.asked, features.spaces.neighbours, features.beside.mean
    first = np.union1d(chosen, beside[chosen].indices)
    around = np.union1d(first, neighbours[first].indices)
    ridge = Ridge.of(learned, undecided, asked)
    vectors = taught(features, features.completed(learned), learned, ridge)
    now, then = similarity(vectors, asked, around), similarity(fused.vectors, asked, around)
    cues, hints = fused.cues[:, around], fused.hints[:, around]
    before = fused.alike.whole[:, around] + cues + hints - AVOID * fused.against[:, around]
    own = ridge.add(np.maximum(before + now.whole - then.whole, 0.0))
    near, by = neighbours[around][:, around], beside[around][:, around]
    shares = features.beside.shares(learned)[around]
    _, _, raw = spread(own, near, by, shares, learned.of_passages(around))
    words = fused.alike.words[:, around] + now.words - then.words
    told = (words > _NOTHING) | (cues > 0) | (hints > 0)
    return np.where((raw >= FAINT) | told, raw, 0.0)[:, np.searchsorted(around, chosen)]
