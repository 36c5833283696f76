"""Scores that a passage's own decisions had no part in: what the study's decisions can be compared with.

A code moves towards the passages it was given to, so in those passages its score says little of how sure it is
elsewhere. The decided passages are therefore parted in FOLDS; the codes move without the decisions on one part, and
only there their scores are looked at (cross-fitting).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coding.suggesting.fusion import Fused, SuggestionFeatures
from coding.suggesting.learned import Learned
from coding.suggesting.training_decision import TrainingDecision
from coding.suggesting.vectors import similarity
from corpus.arrays import BoolArray, FloatArray, Int64Array

FOLDS = 5
LATEST = 200
"""How many decided passages are looked at, the latest ones."""
MANY = 50
"""From this many on, a passage hardly counts among those that speak against codes it was not given: they stay."""


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

    What similar passages and those beside pass on stays as it is: other passages' decisions are not their own.
    """
    numbers = [
        features.index.global_number(decision.text, decision.passage)
        for decision in decisions
        if decision.code in features.rows and decision.text in features.index.first_passage
    ]
    latest = list(dict.fromkeys(reversed(numbers)))[:LATEST]
    passages = np.array(sorted(latest), np.int64)
    raw, asked = fused.raw[:, passages], features.spaces.asked
    for fold in range(FOLDS):
        part = np.arange(fold, len(passages), FOLDS)
        if not len(part):
            continue
        chosen = passages[part]
        rows = learned.decided_in(chosen) if len(passages) >= MANY else np.arange(len(raw))
        part_of = learned.without(chosen).of_rows(rows.tolist())
        vectors = part_of.move(features.described.rows(rows), asked, features.description)
        change = similarity(vectors, asked, chosen).whole - similarity(fused.vectors.rows(rows), asked, chosen).whole
        here = np.ix_(rows, part)
        raw[here] = np.where(raw[here] > 0, np.maximum(raw[here] + fused.own[chosen] * change, 0.0), 0.0)
    given = learned.given[:, passages].toarray() > 0
    rejected = learned.rejected[:, passages].toarray() > 0
    return HeldOut(passages, raw, given, rejected | given.any(axis=0))
