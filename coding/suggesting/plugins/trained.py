"""A trained spaCy pipeline as a suggester: its span categoriser or text categoriser, named by its folder.

In study.yaml: `suggesters: [{use: trained, path: models/codes}]`. Labels that are not codes are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coding.codebook.model import Codebook
from coding.suggesting.plugins.hints import Hint, PassageQuery
from wording.messages import tr

_MIN_SCORE = 0.05


class Trained:
    """The codes that a trained pipeline's `spancat` or `textcat` gives to passages."""

    name = "trained"

    def __init__(self, options: Mapping[str, Any]) -> None:
        path = options.get("path")
        if not path:
            raise ValueError(tr("it needs `path:`, the folder of a trained spaCy pipeline."))
        if not Path(path).is_dir():
            raise ValueError(
                tr("there is no folder {path}. Train a pipeline and name its folder in `path:`.", path=path)
            )
        import spacy

        self._nlp = spacy.load(path)
        self._key = str(options.get("key", "sc"))
        meta = self._nlp.meta
        self.version = f"{meta.get('lang', '')}_{meta.get('name', '')}-{meta.get('version', '0')}"
        if not {"spancat", "textcat", "textcat_multilabel"} & set(self._nlp.pipe_names):
            raise ValueError(tr("the pipeline in {path} has neither spancat nor textcat.", path=path))

    def hints(self, passages: Sequence[PassageQuery], codebook: Codebook) -> Iterator[Hint]:
        """Spans with their scores, then categories of the whole passage."""
        for number, doc in enumerate(self._nlp.pipe([asked.words for asked in passages], batch_size=64)):
            group = doc.spans.get(self._key, [])
            scores = getattr(group, "attrs", {}).get("scores", [1.0] * len(group))
            for span, score in zip(group, scores, strict=False):
                if span.label_ in codebook.codes and span.text.strip():
                    why = tr("the trained pipeline marks “{words}” ({score:.2f})", words=span.text, score=float(score))
                    yield Hint(number, span.label_, float(score), span.start_char, span.end_char, why)
            for label, score in doc.cats.items():
                if label in codebook.codes and score >= _MIN_SCORE and len(doc):
                    why = tr("the trained pipeline gives the passage {score:.2f}", score=float(score))
                    yield Hint(number, label, min(float(score), 1.0), 0, len(passages[number].words), why)
