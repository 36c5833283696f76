"""The label that each line of a text may begin with, before it is decided which of them are speakers."""

import re

from corpus.clock import TIME, as_timestamp
from corpus.speech.layout import TextLayout, TextLine
from corpus.speech.parliamentary_record import CLOSING
from corpus.speech.speaker_label import SpeakerLabel, label_of
from corpus.speech.speakers import Speakers

TIME_ALONE = re.compile(rf"\s*[\[({{<#]?\s*{TIME}(?:\s*[-–—>]+\s*{TIME})?\s*[\])}}>#]?\s*")
"""A line that has nothing but a time or a span of time."""
_NAME_ALONE = re.compile(r"\s*[^\W\d_][^:;?!.\n]{0,40}\s*")


def labels_of_lines(layout: TextLayout, speakers: Speakers) -> dict[int, SpeakerLabel]:
    """The candidates by number of line; only what matches `speakers.pattern`, where there is one."""
    labels: dict[int, SpeakerLabel] = {}
    for number, line in enumerate(layout.lines):
        label = _by_pattern(layout, line, speakers) if speakers.pattern else _in_line(layout, line)
        following = layout.lines[number + 1] if number + 1 < len(layout.lines) else None
        above = layout.lines[number - 1] if number else None
        if above and following and not speakers.pattern and (label is None or label.form == "bare"):
            label = _under_a_time(layout, line, above, following) or label
        if following and not speakers.pattern and (label is None or label.form == "bare"):
            label = _over_a_time(layout, line, following) or label
        if label:
            labels[number] = label
    return labels


def _by_pattern(layout: TextLayout, line: TextLine, speakers: Speakers) -> SpeakerLabel | None:
    assert speakers.pattern is not None
    found = speakers.pattern.match(layout.text(line))
    if not found:
        return None
    group = "speaker" if "speaker" in speakers.pattern.groupindex else 1
    name = (found.group(group) or "").strip()
    return SpeakerLabel("given", name, found.end(), as_timestamp(found.group())) if name else None


def _in_line(layout: TextLayout, line: TextLine) -> SpeakerLabel | None:
    block = line.block
    if line.part == "inside":
        found = label_of(layout.text(line))
        return SpeakerLabel("inside", found.name, found.speech) if found else None
    if line.part == "rest":
        return None
    if block.speaker is not None:
        return SpeakerLabel("given", block.speaker, 0, block.timestamp)
    if block.form == "cue" and block.timestamp:
        return SpeakerLabel("timed", "", 0, block.timestamp)
    if block.form in ("heading", "row") or CLOSING.match(layout.text(line)):
        return None
    return label_of(layout.text(line), line.bold)


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
    if joined and "-->" in time and TIME_ALONE.fullmatch(time) and _NAME_ALONE.fullmatch(text):
        return SpeakerLabel("own line", text.strip(), len(text), as_timestamp(time))
    return None
