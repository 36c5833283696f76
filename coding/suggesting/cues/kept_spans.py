"""Where phrases and patterns were found in a study, kept beside the parses: only what is new is looked for."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from coding.suggesting.features.token_index import TokenIndex
from corpus.array_cache import cache_arrays, cached_arrays
from corpus.arrays import Int64Array
from corpus.parse.analysis import cache_name

_VERSION = "1"
"""Changes whenever a phrase or a token pattern would be found elsewhere in the same parse."""
_KEY = 16


class KeptSpans:
    """The spans (first and last tokens, shape (m, 2)) of what was looked for in these texts, by what it was."""

    def __init__(self, index: TokenIndex, cache: Path | None) -> None:
        self._path = cache / f"cues-{_name(index)}.npz" if cache else None
        self._kept = _read(self._path) if self._path else {}
        self._asked: dict[bytes, Int64Array] = {}

    def of(self, what: str, find: Callable[[], Int64Array]) -> Int64Array:
        """The spans of something: as kept, else as found now."""
        key = hashlib.sha256(what.encode()).digest()[:_KEY]
        if key not in self._asked:
            self._asked[key] = self._kept[key] if key in self._kept else find()
        return self._asked[key]

    def keep(self) -> None:
        """Write down what was found now; what nobody asks for any more goes when it is more than half."""
        if self._path is None or self._asked.keys() <= self._kept.keys():
            return
        both = {**self._kept, **self._asked}
        kept = both if len(both) <= 2 * len(self._asked) else self._asked
        keys = np.frombuffer(b"".join(kept), np.uint8).reshape(-1, _KEY)
        sizes = np.array([len(spans) for spans in kept.values()], np.int64)
        cache_arrays(self._path, {"keys": keys, "sizes": sizes, "spans": np.concatenate(list(kept.values()))})


def _name(index: TokenIndex) -> str:
    parses = "\n".join(cache_name(text) for text in index.texts)
    return hashlib.sha256(f"{_VERSION}\n{parses}".encode()).hexdigest()[:32]


def _read(path: Path) -> dict[bytes, Int64Array]:
    held = cached_arrays(path) or {}
    if not {"keys", "sizes", "spans"} <= held.keys() or held["sizes"].sum() != len(held["spans"]):
        return {}
    ends = np.cumsum(held["sizes"].astype(np.int64)).tolist()
    spans = held["spans"].astype(np.int64)
    starts = [0, *ends[:-1]]
    names = [key.tobytes() for key in held["keys"]]
    return {name: spans[a:b] for name, a, b in zip(names, starts, ends, strict=True)}
