"""Telling turns apart: which labels of a file are speakers, and what each of them says."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.clock import TIME, as_timestamp
from corpus.layout import Layout, Line
from corpus.problem import Problem
from corpus.roles import infer_roles
from corpus.speaker_label import Label, is_interviewer_word, is_role_word, label_of
from corpus.text import Passage, Turn

_MARK = re.compile(rf"(?:#{TIME}#|\[{TIME}\]|\({TIME}\)|\{{{TIME}\}})")
_CLOSING_MARK = re.compile(rf"\s*{_MARK.pattern}\s*$")
_OPENING_MARK = re.compile(rf"^\s*{_MARK.pattern}\s*")


@dataclass(slots=True)
class _Speech:
    """Paragraphs (start, end, line) of one voice while they are being gathered."""

    speaker: str | None
    timestamp: str | None
    key: object = None
    paragraphs: list[tuple[int, int, Line]] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.paragraphs = []


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was understood: turns, the passages in them, where speech begins, and every doubt."""

    turns: tuple[Turn, ...]
    passages: tuple[Passage, ...]
    first: int
    problems: tuple[Problem, ...]


def find_turns(layout: Layout, name: str) -> Conversation | None:
    """The turns of a transcript, or None where nothing in it says who speaks.

    The conventions that are told apart are listed in docs/transcripts.md. A label counts as a speaker when it
    is a word for a role, recurs, or is set like those that do; one that does neither is named as a doubt.
    """
    labels = {n: label for n, line in enumerate(layout.lines) if (label := _label(layout, line))}
    accepted, problems = _accept(labels, layout, name)
    if not accepted:
        return _by_typography(layout)
    speeches = list(_speeches(layout, accepted))
    return _conversation(layout, speeches, layout.lines[min(accepted)].start, problems)


def _label(layout: Layout, line: Line) -> Label | None:
    block = line.block
    if block.speaker is not None:
        return Label("given", block.speaker, 0, block.timestamp)
    if block.form in ("heading", "row"):
        return None
    return label_of(layout.text(line), line.bold)


def _accept(labels: dict[int, Label], layout: Layout, name: str) -> tuple[dict[int, Label], list[Problem]]:
    counts = Counter((label.form, label.name.casefold()) for label in labels.values())
    sure = {n: label for n, label in labels.items() if _is_sure(label, counts, layout.lines[n])}
    forms = Counter(label.form for label in sure.values())
    if not sure or (forms.keys() <= {"dash", "dialogue"} and sum(forms.values()) < 4):
        return {}, []
    main = forms.most_common(1)[0][0]
    looks = Counter(_look(label, layout.lines[n]) for n, label in sure.items() if label.form == main)
    accepted, problems = {}, []
    for number, label in labels.items():
        fits = label.form == main or label.form in ("given", "bracket", "own line")
        if number in sure and (fits or is_role_word(label.name) or forms[label.form] >= 4):
            accepted[number] = label
        elif label.form == main and number > min(sure) and label.name:
            if _look(label, layout.lines[number]) in looks and _look(label, layout.lines[number]) != "plain":
                accepted[number] = label
            elif layout.lines[number].opens:
                line = layout.content.count("\n", 0, layout.lines[number].start) + 1
                message = f"“{label.name}” stands once before a colon and was not taken for a speaker."
                problems.append(Problem(f"{name}:{line}", message, "warning"))
    return accepted, problems


def _is_sure(label: Label, counts: Counter[tuple[str, str]], line: Line) -> bool:
    if label.form == "given":
        return True
    if label.form == "bracket" and (label.timestamp or is_role_word(label.name)):
        return True
    number = counts[label.form, label.name.casefold()]
    if label.form in ("chevron", "dialogue", "tab", "dash"):
        return number >= 2
    if is_role_word(label.name):
        return True
    recurs = number >= 2 or (line.bold > 0 and label.timestamp is not None)
    return recurs and (line.opens or line.bold > 0 or number >= 3)


def _look(label: Label, line: Line) -> str:
    """How a label is set: labels set alike are of a kind."""
    if line.bold >= len(label.name):
        return "bold"
    if label.timestamp:
        return "timed"
    return "capitals" if label.name.isupper() and len(label.name) > 1 else "plain"


