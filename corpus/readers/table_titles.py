"""Titles of columns, in French and English, that say where a table has speakers, times and speech."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROWS_ABOVE = 10
"""Titles are looked for in this many rows, since a title of the whole table may be above."""
_TITLES = 1
"""Below so many rows with three cells or more, a row of titles is none."""

_SPEAKER = re.compile(
    r"speakers?|locut(?:eur|rice)s?|intervenante?s?|interlocut(?:eur|rice)s?|participante?s?|orateurs?|oratrices?|who|qui|names?|noms?"
    r"|prénoms?|pseudos?|pseudonymes?|voix|voices?|personnes?|persons?|people|act(?:eur|rice)s?|auteure?s?|authors?|from"
    r"|senders?|users?|enquêtée?s?|interviewée?s?|interviewees?|respondents?|répondante?s?|membres?|members?|characters?"
    r"|rôles?|roles?|diarization|expéditeurs?"
)
_CERTAIN = re.compile(
    r"speakers?|locut(?:eur|rice)s?|intervenante?s?|interlocut(?:eur|rice)s?|participante?s?|enquêtée?s?|interviewée?s?|voix|voices?"
)
"""Titles that name who speaks, and not just any thing or person."""
_SPEECH = re.compile(
    r"propos|textes?|texts?|paroles?|speech|spoken|transcri\w+|contenus?|contents?|verbatims?|énoncés?|utterances?|what"
    r"|quoi|dits?|dialogues?|messages?|phrases?|sentences?|words?|mots|discours|said|says|captions?|subtitles?"
    r"|sous-titres?|segments?|échanges?|conversation"
)
_START = re.compile(
    r"temps|heures?|times?|timecodes?|timestamps?|minutage|minutes?|horodatage|début|debut|start|begins?|beginning|in|tc"
    r"|tcin|offset|position"
)
_END = re.compile(r"fin|end|ends|stop|out|tcout|durée|duration|until")
_FILLERS = frozenset(
    "de du des la le les l d of the s et and id label time code tc column "
    "ce c qui est que parle is was speaking".split()
)


@dataclass(frozen=True, slots=True)
class Titles:
    """Which columns are which (from 0), and the row of their titles (-1 for none); `ends` hold ends and durations.

    `certain` means that the title of the speakers names nothing else.
    """

    row: int
    speech: int
    speaker: int | None
    time: int | None
    ends: tuple[int, ...] = ()
    certain: bool = False


def titles_of(rows: Sequence[Sequence[str]]) -> Titles | None:
    """The titles among the first rows that name speech, and speakers or times; None where there are none."""
    filled = False
    for number, row in enumerate(rows[:_ROWS_ABOVE]):
        kinds = [_kind(cell) for cell in row]
        if filled and not all(kind or len(cell.split()) <= 3 for kind, cell in zip(kinds, row, strict=True)):
            return None
        speech = next((n for n, kind in enumerate(kinds) if kind == "speech"), None)
        speaker = next((n for n, kind in enumerate(kinds) if kind == "speaker"), None)
        time = next((n for n, kind in enumerate(kinds) if kind == "start"), None)
        if number + 1 < len(rows) and speech is not None and (speaker is not None or time is not None):
            ends = tuple(n for n, kind in enumerate(kinds) if kind in ("end", "start") and n != time)
            certain = speaker is not None and any(map(_CERTAIN.fullmatch, _words(row[speaker])))
            if filled and not certain and time is None and _words(row[speaker or 0]) != ["qui", "parle"]:
                return None
            return Titles(number, speech, speaker, time, ends, certain)
        filled = filled or sum(map(bool, row)) > 2
        if filled and number > _TITLES:
            return None
    return None


def _kind(cell: str) -> str:
    """What a title names: "speaker", "speech", "start" or "end" of a time; empty for anything else."""
    words = _words(cell)
    if not 0 < len(words) <= 4 or len(cell) > 40:
        return ""
    for kind, pattern in (("end", _END), ("speech", _SPEECH), ("speaker", _SPEAKER), ("start", _START)):
        known = [word for word in words if pattern.fullmatch(word)]
        others = [w for w in words if w not in known and w not in _FILLERS and not _START.fullmatch(w)]
        if known and len(others) <= (1 if kind != "end" else 0):
            return kind
    return ""


def _words(title: str) -> list[str]:
    """The words of a title in lower case: `speakerName` and `Intervenant·e` are parted, too."""
    parted = title if title.isupper() else _CAPITAL_WITHIN.sub(" ", title)
    return re.findall(r"[^\W\d_]+", _INCLUSIVE.sub(" ", parted).casefold())


_CAPITAL_WITHIN = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_INCLUSIVE = re.compile(r"(?<=\w)[·.(/-](?:t?rice|e)\b\W?s?\b", re.IGNORECASE)
