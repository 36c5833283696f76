"""The passages decided earlier that are most like a passage: precedents, each with the person who decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from coding.suggesting.features.spaces import Spaces
from coding.suggesting.features.token_index import TokenIndex
from coding.suggesting.training_decision import TrainingDecision
from corpus.arrays import FloatArray, Int64Array

SIMILAR = 0.2
"""The cosine of words from which a passage decided earlier is named."""
NAMED_AT_MOST = 2
_RECENT = 16


@dataclass
class SimilarDecisions:
    """The decisions of a study, ready to be asked which of them are precedents."""

    index: TokenIndex
    spaces: Spaces
    decisions: Sequence[TrainingDecision]
    _recent: dict[int, FloatArray] = field(default_factory=dict)

    def on(self, code: str, passage: int) -> list[TrainingDecision]:
        """The decisions on that code in the passages most like this one (counted through the study), likest first.

        A decision on the passage itself is not a precedent.
        """
        if code not in self._by_code:
            return []
        similarity = self._similarity(passage)
        found = [
            (float(similarity[other]), decision)
            for other, decision in self._by_code[code]
            if other != passage and similarity[other] >= SIMILAR
        ]
        found.sort(key=lambda pair: -pair[0])
        return [decision for _, decision in found[:NAMED_AT_MOST]]

    def otherwise(self, code: str, passage: int) -> list[TrainingDecision]:
        """The decision in the passage most like this one that was given codes, but neither this one nor its kin."""
        similarity = self._similarity(passage)
        alike = self._coded[similarity[self._coded] >= SIMILAR]
        for other in alike[np.argsort(-similarity[alike], kind="stable")].tolist():
            decisions = self._given_in[other]
            if other != passage and not any(_akin(decision.code, code) for decision in decisions):
                return decisions[:1]
        return []

    @cached_property
    def _coded(self) -> Int64Array:
        """The passages that were given a code, in the order of the decisions."""
        return np.array(list(self._given_in), np.int64)

    @cached_property
    def _given_in(self) -> Mapping[int, list[TrainingDecision]]:
        found: dict[int, list[TrainingDecision]] = {}
        for decision in self.decisions:
            if decision.given and decision.text in self.index.first_passage:
                found.setdefault(self.index.global_number(decision.text, decision.passage), []).append(decision)
        return found

    @cached_property
    def _by_code(self) -> Mapping[str, list[tuple[int, TrainingDecision]]]:
        by_code: dict[str, list[tuple[int, TrainingDecision]]] = {}
        for decision in self.decisions:
            if decision.text in self.index.first_passage:
                passage = self.index.global_number(decision.text, decision.passage)
                by_code.setdefault(decision.code, []).append((passage, decision))
        return by_code

    def _similarity(self, passage: int) -> FloatArray:
        """The cosine of every passage of the study with this one, in words, shape (passages,)."""
        if passage not in self._recent:
            if len(self._recent) > _RECENT:
                self._recent.clear()
            words = self.spaces.own.words
            self._recent[passage] = np.asarray((words @ words[[passage]].T).todense()).ravel()
        return self._recent[passage]


def _akin(code: str, other: str) -> bool:
    """Whether two codes are the same, or one above the other."""
    return code == other or code.startswith(f"{other}.") or other.startswith(f"{code}.")
