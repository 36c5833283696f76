"""The cues of srt, vtt and sbv files: their times and lines, whatever blank lines and numbers stand between them."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from corpus.readers.encoding import UnreadableFile
from wording.messages import tr

CUES_AT_MOST = 50_000
"""Cues that are read of one file: a week of speech, or a day with a cue for each word."""

CUE_AT_MOST = 1_000_000
"""Characters of one cue: more than twenty hours of speech."""

_TIME = r"(?:\d+:)?(?:\d+:)?\d+[.,]\d+|\d+:\d+(?::\d+){0,2}"
_ARROW = re.compile(rf"\s*(?P<start>{_TIME})\s*-->\s*(?P<end>{_TIME})(?P<rest>(?:\s.*)?)$")
_COMMA = re.compile(r"\s*(?P<start>(?:\d+:)+\d+\.\d+),(?P<end>(?:\d+:)+\d+\.\d+)(?P<rest>)\s*$")
_SETTING = re.compile(r"\w+:\S+")
_NUMBER = re.compile(r"\s*\d+\s*")
_NO_SPEECH = ("NOTE", "STYLE", "REGION")
_TAG = re.compile(
    r"</?(?:i|b|u|s|c|em|strong|font|span|ruby|rt|rp|lang|p|div)\b[^<>]*>|</?c\.[^<>]*>|<\d[^<>]*>", re.IGNORECASE
)
_MARKUP = re.compile("[<{&]")
_BREAK = re.compile(r"<br\s*/?>|\[br\]|\\N")
_STYLING = re.compile(r"\{\\[^{}]*\}|\{/?[ibu]\}|\{[yYcCfF]:[^{}]*\}")


@dataclass(frozen=True, slots=True)
class CueLines:
    """The lines that are shown from `start` to `end`, in seconds; none of them is blank."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubtitleFile:
    """The cues of a file, what its head and its notes state, and the lines above the first cue that are neither."""

    cues: tuple[CueLines, ...]
    metadata: dict[str, str]
    above: tuple[str, ...]


def cues_in(text: str) -> SubtitleFile:
    """The cues of a subtitle file.

    A cue lasts until the line with the times of the next, so that blank lines within a cue and cues without a blank
    line between them are read. Numbers and names of cues, settings, styles and notes are left out. Raises
    UnreadableFile, without the file's name, where there are far too many, or where one is far too long.
    """
    lines = _single_spaced(text.lstrip("\ufeff").split("\n"))
    found_at = ((n, found) for n, line in enumerate(lines) if (found := _ARROW.match(line) or _COMMA.match(line)))
    arrows = list(islice(found_at, CUES_AT_MOST + 1))
    if not arrows:
        return SubtitleFile((), {}, ())
    if len(arrows) > CUES_AT_MOST:
        raise UnreadableFile(tr("has more than {most} cues. Split it.", most=CUES_AT_MOST))
    web = lines[0].startswith("WEBVTT") or any(line.startswith("WEBVTT") for line in lines[:3])
    ends = [n for n, _ in arrows[1:]] + [len(lines)]
    starts = [0, *(n + 1 for n, _ in arrows)]
    numbered = _are_numbered([lines[start:n] for start, (n, _) in zip(starts, arrows, strict=False)])
    head = _without_identifier(lines[: arrows[0][0]], numbered, web)
    metadata, above = _head(head) if web else ({}, tuple(line.strip() for line in head if line.strip()))
    cues: list[CueLines] = []
    for (number, found), end in zip(arrows, ends, strict=True):
        body = lines[number + 1 : end]
        if sum(map(len, body)) > CUE_AT_MOST:
            raise _too_long(found.group("start"))
        if end < len(lines):
            body = _without_identifier(body, numbered, web)
        rest = found.group("rest").split()
        if rest and not all(map(_SETTING.fullmatch, rest)):
            body = [found.group("rest"), *body]
        spoken = list(_without_notes(body, metadata)) if web else body
        spoken = [piece for line in spoken for piece in _BREAK.split(line)]
        said = tuple(line.strip() for line in spoken if has_words(line))
        cues.append(CueLines(_seconds(found.group("start")), _seconds(found.group("end")), said))
    return SubtitleFile(tuple(cue for cue in cues if cue.lines), metadata, above)


