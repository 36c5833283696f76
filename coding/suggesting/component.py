"""The suggester as a component of any spaCy pipeline: it writes the codes it suggests to `doc.spans["codes"]`.

    nlp.add_pipe("glose_suggester", config={"codebook": "codebook.yaml"})

The spans carry the code as label; their scores stand in `doc.spans["codes"].attrs["scores"]`, as spaCy's own span
categoriser has them, and each suggestion whole, with its evidence, in `doc.user_data["glose"]`. What `glose suggest`
lists is made by the same `Suggester`; with a `study`, what is rare and what was decided comes from that study.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language

from coding.codebook.file import load_codebook
from coding.suggesting.suggester import Suggester
from corpus.parse.analysis import analysis_of
from corpus.problem import GloseError
from corpus.text import Passage, Text
from wording.messages import tr

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEY = "codes"
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


class NoCodebook(GloseError):
    """The component was made without a codebook."""


@Language.factory(
    "glose_suggester",
    default_config={"codebook": None, "threshold": None, "key": KEY},
    assigns=["doc.spans", "doc.user_data"],
)
def make(nlp: Language, name: str, codebook: str | None, threshold: float | None, key: str) -> "GloseSuggester":  # noqa: ARG001
    """Make the component; `codebook` is the path of a codebook file, or its YAML."""
    if not codebook:
        example = 'config={"codebook": "codebook.yaml"}'
        raise NoCodebook(tr("glose_suggester needs a codebook: {example}.", example=example))
    source = codebook if "\n" in codebook else Path(codebook).read_text(encoding="utf-8-sig")
    return GloseSuggester(source, threshold=threshold, key=key, language=nlp.lang or "fr")


class GloseSuggester:
    """Suggests codes on documents; each is a text of its own, its paragraphs the passages.

    `study`, where given, is asked first: a document whose text is one of the study's texts gets that study's
    suggestions, with turns, questions, rarity and decisions as `glose suggest` has them.
    """

    def __init__(
        self, source: str, *, threshold: float | None = None, key: str = KEY, language: str = "fr",
        study: Callable[[], Suggester] | None = None,
    ) -> None:  # fmt: skip
        self.codebook = load_codebook(source)
        self.threshold, self.key, self.language = threshold, key, language
        self._study = study
        self._suggester: Suggester | None = None

    def __call__(self, doc: "Doc") -> "Doc":
        """Write the suggestions on one document."""
        suggester, text = self._known(doc) or self._alone(doc)
        found = suggester.suggest(min_score=self.threshold, only_texts={text.id})
        spans, scores, whole = [], [], []
        for suggestion in found:
            place = suggestion.place
            span = doc.char_span(place.start, place.end, label=suggestion.code, alignment_mode="expand")
            if span is not None:
                spans.append(span)
                scores.append(suggestion.score)
                whole.append(suggestion.as_json())
        doc.spans[self.key] = spans
        doc.spans[self.key].attrs["scores"] = np.array(scores, np.float32)
        doc.user_data["glose"] = whole
        return doc

    def pipe(self, stream: "Iterable[Doc]", **_: Any) -> "Iterator[Doc]":
        """Write the suggestions on each document of a stream."""
        for doc in stream:
            yield self(doc)

    def _known(self, doc: "Doc") -> tuple[Suggester, Text] | None:
        if self._study is None:
            return None
        if self._suggester is None:
            self._suggester = self._study()
        text = next((text for text in self._suggester.texts if text.content == doc.text), None)
        return (self._suggester, text) if text else None

    def _alone(self, doc: "Doc") -> tuple[Suggester, Text]:
        text = _text_of(doc, self.language)
        return Suggester([text], {text.id: analysis_of(doc, text.passages)}, self.codebook), text


def _text_of(doc: "Doc", language: str) -> Text:
    passages = []
    for number, found in enumerate(_PARAGRAPH.finditer(doc.text), 1):
        lead = len(found.group()) - len(found.group().lstrip())
        passages.append(Passage(number, found.start() + lead, found.start() + len(found.group().rstrip())))
    kept = tuple(passage for passage in passages if passage.start < passage.end)
    numbered = tuple(Passage(n, p.start, p.end) for n, p in enumerate(kept, 1))
    return Text("doc", "document", doc.text, language, None, "doc", "", passages=numbered)
