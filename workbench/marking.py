"""Where words and sentences begin and end around a passage, so that the borders of a coding move by them."""

import re
from collections.abc import Mapping
from typing import Literal

from workbench.agenda import AgendaItem

Unit = Literal["word", "sentence"]
"""By what borders move."""

_WORD = re.compile(r"\w+(?:[-'’]\w+)*['’]?|[^\w\s]+")
_AROUND = 5
"""How many passages before and after the one at hand the borders of a coding can reach."""


def words_of(item: AgendaItem) -> list[tuple[int, int]]:
    """Start and end of each word (and each group of signs) of the passage and of those around it."""
    return [
        (found.start(), found.end())
        for passage in _around(item)
        for found in _WORD.finditer(item.text.content, passage[1], passage[2])
    ]


def sentences_of(item: AgendaItem, sentences: Mapping[tuple[str, int], list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Start and end of each sentence of the passage and of those around it, by text and number of the passage."""
    return [
        bounds
        for number, start, end in _around(item)
        for bounds in sentences.get((item.text.id, number)) or [(start, end)]
    ]


def _around(item: AgendaItem) -> list[tuple[int, int, int]]:
    at = item.passage.number - 1
    return [(p.number, p.start, p.end) for p in item.text.passages[max(at - _AROUND, 0) : at + _AROUND + 1]]
