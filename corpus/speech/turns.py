"""Telling turns apart: which labels of a file are speakers, and what each of them says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.clock import TIME, as_timestamp
from corpus.label_words import is_interviewer_word, is_unknown_voice
from corpus.problem import Problem
from corpus.speech.label_review import labels_at_second_look
from corpus.speech.layout import TextLayout, TextLine
from corpus.speech.overlap import part_voices
from corpus.speech.parliamentary_record import CLOSING
from corpus.speech.roles import infer_roles
from corpus.speech.speaker_choice import choose_speakers
from corpus.speech.speaker_label import SpeakerLabel, label_of
from corpus.speech.speakers import Speakers
from corpus.speech.typography import parts_by_look
from corpus.text import Passage, Role, Turn

_MARK = re.compile(rf"(?:#{TIME}#|\[{TIME}\]|\({TIME}\)|\{{{TIME}\}})")
_CLOSING_MARK = re.compile(rf"\s*{_MARK.pattern}\s*$")
_OPENING_MARK = re.compile(rf"^\s*{_MARK.pattern}\s*")
_TIME_ALONE = re.compile(rf"\s*[\[({{<#]?\s*{TIME}(?:\s*[-–—>]+\s*{TIME})?\s*[\])}}>#]?\s*")
_NAME_ALONE = re.compile(r"\s*[^\W\d_][^:;?!.\n]{0,40}\s*")


@dataclass(slots=True)
class _Speech:
    """Paragraphs (start, end, line) of one voice while they are being gathered."""

    speaker: str | None
    timestamp: str | None
    key: object
    paragraphs: list[tuple[int, int, TextLine]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was understood: turns, the passages in them, where speech begins, and every doubt."""

    turns: tuple[Turn, ...]
    passages: tuple[Passage, ...]
    first: int
    problems: tuple[Problem, ...]


def find_turns(layout: TextLayout, name: str, speakers: Speakers | None = None) -> Conversation | None:
    """The turns of a transcript, or None where nothing in it says who speaks.

    The conventions that are told apart are listed in docs/transcripts.md. A label counts as a speaker when it
    is a word for a role, recurs, or is set like those that do; one that does neither is named as a doubt.
    `speakers` is what a person said about them, and goes before.
    """
    speakers = speakers or Speakers()
    layout = part_voices(layout)
    labels = _labels(layout, speakers)
    accepted, problems = choose_speakers(labels, layout, name, speakers=speakers)
    if not any(label.form != "inside" for label in accepted.values()):
        by_look = _by_look(layout, name)
        if by_look is not None:
            return by_look
        accepted = dict(labels_at_second_look(layout))
    if not accepted:
        return None
    speeches = [*_before(layout, accepted), *_speeches(layout, accepted, speakers)]
    first = layout.lines[min(accepted)].start
    return _conversation(layout, speeches, first, problems=problems, speakers=speakers)


def _labels(layout: TextLayout, speakers: Speakers) -> dict[int, SpeakerLabel]:
    labels: dict[int, SpeakerLabel] = {}
    for number, line in enumerate(layout.lines):
        label = _by_pattern(layout, line, speakers) if speakers.pattern else _label(layout, line)
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


def _label(layout: TextLayout, line: TextLine) -> SpeakerLabel | None:
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
    """A name on a line of its own with nothing but a time on the next."""
    text, below = layout.text(line), layout.text(following)
    if line.block.form != "heading" and _TIME_ALONE.fullmatch(below) and _NAME_ALONE.fullmatch(text):
        return SpeakerLabel("own line", text.strip(), len(text), as_timestamp(below))
    return None


def _under_a_time(layout: TextLayout, line: TextLine, above: TextLine, following: TextLine) -> SpeakerLabel | None:
    """A name on a line of its own, under a line that is a span of time and over what is said."""
    text, time = layout.text(line), layout.text(above)
    joined = not line.opens and not following.opens
    if joined and "-->" in time and _TIME_ALONE.fullmatch(time) and _NAME_ALONE.fullmatch(text):
        return SpeakerLabel("own line", text.strip(), len(text), as_timestamp(time))
    return None


