"""A text's portrait: which codes come where along it, how much of it is read and coded, and who speaks how much."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coding.codebook.model import word
from coding.records.coverage import covered
from corpus.characters import WORD
from corpus.spans import Span, joined
from corpus.text import Text
from reports.explore.note import Note
from reports.study_material import StudyMaterial
from reports.tables.axis import date_of


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code along the text: the stretches coded with it, in code points, joined where they touch."""

    code: str
    label: str
    codings: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SpeakerShare:
    """What a speaker says: turns, words, the share of all spoken words, and the codings that begin in it."""

    speaker: str | None
    role: str
    turns: int
    words: int
    share: float
    codings: int


@dataclass(frozen=True, slots=True)
class TextPortrait:
    """A text: its codes by where they first come, and how far it is read and coded (shares of its characters)."""

    text: str
    kind: str
    case: str | None
    date: str
    characters: int
    words: int
    passages: int
    passages_read: int
    passages_coded: int
    coded: float
    codings: int
    codes: tuple[CodeLine, ...]
    speakers: tuple[SpeakerShare, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the shares are of."""
        return (Note("explore.note.text_portrait"),)

    def records(self) -> list[dict[str, Any]]:
        """A line for the text, then one for each code and each speaker, as JSON and CSV have them."""
        return [
            {
                "what": "text",
                "name": self.text,
                "kind": self.kind,
                "case": self.case,
                "date": self.date or None,
                "characters": self.characters,
                "words": self.words,
                "passages": self.passages,
                "passages_read": self.passages_read,
                "passages_coded": self.passages_coded,
                "coded": round(self.coded, 4),
                "codings": self.codings,
            },
            *(
                {
                    "what": "code",
                    "name": line.code,
                    "codings": line.codings,
                    "spans": [list(span) for span in line.spans],
                }
                for line in self.codes
            ),
            *(
                {
                    "what": "speaker",
                    "name": speaker.speaker,
                    "role": speaker.role,
                    "turns": speaker.turns,
                    "words": speaker.words,
                    "share": round(speaker.share, 4),
                    "codings": speaker.codings,
                }
                for speaker in self.speakers
            ),
        ]


def text_portrait(material: StudyMaterial, text_id: str) -> TextPortrait:
    """The portrait of a text of the material."""
    text = material.texts[text_id]
    codings = material.codings
    mine = np.flatnonzero(codings.text.numbers == codings.text.number(text_id))
    spans = list(zip(codings.start[mine].tolist(), codings.end[mine].tolist(), strict=True))
    codes = [codings.code.at(at) or "" for at in mine.tolist()]
    length = max(len(text.content), 1)
    return TextPortrait(
        text=text.id,
        kind=text.kind,
        case=text.case,
        date=date_of(text, material),
        characters=len(text.content),
        words=len(WORD.findall(text.content)),
        passages=len(text.passages),
        passages_read=len(covered(text, [r for r in material.readings if r.text == text_id])),
        passages_coded=len({p.number for span in set(spans) for p in text.passages_in(*span)}),
        coded=sum(end - start for start, end in joined(spans)) / length,
        codings=len(spans),
        codes=_code_lines(material, codes, spans),
        speakers=_speakers(text, [start for start, _ in spans]),
    )


def strip(spans: Iterable[Span], length: int, *, width: int) -> str:
    """The stretches along a text of that length in `width` letters: `█` where any of it is coded, else `·`."""
    letters = ["·"] * width
    for start, end in spans:
        first = min(start * width // max(length, 1), width - 1)
        last = min(max(end - 1, start) * width // max(length, 1), width - 1)
        letters[first : last + 1] = "█" * (last - first + 1)
    return "".join(letters)


def _code_lines(material: StudyMaterial, codes: Sequence[str], spans: Sequence[Span]) -> tuple[CodeLine, ...]:
    """The codes by where they first come."""
    by_code: dict[str, list[Span]] = defaultdict(list)
    for code, span in zip(codes, spans, strict=True):
        by_code[code].append(span)
    book = material.codebook.codes
    return tuple(
        CodeLine(
            code=code,
            label=(word(book[code].label, material.language) if code in book else "") or code,
            codings=len(found),
            spans=tuple(joined(found)),
        )
        for code, found in by_code.items()
    )


def _speakers(text: Text, starts: Sequence[int]) -> tuple[SpeakerShare, ...]:
    """The speakers by first turn, with their shares of the spoken words."""
    words: Counter[tuple[str | None, str]] = Counter()
    turns: Counter[tuple[str | None, str]] = Counter()
    begun: Counter[tuple[str | None, str]] = Counter()
    voices = {turn.number: (turn.speaker, turn.role) for turn in text.turns}
    turns.update(voices.values())
    for passage in text.passages:
        if passage.turn is not None:
            words[voices[passage.turn]] += len(WORD.findall(text.quote(passage)))
    for start in starts:
        turn_there = text.turn_at(start)
        if turn_there is not None:
            begun[turn_there.speaker, turn_there.role] += 1
    spoken = max(words.total(), 1)
    return tuple(
        SpeakerShare(who[0], who[1], number, words[who], words[who] / spoken, begun[who])
        for who, number in turns.items()
    )
