"""odt: paragraphs, headings, list items and tables of an OpenDocument text."""

import re
from collections.abc import Iterator
from typing import Any

from corpus.block import Block, Extract
from corpus.encoding import UnreadableFile
from corpus.readers.archive import member, open_archive, parse_xml
from corpus.readers.speech_table import blocks_of_table

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SKIP = {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content"}


def read(data: bytes, name: str) -> Extract:
    """The blocks of an OpenDocument text; notes, comments and the table of contents are left out."""
    archive = open_archive(data, name)
    names = set(archive.namelist())
    if b"encryption-data" in (
        member(archive, "META-INF/manifest.xml", name) if "META-INF/manifest.xml" in names else b""
    ):
        raise UnreadableFile(f"{name} is protected by a password. Save it without one and add it again.")
    root = parse_xml(member(archive, "content.xml", name), name)
    roots = [root]
    if "styles.xml" in names:
        roots.append(parse_xml(member(archive, "styles.xml", name), name))
    bold = {style for tree in roots for style in _bold_styles(tree)}
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFile(f"{name} is no OpenDocument text. Save it as odt.")
    return Extract(tuple(_blocks(body, bold)))


def _bold_styles(root: Any) -> Iterator[str]:
    for style in root.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}text-properties")
        if properties is not None and properties.get(f"{_FO}font-weight") in ("bold", "700", "800", "900"):
            yield style.get(f"{_STYLE}name", "")


def _blocks(parent: Any, bold: set[str], *, listed: bool = False) -> Iterator[Block]:
    for element in parent:
        if not isinstance(element.tag, str) or element.tag in _SKIP:
            continue
        if element.tag == f"{_TEXT}h":
            yield from _paragraph(element, bold, "heading", int(element.get(f"{_TEXT}outline-level", "1")))
        elif element.tag == f"{_TEXT}p":
            yield from _paragraph(element, bold, "item" if listed else "paragraph", 0)
            for box in element.iter(f"{_DRAW}text-box"):
                yield from _blocks(box, bold)
        elif element.tag == f"{_TABLE}table":
            rows = [[_cell(cell, bold) for cell in _cells(row)] for row in element.iter(f"{_TABLE}table-row")]
            yield from blocks_of_table(rows)
        else:
            yield from _blocks(element, bold, listed=listed or element.tag == f"{_TEXT}list")


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag == f"{_TABLE}table-cell"]


def _cell(cell: Any, bold: set[str]) -> str:
    return "\n".join(block.text for block in _blocks(cell, bold))


def _paragraph(element: Any, bold: set[str], form: str, level: int) -> Iterator[Block]:
    whole = element.get(f"{_TEXT}style-name", "") in bold
    pieces = [(text, is_bold) for text, is_bold in _pieces(element, bold, whole) if text]
    text = "".join(piece for piece, _ in pieces)
    lead, length = len(text) - len(text.lstrip()), 0
    for piece, is_bold in pieces:
        if not is_bold and piece.strip():
            break
        length += len(piece)
    stripped = text.strip()
    if stripped:
        leading = max(0, min(length - lead, len(stripped)))
        yield Block(stripped, form=form, level=level, bold=leading)  # type: ignore[arg-type]


def _pieces(element: Any, bold: set[str], is_bold: bool) -> Iterator[tuple[str, bool]]:
    yield _collapsed(element.text), is_bold
    for child in element:
        if not isinstance(child.tag, str):
            pass
        elif child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1")), is_bold
        elif child.tag == f"{_TEXT}tab":
            yield "\t", is_bold
        elif child.tag == f"{_TEXT}line-break":
            yield "\n", is_bold
        elif child.tag in (
            f"{_TEXT}span",
            f"{_TEXT}a",
            f"{_TEXT}bookmark-ref",
            f"{_TEXT}date",
            f"{_TEXT}time",
        ):
            yield from _pieces(child, bold, is_bold or child.get(f"{_TEXT}style-name", "") in bold)
        yield _collapsed(child.tail), is_bold


def _collapsed(text: str | None) -> str:
    """White space as OpenDocument means it: runs of it are one blank (ODF 1.3, part 3, 6.1.2)."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")
