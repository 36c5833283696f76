"""Learning from decisions: each code's vector moves towards the passages it was given to, away from the others.

Relevance feedback (Rocchio 1971, "Relevance feedback in information retrieval"): with few decisions the
description leads, with many the passages do. What was decided on a passage also counts for its neighbours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from coding.suggesting.features.definition import Description
from coding.suggesting.features.lexicon import light
from coding.suggesting.features.spaces import PassageVectors
from coding.suggesting.features.token_index import TokenIndex
from coding.suggesting.training_decision import TrainingDecision
from coding.suggesting.vectors import Moves, Vectors, moved
from corpus.arrays import BoolArray, FloatArray, Int64Array

TOWARDS = 3.0
"""How far a code moves towards its passages when there are very many; with three, half as far."""
AWAY_FROM_OTHERS = 0.3
AWAY_FROM_REJECTED = 0.3
BELIEVED = 3.0
"""As if a code's cues had been right that often before anything was decided."""
SURE = 1.0
"""What a code counts, for the neighbours, in a passage it was given to."""
DECIDED_ELSE = 0.3
"""What is left of a code, for the neighbours, in a passage that was given other codes."""


@dataclass
class Learned:
    """Decisions as arrays: `given` and `rejected` (codes × passages), and which codes are `kin` (one above the other).

    `excluded` are the words, by code, that a person has excluded from learning; `order` the passages with a coding, the
    one decided last at the end.
    """

    given: sparse.csr_array
    rejected: sparse.csr_array
    kin: sparse.csr_array
    excluded: Mapping[str, frozenset[str]] = field(default_factory=dict)
    codes: Sequence[str] = ()
    all_given: sparse.csr_array | None = None
    order: Int64Array | None = None

    @classmethod
    def of(
        cls,
        decisions: Sequence[TrainingDecision],
        codes: Sequence[str],
        index: TokenIndex,
        *,
        excluded: Mapping[str, frozenset[str]] | None = None,
    ) -> "Learned":
        """What these decisions teach on these codes; those on other codes or other texts teach nothing."""
        rows = {code: row for row, code in enumerate(codes)}
        pairs: dict[bool, set[tuple[int, int]]] = {True: set(), False: set()}
        order: dict[int, None] = {}
        for decision in decisions:
            if decision.code in rows and decision.text in index.first_passage:
                passage = index.global_number(decision.text, decision.passage)
                pairs[decision.given].add((rows[decision.code], passage))
                if decision.given:
                    order.pop(passage, None)
                    order[passage] = None
        pairs[False] -= pairs[True]
        shape = (len(codes), index.passages)
        given, rejected = _flags(pairs[True], shape), _flags(pairs[False], shape)
        latest = np.array(list(order), np.int64)
        return cls(given, rejected, _kin(codes), excluded or {}, tuple(codes), order=latest)

    @cached_property
    def count(self) -> int:
        """How many pairs of code and passage are decided."""
        return int(self.given.nnz + self.rejected.nnz)

    @cached_property
    def numbers(self) -> FloatArray:
        """How many passages each code was given to."""
        return np.asarray(self.given.sum(axis=1), np.float64).ravel()

    @property
    def undecided(self) -> FloatArray:
        """1 for each passage on which nothing is decided, shape (passages,)."""
        given = self.given if self.all_given is None else self.all_given
        decided = np.concatenate([given.indices, self.rejected.indices])
        return np.asarray(np.bincount(decided, minlength=given.shape[1]) == 0, np.float64)

    @property
    def latest(self) -> Int64Array:
        """The passages with a coding, the one decided last at the end (in order of the study where none is known)."""
        return np.flatnonzero(self._coded()) if self.order is None else self.order

    def without(self, passages: Int64Array) -> "Learned":
        """The same without what was decided in these passages."""
        left = np.ones(self.given.shape[1])
        left[passages] = 0.0
        given, rejected = _of_columns(self.given, left), _of_columns(self.rejected, left)
        return replace(self, given=given, rejected=rejected, order=self.latest[left[self.latest] > 0])

    def move(self, vectors: Vectors, passages: PassageVectors, description: Description) -> Vectors:
        """The vectors moved by what is decided; untouched where nothing is."""
        if not self.count:
            return vectors
        numbers = self.numbers
        towards = TOWARDS * numbers / (numbers + TOWARDS)
        shares = _scaled(self.given, towards / np.maximum(numbers, 1))
        # Nearly all coded passages are coded otherwise: they are counted for all codes at once, then those of kin not.
        coded, akin = self._coded(), self._coded_akin()
        away = AWAY_FROM_OTHERS / np.maximum(coded.sum() - np.diff(akin.indptr), 1)
        shares = shares + _scaled(akin, away)
        rejections = np.asarray(self.rejected.sum(axis=1)).ravel()
        shares = shares - _scaled(self.rejected, AWAY_FROM_REJECTED / np.maximum(rejections, 1))
        moves = Moves(sparse.csr_array(shares), away, coded)
        return moved(vectors, passages, moves, keep=lambda words: self.kept(words, description))

    def _coded(self) -> FloatArray:
        """1 for each passage that has any code, shape (passages,)."""
        given = self.given if self.all_given is None else self.all_given
        return np.asarray(np.bincount(given.indices, minlength=given.shape[1]) > 0, np.float64)

    def _coded_akin(self) -> sparse.csr_array:
        """1 where a passage has the code or kin of it, shape (codes, passages)."""
        given = self.given if self.all_given is None else self.all_given
        akin = sparse.csr_array(self.kin @ given)
        akin.data = np.ones(len(akin.data))
        return akin

    def cue_record(self, hits: BoolArray) -> FloatArray:
        """How far each code's cues are still believed, shape (codes,): 1 without decisions where they were found.

        `hits` (codes × passages) says where a code has a cue that nothing weakens. Each decided passage with such a cue
        counts for it if the code was given there, and against it if it was rejected or only other codes were given.
        """
        decided = np.asarray(self.given.sum(axis=0)).ravel() > 0
        given, rejected = self.given.toarray() > 0, self.rejected.toarray() > 0
        right = (hits & given).sum(axis=1)
        wrong = (hits & ~given & (decided[None, :] | rejected)).sum(axis=1)
        return np.asarray((BELIEVED + right) / (BELIEVED + right + wrong), np.float64)

    def settle(self, scores: FloatArray) -> FloatArray:
        """The scores with decided passages as they were decided: what passages pass on to their neighbours."""
        settled = scores.copy()
        settled[:, np.flatnonzero(self._coded())] *= DECIDED_ELSE
        given, rejected = self.given.tocoo(), self.rejected.tocoo()
        settled[given.row, given.col] = SURE
        settled[rejected.row, rejected.col] = 0.0
        return settled

    def of_rows(self, rows: Sequence[int]) -> "Learned":
        """The same for some of the codes."""
        chosen = list(rows)
        kin = sparse.csr_array(self.kin[chosen])
        names = [self.codes[row] for row in chosen]
        part = Learned(self.given[chosen], self.rejected[chosen], kin, self.excluded, names)
        part.all_given = self.given
        return part

    def of_passages(self, passages: Int64Array) -> "Learned":
        """The same for some of the passages, in this order."""
        every = None if self.all_given is None else self.all_given[:, passages]
        given, rejected = self.given[:, passages], self.rejected[:, passages]
        return replace(self, given=given, rejected=rejected, all_given=every, order=None)

    def kept(self, words: FloatArray, description: Description) -> FloatArray:
        """What would be learned, without small words and adverbs and without the words that a person has excluded."""
        kept = words * description.learnable
        for row, code in enumerate(self.codes):
            for word in self.excluded.get(code, ()):
                kept[row, description.terms_with(light(word))] = 0.0
        return kept


