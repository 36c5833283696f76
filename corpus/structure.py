"""A text's turns and passages as JSON and back, so that they are recorded with its characters."""

import json

from corpus.text import Passage, Text, Turn


def structure_json(text: Text) -> str:
    """The turns and passages in a compact form: one list of values each, in the order of the fields."""
    turns = [[t.number, t.start, t.end, t.speaker, t.role, t.timestamp] for t in text.turns]
    passages = [
        [p.number, p.start, p.end, p.heading, p.page, p.turn, *([p.level] if p.level else [])] for p in text.passages
    ]
    return json.dumps({"turns": turns, "passages": passages}, ensure_ascii=False, separators=(",", ":"))


def read_structure(structure: str) -> tuple[tuple[Turn, ...], tuple[Passage, ...]]:
    """The turns and passages that `structure_json` wrote; raises ValueError, KeyError or TypeError where it did not."""
    parts = json.loads(structure)
    return tuple(Turn(*turn) for turn in parts["turns"]), tuple(Passage(*passage) for passage in parts["passages"])
