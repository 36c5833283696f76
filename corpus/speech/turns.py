"""Finding the turns of a transcript: which of its labels are speakers, and what each of them says."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.problem import Problem
from corpus.spans import Span, joined, outside_of
from corpus.speech.edge_times import with_edge_times
from corpus.speech.label_doubts import label_doubts
from corpus.speech.label_nouns import are_fields
from corpus.speech.label_phrases import phrases_as_voices
from corpus.speech.label_review import labels_at_second_look, names_set_apart
from corpus.speech.label_slips import in_one_spelling, mislabelled, nearly_alike, within_lines
from corpus.speech.layout import TextLayout
from corpus.speech.line_labels import TIME_ALONE, labels_of_lines
from corpus.speech.overlap import part_voices
from corpus.speech.passages import completed
from corpus.speech.roles import infer_roles
from corpus.speech.speaker_choice import choose_speakers, once
from corpus.speech.speaker_label import SpeakerLabel
from corpus.speech.speakers import Speakers
from corpus.speech.speeches import Speech, speeches_under
from corpus.speech.talk_doubts import talk_doubts
from corpus.speech.tool_lines import part_remarks, tool_lines, without_notices
from corpus.speech.typography import parts_by_look
from corpus.text import Passage, Role, Turn
from wording.messages import tr


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns that were found, every passage, the marks between them, where speech begins, and what is uncertain.

    Passages without a turn hold the words that nobody is known to say; `marks` are the places of labels and times;
    `by_tool` means that a tool's layout was recognised over the whole text, which makes it a conversation; `notices`
    are the places of what a tool wrote there and nobody says.
    """

    turns: tuple[Turn, ...]
    passages: tuple[Passage, ...]
    marks: tuple[Span, ...]
    first: int
    problems: tuple[Problem, ...]
    by_tool: bool = False
    notices: tuple[Span, ...] = ()


def find_turns(layout: TextLayout, name: str, speakers: Speakers | None = None) -> Conversation | None:
    """The turns of a transcript, or None where nothing in it shows who speaks.

    docs/transcripts.md lists the conventions that are recognised. A label counts as a speaker when it is a word for a
    role, recurs, or is set like those that do; a label that does neither is named in a warning. `speakers` is what a
    person stated about them, and takes precedence.
    """
    speakers = speakers or Speakers()
    layout = part_remarks(part_voices(layout))
    tool = tool_lines(layout)
    layout = with_edge_times(without_notices(layout, tool.notices))
    labels = labels_of_lines(layout, speakers, tool)
    accepted, problems = choose_speakers(labels, layout, name, speakers=speakers)
    if not any(label.form != "inside" for label in accepted.values()):
        accepted = names_set_apart(layout)
        if not accepted and (by_look := _by_look(layout, name)) is not None:
            return by_look
        accepted = accepted or dict(labels_at_second_look(layout))
        problems = [*problems, *_named_once(layout, accepted, name)]
    elif not any(label.name for label in accepted.values()):
        looser = labels_at_second_look(layout)
        if any(label.name for label in looser.values()):
            accepted, problems = dict(looser), [*problems, *_named_once(layout, looser, name)]
    told = speakers.names or speakers.pattern
    if not accepted or (not told and are_fields(accepted, layout)):
        return None
    accepted = in_one_spelling(accepted)
    turns, passages, marks = _turns(layout, speeches_under(layout, speakers, accepted))
    spoken = [(turn.speaker, layout.content[turn.start : turn.end]) for turn in turns]
    stated = {line.block.speaker: line.block.role for line in layout.lines if line.block.speaker and line.block.role}
    given = {**stated, **{speakers.name(label): role for label, role in speakers.roles.items()}}
    roles, doubts = infer_roles(spoken, name, given)
    cases = {speakers.name(label).casefold(): case for label, case in speakers.cases.items()}
    turns = [
        turn._replace(role=role, case=cases.get((turn.speaker or "").casefold()))
        for turn, role in zip(turns, roles, strict=True)
    ]
    first = layout.lines[min(accepted)].start
    written = labels_of_lines(layout, speakers) if tool.labels else labels
    doubts.extend(label_doubts(layout, written, name, speakers=speakers, taken=accepted))
    doubts.extend(phrases_as_voices(layout, accepted, name, speakers))
    doubts.extend(mislabelled(layout, accepted, name, speakers))
    doubts.extend(within_lines(layout, accepted, name, speakers))
    doubts.extend(nearly_alike((turn.speaker for turn in turns), name))
    if not any(turn.speaker for turn in turns) and not speakers.pattern:
        doubts.extend(talk_doubts(layout, name, unnamed=True))
    if any(label.form == "at" for label in accepted.values()):
        doubts.append(_behind_at(name))
    notices = tuple((line.start, line.end) for line in layout.lines if line.part == "notice")
    return Conversation(tuple(turns), passages, marks, first, (*problems, *doubts), bool(tool.labels), notices)


