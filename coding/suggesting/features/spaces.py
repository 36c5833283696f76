"""The passages of a study in four spaces (words, letters, topics, meaning), with their questions, and the neighbours.

All of it depends on the texts alone, not on the codebook or on decisions, so it is kept beside the parses.
"""

import hashlib
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from coding.suggesting.features.definition import Description
from coding.suggesting.features.letters import Letters, unit_rows
from coding.suggesting.features.passages import Passages
from coding.suggesting.features.token_index import TokenIndex
from corpus.array_cache import cache_arrays, cached_arrays
from corpus.arrays import Float32Array, FloatArray, Int64Array
from corpus.parse.meaning import FEW

TOPICS = 150
"""How many topics there are at most; never more than a quarter of the passages."""
NEIGHBOURS = 10
"""How many neighbours a passage has at most; never more than a twentieth of the passages."""
LETTERS = 1.0
TOPICS_WEIGHT = 0.5
MEANING = 0.6
"""What likeness in letters, in topics and in meaning weighs in comparison with that in words."""
QUESTION = 0.5
"""How much of the question's vector an answer has beside its own."""
FADING = 0.5
"""How fast the question fades: to a half over the first two passages in between."""
_ROWS = 512
_COMMON = 0.1
"""What a larger share of the answers has is compared by columns rather than one by one."""
_MOST_THREADS = 4
_SPARE, _ROUNDS = 10, 3
_NARROW = 1e-5
_VERSION = "8"


@dataclass(frozen=True)
class PassageVectors:
    """A unit row for each passage in each space; `words` and `letters` sparse, `topics` and `meaning` dense."""

    words: sparse.csr_array
    letters: sparse.csr_array
    topics: FloatArray
    meaning: FloatArray

    @cached_property
    def light_words(self) -> sparse.csr_array:
        """The words in single precision: half of what a product with all codes has to read."""
        return self.words.astype(np.float32)

    @cached_property
    def light_letters(self) -> sparse.csr_array:
        """The letters in single precision."""
        return self.letters.astype(np.float32)

    def with_questions(self, passages: Passages) -> "PassageVectors":
        """Each answer with half its question's vector, less of it the further back the question is."""
        answers = np.flatnonzero(passages.question >= 0)
        if not len(answers):
            return self
        count = len(passages.question)
        weights = QUESTION / (1 + FADING * passages.since[answers])
        asked = sparse.csr_array((weights, (answers, passages.question[answers])), (count, count))
        words = unit_rows(sparse.csr_array(self.words + asked @ self.words))
        letters = unit_rows(sparse.csr_array(self.letters + asked @ self.letters))
        topics, meaning = unit(self.topics + asked @ self.topics), unit(self.meaning + asked @ self.meaning)
        return PassageVectors(words, letters, topics, meaning)


@dataclass
class Spaces:
    """The passages as vectors: by themselves (`own`), and as answers, with their questions (`asked`).

    Topics are latent semantic analysis of the words (Deerwester et al. 1990, "Indexing by latent semantic
    analysis"): `axes`, shape (terms, topics), turns a vector of words into one of topics. Meaning is a sentence
    encoder's, less the mean of the answers (`centre`), which all of them share. `neighbours` has in each row the
    answers most alike in all spaces (ten at most), their likeness scaled to sum to one.
    """

    own: PassageVectors
    asked: PassageVectors
    letters: Letters
    axes: FloatArray
    centre: FloatArray
    neighbours: sparse.csr_array

    @classmethod
    def of(
        cls,
        description: Description,
        passages: Passages,
        *,
        cache: Path | None = None,
        meanings: Mapping[str, Float32Array] | None = None,
    ) -> "Spaces":
        """The spaces of the passages that the description indexes, from `cache` where they are kept.

        `meanings` are the encoder's vectors by text; without them, or with few answers, meaning has no columns.
        """
        words = words_of_passages(description)
        encoded = _encoded(description.index, passages, meanings)
        path = cache / f"spaces-{_key(description.index, passages, encoded)}.npz" if cache else None
        kept = cached_arrays(path) if path else None
        centre = encoded[~passages.interviewer].mean(axis=0) if encoded.shape[1] else np.zeros(0)
        meaning = unit(encoded - centre)
        if kept is None:
            kept = _compute(words, description.index, passages, meaning)
            if path:
                cache_arrays(path, kept)
        letters = Letters(_csr(kept, "letters"), kept["known"].astype(np.int64), kept["idf"].astype(np.float64))
        own = PassageVectors(words, letters.vectors, kept["topics"].astype(np.float64), meaning)
        axes = kept["axes"].astype(np.float64)
        return cls(own, own.with_questions(passages), letters, axes, centre, _csr(kept, "neighbours"))

    @cached_property
    def passages(self) -> int:
        """How many passages there are."""
        return int(self.own.words.shape[0])

    @cached_property
    def full(self) -> float:
        """By what a sum of likenesses is multiplied to be that of a study in which all spaces of words tell something.

        In a study of a few passages, letters and topics tell nothing. Elsewhere they repeat much of what words tell, so
        what is missing is made up in part (the power of 0.75).
        """
        letters, topics = bool(self.letters.vectors.nnz), bool(self.axes.shape[1])
        told = 1 + LETTERS * letters + TOPICS_WEIGHT * topics
        return float(((1 + LETTERS + TOPICS_WEIGHT) / told) ** 0.75)

    def topics_of(self, words: sparse.csr_array) -> FloatArray:
        """Vectors of words as unit vectors of topics, shape (rows, topics)."""
        return unit(words @ self.axes)


