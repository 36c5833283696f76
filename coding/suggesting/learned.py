"""Learning from decisions: each code's vector moves towards the passages it was given to, away from the others.

Relevance feedback (Rocchio 1971, "Relevance feedback in information retrieval"): with few decisions the
description leads, with many the passages do. What was decided also speaks for the neighbours of a passage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse

from coding.suggesting.features.definition import Description
from coding.suggesting.features.lexicon import light
from coding.suggesting.features.spaces import Spaces
from coding.suggesting.training_decision import TrainingDecision
from coding.suggesting.vectors import Vectors, moved
from corpus.arrays import BoolArray, FloatArray

TOWARDS = 2.0
"""How far a code moves towards its passages when there are very many; with one, half as far."""
AWAY_FROM_OTHERS = 0.15
AWAY_FROM_REFUSED = 0.3
SURE = 1.0
"""What a code counts, for the neighbours, in a passage it was given to."""
DECIDED_ELSE = 0.3
"""What is left of a code, for the neighbours, in a passage that was coded otherwise."""


@dataclass
class Learned:
    """The lessons as arrays: `given` and `refused` (codes × passages), and who of the codes are kin.

    `struck` are the words, by code, that a person has struck out.
    """

    given: sparse.csr_array
    refused: sparse.csr_array
    kin: sparse.csr_array
    struck: Mapping[str, frozenset[str]] = field(default_factory=dict)
    codes: Sequence[str] = ()
    all_given: sparse.csr_array | None = None

    @classmethod
    def of(
        cls,
        lessons: Sequence[TrainingDecision],
        codes: Sequence[str],
        first_passage: Mapping[str, int],
        passages: int,
        *,
        struck: Mapping[str, frozenset[str]] | None = None,
    ) -> "Learned":
        """The lessons on these codes; what is on other codes or other texts teaches nothing."""
        rows = {code: row for row, code in enumerate(codes)}
        pairs: dict[bool, set[tuple[int, int]]] = {True: set(), False: set()}
        for lesson in lessons:
            if lesson.code in rows and lesson.text in first_passage:
                pairs[lesson.given].add((rows[lesson.code], first_passage[lesson.text] + lesson.passage - 1))
        pairs[False] -= pairs[True]
        shape = (len(codes), passages)
        return cls(_flags(pairs[True], shape), _flags(pairs[False], shape), _kin(codes), struck or {}, tuple(codes))

    @property
    def count(self) -> int:
        """How many pairs of code and passage are decided."""
        return int(self.given.nnz + self.refused.nnz)

    @cached_property
    def numbers(self) -> FloatArray:
        """How many passages each code was given to."""
        return np.asarray(self.given.sum(axis=1), np.float64).ravel()

    def move(self, vectors: Vectors, spaces: Spaces, description: Description) -> Vectors:
        """The vectors moved by what is decided; untouched where nothing is."""
        if not self.count:
            return vectors
        numbers = self.numbers
        towards = TOWARDS * numbers / (numbers + 1)
        shares = _scaled(self.given, towards / np.maximum(numbers, 1))
        others = self.coded_otherwise()
        shares = shares - _scaled(others, AWAY_FROM_OTHERS / np.maximum(np.asarray(others.sum(axis=1)).ravel(), 1))
        refusals = np.asarray(self.refused.sum(axis=1)).ravel()
        shares = shares - _scaled(self.refused, AWAY_FROM_REFUSED / np.maximum(refusals, 1))
        return moved(vectors, spaces, sparse.csr_array(shares), kept=lambda: self._kept(description))

    def coded_otherwise(self) -> sparse.csr_array:
        """The passages coded with codes that are no kin of the code, shape (codes, passages)."""
        given = self.given if self.all_given is None else self.all_given
        coded = (np.asarray(given.sum(axis=0)).ravel() > 0).astype(np.float64)
        akin = np.asarray((self.kin @ given).todense()) > 0
        return sparse.csr_array(coded[None, :] * ~akin)

    def settle(self, scores: FloatArray) -> FloatArray:
        """The scores with those of decided passages as they were decided: what neighbours are to hear."""
        if not self.count:
            return scores
        settled = scores.copy()
        coded = np.unique(self.given.indices)
        settled[:, coded] *= DECIDED_ELSE
        given, refused = self.given.tocoo(), self.refused.tocoo()
        settled[given.row, given.col] = SURE
        settled[refused.row, refused.col] = 0.0
        return settled

    def of_rows(self, rows: Sequence[int]) -> "Learned":
        """The same for some of the codes."""
        chosen = list(rows)
        kin = sparse.csr_array(self.kin[chosen])
        names = [self.codes[row] for row in chosen]
        part = Learned(self.given[chosen], self.refused[chosen], kin, self.struck, names)
        part.all_given = self.given
        return part

    def _kept(self, description: Description) -> BoolArray:
        if not any(self.struck.values()):
            return np.zeros((0, 0), bool)
        kept = np.ones((len(self.codes), len(description.terms)), bool)
        for code, words in self.struck.items():
            if code in self.codes:
                for word in words:
                    kept[self.codes.index(code), description.terms_with(light(word))] = False
        return kept


def _flags(pairs: set[tuple[int, int]], shape: tuple[int, int]) -> sparse.csr_array:
    ordered = sorted(pairs)
    rows, columns = np.array([r for r, _ in ordered], np.int64), np.array([c for _, c in ordered], np.int64)
    return sparse.csr_array((np.ones(len(ordered)), (rows, columns)), shape)


def _scaled(rows: sparse.csr_array, by: FloatArray) -> sparse.csr_array:
    scaled = rows.copy()
    scaled.data = rows.data * np.repeat(by, np.diff(rows.indptr))
    return scaled


def _kin(codes: Sequence[str]) -> sparse.csr_array:
    """Which codes are the same or stand above or below each other."""
    rows = {code: row for row, code in enumerate(codes)}
    pairs = {(row, row) for row in rows.values()}
    for code, row in rows.items():
        above = code
        while "." in above:
            above = above.rpartition(".")[0]
            if above in rows:
                pairs |= {(row, rows[above]), (rows[above], row)}
    return _flags(pairs, (len(codes), len(codes)))
