"""epub: the chapters in reading order, without navigation, covers and footnotes."""

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from corpus.block import Block, Extract
from corpus.problem import Problem
from corpus.readers import web
from corpus.readers.archive import XML_AT_MOST, member, open_archive, parse_xml
from corpus.readers.encoding import UnreadableFile
from corpus.readers.left_out import LeftOut
from wording.messages import tr

_CONTAINER = "META-INF/container.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = ("application/xhtml+xml", "text/html")


def read(data: bytes, name: str) -> Extract:
    """The blocks of a book, chapter by chapter; raises UnreadableFile where it is damaged or locked."""
    archive = open_archive(data, name)
    names = set(archive.namelist())
    if "META-INF/rights.xml" in names:
        raise UnreadableFile(tr("{name} is locked by its publisher (DRM). Use a copy without the lock.", name=name))
    if _CONTAINER not in names:
        raise UnreadableFile(
            tr("{name} is not an epub: it has no {part}. Export the book again.", name=name, part=_CONTAINER)
        )
    root = parse_xml(member(archive, _CONTAINER, name), name)
    path = next((el.get("full-path") for el in root.iter() if str(el.tag).endswith("rootfile")), None)
    if not path:
        raise UnreadableFile(tr("{name} does not list its contents. Export the book again.", name=name))
    package = parse_xml(member(archive, path, name), name)
    left_out = LeftOut()
    blocks: list[Block] = []
    problems: list[Problem] = []
    for chapter in dict.fromkeys(_chapters(package, path)):
        found, doubts = web.blocks_of_page(member(archive, chapter, name, XML_AT_MOST), name, left_out)
        blocks.extend(found)
        problems.extend(doubts)
    return Extract(tuple(blocks), _metadata(package), (*problems, *left_out.problems(name)), tuple(left_out.comments))


def _chapters(package: Any, path: str) -> Iterator[str]:
    folder = posixpath.dirname(path)
    items = {
        item.get("id"): item
        for item in package.iter(f"{_OPF}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    for entry in package.iter(f"{_OPF}itemref"):
        item = items.get(entry.get("idref"))
        if item is not None and entry.get("linear") != "no":
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _metadata(package: Any) -> dict[str, str]:
    metadata = {}
    for key in ("title", "creator", "date", "language"):
        element = package.find(f".//{_DC}{key}")
        if element is not None and (element.text or "").strip():
            metadata[key] = element.text.strip()
    return metadata