def _before(layout: TextLayout, accepted: Mapping[int, SpeakerLabel]) -> Iterator[_Speech]:
    """What is said before the first label, where its time shows that somebody spoke before."""
    first = min(accepted)
    if accepted[first].form != "own line" or accepted[first].timestamp in (None, "0:00:00", "0:00:01"):
        return
    speech = _Speech(None, None, "before")
    for line in layout.lines[:first]:
        text = layout.text(line)
        if line.block.form == "paragraph" and text.endswith((".", "?", "!", "…")) and len(text.split()) > 3:
            _take(layout, speech, line, 0, opens=line.opens)
    yield speech


def _speeches(layout: TextLayout, accepted: Mapping[int, SpeakerLabel], speakers: Speakers) -> list[_Speech]:
    """Gather the paragraphs under each label; with one named speaker only, the rest answers."""
    names = {label.name for label in accepted.values()}
    alone = len(names) == 1 and is_interviewer_word(next(iter(names)))
    floor = _TurnBuilder(layout)
    for number, line in enumerate(layout.lines):
        label = accepted.get(number)
        if label is not None:
            opened = _open(label, number, speakers)
            same = label.form == "given" and floor.speech is not None and floor.speech.key == opened.key
            floor.give(None if same else opened)
            floor.say(line, label.speech, opens=True)
        elif line.part == "rest" and floor.outer is not None and floor.speech is not floor.outer:
            floor.give(_Speech(floor.outer.speaker, None, floor.outer.key))
            floor.say(line, 0, opens=True)
        elif line.block.form == "heading" or CLOSING.match(layout.text(line)):
            floor.pause(ends=line.block.form != "heading")
        elif alone and line.opens and floor.speech is not None and floor.speech.paragraphs:
            floor.give(_Speech(None, None, "unnamed"))
            floor.say(line, 0, opens=True)
        elif number + 1 in accepted and _TIME_ALONE.fullmatch(layout.text(line)):
            continue
        elif floor.speech is not None and not _repeats_time(layout, line, floor.speech):
            floor.say(line, 0, opens=line.opens)
        if line.part != "inside":
            floor.outer = floor.speech
    return floor.speeches


class _TurnBuilder:
    """Who has the floor: the speech that goes on, and the one it was put into, if any."""

    def __init__(self, layout: TextLayout) -> None:
        self.layout = layout
        self.speeches: list[_Speech] = []
        self.speech: _Speech | None = None
        self.outer: _Speech | None = None

    def give(self, speech: _Speech | None) -> None:
        """Let another speech begin; None lets the present one go on."""
        if speech is not None:
            self.speech = speech
            self.speeches.append(speech)

    def say(self, line: TextLine, skip: int, *, opens: bool) -> None:
        """Add a line to the present speech."""
        if self.speech is not None:
            _take(self.layout, self.speech, line, skip, opens=opens)

    def pause(self, *, ends: bool) -> None:
        """Break the present speech off; unless it ends, its voice goes on afterwards."""
        if self.speech is not None and not ends:
            self.speech = _Speech(self.speech.speaker, None, self.speech.key)
            self.speeches.append(self.speech)
        elif ends:
            self.speech = None


def _open(label: SpeakerLabel, number: int, speakers: Speakers) -> _Speech:
    """The speech a label opens; a voice without a name is another each time."""
    unknown = not label.name or is_unknown_voice(label.name)
    name = None if unknown else speakers.name(label.name)
    key: object = number if name is None else re.sub(r"\s*\(.*?\)", "", name).casefold()
    return _Speech(name, label.timestamp, key)


def _repeats_time(layout: TextLayout, line: TextLine, speech: _Speech) -> bool:
    """Whether a line is the time that stands under a name."""
    if speech.paragraphs or not _TIME_ALONE.fullmatch(layout.text(line)):
        return False
    speech.timestamp = speech.timestamp or as_timestamp(layout.text(line))
    return True


