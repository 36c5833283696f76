"""A Word document that we made, read back as blocks: what the PDF and the ODT are written from, so that all agree."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reports.formats.new_document import columns_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TWIPS, _EMU = 20, 12_700
"""How many of each a point has."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: `size` in points (0: as around it), colours as six digits, `link` the mark it leads to."""

    text: str
    bold: bool = False
    italic: bool | None = None
    raised: bool = False
    size: float = 0
    colour: str = ""
    fill: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a style, by the style's id; `marks` are names that links lead to, `indent` is in points.

    `below` and `above` are the points of room around it, None and 0 where that is its style's.
    """

    runs: tuple[Run, ...]
    style: str = ""
    marks: tuple[str, ...] = ()
    align: str = "start"
    indent: float = 0
    kept: bool = False
    new_page: bool = False
    below: float | None = None
    above: float = 0

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)

    @property
    def leads_to(self) -> str:
        """Of a line of the contents the mark whose page it gives; else nothing."""
        return self.runs[0].link if len(self.runs) == 1 else ""

    @property
    def level(self) -> int:
        """Of a heading its level from 1; else 0."""
        name = self.style.removeprefix("Heading")
        return int(name) if name != self.style and name.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a table; `turned` is written from below upwards."""

    paragraphs: tuple[Paragraph, ...]
    fill: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a whole one is not cut by the end of a page, `high` is its least height in points."""

    squares: tuple[Square, ...]
    head: bool = False
    whole: bool = False
    high: float = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; widths in points. A whole one is small and not cut by the end of a page."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]

    @property
    def whole(self) -> bool:
        """Whether every row is to be on the page of what follows."""
        return all(one.kept for row in self.rows for square in row.squares for one in square.paragraphs)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG or JPEG) with its text alternative; its size in points."""

    data: bytes = field(repr=False)
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on, on a new page, upright or lying, and with so many columns of words."""

    upright: bool
    columns: int = 1


Block = Paragraph | Grid | Picture | Turn


@dataclass(frozen=True, slots=True)
class LaidDocument:
    """A document: what its properties say, and its blocks."""

    title: str
    author: str
    subject: str
    language: str
    blocks: tuple[Block, ...]


def laid_document(docx: bytes) -> LaidDocument:
    """The blocks of a document that `new_document` and its neighbours wrote; other Word files may hold more."""
    import docx as word

    made = word.Document(io.BytesIO(docx))
    core = made.core_properties
    _unlink(made.element.body)
    blocks = list(_blocks(made.element.body, made.part))
    first = _turn(made.sections[0]._sectPr)
    return LaidDocument(core.title or "", core.author or "", core.subject or "", core.language or "", (first, *blocks))


def _unlink(body: "_Element") -> None:
    """Leave links that lead nowhere as words: Typst refuses them."""
    marks = {mark.get(f"{_W}name") for mark in body.iter(f"{_W}bookmarkStart")}
    for link in body.iter(f"{_W}hyperlink"):
        if link.get(f"{_W}anchor") not in marks:
            link.attrib.pop(f"{_W}anchor", "")
    for field_ in body.iter(f"{_W}fldSimple"):
        asked = field_.get(f"{_W}instr", "").split()
        if asked[:1] == ["REF"] and asked[1] not in marks:
            field_.set(f"{_W}instr", "")


def _turn(section: "_Element") -> Turn:
    size = section.find(f"{_W}pgSz")
    upright = size is None or int(size.get(f"{_W}w", "0")) < int(size.get(f"{_W}h", "1"))
    return Turn(upright, columns_of(section))


def _blocks(body: "_Element", part: Any) -> Iterator[Block]:
    sections = [*body.iter(f"{_W}sectPr")][1:]
    for element in body:
        if element.tag == f"{_W}tbl":
            yield _grid(element)
        elif element.tag == f"{_W}p":
            if (drawing := element.find(f".//{_W}drawing")) is not None:
                yield _picture(drawing, part)
            elif element.find(f"{_W}pPr/{_W}sectPr") is not None:
                yield _turn(sections.pop(0))
            else:
                yield _paragraph(element)


def _picture(drawing: "_Element", part: Any) -> Picture:
    extent, blip = drawing.find(f".//{_WP}extent"), drawing.find(f".//{_A}blip")
    named = drawing.find(f".//{_WP}docPr")
    assert extent is not None
    assert blip is not None
    data: bytes = part.related_parts[blip.get(f"{_R}embed")].blob
    alt = "" if named is None else named.get("descr", "")
    return Picture(data, alt, int(extent.get("cx", "0")) / _EMU, int(extent.get("cy", "0")) / _EMU)


def _paragraph(element: "_Element") -> Paragraph:
    properties = element.find(f"{_W}pPr")
    marks = tuple(mark.get(f"{_W}name", "") for mark in element.iter(f"{_W}bookmarkStart"))
    if properties is None:
        return Paragraph(tuple(_runs(element)), marks=marks)
    indent, space = properties.find(f"{_W}ind"), properties.find(f"{_W}spacing")
    return Paragraph(
        tuple(_runs(element)),
        _value(properties, "pStyle"),
        marks,
        _value(properties, "jc") or "start",
        0 if indent is None else int(indent.get(f"{_W}left", "0")) / _TWIPS,
        properties.find(f"{_W}keepNext") is not None,
        properties.find(f"{_W}pageBreakBefore") is not None,
        None if space is None or space.get(f"{_W}after") is None else int(space.get(f"{_W}after", "0")) / _TWIPS,
        0 if space is None else int(space.get(f"{_W}before", "0")) / _TWIPS,
    )


def _runs(element: "_Element", link: str = "") -> Iterator[Run]:
    for child in element:
        if child.tag == f"{_W}hyperlink":
            yield from _runs(child, child.get(f"{_W}anchor", ""))
        elif child.tag == f"{_W}fldSimple":
            asked = child.get(f"{_W}instr", "").split()
            yield from _runs(child, asked[1] if asked[:1] == ["REF"] else link)
        elif child.tag == f"{_W}r":
            text = "".join(_letters(child))
            if text:
                yield _run(text, child.find(f"{_W}rPr"), link)


def _letters(run: "_Element") -> Iterator[str]:
    for part in run:
        if part.tag == f"{_W}t":
            yield part.text or ""
        elif part.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif part.tag == f"{_W}tab":
            yield "\t"


def _run(text: str, look: "_Element | None", link: str) -> Run:
    if look is None:
        return Run(text, link=link)
    italic, shading = look.find(f"{_W}i"), look.find(f"{_W}shd")
    return Run(
        text,
        bold=look.find(f"{_W}b") is not None,
        italic=None if italic is None else italic.get(f"{_W}val") != "0",
        raised=_value(look, "vertAlign") == "superscript",
        size=int(_value(look, "sz") or 0) / 2,
        colour=_value(look, "color"),
        fill="" if shading is None else shading.get(f"{_W}fill", ""),
        link=link,
    )


def _value(properties: "_Element", name: str) -> str:
    found = properties.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _grid(element: "_Element") -> Grid:
    widths = tuple(int(column.get(f"{_W}w", "0")) / _TWIPS for column in element.iter(f"{_W}gridCol"))
    return Grid(widths, tuple(_row(row) for row in element.iter(f"{_W}tr")))


def _row(element: "_Element") -> Row:
    squares = tuple(_square(cell) for cell in element.iter(f"{_W}tc"))
    properties = element.find(f"{_W}trPr")
    if properties is None:
        return Row(squares)
    head, whole = (properties.find(f"{_W}{name}") is not None for name in ("tblHeader", "cantSplit"))
    return Row(squares, head, whole, int(_value(properties, "trHeight") or 0) / _TWIPS)


def _square(cell: "_Element") -> Square:
    shading = cell.find(f"{_W}tcPr/{_W}shd")
    turned = cell.find(f"{_W}tcPr/{_W}textDirection") is not None
    paragraphs = tuple(_paragraph(element) for element in cell.iter(f"{_W}p"))
    return Square(paragraphs, "" if shading is None else shading.get(f"{_W}fill", ""), turned)
