"""What the answers before and after a passage say of it: people stay on a subject, in some studies more than in others.

How far they do is estimated from the study's own decisions, so that the part limits itself: where neighbouring answers
share no more codes than any two decided passages do, it is nothing.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from coding.suggesting.features.passages import Passages
from coding.suggesting.features.token_index import TokenIndex
from coding.suggesting.learned import Learned
from corpus.arrays import FloatArray, Int64Array

SHARE = 0.6
MOST = 0.5
"""How much of a passage's score comes from beside: this share of the agreement found, and at most a half."""
PRIOR_ANSWERS, PRIOR_DOCUMENTS = 0.15, 0.25
PRIOR_PAIRS = 10.0
"""What is assumed before anything is decided, and what the assumption weighs, in pairs of answers."""
FEW = 20
"""With fewer answers nothing comes from beside."""
COMPARED = 400
"""Of how many decided passages any two are compared, at most."""


@dataclass(frozen=True)
class Beside:
    """The answers beside each passage: `before` and `after` hold pairs of consecutive answers of one text.

    `mean`, shape (passages, passages), has rows that sum to one, or to nothing where no answer is beside.
    """

    before: Int64Array
    after: Int64Array
    mean: sparse.csr_array
    prior: float
    answers: int

    @classmethod
    def of(cls, index: TokenIndex, passages: Passages) -> "Beside":
        """The answers of a study side by side, interviewers' turns left out."""
        answers = np.flatnonzero(~passages.interviewer)
        numbers = [index.numbers_in(text.id) for text in index.texts]
        text = np.repeat(np.arange(len(numbers)), [len(part) for part in numbers])
        together = text[answers[1:]] == text[answers[:-1]] if len(answers) else np.zeros(0, bool)
        before, after = answers[:-1][together], answers[1:][together]
        shape = (index.passages, index.passages)
        ends = (np.concatenate([before, after]), np.concatenate([after, before]))
        pairs = sparse.csr_array((np.ones(len(ends[0])), ends), shape)
        counts = np.maximum(np.diff(pairs.indptr), 1)
        pairs.data = pairs.data / np.repeat(counts, np.diff(pairs.indptr))
        asked = bool(len(answers)) and float((passages.question[answers] >= 0).mean()) >= 0.5
        return cls(before, after, pairs, PRIOR_ANSWERS if asked else PRIOR_DOCUMENTS, len(answers))

    def share(self, learned: Learned | None) -> float:
        """The share of a score that comes from beside, from the decisions there are."""
        found = self.prior
        if learned is not None and learned.count:
            given = sparse.csc_array(learned.given)
            decided = np.diff(given.indptr) > 0
            both = decided[self.before] & decided[self.after]
            count = int(both.sum())
            if count:
                beside = float(_shared(given, self.before[both], self.after[both]).mean())
                any_two = _any_two(given, np.flatnonzero(decided))
                agreement = (beside - any_two) / max(1 - any_two, 1e-9)
                found = max(0.0, (count * agreement + PRIOR_PAIRS * self.prior) / (count + PRIOR_PAIRS))
        return min(MOST, SHARE * found)

    def shares(self, learned: Learned | None) -> FloatArray:
        """`share` where an answer is beside the passage, 0 elsewhere and with fewer than FEW answers; (passages,)."""
        share = self.share(learned) if self.answers >= FEW else 0.0
        return np.where(np.diff(self.mean.indptr) > 0, share, 0.0)


def _shared(given: sparse.csc_array, one: Int64Array, other: Int64Array) -> FloatArray:
    """The codes that two passages share, out of those that either has (Jaccard), for each pair."""
    both = np.asarray(given[:, one].multiply(given[:, other]).sum(axis=0)).ravel()
    sizes = np.diff(given.indptr)
    return np.asarray(both / np.maximum(sizes[one] + sizes[other] - both, 1), np.float64)


def _any_two(given: sparse.csc_array, decided: Int64Array) -> float:
    """The mean of `_shared` over all pairs of decided passages, or of COMPARED of them, evenly spread."""
    if len(decided) > COMPARED:
        decided = decided[np.linspace(0, len(decided) - 1, COMPARED).astype(np.int64)]
    if len(decided) < 2:
        return 0.0
    codes = given[:, decided]
    both = np.asarray((codes.T @ codes).todense(), np.float64)
    sizes = np.diff(codes.indptr)
    jaccard = both / np.maximum(sizes[:, None] + sizes[None, :] - both, 1)
    return float((jaccard.sum() - np.trace(jaccard)) / (len(decided) * (len(decided) - 1)))
