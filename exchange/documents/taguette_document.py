"""Taguette's export of highlights for reading (HTML, and docx made of it): words, then their document and tags."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.readers.encoding import UnreadableFile
from corpus.readers.registry import reader_for
from exchange.archive import UnreadableProject
from exchange.gathering import Gathering
from exchange.project import Project
from wording.messages import tr

_CLOSING = re.compile(r"\s*Document:\s*(.+?)\s+Tags:\s*(.*?)\s*", re.DOTALL)


def is_highlights(paragraphs: Iterable[str]) -> bool:
    """Whether paragraphs are those of the export: some close a highlight with its document and tags."""
    return sum(bool(_CLOSING.fullmatch(one)) for one in paragraphs) > 0


def _paragraphs(path: Path) -> Sequence[str]:
    try:
        blocks = reader_for(path.suffix)(path.read_bytes(), path.name).blocks
    except UnreadableFile as error:
        raise UnreadableProject(str(error)) from error
    return [line for block in blocks for line in block.text.split("\n")]


def sees_html(path: Path) -> bool:
    """Whether a file is the export in HTML."""
    if not path.is_file() or path.suffix.casefold() not in (".html", ".htm"):
        return False
    with path.open("rb") as file:
        head = file.read(200_000)
    return b"Taguette" in head or (b"Document:" in head and b"Tags:" in head)


def read_highlights(path: Path) -> Project:
    """The highlights in the export; raises UnreadableProject."""
    made = Gathering.of(path, "taguette-document", "Taguette")
    words: list[str] = []
    number = 0
    for paragraph in _paragraphs(path):
        found = _CLOSING.fullmatch(paragraph)
        if not found:
            words += [paragraph] if paragraph.strip() and not (number == 0 and "Taguette" in paragraph) else []
            continue
        number += 1
        tags = [tag.strip() for tag in found[2].split(", ") if tag.strip()]
        made.counts["codings"] += len(tags)
        quote = "\n".join(words)
        words = []
        if not quote.strip():
            made.leave("codings", found[1], tr("the row has no words"), len(tags))
            continue
        for tag in tags:
            guid, at = made.excerpt(found[1], quote, number)
            made.coding(guid, made.code((tag,)), at, own=number, quote=quote)
    if not made.codings:
        raise UnreadableProject(tr("{file} holds no highlights of Taguette.", file=path.name))
    return made.project()
