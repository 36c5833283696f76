"""What each voice says: the lines of a text gathered into speeches under the labels of their speakers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.clock import TIME, TIME_ALONE_IN_SPEECH, TIME_IN_BRACKETS, as_timestamp
from corpus.label_words import KEPT, is_interviewer_word, is_unknown_voice
from corpus.spans import Span
from corpus.speech.edge_times import CLOSING as CLOSING_TIME
from corpus.speech.edge_times import OPENING as OPENING_TIME
from corpus.speech.layout import TextLayout, TextLine
from corpus.speech.line_labels import TIME_ALONE
from corpus.speech.parliamentary_record import CLOSING
from corpus.speech.speaker_label import SpeakerLabel
from corpus.speech.speakers import Speakers
from corpus.speech.tool_notices import closes, is_aside

_INNER = rf"{TIME_IN_BRACKETS}(?:\s*[-–—>]+\s*{TIME})?"
_MARK = re.compile(
    rf"(?:#\s?{_INNER}\s?#|\[\s?{_INNER}\s?\]|\(\s?{TIME}\s?\)|\{{\s?{_INNER}\s?\}}|<\s?{TIME}\s?>"
    rf"|(?<!\S){TIME_ALONE_IN_SPEECH}(?!\S))"
)
_CLOSING_MARK = re.compile(rf"{_MARK.pattern}\s*$")
_LONGEST_MARK = 60
_OPENING_MARK = re.compile(rf"^\s*{_MARK.pattern}\s*")
_EDGES = {
    False: (_OPENING_MARK, _CLOSING_MARK),
    True: (
        re.compile(f"{_OPENING_MARK.pattern}|{OPENING_TIME.pattern}"),
        re.compile(f"{_CLOSING_MARK.pattern}|{CLOSING_TIME.pattern}"),
    ),
}
"""The marks at the beginning and end of a speech, by whether times without brackets are marks too."""


@dataclass(slots=True)
class Speech:
    """Paragraphs (start, end, line) of one voice; speeches in a row with the same `key` are one turn.

    `marks` are the places of its labels and times, which are not part of what is said.
    """

    speaker: str | None
    timestamp: str | None
    key: object
    paragraphs: list[tuple[int, int, TextLine]] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)

    def take(self, layout: TextLayout, line: TextLine, skip: int, *, opens: bool) -> None:
        """Add a line without its label (`skip` characters) and without time marks at its ends.

        It begins a paragraph where it `opens` one, and otherwise continues the last.
        """
        start, end = line.start + skip, line.end
        self.marks.append((line.start, start))
        opens_with, closes_with = _EDGES[layout.edge_times]
        opening = opens_with.match(layout.content[start:end])
        if opening and opens:
            self.timestamp = self.timestamp or as_timestamp(opening.group())
            self.marks.append((start, start + opening.end()))
            start += opening.end()
        tail = max(start, end - _LONGEST_MARK)
        closing = closes_with.search(layout.content, tail, end)
        if closing:
            self.timestamp = self.timestamp or as_timestamp(closing.group())
            self.marks.append((closing.start(), end))
            end = closing.start()
        start, end = layout.trimmed(start, end)
        if start >= end:
            return
        if opens or not self.paragraphs:
            self.paragraphs.append((start, end, line))
        else:
            first, _, opened = self.paragraphs[-1]
            self.paragraphs[-1] = (first, end, opened)


def speeches_under(layout: TextLayout, speakers: Speakers, labels: Mapping[int, SpeakerLabel]) -> list[Speech]:
    """The speeches under these labels (by number of line; at least one), in order."""
    return [*_before(layout, labels), *_after(layout, labels, speakers)]


def _before(layout: TextLayout, labels: Mapping[int, SpeakerLabel]) -> Iterator[Speech]:
    """The speech before the first label, where the time of that label shows that somebody spoke before."""
    first = min(labels)
    if labels[first].form != "own line" or labels[first].timestamp in (None, "0:00:00", "0:00:01"):
        return
    speech = Speech(None, None, "before")
    for line in layout.lines[:first]:
        text = layout.text(line)
        if line.block.form == "paragraph" and text.endswith((".", "?", "!", "…")) and len(text.split()) > 3:
            speech.take(layout, line, 0, opens=line.opens)
    yield speech


def _after(layout: TextLayout, labels: Mapping[int, SpeakerLabel], speakers: Speakers) -> list[Speech]:
    """The speeches from the first label on; where the interviewer alone is named, other paragraphs answer."""
    names = {label.name for label in labels.values()}
    alone = len(names) == 1 and is_interviewer_word(next(iter(names)))
    builder = _SpeechBuilder(layout)
    for number, line in enumerate(layout.lines):
        label = labels.get(number)
        if label is not None:
            opened = _open(label, number, speakers)
            same = label.form == "given" and builder.speech is not None and builder.speech.key == opened.key
            builder.begin(None if same else opened)
            builder.add(line, label.speech, opens=True)
            builder.in_table = bool(line.block.speaker)
        elif line.part == "notice":
            builder.leave_out(line, number, only_word=number - 1 in labels)
        elif line.part == "rest" and builder.outer is not None and builder.speech is not builder.outer:
            builder.begin(Speech(builder.outer.speaker, None, builder.outer.key))
            builder.add(line, 0, opens=True)
        elif line.block.form in ("heading", "row") or builder.is_beside(line) or CLOSING.match(layout.text(line)):
            builder.pause(ends=line.block.form not in ("heading", "row"))
        elif alone and line.opens and builder.speech is not None and builder.speech.paragraphs:
            builder.begin(Speech(None, None, "unnamed"))
            builder.add(line, 0, opens=True)
        elif number + 1 in labels and TIME_ALONE.fullmatch(layout.text(line)):
            continue
        elif builder.speech is not None and not _repeats_time(layout, line, builder.speech):
            builder.add(line, 0, opens=line.opens)
        if line.part != "inside":
            builder.outer = builder.speech
    return builder.speeches


class _SpeechBuilder:
    """The speeches so far: the one that is going on, and the one that it interrupts, if any."""

    def __init__(self, layout: TextLayout) -> None:
        self.layout = layout
        self.speeches: list[Speech] = []
        self.speech: Speech | None = None
        self.outer: Speech | None = None
        self.in_table = False
        """Whether the format itself names this voice, so that paragraphs beside a table are not its speech."""

    def is_beside(self, line: TextLine) -> bool:
        """Whether the format names the present voice, but says nothing about this line."""
        return self.in_table and line.block.speaker is None

    def begin(self, speech: Speech | None) -> None:
        """Begin another speech; None continues the present one."""
        if speech is not None:
            self.speech = speech
            self.speeches.append(speech)

    def add(self, line: TextLine, skip: int, *, opens: bool) -> None:
        """Add a line to the present speech."""
        if self.speech is not None:
            self.speech.take(self.layout, line, skip, opens=opens)

    def leave_out(self, line: TextLine, number: int, *, only_word: bool) -> None:
        """Leave out a notice: what the present voice says after that of a tool is a turn of its own, a note of who
        transcribed only interrupts it, and the end ends it. A note that is the only word below a name is speech.
        """
        text = self.layout.text(line)
        begun = self.speech is not None and bool(self.speech.paragraphs)
        if is_aside(text) and not closes(text) and only_word and not begun:
            self.add(line, 0, opens=True)
        elif is_aside(text):
            self.pause(ends=closes(text))
        elif self.speech is not None and begun:
            self.begin(Speech(self.speech.speaker, None, (number, self.speech.key)))

    def pause(self, *, ends: bool) -> None:
        """Interrupt the present speech; unless it ends, its voice continues afterwards."""
        if self.speech is not None and not ends:
            self.speech = Speech(self.speech.speaker, None, self.speech.key)
            self.speeches.append(self.speech)
        elif ends:
            self.speech = None


def _open(label: SpeakerLabel, number: int, speakers: Speakers) -> Speech:
    """The speech that a label opens; each unnamed label is a different voice, and each message of a chat a turn."""
    unknown = not label.name or is_unknown_voice(label.name)
    name = None if unknown else speakers.name(label.name)
    key: object = number if name is None or label.form == "message" else _key(name)
    return Speech(name, label.timestamp, key)


@lru_cache(KEPT)
def _key(name: str) -> str:
    """What names of one voice share: `Marie (elle)` is `marie`."""
    return re.sub(r"\s*\(.*?\)", "", name).casefold()


def _repeats_time(layout: TextLayout, line: TextLine, speech: Speech) -> bool:
    """Whether a line is only the time of the name above it."""
    if speech.paragraphs or not TIME_ALONE.fullmatch(layout.text(line)):
        return False
    speech.timestamp = speech.timestamp or as_timestamp(layout.text(line))
    return True
