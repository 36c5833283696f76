"""ttml and dfxp: subtitles in XML, with the voices that their head declares or their lines name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpus.block import Extract
from corpus.readers.archive import parse_xml
from corpus.readers.cue_lines import CueLines
from corpus.readers.encoding import UnreadableFile
from corpus.readers.subtitles import extract_of
from wording.messages import tr

_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:[.,]\d+)?)(?::(\d+))?")
_OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|m|s|ms|f|t)")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


def read(data: bytes, name: str) -> Extract:
    """The cues of a TTML file as those of other subtitles; `ttm:agent` names the voice of a cue.

    Times are clock times or offsets (TTML 2, 12.3.1). Raises UnreadableFile where the file has no cues.
    """
    root = parse_xml(data, name)
    agents = {_attribute(agent, "id"): _name_of(agent) for agent in root.iter("{*}agent")}
    cues = [cue for cue in _cues(root, agents, _Rates(root), 0.0, "") if cue.lines]
    if not cues:
        raise UnreadableFile(tr("{name} has no cues (<p begin=… end=…>). Check that it is a subtitle file.", name=name))
    title = next((" ".join(element.itertext()).strip() for element in root.iter("{*}title")), "")
    return replace(extract_of(cues, name), metadata={"title": title} if title else {})


class _Rates:
    """How many frames and ticks a second has."""

    def __init__(self, root: Any) -> None:
        self.frames = _number(_attribute(root, "frameRate"), 30.0)
        self.ticks = _number(_attribute(root, "tickRate"), self.frames)

    def seconds(self, written: str) -> float:
        """A time in seconds; 0 where there is none."""
        if found := _CLOCK.fullmatch(written):
            hours, minutes, seconds, frames = found.groups()
            whole = int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
            return whole + int(frames or 0) / self.frames
        if found := _OFFSET.fullmatch(written):
            number, unit = float(found.group(1)), found.group(2)
            return (
                number * _SECONDS[unit] if unit in _SECONDS else number / (self.frames if unit == "f" else self.ticks)
            )
        return 0.0


def _cues(element: Any, agents: dict[str, str], rates: _Rates, base: float, agent: str) -> Iterator[CueLines]:
    """The paragraphs in an element; times and voices of what is around them hold for them."""
    if not isinstance(element.tag, str):
        return
    start = base + rates.seconds(_attribute(element, "begin"))
    agent = _attribute(element, "agent") or agent
    if element.tag.rpartition("}")[2] == "p":
        end = _attribute(element, "end")
        lines = "".join(_text(element, agents, agent)).split("\n")
        spoken = tuple(line.strip() for line in lines if line.strip())
        yield CueLines(start, base + rates.seconds(end) if end else start, spoken)
        return
    for child in element:
        yield from _cues(child, agents, rates, start, agent)


def _text(element: Any, agents: dict[str, str], agent: str) -> Iterator[str]:
    """The words of a paragraph, with a voice tag wherever an agent is named."""
    voice = agents.get(agent, agent)
    tag = f"<v {_escaped(voice)}>" if voice else ""
    yield f"{tag}{_escaped(element.text)}"
    for child in element:
        kind = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if kind == "br":
            yield "\n"
        elif kind == "span":
            own = _attribute(child, "agent")
            yield from _text(child, agents, own)
            yield tag if own else ""
        yield _escaped(child.tail)


def _escaped(text: str | None) -> str:
    """Words on one line, with the signs of tags and entities as entities."""
    return re.sub(r"\s+", " ", (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _name_of(agent: Any) -> str:
    return next((" ".join("".join(name.itertext()).split()) for name in agent.iter("{*}name")), "")


def _attribute(element: Any, name: str) -> str:
    """An attribute in any namespace; the formats of different years have different ones."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(found, "")).strip()


def _number(written: str, usual: float) -> float:
    return float(written) if re.fullmatch(r"[1-9]\d{0,9}", written) else usual
