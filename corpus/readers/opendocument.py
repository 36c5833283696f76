"""odt: paragraphs, headings, list items and tables of an OpenDocument text."""

import re
from collections.abc import Iterator
from typing import Any

from corpus.block import Block, Extract, Form
from corpus.readers.archive import XML_AT_MOST, member, open_archive, parse_xml
from corpus.readers.encoding import UnreadableFile
from corpus.readers.left_out import LeftOut
from corpus.readers.opendocument_styles import TEXT as _TEXT
from corpus.readers.opendocument_styles import OdfStyles
from corpus.readers.set_runs import Run, block_of
from corpus.readers.speech_table import blocks_of_table
from corpus.readers.table_cells import Cell
from wording.messages import tr

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BLANKS_AT_MOST = 200
"""Blanks or cells in a row that are written out; a file may say that there are two thousand million."""
_SKIP = {
    f"{_TEXT}table-of-content", f"{_TEXT}number", f"{_TEXT}ruby-text", f"{_TEXT}label", f"{_OFFICE}forms",
    f"{_OFFICE}binary-data", f"{_SVG}title", f"{_SVG}desc", f"{_DRAW}object", f"{_DRAW}object-ole", f"{_DRAW}image",
}  # fmt: skip
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_GROUPS = {f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}


def read(data: bytes, name: str) -> Extract:
    """The blocks of an OpenDocument text, without hidden and deleted text, notes, comments and the table of contents.

    The text of a floating box follows the paragraph that anchors it. Raises UnreadableFile.
    """
    archive = open_archive(data, name)
    names = set(archive.namelist())
    if b"encryption-data" in (
        member(archive, "META-INF/manifest.xml", name) if "META-INF/manifest.xml" in names else b""
    ):
        raise UnreadableFile(tr("{name} is protected by a password. Save it without one and add it again.", name=name))
    root = parse_xml(member(archive, "content.xml", name, XML_AT_MOST), name)
    roots = [root]
    if "styles.xml" in names:
        roots.append(parse_xml(member(archive, "styles.xml", name, XML_AT_MOST), name))
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFile(tr("{name} is not an OpenDocument text. Save it as odt.", name=name))
    document = _Document(OdfStyles(roots))
    blocks = tuple(document.blocks(body))
    left_out = document.left_out
    return Extract(blocks, problems=left_out.problems(name), notes=tuple(left_out.comments))


class _Document:
    """A document while it is read, with its styles and what is left out of it."""

    def __init__(self, styles: OdfStyles) -> None:
        self.styles = styles
        self.left_out = LeftOut()

    def blocks(self, parent: Any, *, listed: bool = False) -> Iterator[Block]:
        """The blocks in an element; `listed` within a list."""
        for element in parent:
            if not isinstance(element.tag, str) or self._is_left_out(element):
                continue
            if element.tag in _PARAGRAPHS:
                yield from self._paragraph(element, listed=listed)
            elif element.tag == f"{_TABLE}table":
                yield from blocks_of_table([self._cells(row) for row in self._rows(element)])
            else:
                yield from self.blocks(element, listed=listed or element.tag == f"{_TEXT}list")

    def _is_left_out(self, element: Any) -> bool:
        """Whether an element is no text of the page; words that somebody wrote are counted."""
        if element.tag in _SKIP:
            return True
        if element.tag == f"{_TEXT}tracked-changes":
            for deletion in element.iter(f"{_TEXT}deletion"):
                self.left_out.delete(_words(deletion))
        elif element.tag == f"{_TEXT}note":
            self.left_out.notes += 1
        elif element.tag == f"{_OFFICE}annotation":
            author, text = element.findtext(f"{_DC}creator") or "", _words(element)
            if text:
                self.left_out.comments.append(f"{author}: {text}" if author else text)
        elif element.tag == f"{_TEXT}section" and element.get(f"{_TEXT}display") == "none":
            self.left_out.hide(_words(element))
        elif element.tag == f"{_TEXT}hidden-text":
            shown = element.get(f"{_TEXT}is-hidden", "true") != "true"
            self.left_out.hide("" if shown else element.get(f"{_TEXT}string-value", "") or _words(element))
            return not shown
        elif element.tag in _PARAGRAPHS and _is_hidden(element):
            self.left_out.hide("".join(element.itertext()))
        else:
            return False
        return True

    def _rows(self, table: Any) -> Iterator[Any]:
        """The rows of a table in their groups, without those of tables in its cells and those that are hidden."""
        for element in table:
            if element.tag == f"{_TABLE}table-row":
                if element.get(f"{_TABLE}visibility", "visible") == "visible":
                    yield element
                else:
                    self.left_out.hide(_words(element))
            elif element.tag in _GROUPS:
                yield from self._rows(element)

    def _cells(self, row: Any) -> list[Cell]:
        """The cells of a row in their columns; what merged cells cover is empty."""
        cells: list[Cell] = []
        for element in row:
            if element.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                cells.append(list(self.blocks(element)))
                cells.extend("" for _ in range(_times(element.get(f"{_TABLE}number-columns-repeated")) - 1))
        return cells

    def _paragraph(self, element: Any, *, listed: bool) -> Iterator[Block]:
        style = element.get(f"{_TEXT}style-name", "")
        beside: list[Any] = []
        runs = list(self._runs(element, (style,), beside))
        if element.tag == f"{_TEXT}h":
            depth = element.get(f"{_TEXT}outline-level", "1")
            block = block_of(runs, form="heading", level=int(depth) if depth in "123456789" else 1)
        else:
            form: Form = "item" if listed else "paragraph"
            block = block_of(runs, form=form, looks=self.styles.looks(style))
        if block.text:
            yield block
        for box in beside:
            yield from self.blocks(box)

    def _runs(self, element: Any, names: tuple[str, ...], beside: list[Any]) -> Iterator[Run]:
        """The runs of a paragraph; `names` are those of the styles around them. Boxes are put `beside`."""
        yield from self._run(_collapsed(element.text), names)
        for child in element:
            if not isinstance(child.tag, str) or self._is_left_out(child):
                pass
            elif child.tag in _SIGNS:
                sign = _SIGNS[child.tag]
                yield from self._run(sign * _times(child.get(f"{_TEXT}c")) if sign == " " else sign, names)
            elif child.tag.startswith((_DRAW, _TABLE)):
                beside.append(child)
            else:
                yield from self._runs(child, (*names, child.get(f"{_TEXT}style-name", "")), beside)
            yield from self._run(_collapsed(child.tail), names)

    def _run(self, text: str, names: tuple[str, ...]) -> Iterator[Run]:
        if text and any(map(self.styles.is_hidden, names)):
            self.left_out.hide(text)
        elif text:
            yield self.styles.run(text, names)


_SIGNS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}soft-hyphen": "\u00ad"}


def _times(written: str | None) -> int:
    """How often something is repeated, within bounds."""
    return min(int(written), _BLANKS_AT_MOST) if written and re.fullmatch(r"\d{1,12}", written) else 1


def _is_hidden(paragraph: Any) -> bool:
    mark = paragraph.find(f".//{_TEXT}hidden-paragraph")
    return mark is not None and mark.get(f"{_TEXT}is-hidden", "true") == "true"


def _words(element: Any) -> str:
    """The words of all paragraphs in an element."""
    return " ".join(" ".join("".join(p.itertext()) for p in element.iter(*_PARAGRAPHS)).split())


def _collapsed(text: str | None) -> str:
    """White space as OpenDocument defines it: a run of it is one space (ODF 1.3, part 3, 6.1.2)."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")
