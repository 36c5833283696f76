"""Codes as vectors in the spaces of the passages: from their descriptions, and moved by decisions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import sparse

from coding.codebook.model import Code, Codebook
from coding.suggesting.cues.cue_phrase import cue_phrase
from coding.suggesting.features.definition import Description
from coding.suggesting.features.kept_rows import index_name, kept_rows
from coding.suggesting.features.letters import unit_rows
from coding.suggesting.features.spaces import LETTERS, MEANING, TOPICS_WEIGHT, PassageVectors, Spaces, unit
from corpus.arrays import Float32Array, FloatArray, Int64Array
from corpus.parse.meaning import kept_in, vectors_of

_NOTHING = 1e-12
FEW_CODES = 5
"""With fewer codes what they share is taken to be what the answers share."""


Rows = sparse.csr_array | FloatArray
"""A row for each code: sparse as described, dense once decisions have moved it, because most columns have some then."""


@dataclass(frozen=True)
class Vectors:
    """A unit row for each code in each space; `words` and `letters` are sparse or not, `topics` and `meaning` dense."""

    words: Rows
    letters: Rows
    topics: FloatArray
    meaning: FloatArray

    @cached_property
    def sparse_words(self) -> sparse.csr_array:
        """`words` with only the columns that are not 0."""
        return sparse.csr_array(self.words)

    @cached_property
    def sparse_letters(self) -> sparse.csr_array:
        """`letters` with only the columns that are not 0."""
        return sparse.csr_array(self.letters)

    def rows(self, chosen: slice | Int64Array) -> "Vectors":
        """Some of the rows."""
        return Vectors(self.words[chosen], self.letters[chosen], self.topics[chosen], self.meaning[chosen])


@dataclass(frozen=True)
class Rarity:
    """What a word, and a group of letters, of a description weighs: less, the more codes' descriptions have it.

    `1 + log((1 + codes) / (1 + codes that have it))`, as words are weighed by the passages that have them.
    """

    words: FloatArray
    letters: FloatArray

    @classmethod
    def of(cls, vectors: Vectors) -> "Rarity":
        """From the descriptions of all codes."""
        return cls(_rarity(vectors.sparse_words), _rarity(vectors.sparse_letters))

    def weigh(self, vectors: Vectors) -> Vectors:
        """The vectors with their words and letters weighed; topics and meaning stay."""
        words = _weighed(vectors.sparse_words, self.words)
        letters = _weighed(vectors.sparse_letters, self.letters)
        return Vectors(words, letters, vectors.topics, vectors.meaning)


def _rarity(rows: sparse.csr_array) -> FloatArray:
    having = np.bincount(rows.indices, minlength=rows.shape[1])
    return np.asarray(1 + np.log((1 + rows.shape[0]) / (1 + having)), np.float64)


def _weighed(rows: sparse.csr_array, weights: FloatArray) -> sparse.csr_array:
    weighed = rows.copy()
    weighed.data = rows.data * weights[rows.indices]
    return unit_rows(weighed)


class Wording(NamedTuple):
    """What describes a code: prose, and the phrases of its cues, whose words somebody chose one by one."""

    prose: tuple[str, ...]
    phrases: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.prose, *self.phrases)


@dataclass(frozen=True)
class Descriptions:
    """What codebooks write as vectors in the spaces of a study; with a folder, only what is new is worked out."""

    codebook: Codebook
    description: Description
    spaces: Spaces
    cache: Path | None = None

    def of(self, codes: Sequence[str]) -> Vectors:
        """The vectors of the codes' descriptions."""
        chosen = [self.codebook.codes[code] for code in codes]
        meaning = meaning_of_codes(chosen, self.spaces, cache=self.cache)
        return self._vectors("described", [wording(code) for code in chosen], meaning)

    def without(self, named: Sequence[tuple[str, str]]) -> Vectors:
        """Each of these codes without its examples from the text named beside it."""
        written = [wording(self.codebook.codes[code], without_text=text) for code, text in named]
        return self._vectors("withheld", written, None)

    def avoided(self, codes: Sequence[str]) -> Vectors:
        """What the codes' avoid_when and near-misses describe."""
        chosen = [self.codebook.codes[code] for code in codes]
        written = [Wording((*code.avoid_when, *(miss.quote for miss in code.near_misses))) for code in chosen]
        return self._vectors("avoided", written, None)

    def _vectors(self, what: str, written: Sequence[Wording], meaning: FloatArray | None) -> Vectors:
        path = self.cache / f"{what}-{index_name(self.description.index)}.npz" if self.cache else None
        words, letters = kept_rows(path, list(map(repr, written)), lambda new: self._rows(written, new))
        if meaning is None:
            meaning = np.zeros((len(written), len(self.spaces.centre)))
        return Vectors(words, letters, self.spaces.topics_of(words), meaning)

    def _rows(self, written: Sequence[Wording], chosen: Sequence[int]) -> tuple[sparse.csr_array, sparse.csr_array]:
        found = [written[number] for number in chosen]
        words = stacked([self.description.vector(*one) for one in found], len(self.description.terms))
        return words, self.spaces.letters.vectors_of([one.lines for one in found])