def words_of_passages(description: Description) -> sparse.csr_array:
    """The description's postings as unit rows by passage, shape (passages, terms)."""
    terms = np.repeat(np.arange(len(description.terms)), np.diff(description.bounds))
    shape = (description.index.passages, len(description.terms))
    return sparse.csr_array((description.posting_weight, (description.posting_passage, terms)), shape)


def _encoded(index: TokenIndex, passages: Passages, meanings: Mapping[str, Float32Array] | None) -> FloatArray:
    """The encoder's vectors of all passages, shape (passages, SIZE); without columns where meaning tells nothing."""
    if not meanings or (~passages.interviewer).sum() < FEW:
        return np.zeros((index.passages, 0))
    return np.concatenate([meanings[text.id] for text in index.texts]).astype(np.float64)


def _compute(
    words: sparse.csr_array, index: TokenIndex, passages: Passages, meaning: FloatArray
) -> dict[str, NDArray[np.generic]]:
    letters = Letters.of(index)
    axes = _axes(words)
    topics = unit(words @ axes)
    asked = PassageVectors(words, letters.vectors, topics, meaning).with_questions(passages)
    return {
        **_arrays(letters.vectors, "letters"),
        "known": letters.known,
        "idf": letters.idf.astype(np.float32),
        "axes": axes.astype(np.float32),
        "topics": topics.astype(np.float32),
        **_arrays(_neighbours(asked, passages), "neighbours"),
    }