def plain(line: str) -> str:
    """The words of a line: without tags, styling and entities, with single spaces."""
    if _MARKUP.search(line):
        line = html.unescape(_TAG.sub("", _STYLING.sub("", line)))
    return " ".join(line.split())


def has_words(line: str) -> bool:
    """Whether a line has more than white space, tags and styling."""
    return bool(plain(line)) if _MARKUP.search(line) else bool(line.strip())


def _too_long(start: str) -> UnreadableFile:
    return UnreadableFile(
        tr(
            "the cue at {start} has more than {most} million characters. Give what is said later a time of its own, "
            "or split the file.",
            start=start,
            most=CUE_AT_MOST // 10**6,
        )
    )


def _single_spaced(lines: Sequence[str]) -> list[str]:
    """The lines without the blank one after each that a line end of CR CR LF leaves."""
    doubled = len(lines) > 5 and not any(line.strip() for line in lines[1::2])
    return list(lines[::2] if doubled else lines)


def _are_numbered(between: Sequence[Sequence[str]]) -> bool:
    """Whether the last line above the times of each cue is a number."""
    last = [next((line for line in reversed(lines) if line.strip()), "") for lines in between]
    return bool(last) and sum(bool(_NUMBER.fullmatch(line)) for line in last) >= 0.8 * len(last)


def _without_identifier(lines: list[str], numbered: bool, web: bool) -> list[str]:
    """The lines without the number or name of the next cue at their end."""
    last = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].strip()), None)
    if last is None:
        return lines
    alone = last == len(lines) - 1 and (last == 0 or not lines[last - 1].strip())
    if (numbered and _NUMBER.fullmatch(lines[last])) or (web and alone and last > 0):
        return lines[:last]
    return lines


def _without_notes(lines: Sequence[str], metadata: dict[str, str]) -> Iterator[str]:
    """The lines without notes and styles, which begin after a blank line and end before the next."""
    note: list[str] | None = None
    for number, line in enumerate(lines):
        opens = number == 0 or not lines[number - 1].strip()
        if note is not None and line.strip():
            note.append(line)
        elif opens and number and line.split(" ")[0].split("\t")[0] in _NO_SPEECH:
            note = [line]
        else:
            if note:
                metadata.update(_facts(note))
            note = None
            yield line
    if note:
        metadata.update(_facts(note))


def _head(lines: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """What the lines above the first cue of a vtt file state, and those that state nothing."""
    metadata: dict[str, str] = {}
    rest = list(_without_notes(["", *lines], metadata))
    above: list[str] = []
    for line in rest:
        if line.startswith("WEBVTT"):
            title = line.removeprefix("WEBVTT").strip(" \t-–—")
            metadata.update({"title": title} if title else {})
        elif fact := dict(_facts([line])):
            metadata.update({key: value for key, value in fact.items() if key != "kind"})
        elif line.strip() and not line.startswith("X-TIMESTAMP-MAP"):
            above.append(line.strip())
    return metadata, tuple(above)


def _facts(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    if lines[0].startswith(("STYLE", "REGION")):
        return
    for line in [lines[0].removeprefix("NOTE"), *lines[1:]]:
        key, colon, value = line.partition(":")
        if colon and value.strip() and 0 < len(key.split()) <= 2:
            yield key.strip().lower(), value.strip()


def _seconds(written: str) -> float:
    total = 0.0
    for part in written.replace(",", ".").split(":")[:3]:
        total = total * 60 + float(part)
    return total


def with_lines(cue: CueLines, lines: Sequence[str]) -> CueLines:
    """The cue with other lines."""
    return replace(cue, lines=tuple(lines))