def meaning_of_codes(codes: Sequence[Code], spaces: Spaces, *, cache: Path | None = None) -> FloatArray:
    """What the codes' descriptions mean, their examples aside, less what all of them share; unit rows."""
    if not len(spaces.centre) or not codes:
        return np.zeros((len(codes), len(spaces.centre)))
    encoded = encode_codes(codes, cache=cache).astype(np.float64)
    return unit(encoded - (encoded.mean(axis=0) if len(codes) >= FEW_CODES else spaces.centre))


def encode_codes(codes: Sequence[Code], *, cache: Path | None = None) -> Float32Array:
    """The encoder's vectors of the codes' descriptions, their examples aside, shape (codes, SIZE); kept in `cache`."""
    lines = [". ".join(wording(code, examples=False).lines) for code in codes]
    return vectors_of(lines, kept=kept_in(cache, "codes") if cache else None, light=cache)


def stacked(rows: Sequence[dict[int, float]], columns: int) -> sparse.csr_array:
    """Rows given as values by column, one under the other."""
    sizes = [len(row) for row in rows]
    values = np.array([value for row in rows for value in row.values()], np.float64)
    at = np.array([term for row in rows for term in row], np.int64)
    return sparse.csr_array((values, (np.repeat(np.arange(len(rows)), sizes), at)), (len(rows), columns))


def wording(code: Code, *, without_text: str | None = None, examples: bool = True) -> Wording:
    """What describes a code: label, definition, use_when, phrases and examples, but none from `without_text`.

    An example must not vouch for the very place that it was taken from. What a phrase looks for sign by sign (`.NET`)
    does not describe: its letters alone are another word.
    """
    quoted = [e.quote for e in code.examples if examples and (e.text is None or e.text != without_text)]
    phrases = [words for cue in code.cues if (words := _words_alone(cue.phrase))]
    return Wording((*code.label.values(), *code.definition.values(), *code.use_when, *quoted), tuple(phrases))


def _words_alone(phrase: str) -> str:
    """The phrase without what it has of signs and figures; as it is where it has none."""
    parts = cue_phrase(phrase).parts if phrase else ()
    if all(part.pattern is None for part in parts):
        return phrase
    return " ".join(part.word for part in parts if part.pattern is None)