def _behind_at(name: str) -> Problem:
    message = tr(
        "the names behind @ at the beginning of paragraphs were taken for those who speak. If they are those who are "
        "spoken to, add the file with --kind document."
    )
    return Problem(name, message, "warning")


def _named_once(layout: TextLayout, labels: Mapping[int, SpeakerLabel], name: str) -> Iterator[Problem]:
    """A doubt for each name that occurs once among labels without a sign of their own."""
    counts = Counter(label.name.casefold() for label in labels.values())
    for number, label in labels.items():
        if label.name and counts[label.name.casefold()] == 1:
            yield once(label.name, f"{name}:{layout.line_number(layout.lines[number].start)}")


def _turns(layout: TextLayout, speeches: Sequence[Speech]) -> tuple[list[Turn], tuple[Passage, ...], tuple[Span, ...]]:
    """Turns without roles, all passages, and the marks; speeches of one voice in a row are one turn."""
    merged: list[Speech] = []
    for speech in speeches:
        if not speech.paragraphs:
            continue
        if merged and merged[-1].key == speech.key:
            merged[-1].paragraphs.extend(speech.paragraphs)
        else:
            merged.append(speech)
    turns: list[Turn] = []
    passages: list[Passage] = []
    for number, speech in enumerate(merged, 1):
        start, end = speech.paragraphs[0][0], speech.paragraphs[-1][1]
        turns.append(Turn(number, start, end, speech.speaker, "other", speech.timestamp))
        for first, last, line in speech.paragraphs:
            passages.append(Passage(0, first, last, page=line.block.page, turn=number))
    marks = _marks(layout, speeches, passages)
    return turns, completed(layout, passages, marks), marks


def _marks(layout: TextLayout, speeches: Sequence[Speech], passages: Sequence[Passage]) -> tuple[Span, ...]:
    """The places of labels and times: what the speeches left out, and lines with nothing but a time."""
    times = [(line.start, line.end) for line in layout.lines if TIME_ALONE.fullmatch(layout.text(line))]
    spoken = joined((passage.start, passage.end) for passage in passages)
    left_out = joined([*(mark for speech in speeches for mark in speech.marks), *times])
    outside = outside_of(left_out, spoken)
    return tuple((start, end) for piece in outside for start, end in [layout.trimmed(*piece)] if start < end)


def _by_look(layout: TextLayout, name: str) -> Conversation | None:
    """The conversation as its typography shows it: interviewer and respondent, or witnesses one after another."""
    found = parts_by_look(layout)
    if found is None:
        return None
    parts, way = found
    speeches: list[Speech] = []
    for line, key, speaker in parts:
        if line.part == "notice":
            continue
        if not speeches or speeches[-1].key != key:
            speeches.append(Speech(speaker, None, key))
        speeches[-1].take(layout, line, 0, opens=line.opens)
    turns, passages, marks = _turns(layout, speeches)
    roles: dict[object, Role] = {"asks": "interviewer", "answers": "respondent"}
    keys = [speech.key for speech in speeches if speech.paragraphs]
    default: Role = "respondent" if way == "witness" else "other"
    turns = [turn._replace(role=roles.get(key, default)) for turn, key in zip(turns, keys, strict=True)]
    doubts = () if way == "witness" else (_without_names(name),)
    return Conversation(tuple(turns), passages, marks, turns[0].start, doubts)


def _without_names(name: str) -> Problem:
    message = tr(
        "no speakers are named; questions and answers were distinguished by their typography. "
        "Check them with `glose turns`."
    )
    return Problem(name, message, "warning")
