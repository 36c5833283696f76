"""srt and vtt: cues joined into what each voice says."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.block import Block, Extract
from corpus.clock import clock
from corpus.label_words import COLON, is_role_word, may_be_a_name, tidied
from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile, decode
from wording.messages import tr

_ARROW = re.compile(r"^\s*((?:\d+:)?(?:\d+:)?\d+[.,]\d+|\d+:\d+(?::\d+)?)\s*-->\s*(\S+)")
_VOICE = re.compile(r"^\s*<v(?:\.[^ >]*)?\s+([^>]+)>")
_WORDS_PER_PASSAGE = 90


@dataclass(slots=True)
class _Cue:
    seconds: float
    text: str
    voice: str | None = None


def read(data: bytes, name: str) -> Extract:
    """One block for each stretch of speech by one voice, cut at sentence ends into passages of about 90 words.

    A voice that is named speaks until the next name. Lines `Key : value` in a NOTE are metadata.
    """
    text, problems = decode(data, name)
    cues, metadata = _cues(text)
    if not cues and text.strip():
        raise UnreadableFile(
            tr(
                "{name} has no cues (lines like 00:00:01,000 --> 00:00:04,000). Check that it is a subtitle file.",
                name=name,
            )
        )
    doubts = list(problems)
    voices = {cue.voice for cue in cues if cue.voice}
    if "unknown" in voices:
        message = tr("some cues name only the voice that interrupts; who spoke before it remains unknown.")
        doubts.append(Problem(name, message, "warning"))
    if cues and not voices:
        doubts.append(Problem(name, tr("its cues do not name the speakers, who remain unknown."), "warning"))
    return Extract(tuple(_merged(cues)), metadata, tuple(doubts))


def _cues(text: str) -> tuple[list[_Cue], dict[str, str]]:
    cues: list[_Cue] = []
    metadata: dict[str, str] = {}
    for block in re.split(r"\n[ \t]*\n", text.strip("\ufeff\n")):
        lines = block.split("\n")
        arrow = next((n for n, line in enumerate(lines) if _ARROW.match(line)), None)
        if arrow is None:
            if lines[0].startswith("NOTE"):
                metadata.update(_note(lines))
            continue
        found = _ARROW.match(lines[arrow])
        assert found
        cue = _cue(_seconds(found.group(1)), lines[arrow + 1 :])
        if cue.text or cue.voice:
            cues.append(cue)
    _name_voices(cues)
    return cues, metadata


def _note(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in [lines[0].removeprefix("NOTE"), *lines[1:]]:
        key, colon, value = line.partition(":")
        if colon and value.strip() and len(key.split()) <= 2:
            yield key.strip().lower(), value.strip()


def _cue(seconds: float, lines: list[str]) -> _Cue:
    body = "\n".join(lines)
    tag = _VOICE.match(body)
    plain = html.unescape(re.sub(r"</?[a-zA-Z][^>]*>|<\d[^>]*>|\{\\[^}]*\}", "", body))
    voice = tag.group(1).strip() if tag else None
    return _Cue(seconds, " ".join(plain.split()), "unknown" if voice and voice.startswith("//") else voice)


def _name_voices(cues: list[_Cue]) -> None:
    """Set voices that are written as `Name: …` in the cues, if such names recur; other cues keep the last voice."""
    if not any(cue.voice for cue in cues):
        named = _voice_in_cue([cue.text for cue in cues])
        for cue, (voice, rest) in zip(cues, named, strict=True):
            cue.voice, cue.text = voice, rest
        last: str | None = None
        for cue in cues:
            last = cue.voice = cue.voice or last


def _voice_in_cue(cues: Sequence[str]) -> list[tuple[str | None, str]]:
    """For each cue the voice that it names (`Name: …`), where such names recur in the file, and the rest of it."""
    found = [COLON.match(cue) for cue in cues]
    names = [tidied(f.group("name")) if f else "" for f in found]
    often = Counter(name for name in names if name and may_be_a_name(name, "colon"))
    named: list[tuple[str | None, str]] = []
    for cue, match, name in zip(cues, found, names, strict=True):
        known = match is not None and (often[name] >= 2 or (often[name] and is_role_word(name)))
        named.append((name, cue[match.end() :].strip()) if known and match else (None, cue))
    return named


def _seconds(written: str) -> float:
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _merged(cues: list[_Cue]) -> Iterator[Block]:
    start = 0
    for number in range(1, len(cues) + 1):
        if number == len(cues) or cues[number].voice != cues[start].voice:
            yield from _passages(cues[start:number])
            start = number


def _passages(cues: list[_Cue]) -> Iterator[Block]:
    words: list[str] = []
    began = cues[0].seconds
    for cue in cues:
        if not words:
            began = cue.seconds
        words.extend(cue.text.split(" ") if cue.text else [])
        if len(words) >= _WORDS_PER_PASSAGE and cue.text.endswith((".", "?", "!", "…", "»")):
            yield Block(" ".join(words), form="cue", speaker=cue.voice, timestamp=clock(began))
            words = []
    if words:
        yield Block(" ".join(words), form="cue", speaker=cues[-1].voice, timestamp=clock(began))
