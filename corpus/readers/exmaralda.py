"""exb: basic transcriptions of EXMARaLDA, whose tiers share one time line."""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.block import Extract
from corpus.label_words import is_interviewer_word, is_respondent_word
from corpus.readers.archive import parse_xml
from corpus.readers.encoding import UnreadableFile
from corpus.readers.tiers import Annotation, Tier, blocks_of_tiers
from corpus.text import Role
from wording.messages import tr


def read(data: bytes, name: str) -> Extract:
    """What the speakers of the speaker table say, ordered by time; tiers that describe or annotate are left out."""
    root = parse_xml(data, name)
    if root.tag != "basic-transcription":
        raise UnreadableFile(
            tr("{name} is not a basic transcription of EXMARaLDA, although its suffix says so.", name=name)
        )
    speakers = {one.get("id"): _speaker(one) for one in root.iter("speaker")}
    line = _time_line(root)
    everything = list(root.iter("tier"))
    transcribed = [one for one in everything if one.get("type") == "t"]
    spoken = transcribed or [one for one in everything if one.get("category") == "v"] or everything
    tiers: list[Tier] = []
    beside: list[Tier] = []
    for tier in everything:
        who, role = speakers.get(tier.get("speaker"), ("", None))
        title = tier.get("display-name") or tier.get("category") or tier.get("id") or ""
        (tiers if tier in spoken else beside).append(Tier(title, tuple(_said(tier, line)), speaker=who, role=role))
    blocks, problems = blocks_of_tiers(tiers, name, beside=beside)
    return Extract(blocks, problems=problems)


def _speaker(speaker: Any) -> tuple[str, Role | None]:
    abbreviation = (speaker.findtext("abbreviation") or "").strip() or speaker.get("id", "")
    words = [abbreviation, *(str(one.text or "").strip() for one in speaker.iter("ud-information"))]
    if any(is_interviewer_word(word) for word in words):
        return abbreviation, "interviewer"
    return abbreviation, "respondent" if any(is_respondent_word(word) for word in words) else None


def _time_line(root: Any) -> dict[str, tuple[int, float]]:
    """The place in order and the seconds of each point of the time line; a point without a time has the last one's."""
    line: dict[str, tuple[int, float]] = {}
    last = 0.0
    for number, point in enumerate(root.iter("tli")):
        with contextlib.suppress(ValueError):
            last = float(point.get("time", ""))
        line[point.get("id", "")] = (number, last)
    return line


def _said(tier: Any, line: Mapping[str, tuple[int, float]]) -> Iterator[Annotation]:
    """The stretches of a tier; events without a gap between them are one stretch, since words may be cut by them."""
    nowhere = (0, 0.0)
    events = sorted(tier.iter("event"), key=lambda event: line.get(event.get("start", ""), nowhere)[0])
    text, begin, until = "", "", ""
    for event in events:
        if text and event.get("start") != until:
            yield Annotation(line.get(begin, nowhere)[1], line.get(until, nowhere)[1], text)
            text = ""
        begin = begin if text else event.get("start", "")
        text += "".join(event.itertext())
        until = event.get("end", "")
    if text:
        yield Annotation(line.get(begin, nowhere)[1], line.get(until, nowhere)[1], text)
