"""Layouts of tools, recognised over a whole text: chats, machine transcripts, and the notices that nobody speaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.characters import INVISIBLE
from corpus.speech.diarised import TURN_MARK, diarised_lines, numbered_voices, voices_between
from corpus.speech.layout import TextLayout, TextLine
from corpus.speech.mail_headers import mail_headers
from corpus.speech.meeting_chat import meeting_chat
from corpus.speech.messages import Message
from corpus.speech.messenger import messenger
from corpus.speech.pasted_chat import pasted_chat
from corpus.speech.sonal_export import sonal_export
from corpus.speech.speaker_label import SpeakerLabel
from corpus.speech.timed_names import timed_names
from corpus.speech.tool_notices import is_aside, is_notice

_REMARK = re.compile(
    rf"\s?[{INVISIBLE}]*<(?:This message was edited|(?:Ce )?message (?:a été )?modifié|edited|modifié)\.?>$",
    re.IGNORECASE,
)
_RECOGNISERS = (
    messenger,
    mail_headers,
    meeting_chat,
    pasted_chat,
    sonal_export,
    numbered_voices,
    diarised_lines,
    timed_names,
)


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
    ways = (lambda lines: voices_between(lines, _turn_marks(layout)), *_RECOGNISERS)
    found: dict[int, Message] | None = next((lines for way in ways if (lines := way(texts))), None)
    if not any(message.form == "message" and not message.is_notice for message in (found or {}).values()):
        notices |= {number for number, text in enumerate(texts) if is_aside(text)}
    labels: dict[int, SpeakerLabel] = {}
    for number, message in (found or {}).items():
        if message.is_notice:
            notices.add(number)
        else:
            labels[number] = SpeakerLabel(message.form, message.name, message.speech, message.timestamp)
    return ToolLines({n: label for n, label in labels.items() if n not in notices}, frozenset(notices))


def _turn_marks(layout: TextLayout) -> frozenset[int]:
    """The numbers of lines that are nothing but `[SPEAKER_TURN]`."""
    return frozenset(n for n, line in enumerate(layout.lines) if line.part and TURN_MARK.fullmatch(layout.text(line)))


def part_remarks(layout: TextLayout) -> TextLayout:
    """The layout with a line of its own, marked as a notice, for what a chat adds to the end of a message, and for a
    mark that another voice begins.
    """
    lines: list[TextLine] = []
    for line in _at_turn_marks(layout):
        found = _REMARK.search(layout.text(line)) if layout.content.startswith(">", line.end - 1) else None
        if found and (message := layout.cut(line, 0, found.start())):
            remark = layout.cut(line, found.start(), line.end - line.start, part="notice", opens=False)
            lines.extend(part for part in (message, remark) if part)
        else:
            lines.append(line)
    return TextLayout(layout.content, tuple(lines))


def _at_turn_marks(layout: TextLayout) -> Iterator[TextLine]:
    """The lines, parted where a mark says that another voice begins."""
    marked = TURN_MARK.search(layout.content) is not None
    for line in layout.lines:
        done = 0
        for found in TURN_MARK.finditer(layout.text(line)) if marked else ():
            before = layout.cut(line, done, found.start(), **({"opens": True} if done else {}))
            mark = layout.cut(line, found.start(), found.end(), part="notice", opens=False)
            yield from (part for part in (before, mark) if part)
            done = found.end()
        if rest := layout.cut(line, done, line.end - line.start, **({"opens": True} if done else {})):
            yield rest


def without_notices(layout: TextLayout, notices: frozenset[int]) -> TextLayout:
    """The layout with these lines marked as notices, which open no speech and belong to none."""
    if not notices:
        return layout
    lines = tuple(replace(line, part="notice") if n in notices else line for n, line in enumerate(layout.lines))
    return TextLayout(layout.content, lines)
