"""A text's turns and passages as JSON and back, so that they are frozen with its characters."""

import json
from collections.abc import Mapping
from typing import Any

from corpus.text import Passage, Text, Turn


def structure_json(text: Text) -> str:
    """The turns and passages in a compact form: one list of values each, in the order of the fields."""
    turns = [[t.number, t.start, t.end, t.speaker, t.role, t.timestamp] for t in text.turns]
    passages = [
        [p.number, p.start, p.end, p.heading, p.page, p.turn, *([p.level] if p.level else [])] for p in text.passages
    ]
    return json.dumps({"turns": turns, "passages": passages}, ensure_ascii=False, separators=(",", ":"))


def frozen_text(payload: Mapping[str, Any], content: str, structure: str) -> Text:
    """The text that a ledger entry describes, with its characters and its structure."""
    parts = json.loads(structure)
    return Text(
        id=payload["text"],
        kind=payload["kind"],
        content=content,
        language=payload["language"],
        case=payload["case"],
        file=payload["file"],
        file_sha256=payload["file_sha256"],
        turns=tuple(Turn(*turn) for turn in parts["turns"]),
        passages=tuple(Passage(*passage) for passage in parts["passages"]),
        metadata=dict(payload["metadata"]),
    )
