"""Times without brackets at the ends of speeches (`… à 3'12"`): marks if the whole text has them, else words."""

import re
from dataclasses import replace

from corpus.clock import TIME, TIME_IN_BRACKETS, as_timestamp
from corpus.speech.layout import TextLayout

_TIME = rf"(?:{TIME}|à\s\d{{1,3}}\s?(?:min|mn)\s?\d{{2}}(?!\d)|\(\s?{TIME_IN_BRACKETS}\s?\))"
OPENING = re.compile(rf"\s*[-–—]?\s?{_TIME}(?=\s)\s*(?:[-–—]\s)?")
CLOSING = re.compile(rf"(?<=\s){_TIME}\s*$")
_AFTER_LABEL = re.compile(rf"[^:\n]{{1,60}}?\s?[:：]\s(?P<time>{_TIME})(?=\s+\S)")
_LONGEST_MARK = 60
_SHARE = 0.5
"""The minimum share of paragraphs that must have such a time, at the same end."""


def with_edge_times(layout: TextLayout) -> TextLayout:
    """The layout, knowing whether times without brackets at the edges of its speeches are marks.

    They are where half of the paragraphs, four or more, have one at the same end and they never run backwards.
    """
    opened: list[str] = []
    closed: list[str] = []
    paragraphs = 0
    for line in layout.lines:
        if line.part == "notice" or line.block.form == "heading":
            continue
        paragraphs += 1
        text = layout.text(line)
        if found := _AFTER_LABEL.match(text[: 2 * _LONGEST_MARK]):
            opened.append(found["time"])
        if found := CLOSING.search(text, max(0, len(text) - _LONGEST_MARK)):
            closed.append(found.group())
    marked = any(len(times) >= max(4, _SHARE * paragraphs) and _in_order(times) for times in (opened, closed))
    return replace(layout, edge_times=True) if marked else layout


def _in_order(times: list[str]) -> bool:
    read = [_padded(as_timestamp(time) or "") for time in times]
    return read == sorted(read)


def _padded(timestamp: str) -> str:
    return timestamp.rjust(10, "0")