def _flags(pairs: set[tuple[int, int]], shape: tuple[int, int]) -> sparse.csr_array:
    ordered = sorted(pairs)
    rows, columns = np.array([r for r, _ in ordered], np.int64), np.array([c for _, c in ordered], np.int64)
    return sparse.csr_array((np.ones(len(ordered)), (rows, columns)), shape)


def _scaled(rows: sparse.csr_array, by: FloatArray) -> sparse.csr_array:
    scaled = rows.copy()
    scaled.data = rows.data * np.repeat(by, np.diff(rows.indptr))
    return scaled


def _of_columns(rows: sparse.csr_array, left: FloatArray) -> sparse.csr_array:
    """The rows with only the columns that are left (1, else 0)."""
    kept = rows.copy()
    kept.data = kept.data * left[kept.indices]
    kept.eliminate_zeros()
    return kept


def _kin(codes: Sequence[str]) -> sparse.csr_array:
    """Which codes are the same, or one above the other."""
    rows = {code: row for row, code in enumerate(codes)}
    pairs = {(row, row) for row in rows.values()}
    for code, row in rows.items():
        above = code
        while "." in above:
            above = above.rpartition(".")[0]
            if above in rows:
                pairs |= {(row, rows[above]), (rows[above], row)}
    return _flags(pairs, (len(codes), len(codes)))
