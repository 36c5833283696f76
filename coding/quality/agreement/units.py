"""The units on which coders are compared: turns, passages, sentences or characters of all texts, in one row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from coding.records.spread import Bounds, Spread
from corpus.arrays import Int64Array
from corpus.front_matter import front_matter
from corpus.sentences import sentence_pieces
from corpus.text import Passage, Text

UnitKind = Literal["turn", "passage", "sentence", "character"]
UNIT_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The units in one row; `text` is the number of each one's text, `number` its own in the text, from 1.

    Where units are characters these are the passages, to be cut where codings begin and end.
    """

    kind: UnitKind
    spread: Spread
    text: Int64Array
    number: Int64Array

    def place(self, unit: int) -> tuple[str, int, int]:
        """The text, start and end of a unit."""
        text = int(self.text[unit])
        shift = int(self.spread.shift[text])
        return self.spread.texts[text], int(self.spread.start[unit]) - shift, int(self.spread.end[unit]) - shift


def units_of(texts: Mapping[str, Text], kind: UnitKind, *, interviewers: bool = True) -> Units:
    """The units of these texts; without `interviewers` those that an interviewer says are left out.

    Lines at the head of an interview (`Date : …`) are none: that nobody codes them is no agreement. A document has no
    turns; its passages take their place.
    """
    spread = Spread.of(texts, lambda text: _bounds(text, kind, interviewers=interviewers))
    sizes = np.diff(spread.first)
    text = np.repeat(np.arange(len(sizes)), sizes)
    number = np.arange(spread.count) - spread.first[:-1][text] + 1
    return Units(kind, spread, text, _own_numbers(texts, kind, interviewers=interviewers, otherwise=number))


def _bounds(text: Text, kind: UnitKind, *, interviewers: bool) -> Bounds:
    if kind == "turn" and text.turns:
        spans = [(t.start, t.end) for t in text.turns if interviewers or t.role != "interviewer"]
    else:
        passages = _passages(text, interviewers=interviewers)
        cut: Callable[[Text, Passage], list[tuple[int, int]]] = _sentences if kind == "sentence" else _whole
        spans = [span for passage in passages for span in cut(text, passage)]
    array = np.array(spans, np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _passages(text: Text, *, interviewers: bool) -> list[Passage]:
    heads = front_matter(text)
    asked = frozenset() if interviewers else {turn.number for turn in text.turns if turn.role == "interviewer"}
    return [p for p in text.passages if p.number not in heads and p.turn not in asked]


def _whole(_text: Text, passage: Passage) -> list[tuple[int, int]]:
    return [(passage.start, passage.end)]


def _sentences(text: Text, passage: Passage) -> list[tuple[int, int]]:
    """The sentences of a passage without the white space around them."""
    words = text.quote(passage)
    found = []
    for start, end in sentence_pieces(words):
        piece = words[start:end]
        if stripped := piece.strip():
            begin = passage.start + start + len(piece) - len(piece.lstrip())
            found.append((begin, begin + len(stripped)))
    return found


def _own_numbers(texts: Mapping[str, Text], kind: UnitKind, *, interviewers: bool, otherwise: Int64Array) -> Int64Array:
    """The numbers that `glose text` and `glose turns` give passages and turns; sentences are counted."""
    if kind == "sentence":
        return otherwise
    numbers: list[int] = []
    for text in texts.values():
        if kind == "turn" and text.turns:
            numbers += [t.number for t in text.turns if interviewers or t.role != "interviewer"]
        else:
            numbers += [p.number for p in _passages(text, interviewers=interviewers)]
    return np.array(numbers, np.int64)
