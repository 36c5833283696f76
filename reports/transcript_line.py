"""A coded transcript as values: its lines, their pieces and bars, and the codings in its margin."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarginCoding:
    """A coding or class as the margin names it. `letter` is its own in this text, `colour` that of its family, from 0.

    `about` is its case where this is not the one that its place is about; `lane` counts from 0.
    """

    letter: str
    anchor: str
    start: int
    end: int
    lane: int
    colour: int
    label: str
    degree: str
    given: str
    about: str
    coder: str
    day: str
    entry: str
    memo: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the codings that they have; `begins` and `ends` are those with their first or last word here."""

    words: str
    codings: tuple[MarginCoding, ...] = ()
    begins: tuple[MarginCoding, ...] = ()
    ends: tuple[MarginCoding, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """The part of a coding that lies in a passage: where it begins and how far it goes, in shares of the passage."""

    coding: MarginCoding
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Who begins to speak, and when: the turn's number, the speaker, their role where this says more, the time."""

    turn: int
    speaker: str
    role: str
    time: str


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A passage. `voice` is there where its turn begins, `page` where it changes, `beginning` what is coded from here.

    `level` is the depth of a heading, None for speech; `asks` says that the interviewer speaks.
    """

    anchor: str
    pieces: tuple[Piece, ...]
    bars: tuple[Bar, ...]
    beginning: tuple[MarginCoding, ...]
    voice: Voice | None = None
    page: int | None = None
    level: int | None = None
    asks: bool = False

    @property
    def size(self) -> int:
        """How many characters it has."""
        return sum(len(piece.words) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class CodedTranscript:
    """A text's lines; `families` are the colours used with their labels, `index` the letters of each code's codings.

    `language` is that of its words about the text, `spoken` that of the text.
    """

    id: str
    language: str
    spoken: str
    facts: tuple[str, ...]
    lines: tuple[TranscriptLine, ...]
    lanes: int
    families: tuple[tuple[int, str], ...]
    index: tuple[tuple[str, tuple[MarginCoding, ...]], ...]
