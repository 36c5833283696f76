"""Texts with labelled spans, for training: JSON lines, and spaCy's DocBin."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpannedText:
    """A passage as training reads it: `spans` are (start, end, code) in its words, `rejected` codes refused in it."""

    text: str
    passage: int
    words: str
    language: str
    spans: tuple[tuple[int, int, str], ...] = ()
    rejected: tuple[str, ...] = ()


def jsonl(texts: Iterable[SpannedText]) -> str:
    """One passage a line: `text`, `spans` (start, end, label), `rejected` (labels that a coder refused), `meta`."""
    lines = [
        {
            "text": one.words,
            "spans": [{"start": start, "end": end, "label": label} for start, end, label in one.spans],
            "rejected": list(one.rejected),
            "meta": {"text": one.text, "passage": one.passage, "language": one.language},
        }
        for one in texts
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def docbin(texts: Sequence[SpannedText], *, key: str = "codes") -> bytes:
    """The passages as spaCy documents, their codes as spans under `doc.spans[key]`; spans grow to whole tokens."""
    import spacy
    from spacy.tokens import DocBin

    pipelines = {language: spacy.blank(language) for language in sorted({one.language for one in texts})}
    store = DocBin(store_user_data=True)
    for one in texts:
        doc = pipelines[one.language].make_doc(one.words)
        spans = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in one.spans)
        doc.spans[key] = [span for span in spans if span is not None]
        doc.user_data["glose"] = {"text": one.text, "passage": one.passage, "rejected": list(one.rejected)}
        store.add(doc)
    return store.to_bytes()
