"""Layouts of tools, recognised over a whole text: chats, machine transcripts, and the notices that nobody speaks."""

import re
from dataclasses import dataclass, replace

from corpus.speech.diarised import diarised_lines, numbered_voices
from corpus.speech.layout import TextLayout, TextLine
from corpus.speech.meeting_chat import meeting_chat
from corpus.speech.messages import UNSEEN, Message
from corpus.speech.messenger import messenger
from corpus.speech.pasted_chat import pasted_chat
from corpus.speech.sonal_export import sonal_export
from corpus.speech.speaker_label import SpeakerLabel
from corpus.speech.timed_names import timed_names
from corpus.speech.tool_notices import is_notice

_REMARK = re.compile(
    rf"\s?[{UNSEEN}]*<(?:This message was edited|(?:Ce )?message (?:a été )?modifié|edited|modifié)\.?>$", re.IGNORECASE
)
_RECOGNISERS = (messenger, meeting_chat, pasted_chat, sonal_export, numbered_voices, diarised_lines, timed_names)


@dataclass(frozen=True, slots=True)
class ToolLines:
    """What a tool's layout says of the lines of a text, by number: their labels, and the lines that nobody speaks."""

    labels: dict[int, SpeakerLabel]
    notices: frozenset[int]


def tool_lines(layout: TextLayout) -> ToolLines:
    """The labels and notices of the first tool whose layout the whole text has; only notices where none has.

    A recogniser answers only where several lines have its layout and names recur: a date, a time or a name in
    brackets in an ordinary text is none.
    """
    texts = [
        "" if line.part or line.block.speaker is not None or line.block.form in ("heading", "row") else text
        for line in layout.lines
        for text in [layout.text(line)]
    ]
    notices = {number for number, text in enumerate(texts) if is_notice(text)}
    found: dict[int, Message] | None = next((lines for way in _RECOGNISERS if (lines := way(texts))), None)
    labels: dict[int, SpeakerLabel] = {}
    for number, message in (found or {}).items():
        if message.is_notice:
            notices.add(number)
        else:
            labels[number] = SpeakerLabel(message.form, message.name, message.speech, message.timestamp)
    return ToolLines({n: label for n, label in labels.items() if n not in notices}, frozenset(notices))


def part_remarks(layout: TextLayout) -> TextLayout:
    """The layout with a line of its own, marked as a notice, for what a chat adds to the end of a message."""
    lines: list[TextLine] = []
    for line in layout.lines:
        found = _REMARK.search(layout.text(line)) if layout.content.startswith(">", line.end - 1) else None
        if found and (message := layout.cut(line, 0, found.start())):
            remark = layout.cut(line, found.start(), line.end - line.start, part="notice", opens=False)
            lines.extend(part for part in (message, remark) if part)
        else:
            lines.append(line)
    return TextLayout(layout.content, tuple(lines))


def without_notices(layout: TextLayout, notices: frozenset[int]) -> TextLayout:
    """The layout with these lines marked as notices, which open no speech and belong to none."""
    if not notices:
        return layout
    lines = tuple(replace(line, part="notice") if n in notices else line for n, line in enumerate(layout.lines))
    return TextLayout(layout.content, lines)
