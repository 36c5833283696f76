"""The label that each line of a text may begin with, before it is decided which of them are speakers."""

import re
from dataclasses import replace

from corpus.clock import TIME, TIME_IN_BRACKETS, as_timestamp
from corpus.speech.layout import TextLayout, TextLine
from corpus.speech.line_heads import numbers_of_lines
from corpus.speech.parliamentary_record import CLOSING
from corpus.speech.speaker_label import SpeakerLabel, label_of
from corpus.speech.speakers import Speakers
from corpus.speech.tool_lines import ToolLines

TIME_ALONE = re.compile(
    rf"\s*(?:[\[({{<#]?\s*{TIME}(?:\s*(?:[-–—>]+|,)\s*{TIME})?\s*[\])}}>#]?|[\[({{<#]\s*{TIME_IN_BRACKETS}\s*[\])}}>#])\s*"
)
"""A line that has nothing but a time or a span of time."""
_SPAN = re.compile(rf"-->|{TIME}\s*[-–—]\s*{TIME}")
_NAME_ALONE = re.compile(r"\s*[^\W\d_][^:;?!.\n]{0,40}\s*")


def labels_of_lines(layout: TextLayout, speakers: Speakers, tool: ToolLines | None = None) -> dict[int, SpeakerLabel]:
    """The candidates by number of line; only what matches `speakers.pattern`, where there is one.

    Where a tool's layout was recognised, its labels are the only ones beside those that blocks bring.
    """
    if tool and tool.labels and not speakers.pattern:
        return {n: label for n, line in enumerate(layout.lines) if (label := tool.labels.get(n) or _of_block(line))}
    labels: dict[int, SpeakerLabel] = {}
    numbers = {} if speakers.pattern else numbers_of_lines(layout)
    for number, line in enumerate(layout.lines):
        label = _by_pattern(layout, line, speakers) if speakers.pattern else _in_line(layout, line, speakers)
        following = layout.lines[number + 1] if number + 1 < len(layout.lines) else None
        above = layout.lines[number - 1] if number else None
        if above and following and not speakers.pattern and (label is None or label.form == "bare"):
            label = _under_a_time(layout, line, above, following) or label
        if following and not speakers.pattern and (label is None or label.form == "bare"):
            label = _over_a_time(layout, line, following) or label
        in_row = line.block.form == "row"
        if number in numbers and not in_row and not (label and label.form in ("numbered", "given")):
            label = _behind(numbers[number].end, layout, line) or label
        if label:
            labels[number] = label
    return labels


def _behind(end: int, layout: TextLayout, line: TextLine) -> SpeakerLabel | None:
    """The label behind the number of a line, which ends at `end`; words without a sign are none."""
    found = label_of(layout.text(line)[end:], max(0, line.bold - end))
    return replace(found, speech=end + found.speech) if found and found.form != "bare" else None


def _by_pattern(layout: TextLayout, line: TextLine, speakers: Speakers) -> SpeakerLabel | None:
    assert speakers.pattern is not None
    found = speakers.pattern.match(layout.text(line))
    if not found:
        return None
    group = "speaker" if "speaker" in speakers.pattern.groupindex else 1
    name = (found.group(group) or "").strip()
    return SpeakerLabel("given", name, found.end(), as_timestamp(found.group())) if name else None


def _in_line(layout: TextLayout, line: TextLine, speakers: Speakers) -> SpeakerLabel | None:
    """The label of a line: what the format names, unless a person stated that the line's own label is a speaker."""
    block = line.block
    if line.part == "notice":
        return None
    if line.part == "inside":
        found = label_of(layout.text(line))
        return SpeakerLabel("inside", found.name, found.speech) if found else None
    if line.part == "rest":
        return None
    if given := _of_block(line):
        stated = label_of(layout.text(line), line.bold) if speakers.names else None
        return stated if stated and stated.name.casefold() in speakers.names else given
    if block.form in ("heading", "row") or CLOSING.match(layout.text(line)):
        return None
    return label_of(layout.text(line), line.bold)


def _of_block(line: TextLine) -> SpeakerLabel | None:
    """The voice that the format itself names."""
    block = line.block
    return SpeakerLabel("given", block.speaker, 0, block.timestamp) if block.speaker is not None else None


def _over_a_time(layout: TextLayout, line: TextLine, following: TextLine) -> SpeakerLabel | None:
    """A name on a line of its own, with nothing but a time on the next."""
    text, below = layout.text(line), layout.text(following)
    if line.block.form != "heading" and TIME_ALONE.fullmatch(below) and _NAME_ALONE.fullmatch(text):
        return SpeakerLabel("own line", text.strip(), len(text), as_timestamp(below))
    return None


def _under_a_time(layout: TextLayout, line: TextLine, above: TextLine, following: TextLine) -> SpeakerLabel | None:
    """A name on a line of its own, between a line with a span of time and the speech."""
    text, time = layout.text(line), layout.text(above)
    joined = not line.opens and not following.opens
    if joined and _SPAN.search(time) and TIME_ALONE.fullmatch(time) and _NAME_ALONE.fullmatch(text):
        return SpeakerLabel("own line", text.strip(), len(text), as_timestamp(time))
    return None