def _take(layout: TextLayout, speech: _Speech, line: TextLine, skip: int, *, opens: bool) -> None:
    """Add a line to a speech, without its label and without time marks at its ends."""
    start, end = line.start + skip, line.end
    text = layout.content[start:end]
    opening = _OPENING_MARK.match(text)
    if opening and opens:
        speech.timestamp = speech.timestamp or as_timestamp(opening.group())
        start += opening.end()
    closing = _CLOSING_MARK.search(layout.content[start:end])
    if closing:
        speech.timestamp = speech.timestamp or as_timestamp(closing.group())
        end = start + closing.start()
    text = layout.content[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    if start >= end:
        return
    if opens or not speech.paragraphs:
        speech.paragraphs.append((start, end, line))
    else:
        first, _, opened = speech.paragraphs[-1]
        speech.paragraphs[-1] = (first, end, opened)


def _conversation(
    layout: TextLayout, speeches: Sequence[_Speech], first: int, *, problems: list[Problem], speakers: Speakers
) -> Conversation:
    turns, passages = _turns(layout, speeches)
    said = [(turn.speaker, layout.content[turn.start : turn.end]) for turn in turns]
    given = {speakers.name(label): role for label, role in speakers.roles.items()}
    roles, doubts = infer_roles(said, given)
    turns = [replace(turn, role=role) for turn, role in zip(turns, roles, strict=True)]
    return Conversation(tuple(turns), tuple(passages), first, (*problems, *doubts))


def _turns(layout: TextLayout, speeches: Sequence[_Speech]) -> tuple[list[Turn], list[Passage]]:
    merged: list[_Speech] = []
    for speech in speeches:
        if not speech.paragraphs:
            continue
        if merged and merged[-1].key == speech.key:
            merged[-1].paragraphs.extend(speech.paragraphs)
        else:
            merged.append(speech)
    turns: list[Turn] = []
    passages: list[Passage] = []
    headings = _headings_above(layout)
    for number, speech in enumerate(merged, 1):
        start, end = speech.paragraphs[0][0], speech.paragraphs[-1][1]
        turns.append(Turn(number, start, end, speech.speaker, "other", speech.timestamp))
        for first, last, line in speech.paragraphs:
            heading = headings.get(line.start)
            passages.append(Passage(len(passages) + 1, first, last, heading, line.block.page, number))
    return turns, passages


def _headings_above(layout: TextLayout) -> dict[int, str]:
    above: dict[int, str] = {}
    current: str | None = None
    for line in layout.lines:
        if line.block.form == "heading":
            current = line.block.text
        elif current is not None:
            above[line.start] = current
    return above


def _by_look(layout: TextLayout, name: str) -> Conversation | None:
    """The conversation as its type shows it: who asks and who answers, or witnesses one after another."""
    found = parts_by_look(layout)
    if found is None:
        return None
    parts, told = found
    speeches: list[_Speech] = []
    for line, key, speaker in parts:
        if not speeches or speeches[-1].key != key:
            speeches.append(_Speech(speaker, None, key))
        _take(layout, speeches[-1], line, 0, opens=line.opens)
    turns, passages = _turns(layout, speeches)
    roles: dict[object, Role] = {"asks": "interviewer", "answers": "respondent"}
    kept = [speech.key for speech in speeches if speech.paragraphs]
    default: Role = "respondent" if told == "witness" else "other"
    turns = [replace(turn, role=roles.get(key, default)) for turn, key in zip(turns, kept, strict=True)]
    doubts = () if told == "witness" else (Problem(name, _UNLABELLED, "warning"),)
    return Conversation(tuple(turns), tuple(passages), turns[0].start, doubts)


_UNLABELLED = "no speaker is named; questions and answers were told apart by how they are set: see `glose turns`."
