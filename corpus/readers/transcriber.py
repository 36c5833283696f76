"""trs: transcripts of Transcriber and TranscriberAG, turns with their speakers and times."""

from collections.abc import Iterator, Mapping
from typing import Any

from corpus.block import Extract
from corpus.problem import Problem
from corpus.readers.archive import parse_xml
from corpus.readers.encoding import UnreadableFile
from corpus.readers.utterances import Utterance, blocks_of, unknown_voices
from wording.messages import tr


def read(data: bytes, name: str) -> Extract:
    """What each turn says; two voices at once are apart, and a turn without a speaker has an unknown voice.

    Events and comments (noises, pauses, remarks) are left out, and a problem says how many.
    """
    root = parse_xml(data, name)
    if root.tag != "Trans":
        raise UnreadableFile(tr("{name} is not a Transcriber file, although its suffix says so.", name=name))
    speakers = {one.get("id", ""): (one.get("name") or one.get("id", "")).strip() for one in root.iter("Speaker")}
    said = [utterance for turn in root.iter("Turn") for utterance in _said(turn, speakers)]
    comments = [one.get("desc", "") for one in root.iter("Comment") if one.get("desc", "").strip()]
    problems: tuple[Problem, ...] = ()
    if comments:
        shown = " · ".join(comments[:3])
        message = tr("remarks of the transcriber were left out: {number} ({shown}).", number=len(comments), shown=shown)
        problems = (Problem(name, message, "warning"),)
    blocks = blocks_of(said)
    return Extract(blocks, problems=(*problems, *unknown_voices(blocks, name)))


def _said(turn: Any, speakers: Mapping[str, str]) -> Iterator[Utterance]:
    """The utterances of a turn: `Sync` gives their times, `Who` their voices where there are several."""
    voices = [speakers.get(one, one) for one in (turn.get("speaker") or "").split()]
    time = _seconds(turn.get("startTime"))
    current = voices[0] if len(voices) == 1 else ""
    text = turn.text or ""
    first = True
    for child in turn:
        if child.tag in ("Sync", "Who"):
            if text.strip():
                yield Utterance(text, current, time, continues=not first)
                text, first = "", False
            if child.tag == "Sync":
                time = _seconds(child.get("time"), time)
                current = voices[0] if len(voices) == 1 else ""
            else:
                number = int(child.get("nb", "0") or 0)
                current = voices[number - 1] if 0 < number <= len(voices) else ""
        text += " " + (child.tail or "")
    if text.strip():
        yield Utterance(text, current, time, continues=not first)


def _seconds(written: str | None, otherwise: float | None = None) -> float | None:
    try:
        return float(written or "")
    except ValueError:
        return otherwise
