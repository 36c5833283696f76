"""sonal, purge and rtr: interviews transcribed in Sonal."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.block import Extract
from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile, decode
from corpus.readers.utterances import Utterance, blocks_of, unknown_voices
from wording.messages import tr

_LOCUTORS = re.compile(r'<script id="loc-json"[^>]*>\s*\{?\s*(?P<list>\[.*?\])\s*\}?\s*</script>', re.DOTALL)
_ROWS = re.compile(r"^D[ée]but\tFin\t(?:Locuteur|Speaker)\tTexte.*$", re.MULTILINE)


def read(data: bytes, name: str) -> Extract:
    """What each voice says, with its time; themes, notes and comments of the coder are left out.

    Raises UnreadableFile where the file is none of Sonal's with a text in it.
    """
    from corpus.readers.richtext import read as read_richtext

    if data.lstrip().startswith(b"{\\rtf"):
        return read_richtext(data, name)
    text, problems = decode(data, name)
    if head := _ROWS.search(text):
        return _extract(_rows(text[head.end() :]), name, problems)
    if "lblseg" in text:
        return _extract(_segments(text), name, problems)
    raise UnreadableFile(
        tr("{name} has no transcript that Glose finds. Export the interview from Sonal as txt or docx.", name=name)
    )


def _extract(said: Iterator[Utterance], name: str, problems: tuple[Problem, ...]) -> Extract:
    blocks = blocks_of(said)
    return Extract(blocks, problems=(*problems, *unknown_voices(blocks, name)))


def _rows(table: str) -> Iterator[Utterance]:
    """The rows of a table: start and end in seconds, the voice and what it says."""
    for row in table.split("\n"):
        cells = row.split("\t")
        if len(cells) > 3:
            yield Utterance(cells[3], _voice(cells[2]), _seconds(cells[0]))


def _segments(text: str) -> Iterator[Utterance]:
    """The segments of the page that Sonal saves: the voice is named on the first of a turn, or by its number."""
    from lxml import html

    names = _names(text)
    page: Any = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    for segment in page.xpath("//*[contains(concat(' ', @class, ' '), ' lblseg ')]"):
        if segment.xpath("ancestor::*[contains(concat(' ', @class, ' '), ' lblseg ')]"):
            continue
        number = segment.get("data-loc") or ""
        voice = names.get(number) or _voice(segment.get("data-nomloc") or "")
        if voice:
            names[number] = voice
        said = "".join(segment.xpath(".//text()[not(ancestor::*[contains(@class, 'ligloc')])]"))
        yield Utterance(said, voice, _seconds(segment.get("data-deb") or ""))


def _names(text: str) -> dict[str, str]:
    """The names of the voices by number, as the page keeps them in its head."""
    found = _LOCUTORS.search(text)
    try:
        listed: Any = json.loads(found["list"]) if found else []
    except ValueError:
        listed = []
    names = [one.get("nom") or one.get("name") or "" if isinstance(one, Mapping) else one or "" for one in listed]
    return {str(number): _voice(str(one)) for number, one in enumerate(names) if _voice(str(one))}


def _voice(written: str) -> str:
    return written.replace("?", "").strip(" :\u00a0\u202f")


def _seconds(written: str) -> float | None:
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return None
