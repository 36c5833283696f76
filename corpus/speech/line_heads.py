"""What stands at the head of lines before any label: their numbers, where these run through a text, and times."""

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.clock import TIME, TIME_IN_BRACKETS, as_timestamp
from corpus.label_words import STAMP
from corpus.speech.layout import TextLayout

_NUMBER = re.compile(
    r"\s*[\[(]?(?:n[°ºo]\s?|[#§L¶])?(?P<number>\d{1,5}(?:\.\d{1,4}){0,2})(?![\d:])\s?[\])°º.:|/,;–—-]{0,2}\s+(?=\S)"
)
_TIME = re.compile(
    rf"\s*(?:{STAMP}|\[\s?{TIME_IN_BRACKETS}\s*(?:-->|->|[-–—])\s*{TIME_IN_BRACKETS}\s?\]"
    rf"|{TIME}(?:\s*(?:-->|->|[-–—])\s*{TIME})?)\s*(?:[|,;\t–—-]\s*)?(?=\S)"
)
_LONGEST = 60
_SHARE = 0.5
"""The minimum share of paragraphs that must be numbered for the numbers to be none of their words."""


@dataclass(frozen=True, slots=True)
class LineHead:
    """The number or time before a label: it ends at `end` in its line."""

    end: int
    timestamp: str | None = None


def numbers_of_lines(layout: TextLayout) -> dict[int, LineHead]:
    """The numbers by number of line, where half of the paragraphs or more are numbered and the numbers rise."""
    found = {n: match for n, line in enumerate(layout.lines) if (match := _head(_NUMBER, layout, n))}
    opening = sum(line.opens and line.block.form != "heading" for line in layout.lines)
    values = [tuple(map(int, match["number"].split("."))) for match in found.values()]
    rising = sum(a < b for a, b in pairwise(values))
    if len(found) < 4 or len(found) < _SHARE * opening or rising < 0.9 * (len(values) - 1):
        return {}
    return {n: LineHead(match.end()) for n, match in found.items()}


def heads_of_lines(layout: TextLayout) -> dict[int, LineHead]:
    """The numbers and times by number of line: a number that runs through the text, then a time."""
    numbers = numbers_of_lines(layout)
    heads = dict(numbers)
    for n in range(len(layout.lines)):
        after = numbers[n].end if n in numbers else 0
        if match := _head(_TIME, layout, n, after):
            heads[n] = LineHead(after + match.end(), as_timestamp(match.group()))
    return heads


def _head(pattern: re.Pattern[str], layout: TextLayout, number: int, after: int = 0) -> re.Match[str] | None:
    line = layout.lines[number]
    if line.part or line.block.speaker is not None or line.block.form == "heading":
        return None
    return pattern.match(layout.content[line.start + after : min(line.end, line.start + after + _LONGEST)])
