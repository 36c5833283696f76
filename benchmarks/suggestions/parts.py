"""What the suggester's score is compared with: plain methods, each part by itself, and the score without one part."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy import sparse

from coding.suggesting import fusion, ridge
from coding.suggesting.calibration import probabilities
from coding.suggesting.cues.cue_scores import cue_scores
from coding.suggesting.features.spaces import LETTERS, MEANING, TOPICS_WEIGHT, PassageVectors
from coding.suggesting.fusion import AVOID, CUES, SuggestionFeatures
from coding.suggesting.suggester import Suggester
from coding.suggesting.surest import Surest
from coding.suggesting.vectors import similarity
from corpus.arrays import FloatArray, Int64Array

RIDGE, RIDGE_TARGET, RIDGE_NEIGHBOURS = 0.3, 3.0, 0.2
"""The recipe's learner beside the moved vectors: its share, what it aims at, and the share of the neighbours then."""


def alone(suggester: Suggester) -> dict[str, FloatArray]:
    """Two honest baselines, and each part by itself, from the codebook alone."""
    features, alike = suggester.features, suggester.features.likeness
    counts = np.zeros_like(alike.words)
    for (code, passage), cues in features.cues.items():
        counts[features.rows[code], passage] = len(cues)
    found = cue_scores(features.codebook, features.cues, features.index.passages)
    return {
        "baseline: keyword search (number of cues found)": counts,
        "baseline: TF-IDF cosine of lemmas": moved_words(suggester),
        "cues (rarity, shared, negation)": found,
        "letters": alike.letters,
        "topics": alike.topics,
        "meaning": np.maximum(alike.meaning, 0.0),
        "words + letters + topics": alike.worded,
        "… + meaning": alike.whole,
        "… + cues": alike.whole + CUES * (1 - np.exp(-found)),
    }


def without(suggester: Suggester) -> dict[str, FloatArray]:
    """The scores from the codebook alone without one part each."""
    features = suggester.features
    full = features.spaces.asked
    no_meaning = replace(full, meaning=np.zeros_like(full.meaning))

    def scores(owner: object, name: str, value: object) -> FloatArray:
        kept = getattr(owner, name)
        _forget(features)  # kept with all parts
        setattr(owner, name, value)
        try:
            return probabilities(fusion.fuse(features).raw * features.spaces.full, features.weakened)
        finally:
            _forget(features)
            setattr(owner, name, kept)

    return {
        "neighbours": scores(fusion, "NEIGHBOURS", 0.0),
        "what is said beside": scores(features, "beside", replace(features.beside, answers=0)),
        "cues": scores(features, "cue_strength", np.zeros_like(features.cue_strength)),
        "questions": scores(features.spaces, "asked", features.spaces.own),
        "meaning": scores(features.spaces, "asked", no_meaning),
        "completing descriptions": scores(features, "surest", Surest(sparse.csr_array(suggester.fused.raw.shape))),
        "the rarity of words among codes": scores(features, "described", features.unweighed),
        "the other codes' weight": probabilities_without_others(suggester),
    }


def _forget(features: SuggestionFeatures) -> None:
    for name in ("likeness", "surest", "undecided"):
        features.__dict__.pop(name, None)


def probabilities_without_others(suggester: Suggester) -> FloatArray:
    """The sums themselves, in the place of probabilities: nothing is taken off for the other codes."""
    raw = suggester.fused.raw * suggester.features.spaces.full
    return np.asarray(raw / max(float(raw.max(initial=0.0)), 1e-9), np.float64)


def learners() -> dict[str, Callable[[Suggester], FloatArray]]:
    """What ranks after decisions beside the suggester: TF-IDF with relevance feedback, the recipe's ridge, and the
    suggester itself without its own ridge.
    """
    return {
        "baseline: TF-IDF, moved by decisions": moved_words,
        "with the recipe's ridge": with_ridge,
        "fused without the ridge": without_ridge,
    }


def without_ridge(suggester: Suggester) -> FloatArray:
    """The scores if codes only moved towards the mean of the passages that they were given to, and away from others.

    They are corrected by the same decisions.
    """
    most, decisions = ridge.MOST, suggester.decisions
    try:
        ridge.MOST = 0.0
        suggester.learn(decisions)
        suggester.calibrate()
        return suggester.scores
    finally:
        ridge.MOST = most
        suggester.learn(decisions)


def moved_words(suggester: Suggester) -> FloatArray:
    """TF-IDF of lemmas, the code moved by decisions (Rocchio), nothing else."""
    features, learned, vectors = suggester.features, suggester.learned, suggester.features.unweighed
    if learned is not None:
        vectors = learned.move(vectors, features.spaces.asked, features.description)
    return similarity(vectors, features.spaces.asked).words


def with_ridge(suggester: Suggester) -> FloatArray:
    """The score with the recipe's kernel ridge on the decided passages, as three tenths of the passage's own.

    A ridge without a constant corrects the score from the codebook alone: K is the passages' likeness in all spaces.
    """
    features, learned = suggester.features, suggester.learned
    if learned is None or not learned.count:
        return suggester.scores
    asked, fixed = features.spaces.asked, features.cue_strength - AVOID * features.against
    plain = np.maximum(features.undecided.whole + fixed, 0.0)
    decided = np.flatnonzero(np.diff(sparse.csc_array(learned.given).indptr) > 0)
    kernel = _kernel(asked, decided)
    aim = RIDGE_TARGET * learned.given[:, decided].toarray() - plain[:, decided]
    weights = np.linalg.solve(kernel[:, decided] + np.eye(len(decided)), aim.T).T
    corrected = np.maximum(plain + weights @ kernel, 0.0)
    vectors = learned.move(features.completed(learned), asked, features.description)
    own = (1 - RIDGE) * np.maximum(similarity(vectors, asked).whole + fixed, 0.0) + RIDGE * corrected
    near = np.asarray((features.spaces.neighbours @ learned.settle(own).T).T)
    together = (1 - RIDGE_NEIGHBOURS) * own + RIDGE_NEIGHBOURS * near
    shares = features.beside.shares(learned)
    raw = (1 - shares) * together + shares * np.asarray((features.beside.mean @ learned.settle(together).T).T)
    return probabilities(raw * features.spaces.full, features.weakened)


def _kernel(passages: PassageVectors, chosen: Int64Array) -> FloatArray:
    """How alike the chosen passages and all are, from 0 to 1, shape (chosen, passages)."""
    alike = np.asarray((passages.words[chosen] @ passages.words.T).todense(), np.float64)
    alike += LETTERS * np.asarray((passages.letters[chosen] @ passages.letters.T).todense(), np.float64)
    alike += TOPICS_WEIGHT * passages.topics[chosen] @ passages.topics.T
    alike += MEANING * passages.meaning[chosen] @ passages.meaning.T
    return alike / (1 + LETTERS + TOPICS_WEIGHT + MEANING)
