"""The passages of a text: what each voice says, and every other word, of which nobody knows who says it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corpus.characters import EMOJI
from corpus.spans import Span, joined, left_over
from corpus.speech.layout import TextLayout, TextLine
from corpus.text import Passage

_WORD = re.compile(rf"\w|[{EMOJI}]")
"""Letters, digits and emoji; a line with nothing but dashes or stars is no passage."""


def paragraphs(layout: TextLayout) -> tuple[Passage, ...]:
    """The paragraphs, items, rows and headings of a document as passages without a turn."""
    return completed(layout, (), ())


def completed(layout: TextLayout, spoken: Sequence[Passage], marks: Sequence[Span]) -> tuple[Passage, ...]:
    """The spoken passages and, of all other words, passages without a turn, numbered together in the text's order.

    `marks` are the places of labels and times, which belong to no passage. Every word of the text that lies in no mark
    is then in exactly one passage. `heading` of each passage is the nearest heading above, or itself if it is one.
    """
    taken = joined([*((passage.start, passage.end) for passage in spoken), *marks])
    every = sorted([*spoken, *_others(layout, taken)], key=lambda passage: passage.start)
    if not every and not marks:
        every = [Passage(0, *layout.trimmed(0, len(layout.content)))]  # a text of nothing but signs
    labels = {start for start, _ in marks}
    headings = [
        (line.start, line.block.text)
        for line in layout.lines
        if line.block.form == "heading" and line.start not in labels
    ]
    starts = [start for start, _ in headings]
    passages = []
    for number, passage in enumerate(every, 1):
        above = bisect_right(starts, passage.start)
        passages.append(passage._replace(number=number, heading=headings[above - 1][1] if above else None))
    return tuple(passages)


def _others(layout: TextLayout, taken: list[Span]) -> Iterator[Passage]:
    """The passages of the words outside `taken`: one for each paragraph, item, row or heading, in order."""
    current: Passage | None = None
    at = 0
    for line in layout.lines:
        while at < len(taken) and taken[at][1] <= line.start:
            at += 1
        for piece in left_over(line.start, line.end, taken, at):
            start, end = layout.trimmed(*piece)
            if not _WORD.search(layout.content, start, end):
                continue
            if current and not _opens(line, start) and not layout.content[current.end : start].strip():
                current = current._replace(end=end)
                continue
            if current:
                yield current
            level = max(line.block.level, 1) if line.block.form == "heading" else None
            current = Passage(0, start, end, page=line.block.page, level=level)
    if current:
        yield current


def _opens(line: TextLine, start: int) -> bool:
    """Whether words that begin at `start` in a line begin a paragraph."""
    return start == line.start and (line.opens or line.block.form in ("item", "row"))