def _axes(words: sparse.csr_array) -> FloatArray:
    """The right singular vectors of the passages' words, the greatest first.

    Randomised subspace iteration (Halko, Martinsson & Tropp 2011, "Finding structure with randomness"), with a fixed
    seed. Ten lines of numpy: `scipy.sparse.linalg.svds` takes two to three times as long for axes that hold 0.3 % more
    of the passages, and importing a learning library takes a second of every first run.
    """
    topics = min(TOPICS, words.shape[0] // 4, words.shape[1] // 4)
    if topics < 2:
        return np.zeros((words.shape[1], 0))
    sample = words @ np.random.default_rng(0).standard_normal((words.shape[1], topics + _SPARE))
    for _ in range(_ROUNDS):
        sample = words @ (words.T @ _orthonormal(sample))
    small = np.asarray(words.T @ _orthonormal(sample))
    values, turned = np.linalg.eigh(small.T @ small)
    greatest = slice(None, -topics - 1, -1)
    return np.asarray(small @ turned[:, greatest] / np.sqrt(np.maximum(values[greatest], 1e-12)), np.float64)


def _orthonormal(columns: FloatArray) -> FloatArray:
    """Orthonormal columns that span the same as these.

    CholeskyQR2 (Yamamoto et al. 2015, "Roundoff error analysis of the CholeskyQR2 algorithm"), a tenth of the time of
    Householder's reflections, which are left for columns that are nearly alike.
    """
    found = columns
    for _ in range(2):
        try:
            root = np.linalg.cholesky(found.T @ found)
        except np.linalg.LinAlgError:
            return np.asarray(np.linalg.qr(columns)[0], np.float64)
        sides = np.diagonal(root)
        if sides.min() < _NARROW * sides.max():
            return np.asarray(np.linalg.qr(columns)[0], np.float64)
        found = found @ np.linalg.inv(root).T
    return np.asarray(found, np.float64)


def _neighbours(vectors: PassageVectors, passages: Passages) -> sparse.csr_array:
    count = vectors.words.shape[0]
    answers = np.flatnonzero(~passages.interviewer)
    most = min(NEIGHBOURS, len(answers) // 20)
    if most < 1:
        return sparse.csr_array((count, count))
    likeness = _Likeness.of(vectors, answers)
    shares, nearest = np.zeros((len(answers), most), np.float32), np.zeros((len(answers), most), np.int64)

    def nearest_of(first: int) -> tuple[int, Float32Array, Int64Array, Float32Array, Int64Array]:
        """What a block of rows tells: the answers most alike to each of its own, and to each of those after them."""
        alike = likeness.of_rows(first, first + _ROWS)
        own = np.arange(len(alike))
        alike[own, own] = 0
        after = alike[:, len(own) :].T
        return first, *_greatest(alike, most, first), *_greatest(np.ascontiguousarray(after), most, first)

    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as threads:
        for first, weights, numbers, weights_after, numbers_after in threads.map(
            nearest_of, range(0, len(answers), _ROWS)
        ):
            more, others = np.concatenate([weights, weights_after]), np.concatenate([numbers, numbers_after])
            both = np.concatenate([shares[first:], more], axis=1), np.concatenate([nearest[first:], others], axis=1)
            chosen = np.argpartition(-both[0], most - 1, axis=1)[:, :most]
            shares[first:], nearest[first:] = (np.take_along_axis(part, chosen, axis=1) for part in both)
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    ends = np.repeat(answers, most), answers[nearest.ravel()]
    return sparse.csr_array((shares.ravel().astype(np.float64), ends), (count, count))


@dataclass(frozen=True)
class _Likeness:
    """What it takes to compare answers in all spaces, in single precision.

    Words and groups of letters that many answers have are columns of `common`; what few have stays sparse, `rare`.
    """

    common: Float32Array
    rare: sparse.csr_array
    topics: Float32Array
    meaning: Float32Array

    @classmethod
    def of(cls, vectors: PassageVectors, answers: Int64Array) -> "_Likeness":
        together = sparse.hstack([vectors.words[answers], np.sqrt(LETTERS) * vectors.letters[answers]])
        narrow = sparse.csr_array(together, dtype=np.float32)
        many = np.bincount(narrow.indices, minlength=narrow.shape[1]) > _COMMON * len(answers)
        common = narrow[:, np.flatnonzero(many)].toarray()
        topics = np.sqrt(TOPICS_WEIGHT) * vectors.topics[answers]
        meaning = np.sqrt(MEANING) * vectors.meaning[answers]
        rare = sparse.csr_array(narrow[:, np.flatnonzero(~many)])
        return cls(common, rare, topics.astype(np.float32), meaning.astype(np.float32))

    def of_rows(self, first: int, last: int) -> Float32Array:
        """How alike the answers from `first` to `last` are to these and all after them, shape (rows, rest)."""
        alike = (self.rare[first:last] @ sparse.csr_array(self.rare[first:].T)).toarray()
        alike += self.common[first:last] @ self.common[first:].T
        for space in (self.topics, self.meaning):
            part = space[first:last] @ space[first:].T
            alike += np.maximum(part, 0, out=part)
        return np.asarray(alike, np.float32)


def _greatest(rows: Float32Array, most: int, first: int) -> tuple[Float32Array, Int64Array]:
    """The greatest values of each row, `most` of them or with zeros as many, and their columns counted from `first`."""
    chosen = np.argpartition(-rows, min(most, rows.shape[1]) - 1, axis=1)[:, :most]
    values = np.take_along_axis(rows, chosen, axis=1)
    lacking = ((0, 0), (0, most - values.shape[1]))
    return np.pad(values, lacking), np.pad(chosen + first, lacking)


def unit(rows: FloatArray) -> FloatArray:
    """The rows made as long as one; rows of zeros stay so."""
    lengths = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.maximum(lengths, 1e-12), np.float64)


def _key(index: TokenIndex, passages: Passages, encoded: FloatArray) -> str:
    digest = hashlib.sha256(f"{_VERSION}/{index.passages}".encode())
    own = (index.lower, index.lemma, index.passage, passages.interviewer, passages.question, passages.since)
    for part in (*own, encoded.astype(np.float16)):
        digest.update(np.ascontiguousarray(part).tobytes())
    digest.update("\x00".join(index.strings).encode())
    return digest.hexdigest()[:32]


def _arrays(rows: sparse.csr_array, name: str) -> dict[str, NDArray[np.generic]]:
    return {
        f"{name}_data": rows.data.astype(np.float32),
        f"{name}_indices": rows.indices.astype(np.int32),
        f"{name}_indptr": rows.indptr.astype(np.int64),
        f"{name}_shape": np.array(rows.shape, np.int64),
    }


def _csr(kept: dict[str, NDArray[np.generic]], name: str) -> sparse.csr_array:
    parts = (kept[f"{name}_data"].astype(np.float64), kept[f"{name}_indices"], kept[f"{name}_indptr"])
    return sparse.csr_array(parts, shape=tuple(kept[f"{name}_shape"].tolist()))
