"""A text of the study: its characters, frozen, and the turns and passages found in them."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any, Literal, NamedTuple, get_args

from corpus.characters import WORD
from corpus.spans import Span, joined, left_over

Role = Literal["interviewer", "respondent", "other"]
ROLES: tuple[Role, ...] = ("respondent", "interviewer", "other")
"""The roles of speakers, those whom a study is about first."""
TextKind = Literal["interview", "document"]
TEXT_KINDS: tuple[TextKind, ...] = get_args(TextKind)


class Turn(NamedTuple):
    """What one speaker says without interruption; `start`–`end` covers the speech, not the label.

    `number` counts from 1; `speaker` is the name as written, None where the file has none; `timestamp` is H:MM:SS;
    `case` is that of its speaker, where several cases speak in one text (a group interview), else None.
    """

    number: int
    start: int
    end: int
    speaker: str | None
    role: Role
    timestamp: str | None = None
    case: str | None = None


class Passage(NamedTuple):
    """A paragraph of a turn or document: the unit for which codes are suggested and reading is recorded.

    `number` counts from 1; `heading` is the nearest heading above (or the passage itself, if it is one);
    `page` is the page in the file, where it has pages; `turn` is the number of its turn, None where nobody is known to
    say it; `level` is the depth of a heading from 1, None for everything else.
    """

    number: int
    start: int
    end: int
    heading: str | None = None
    page: int | None = None
    turn: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker in one text, with their number of turns."""

    name: str | None
    role: Role
    turns: int


@dataclass(frozen=True, slots=True)
class Text:
    """One source in the study; `sha256` is the hash of its characters, `file_sha256` that of the file's bytes.

    `marks` are the places of labels and times, which belong to no passage, in order; every other word is in exactly
    one. None where the text was read before marks were kept: words may then lie in no passage. `reading` is what a
    person stated about how the file is to be read (`corpus.stated`), None where nothing.
    """

    id: str
    kind: TextKind
    content: str
    language: str
    case: str | None
    file: str
    file_sha256: str
    turns: tuple[Turn, ...] = ()
    passages: tuple[Passage, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    marks: tuple[Span, ...] | None = None
    reading: Mapping[str, Any] | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the characters in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    def quote(self, part: Turn | Passage) -> str:
        """The characters of a turn or passage."""
        return self.content[part.start : part.end]

    def turn_at(self, position: int) -> Turn | None:
        """The turn that contains the character at `position`; None where there is none or nobody says it."""
        number = bisect_right(self.turns, position, key=lambda turn: turn.start) - 1
        if number < 0 or position >= self.turns[number].end:
            return None
        passage = next(iter(self.passages_in(position, position + 1)), None)
        return self.turns[number] if passage is None or passage.turn is not None else None

    def case_at(self, position: int) -> str | None:
        """The case that words at `position` are about, unless a coder says otherwise: the speaker's, or the text's."""
        turn = self.turn_at(position)
        return (turn.case if turn else None) or self.case

    @property
    def cases(self) -> tuple[str, ...]:
        """Every case that the text belongs to: its own, then those of its speakers."""
        of_speakers = [turn.case for turn in self.turns]
        return tuple(case for case in dict.fromkeys((self.case, *of_speakers)) if case)

    def passages_in(self, start: int, end: int) -> tuple[Passage, ...]:
        """The passages that share a character with `start`–`end`, in order."""
        first = bisect_right(self.passages, start, key=lambda passage: passage.end)
        return tuple(takewhile(lambda passage: passage.start < end, islice(self.passages, first, None)))

    @property
    def words_outside(self) -> int:
        """How many words are in no passage and no mark; where marks are not known, those in lines without a passage."""
        taken = joined([*((p.start, p.end) for p in self.passages), *(self.marks or ())])
        words = 0
        for start, end in left_over(0, len(self.content), taken):
            piece = self.content[start:end]
            if self.marks is None and end < len(self.content):  # its last line holds the label of the passage below
                piece = "".join(piece.splitlines(keepends=True)[:-1])
            words += len(WORD.findall(piece))
        return words

    @property
    def outline(self) -> tuple[Passage, ...]:
        """The headings, in order."""
        return tuple(passage for passage in self.passages if passage.level)

    def section(self, position: int) -> tuple[str, ...]:
        """The headings above the character at `position`, from the outermost to the nearest."""
        path: list[Passage] = []
        for heading in self.outline:
            if heading.start > position:
                break
            path = [h for h in path if (h.level or 0) < (heading.level or 0)] + [heading]
        return tuple(self.quote(heading) for heading in path)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers in the order of their first turns."""
        counts: dict[tuple[str | None, Role], int] = {}
        for turn in self.turns:
            counts[turn.speaker, turn.role] = counts.get((turn.speaker, turn.role), 0) + 1
        return tuple(Speaker(name, role, turns) for (name, role), turns in counts.items())


class Whereabouts:
    """The turn and passage at each of many places of a text, found in a fraction of the time of `turn_at`."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._ends = [passage.end for passage in text.passages]
        self._starts = [turn.start for turn in text.turns]

    def of(self, start: int, end: int) -> tuple[Turn | None, Passage | None]:
        """`turn_at(start)`, and the first of `passages_in(start, end)`."""
        text, first, number = self.text, bisect_right(self._ends, start), bisect_right(self._starts, start) - 1
        nearest = text.passages[first] if first < len(self._ends) else None
        passage = nearest if nearest and nearest.start < end else None
        turn = text.turns[number] if number >= 0 and start < text.turns[number].end else None
        if turn and nearest and nearest.start <= start and nearest.turn is None:
            return None, passage
        return turn, passage


def facts_named(texts: Iterable[Text]) -> set[str]:
    """The names of all that texts state about themselves."""
    return {name for text in texts for name in facts(text)}


def facts(text: Text) -> dict[str, str]:
    """The facts that a text states about itself: its metadata, case, kind and language."""
    return {**text.metadata, "case": text.case or "", "kind": text.kind, "language": text.language}
