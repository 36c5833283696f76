"""A trained spaCy pipeline as a suggester: its span categoriser or text categoriser, told by path.

In study.yaml: `suggesters: [{use: trained, path: models/codes}]`. Labels that are no codes are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coding.codebook.model import Codebook
from coding.suggesting.plugins.hints import Hint, PassageQuery

_LEAST = 0.05


class Trained:
    """What a trained pipeline's `spancat` or `textcat` says of passages."""

    name = "trained"

    def __init__(self, options: Mapping[str, Any]) -> None:
        path = options.get("path")
        if not path:
            raise ValueError("it needs `path:`, the folder of a trained spaCy pipeline.")
        if not Path(path).is_dir():
            raise ValueError(f"there is no folder {path}; train a pipeline and name its folder in `path:`.")
        import spacy

        self._nlp = spacy.load(path)
        self._key = str(options.get("key", "sc"))
        meta = self._nlp.meta
        self.version = f"{meta.get('lang', '')}_{meta.get('name', '')}-{meta.get('version', '0')}"
        if not {"spancat", "textcat", "textcat_multilabel"} & set(self._nlp.pipe_names):
            raise ValueError(f"the pipeline in {path} has neither spancat nor textcat.")

    def hints(self, passages: Sequence[PassageQuery], codebook: Codebook) -> Iterator[Hint]:
        """Spans with their scores, then categories of the whole passage."""
        for number, doc in enumerate(self._nlp.pipe([asked.words for asked in passages], batch_size=64)):
            group = doc.spans.get(self._key, [])
            scores = getattr(group, "attrs", {}).get("scores", [1.0] * len(group))
            for span, score in zip(group, scores, strict=False):
                if span.label_ in codebook.codes and span.text.strip():
                    why = f"the trained pipeline marks “{span.text}” ({float(score):.2f})"
                    yield Hint(number, span.label_, float(score), span.start_char, span.end_char, why)
            for label, score in doc.cats.items():
                if label in codebook.codes and score >= _LEAST and len(doc):
                    why = f"the trained pipeline gives the passage {float(score):.2f}"
                    yield Hint(number, label, min(float(score), 1.0), 0, len(passages[number].words), why)