@dataclass(frozen=True)
class CodeSimilarity:
    """How similar every code and passage are, shape (codes, passages): in each space, and in all of them."""

    words: FloatArray
    letters: FloatArray
    topics: FloatArray
    meaning: FloatArray

    def copy(self) -> "CodeSimilarity":
        """The same values in arrays of their own."""
        return CodeSimilarity(self.words.copy(), self.letters.copy(), self.topics.copy(), self.meaning.copy())

    @property
    def worded(self) -> FloatArray:
        """The weighted sum of what words tell."""
        return self.words + LETTERS * self.letters + TOPICS_WEIGHT * self.topics

    @property
    def whole(self) -> FloatArray:
        """The weighted sum."""
        return self.worded + MEANING * self.meaning


def similarity(vectors: Vectors, passages: PassageVectors, chosen: slice | Int64Array = slice(None)) -> CodeSimilarity:
    """The cosines of the codes with these passages; only meaning may speak against a code, else negative ones are 0."""
    words, letters = similarity_in_words(vectors, passages, chosen), similarity_in_letters(vectors, passages, chosen)
    return CodeSimilarity(words, letters, *similarity_beyond_words(vectors, passages, chosen))


def similarity_in_words(
    vectors: Vectors, passages: PassageVectors, chosen: slice | Int64Array = slice(None)
) -> FloatArray:
    """Of `similarity`, that in words alone."""
    return _product(vectors.words, passages.light_words[chosen])


def similarity_in_letters(
    vectors: Vectors, passages: PassageVectors, chosen: slice | Int64Array = slice(None)
) -> FloatArray:
    """Of `similarity`, that in letters alone."""
    return _product(vectors.letters, passages.light_letters[chosen])


def similarity_beyond_words(
    vectors: Vectors, passages: PassageVectors, chosen: slice | Int64Array = slice(None)
) -> tuple[FloatArray, FloatArray]:
    """Of `similarity`, that in topics and in meaning alone."""
    topics = vectors.topics @ passages.topics[chosen].T
    meaning = np.asarray(vectors.meaning @ passages.meaning[chosen].T, np.float64)
    return np.maximum(topics, 0.0, out=topics), meaning


def _product(codes: Rows, passages: sparse.csr_array) -> FloatArray:
    """The cosines in words or letters, negative ones 0."""
    found = np.asarray((passages @ _light_columns(codes)).T, np.float64)
    return np.maximum(found, 0.0, out=found)


def _light_columns(codes: Rows) -> Float32Array:
    """A column for each code, in single precision, laid out row by row: as a product reads it."""
    if not sparse.issparse(codes):
        return np.ascontiguousarray(codes.T, np.float32)
    columns = np.zeros((codes.shape[1], codes.shape[0]), np.float32)
    columns[codes.indices, np.repeat(np.arange(codes.shape[0]), np.diff(codes.indptr))] = codes.data
    return columns


@dataclass(frozen=True)
class Moves:
    """What codes move by: `shares` of passages (codes × passages, against where negative), less `away` (codes,) of all
    passages that are `coded` (passages,).
    """

    shares: sparse.csr_array
    away: FloatArray
    coded: FloatArray

    def of(self, rows: sparse.csr_array | FloatArray) -> FloatArray:
        """What the passages' vectors, one a row, add to each code, shape (codes, columns)."""
        added = self.shares @ rows
        added = np.asarray(added.toarray() if sparse.issparse(added) else added, np.float64)
        added -= np.outer(self.away, self.coded @ rows)
        added[np.abs(added) < _NOTHING] = 0.0  # all of it was added and taken away again
        return added


def moved(
    vectors: Vectors, passages: PassageVectors, moves: Moves, *, keep: Callable[[FloatArray], FloatArray]
) -> Vectors:
    """The codes' vectors moved; `keep` leaves of what would be learned, shape (codes, terms), the words that may be."""
    words = unit(np.asarray(vectors.words + keep(moves.of(passages.words))))
    letters = unit(np.asarray(vectors.letters + moves.of(passages.letters)))
    topics = unit(vectors.topics + moves.of(passages.topics))
    return Vectors(words, letters, topics, unit(vectors.meaning + moves.of(passages.meaning)))
