"""A text's turns, passages and marks as JSON and back, so that they are recorded with its characters."""

import json
from itertools import starmap

from corpus.spans import Span
from corpus.text import Passage, Text, Turn


def structure_json(text: Text) -> str:
    """The turns, passages and marks in a compact form: one list of values each, in the order of the fields."""
    turns = [
        [t.number, t.start, t.end, t.speaker, t.role, t.timestamp, *([t.case] if t.case else [])] for t in text.turns
    ]
    passages = [
        [p.number, p.start, p.end, p.heading, p.page, p.turn, *([p.level] if p.level else [])] for p in text.passages
    ]
    marks = {} if text.marks is None else {"marks": text.marks}
    return json.dumps({"turns": turns, "passages": passages, **marks}, ensure_ascii=False, separators=(",", ":"))


def read_structure(structure: str) -> tuple[tuple[Turn, ...], tuple[Passage, ...], tuple[Span, ...] | None]:
    """The turns, passages and marks that `structure_json` wrote; marks are None where the text was read before.

    Raises ValueError, KeyError or TypeError where it did not write this.
    """
    parts = json.loads(structure)
    marks = parts.get("marks")
    return (
        tuple(starmap(Turn, parts["turns"])),
        tuple(starmap(Passage, parts["passages"])),
        None if marks is None else tuple((int(start), int(end)) for start, end in marks),
    )