def _speeches(layout: Layout, accepted: dict[int, Label]) -> Iterator[_Speech]:
    """Gather the paragraphs under each label; with one named speaker only, the rest answers."""
    names = {label.name for label in accepted.values()}
    alone = len(names) == 1 and is_interviewer_word(next(iter(names)))
    speech: _Speech | None = None
    alternate = 0
    for number, line in enumerate(layout.lines):
        label = accepted.get(number)
        if label is not None:
            if (speech is not None and label.form != "given") or (speech is not None and label.name != speech.speaker):
                yield speech
                speech = None
            alternate += 1
            if speech is None:
                key = alternate if label.form in ("chevron", "dialogue") else label.name.casefold()
                speech = _Speech(label.name or None, label.timestamp, key)
            _take(layout, speech, line, label.speech, opens=True)
        elif line.block.form == "heading":
            if speech is not None:
                yield speech
                speech = _Speech(speech.speaker, None, speech.key)
        elif alone and line.opens and speech is not None and speech.paragraphs:
            yield speech
            speech = _Speech(None, None, "unnamed")
            _take(layout, speech, line, 0, opens=True)
        elif speech is not None:
            _take(layout, speech, line, 0, opens=line.opens)
    if speech is not None:
        yield speech


def _take(layout: Layout, speech: _Speech, line: Line, skip: int, *, opens: bool) -> None:
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


def _conversation(layout: Layout, speeches: Sequence[_Speech], first: int, problems: list[Problem]) -> Conversation:
    merged: list[_Speech] = []
    for speech in speeches:
        if not speech.paragraphs:
            continue
        if merged and merged[-1].key == speech.key:
            merged[-1].paragraphs.extend(speech.paragraphs)
        else:
            merged.append(speech)
    turns = [
        Turn(
            number,
            speech.paragraphs[0][0],
            speech.paragraphs[-1][1],
            speech.speaker,
            "other",
            speech.timestamp,
        )
        for number, speech in enumerate(merged, 1)
    ]
    roles, doubts = infer_roles([(t.speaker, layout.content[t.start : t.end]) for t in turns])
    turns = [replace(turn, role=role) for turn, role in zip(turns, roles, strict=True)]
    headings = _headings_above(layout)
    passages: list[Passage] = []
    for turn, speech in zip(turns, merged, strict=True):
        for start, end, line in speech.paragraphs:
            heading = headings.get(line.start)
            passages.append(Passage(len(passages) + 1, start, end, heading, line.block.page, turn.number))
    return Conversation(tuple(turns), tuple(passages), first, (*problems, *doubts))


def _headings_above(layout: Layout) -> dict[int, str]:
    above: dict[int, str] = {}
    current: str | None = None
    for line in layout.lines:
        if line.block.form == "heading":
            current = line.block.text
        elif current is not None:
            above[line.start] = current
    return above


def _by_typography(layout: Layout) -> Conversation | None:
    """Questions told by how they are set: whole paragraphs in bold, or headings that ask."""
    asks = [_asks(layout, line) for line in layout.lines]
    questions = sum(asks)
    if questions < 3 or questions > 0.7 * len(asks):
        return None
    speeches: list[_Speech] = []
    for line, asking in zip(layout.lines, asks, strict=True):
        if line.block.form == "heading" and not asking:
            continue
        key = "asks" if asking else "answers"
        if not speeches or speeches[-1].key != key:
            if not speeches and not asking:
                continue
            speeches.append(_Speech(None, None, key))
        _take(layout, speeches[-1], line, 0, opens=line.opens)
    conversation = _conversation(layout, speeches, speeches[0].paragraphs[0][0], [])
    asked = [speech.key == "asks" for speech in speeches if speech.paragraphs]
    turns = tuple(
        replace(turn, role="interviewer" if asking else "respondent")
        for turn, asking in zip(conversation.turns, asked, strict=True)
    )
    return replace(conversation, turns=turns, problems=())


def _asks(layout: Layout, line: Line) -> bool:
    text = layout.text(line)
    whole_bold = line.bold >= len(text) and line.block.form != "heading"
    return text.rstrip(' *_»"').endswith("?") and (whole_bold or line.block.form == "heading")
