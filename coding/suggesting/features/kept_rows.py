"""What a codebook writes, as vectors of words and letters kept beside the parses: only what is new is worked out."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from coding.suggesting.features.token_index import TokenIndex
from corpus.array_cache import cache_arrays, cached_arrays
from corpus.parse.analysis import cache_name

_VERSION = "2"
"""Changes whenever something written would have another vector among the same parses."""
_KEY = 16

Rows = tuple[sparse.csr_array, sparse.csr_array]
"""A row of words and one of letters for each thing written."""


def index_name(index: TokenIndex) -> str:
    """A name for the parses of these texts in this order."""
    parses = "\n".join(cache_name(text) for text in index.texts)
    return hashlib.sha256(f"{_VERSION}\n{parses}".encode()).hexdigest()[:32]


def kept_rows(path: Path | None, written: Sequence[str], make: Callable[[Sequence[int]], Rows]) -> Rows:
    """The rows of what is written, as the file has them; `make` works out those of what it lacks, by their numbers.

    The file is then brought up: what is new is in it, and what is no longer written is not.
    """
    if path is None or not written:
        return make(range(len(written)))
    keys = [hashlib.sha256(line.encode()).digest()[:_KEY] for line in written]
    at, held = _read(path)
    lacking = [number for number, key in enumerate(keys) if key not in at]
    if not lacking:
        order = [at[key] for key in keys]
        return held[0][order], held[1][order]
    made, first = make(lacking), held[0].shape[0]
    at.update((keys[number], first + n) for n, number in enumerate(lacking))
    order = [at[key] for key in keys]
    both = [part if not first else sparse.vstack([old, part]) for old, part in zip(held, made, strict=True)]
    words, letters = (sparse.csr_array(sparse.csr_array(part)[order]) for part in both)
    named = np.frombuffer(b"".join(keys), np.uint8).reshape(-1, _KEY)
    cache_arrays(path, {"keys": named, **_arrays("words", words), **_arrays("letters", letters)})
    return words, letters


def _read(path: Path) -> tuple[dict[bytes, int], Rows]:
    """The number of each row by its key, and the rows; none where the file is missing or damaged."""
    nothing = sparse.csr_array((0, 0))
    held = cached_arrays(path)
    try:
        if held is None:
            return {}, (nothing, nothing)
        return {key.tobytes(): n for n, key in enumerate(held["keys"])}, (_rows("words", held), _rows("letters", held))
    except (KeyError, ValueError):
        return {}, (nothing, nothing)


def _arrays(name: str, rows: sparse.csr_array) -> dict[str, NDArray[np.generic]]:
    shape = np.array(rows.shape, np.int64)
    indices, indptr = rows.indices.astype(np.int32), rows.indptr.astype(np.int64)
    return {f"{name}_data": rows.data, f"{name}_indices": indices, f"{name}_indptr": indptr, f"{name}_shape": shape}


def _rows(name: str, held: dict[str, NDArray[np.generic]]) -> sparse.csr_array:
    parts = held[f"{name}_data"], held[f"{name}_indices"], held[f"{name}_indptr"]
    return sparse.csr_array(parts, shape=tuple(held[f"{name}_shape"].tolist()))
