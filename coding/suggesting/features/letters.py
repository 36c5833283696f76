"""Passages by the letters of their words: groups of four, so that forms, compounds and slips still meet.

Inside a word, with a blank at either end (`adjointe` → ` adj`, `adjo`, …, `nte `). A group is the number that its
four letters make in base 40, so no list of groups need be kept beside the passages.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from scipy import sparse

from coding.suggesting.features.lexicon import words_of
from coding.suggesting.features.token_index import TokenIndex
from corpus.arrays import FloatArray, Int64Array

LENGTH = 4
COMMON = 0.3
"""Groups that stand in a larger share of the passages tell nothing."""
FEW = 10
"""With fewer passages letters tell nothing: no group can be seen to be common."""
_BASE = 40
_SYMBOLS = {c: n for n, c in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", 1)}
_OTHER = _BASE - 1


@lru_cache(maxsize=200_000)
def groups(word: str) -> tuple[int, ...]:
    """The groups of four of a word, accents and capitals aside; none where it has no letter or figure."""
    # Not `folded`: the weights were measured, and vectors are cached, with œ as one sign.
    plain = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
    if not any(c.isalnum() for c in plain):
        return ()
    padded = f" {plain} ".ljust(LENGTH)
    signs = [0 if c == " " else _SYMBOLS.get(c, _OTHER) for c in padded]
    found = []
    for at in range(len(signs) - LENGTH + 1):
        number = 0
        for sign in signs[at : at + LENGTH]:
            number = number * _BASE + sign
        found.append(number)
    return tuple(found)


@lru_cache(maxsize=50_000)
def groups_of(wording: str) -> Int64Array:
    """The groups of all words of a wording, as often as they stand in it."""
    return np.array([group for word in words_of(wording) for group in groups(word)], np.int64)


class Letters:
    """The passages of a study as unit vectors over groups of letters: TF-IDF, term frequency damped.

    `vectors` has shape (passages, groups); `known` holds the group of each column, in order; `idf` its weight.
    """

    def __init__(self, vectors: sparse.csr_array, known: Int64Array, idf: FloatArray) -> None:
        self.vectors = vectors
        self.known = known
        self.idf = idf

    @classmethod
    def of(cls, index: TokenIndex) -> "Letters":
        """The vectors of all passages of the index."""
        strings, numbered = np.unique(index.lower, return_inverse=True)
        spelled = [groups(index.strings[string]) for string in strings.tolist()]
        sizes = [len(found) for found in spelled]
        flat = np.array([g for found in spelled for g in found], np.int64)
        known, columns = np.unique(flat, return_inverse=True)
        shape = (len(strings), len(known))
        of_word = sparse.csr_array((np.ones(len(flat)), (np.repeat(np.arange(len(strings)), sizes), columns)), shape)
        shape = (index.passages, len(strings))
        in_passage = sparse.csr_array((np.ones(len(numbered)), (index.passage, numbered)), shape)
        counts = sparse.csr_array(in_passage @ of_word)
        documents = np.bincount(counts.indices, minlength=len(known))
        most = COMMON * index.passages if index.passages >= FEW else -1
        telling = np.flatnonzero(documents <= most)
        counts = sparse.csr_array(counts[:, telling])
        idf = np.log((1 + index.passages) / (1 + documents[telling])) + 1
        return cls(_weighed(counts, idf), known[telling], idf)

    def vectors_of(self, written: Sequence[Iterable[str]]) -> sparse.csr_array:
        """The unit vectors of several wordings each, shape (len(written), groups)."""
        found = [np.concatenate([*map(groups_of, wordings), np.zeros(0, np.int64)]) for wordings in written]
        row = np.repeat(np.arange(len(found)), [len(keys) for keys in found])
        keys = np.concatenate([*found, np.zeros(0, np.int64)])
        at = np.searchsorted(self.known, keys)
        met = at < len(self.known)
        met[met] = self.known[at[met]] == keys[met]
        shape = (len(found), len(self.known))
        return _weighed(sparse.csr_array((np.ones(int(met.sum())), (row[met], at[met])), shape), self.idf)


def _weighed(counts: sparse.csr_array, idf: FloatArray) -> sparse.csr_array:
    """Counts as unit vectors: (1 + log count) · idf."""
    weighed = counts.copy()
    weighed.data = (1 + np.log(weighed.data)) * idf[weighed.indices]
    return unit_rows(weighed)


def unit_rows(rows: sparse.csr_array) -> sparse.csr_array:
    """The rows made as long as one; empty rows stay empty."""
    squared = np.bincount(
        np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)), rows.data**2, minlength=rows.shape[0]
    )
    lengths = np.sqrt(np.maximum(squared, 1e-24))
    scaled = rows.copy()
    scaled.data = rows.data / np.repeat(lengths, np.diff(rows.indptr))
    return scaled
