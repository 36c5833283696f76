"""Replacing names by their pseudonyms: in words, in JSON values and in whole texts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from corpus.anchoring import Anchors, Edit, apply_edits
from corpus.pseudonyms.key import Pseudonym
from corpus.pseudonyms.standing import pattern_of
from corpus.text import Text
from wording.spelling import caseless


class PseudonymReplacer:
    """Replaces the names of a key by their pseudonyms, where a person decided so; `loose` as in `pattern_of`."""

    def __init__(self, lines: Iterable[Pseudonym], *, loose: bool = False) -> None:
        lines = list(lines)
        self.by_name = {caseless(p.name): p.replacement for p in lines if p.decision == "replace"}
        self._pattern = pattern_of((p.name for p in lines if p.decision == "replace"), loose=loose)

    def find(self, content: str) -> list[tuple[int, int, str]]:
        """Every stretch of the content that is one of the names (start, end), with its replacement."""
        if self._pattern is None:
            return []
        return [(m.start(), m.end(), self._replacement(m.group())) for m in self._pattern.finditer(content)]

    def _replacement(self, written: str) -> str:
        return self.by_name[caseless(" ".join(written.split()))]

    def mask(self, words: str) -> str:
        """The words with every name replaced."""
        return apply_edits(words, self.find(words))[0]

    def mask_value(self, value: Any) -> Any:
        """A JSON value with every name in its strings replaced."""
        if isinstance(value, str):
            return self.mask(value)
        if isinstance(value, Mapping):
            return {key: self.mask_value(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.mask_value(inner) for inner in value]
        return value

    def mask_text(self, text: Text) -> tuple[Text, tuple[Edit, ...]]:
        """The text with its names replaced and its turns and passages moved accordingly, and the edits."""
        content, edits = apply_edits(text.content, self.find(text.content))
        anchors = Anchors(text.content, content, edits)

        def heading(words: str | None) -> str | None:
            return None if words is None else self.mask(words)

        turns = []
        for turn in text.turns:
            start, end = anchors.span(turn.start, turn.end)
            turns.append(turn._replace(start=start, end=end, speaker=_voice(heading(turn.speaker))))
        passages = []
        for passage in text.passages:
            start, end = anchors.span(passage.start, passage.end)
            passages.append(passage._replace(start=start, end=end, heading=heading(passage.heading)))
        marks = None if text.marks is None else tuple(anchors.span(*mark) for mark in text.marks)
        metadata = {key: self.mask(value) for key, value in text.metadata.items()}
        masked = replace(
            text, content=content, turns=tuple(turns), passages=tuple(passages), marks=marks, metadata=metadata
        )
        return masked, edits


def _voice(speaker: str | None) -> str | None:
    """A speaker's name as it will be read from the text again: `[Personne 1] :` is the label of Personne 1."""
    whole = speaker is not None and speaker[:1] == "[" and speaker.find("]") == len(speaker) - 1
    return speaker[1:-1] if speaker and whole else speaker
