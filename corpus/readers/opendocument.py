"""odt: paragraphs, headings, list items and tables of an OpenDocument text."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.block import Block, Extract
from corpus.readers.archive import member, open_archive, parse_xml
from corpus.readers.encoding import UnreadableFile
from corpus.readers.speech_table import blocks_of_table
from corpus.readers.table_cells import Cell
from wording.messages import tr

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SKIP = {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content"}


def read(data: bytes, name: str) -> Extract:
    """The blocks of an OpenDocument text, without notes, comments and the table of contents."""
    archive = open_archive(data, name)
    names = set(archive.namelist())
    if b"encryption-data" in (
        member(archive, "META-INF/manifest.xml", name) if "META-INF/manifest.xml" in names else b""
    ):
        raise UnreadableFile(tr("{name} is protected by a password. Save it without one and add it again.", name=name))
    root = parse_xml(member(archive, "content.xml", name), name)
    roots = [root]
    if "styles.xml" in names:
        roots.append(parse_xml(member(archive, "styles.xml", name), name))
    styles = _Styles(roots)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFile(tr("{name} is not an OpenDocument text. Save it as odt.", name=name))
    return Extract(tuple(_blocks(body, styles)))


class _Styles:
    """How each style sets letters and paragraphs; a style inherits from its parent."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self._styles = {
            style.get(f"{_STYLE}name", ""): style for root in roots for style in root.iter(f"{_STYLE}style")
        }

    def _property(self, name: str, kind: str, key: str) -> str:
        for style in self._line(name):
            properties = style.find(f"{_STYLE}{kind}-properties")
            value = properties.get(f"{_FO}{key}") if properties is not None else None
            if value is not None:
                return str(value)
        return ""

    def _line(self, name: str) -> Iterator[Any]:
        """The style and those that it inherits from."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].get(f"{_STYLE}parent-style-name", "")

    def is_bold(self, name: str) -> bool:
        """Whether letters in this style are bold."""
        return self._property(name, "text", "font-weight") in ("bold", "700", "800", "900")

    def is_italic(self, name: str) -> bool:
        """Whether letters in this style are italic."""
        return self._property(name, "text", "font-style") in ("italic", "oblique")

    def looks(self, name: str) -> tuple[str, ...]:
        """How paragraphs in this style are set: the name of the style, the indent."""
        made_by_hand = re.compile(r"[PT]\d+")
        named = (s.get(f"{_STYLE}name", "") for s in self._line(name))
        style = next((n for n in named if not made_by_hand.fullmatch(n)), "")
        indent = self._property(name, "paragraph", "margin-left")
        indented = re.match(r"[\d.]*[1-9]", indent) is not None
        return (*((f"style {style}",) if style else ()), *((f"indent {indent}",) if indented else ()))


def _blocks(parent: Any, styles: _Styles, *, listed: bool = False) -> Iterator[Block]:
    for element in parent:
        if not isinstance(element.tag, str) or element.tag in _SKIP:
            continue
        if element.tag == f"{_TEXT}h":
            yield from _paragraph(element, styles, "heading", int(element.get(f"{_TEXT}outline-level", "1")))
        elif element.tag == f"{_TEXT}p":
            yield from _paragraph(element, styles, "item" if listed else "paragraph", 0)
            for box in element.iter(f"{_DRAW}text-box"):
                yield from _blocks(box, styles)
        elif element.tag == f"{_TABLE}table":
            yield from blocks_of_table([_cells(row, styles) for row in _rows(element)])
        else:
            yield from _blocks(element, styles, listed=listed or element.tag == f"{_TEXT}list")


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table in their groups, without those of tables in its cells."""
    for element in table:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif element.tag in _GROUPS:
            yield from _rows(element)


_GROUPS = {f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}


def _cells(row: Any, styles: _Styles) -> list[Cell]:
    """The cells of a row in their columns; what merged cells cover is empty."""
    cells: list[Cell] = []
    for element in row:
        if element.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            cells.append(list(_blocks(element, styles)))
            repeated = element.get(f"{_TABLE}number-columns-repeated", "1")
            cells.extend("" for _ in range(int(repeated) - 1 if repeated.isdecimal() and len(repeated) < 4 else 0))
    return cells


def _paragraph(element: Any, styles: _Styles, form: str, level: int) -> Iterator[Block]:
    style = element.get(f"{_TEXT}style-name", "")
    pieces = [piece for piece in _pieces(element, styles, (style,)) if piece[0]]
    text = "".join(piece for piece, _ in pieces)
    lead, length = len(text) - len(text.lstrip()), 0
    for piece, names in pieces:
        if piece.strip() and not any(map(styles.is_bold, names)):
            break
        length += len(piece)
    stripped = text.strip()
    if stripped:
        leading = max(0, min(length - lead, len(stripped)))
        italic = all(any(map(styles.is_italic, names)) for piece, names in pieces if piece.strip())
        looks = (*styles.looks(style), *(("italic",) if italic else ()))
        yield Block(stripped, form=form, level=level, bold=leading, looks=looks)  # type: ignore[arg-type]


def _pieces(element: Any, styles: _Styles, names: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The pieces of a paragraph, each with the names of its styles."""
    yield _collapsed(element.text), names
    for child in element:
        if not isinstance(child.tag, str):
            pass
        elif child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1")), names
        elif child.tag == f"{_TEXT}tab":
            yield "\t", names
        elif child.tag == f"{_TEXT}line-break":
            yield "\n", names
        elif child.tag in (
            f"{_TEXT}span",
            f"{_TEXT}a",
            f"{_TEXT}bookmark-ref",
            f"{_TEXT}date",
            f"{_TEXT}time",
        ):
            yield from _pieces(child, styles, (*names, child.get(f"{_TEXT}style-name", "")))
        yield _collapsed(child.tail), names


def _collapsed(text: str | None) -> str:
    """White space as OpenDocument defines it: a run of it is one space (ODF 1.3, part 3, 6.1.2)."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")
