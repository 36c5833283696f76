"""Codes as vectors in the spaces of the passages: from their descriptions, and moved by decisions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from coding.codebook.model import Code, Codebook
from coding.suggesting.cues.cue_phrase import cue_phrase
from coding.suggesting.features.definition import Description
from coding.suggesting.features.letters import unit_rows
from coding.suggesting.features.spaces import LETTERS, MEANING, TOPICS_WEIGHT, PassageVectors, Spaces, unit
from corpus.arrays import FloatArray, Int64Array
from corpus.parse.meaning import vectors_of

_NOTHING = 1e-12
FEW_CODES = 5
"""With fewer codes what they share is taken to be what the answers share."""


@dataclass(frozen=True)
class Vectors:
    """A unit row for each code in each space; `words` and `letters` sparse, `topics` and `meaning` dense."""

    words: sparse.csr_array
    letters: sparse.csr_array
    topics: FloatArray
    meaning: FloatArray

    def rows(self, chosen: slice | Int64Array) -> "Vectors":
        """Some of the rows."""
        return Vectors(self.words[chosen], self.letters[chosen], self.topics[chosen], self.meaning[chosen])


def describe(
    codebook: Codebook, codes: Sequence[str], description: Description, spaces: Spaces, *, kept: Path | None = None
) -> Vectors:
    """The vectors of the codes' descriptions; those of their meaning are kept in the file `kept`."""
    meaning = meaning_of_codes([codebook.codes[code] for code in codes], spaces, kept=kept)
    return _described([wordings(codebook.codes[code]) for code in codes], meaning, description, spaces)


def meaning_of_codes(codes: Sequence[Code], spaces: Spaces, *, kept: Path | None = None) -> FloatArray:
    """What the codes' descriptions mean, their examples aside, less what all of them share; unit rows."""
    if not len(spaces.centre) or not codes:
        return np.zeros((len(codes), len(spaces.centre)))
    lines = [". ".join(wordings(code, examples=False)) for code in codes]
    encoded = vectors_of(lines, kept=kept).astype(np.float64)
    return unit(encoded - (encoded.mean(axis=0) if len(codes) >= FEW_CODES else spaces.centre))


def describe_without(
    codebook: Codebook, named: Sequence[tuple[str, str]], description: Description, spaces: Spaces
) -> Vectors:
    """Each of these codes without its examples from the text named beside it."""
    written = [wordings(codebook.codes[code], without_text=text) for code, text in named]
    return _described(written, np.zeros((len(written), len(spaces.centre))), description, spaces)


def describe_avoided(codebook: Codebook, codes: Sequence[str], description: Description, spaces: Spaces) -> Vectors:
    """What the codes' avoid_when and near-misses describe."""
    chosen = [codebook.codes[code] for code in codes]
    written = [[*code.avoid_when, *(miss.quote for miss in code.near_misses)] for code in chosen]
    return _described(written, np.zeros((len(written), len(spaces.centre))), description, spaces)


def _described(
    written: Sequence[Sequence[str]], meaning: FloatArray, description: Description, spaces: Spaces
) -> Vectors:
    words = stacked([description.vector(lines) for lines in written], len(description.terms))
    letters = sparse.csr_array(sparse.vstack([spaces.letters.vector(lines) for lines in written], format="csr"))
    return Vectors(words, letters, spaces.topics_of(words), meaning)


def stacked(rows: Sequence[dict[int, float]], columns: int) -> sparse.csr_array:
    """Rows given as values by column, one under the other."""
    sizes = [len(row) for row in rows]
    values = np.array([value for row in rows for value in row.values()], np.float64)
    at = np.array([term for row in rows for term in row], np.int64)
    return sparse.csr_array((values, (np.repeat(np.arange(len(rows)), sizes), at)), (len(rows), columns))


def wordings(code: Code, *, without_text: str | None = None, examples: bool = True) -> list[str]:
    """What describes a code: label, definition, use_when, phrases and examples, but none from `without_text`.

    An example must not vouch for the very place that it was taken from. What a phrase looks for sign by sign (`.NET`)
    does not describe: its letters alone are another word.
    """
    quoted = [e.quote for e in code.examples if examples and (e.text is None or e.text != without_text)]
    phrases = [words for cue in code.cues if (words := _words_alone(cue.phrase))]
    return [*code.label.values(), *code.definition.values(), *code.use_when, *phrases, *quoted]


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
    words = _product(vectors.words, passages.light_words[chosen])
    letters = _product(vectors.letters, passages.light_letters[chosen])
    topics = vectors.topics @ passages.topics[chosen].T
    meaning = np.asarray(vectors.meaning @ passages.meaning[chosen].T, np.float64)
    words, letters, topics = (np.maximum(part, 0.0, out=part) for part in (words, letters, topics))
    return CodeSimilarity(words, letters, topics, meaning)


def _product(codes: sparse.csr_array, passages: sparse.csr_array) -> FloatArray:
    return np.asarray((passages @ codes.toarray().T.astype(np.float32)).T, np.float64)


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
    words = unit_rows(sparse.csr_array(vectors.words + sparse.csr_array(keep(moves.of(passages.words)))))
    letters = unit_rows(sparse.csr_array(vectors.letters + sparse.csr_array(moves.of(passages.letters))))
    topics = unit(vectors.topics + moves.of(passages.topics))
    return Vectors(words, letters, topics, unit(vectors.meaning + moves.of(passages.meaning)))
