"""Tables and their quotes as a Word document: headings for navigation, header rows that repeat, nothing cut in two."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reports.formats.quoting import quoted, source
from reports.formats.workbook import FILLS
from reports.lineage import Citations
from reports.tables.paper import Sheet, SheetRow
from reports.wording import say

if TYPE_CHECKING:
    from docx.document import Document

INK = (0x1D, 0x24, 0x30)
QUOTES_IN_DOCUMENT = 2_000
"""How many quotes a table in a document holds at most: word processors are slower than browsers."""


def new_document(title: str, *, language: str, subject: str = "") -> "Document":
    """An empty document on A4 in landscape, in that language, with its title set."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.subject = subject
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.core_properties.language = language
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.8))
    normal: Any = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    properties = normal.element.get_or_add_rPr()
    lang = properties.makeelement(qn("w:lang"), {qn("w:val"): {"fr": "fr-FR", "en": "en-GB"}.get(language, language)})
    properties.append(lang)
    for level in range(4):
        style: Any = made.styles["Title" if level == 0 else f"Heading {level}"]
        style.font.name, style.font.color.rgb = "Calibri", RGBColor(*INK)
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), "Calibri")
        style.element.rPr.rFonts.set(qn("w:hAnsi"), "Calibri")
    return made


def bytes_of(document: "Document") -> bytes:
    """The document as the bytes of a .docx file."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def table_document(sheet: Sheet, citations: Citations, *, study: str) -> bytes:
    """One table with its legend, notes and quotes as a document of its own."""
    made = new_document(sheet.title, language=sheet.language, subject=study)
    made.add_heading(sheet.title, 0)
    made.add_paragraph(study)
    add_table(made, sheet)
    if any(True for _ in sheet.parts()):
        made.add_heading(say("quotes", sheet.language), 1)
        add_quotes(made, sheet, citations, level=1)
    return bytes_of(made)


def add_table(document: "Document", sheet: Sheet) -> None:
    """The table with its legend and notes below."""
    rows = [*sheet.rows, *((sheet.totals,) if sheet.totals else ())]
    lines = [[_Square("\u2003" * row.depth + row.label, bold=row.depth == 0), *_squares(sheet, row)] for row in rows]
    _add_grid(document, sheet.heads(), lines)
    if sheet.legend:
        signs = " · ".join(f"{sign} {words}" for _, sign, words in sheet.legend)
        remark(document, f"{say('legend', sheet.language)} : {signs}")
    for note in sheet.notes:
        remark(document, note)


def add_rows(document: "Document", rows: Sequence[Sequence[str]]) -> None:
    """A plain table whose first row is its head; nothing where there are no rows."""
    if rows:
        _add_grid(
            document, list(rows[0]), [[_Square(cell, bold=at == 0) for at, cell in enumerate(row)] for row in rows[1:]]
        )


@dataclass(frozen=True, slots=True)
class _Square:
    """What one cell of a grid says and looks like."""

    text: str
    bold: bool = False
    fill: str | None = None


def _squares(sheet: Sheet, row: SheetRow) -> Iterator[_Square]:
    for cell in row.cells:
        yield _Square(cell.text, fill=FILLS.get(cell.look))
    if sheet.counts:
        yield _Square("" if row.n is None else str(row.n))
    if sheet.has_row_totals:
        yield _Square(row.total.text if row.total else "")


def _add_grid(document: "Document", heads: Sequence[str], lines: Sequence[Sequence[_Square]]) -> None:
    """A table with a header row. It is put together as XML: cell by cell through the library takes minutes."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    size = 14 if len(heads) > 9 else 17
    columns = "".join("<w:gridCol/>" for _ in heads)
    head = _row([_Square(words, bold=True, fill="#F3F5F8") for words in heads], size, header=True)
    body = "".join(_row(line, size) for line in lines)
    made = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLook w:firstRow="1" w:firstColumn="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{body}</w:tbl>'
    )
    document.element.body.insert(len(document.element.body) - 1, made)
    document.add_paragraph()


def _row(squares: Sequence[_Square], size: int, *, header: bool = False) -> str:
    """A row that no end of a page cuts; a header row comes again on every page."""
    kept = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if header else "") + "</w:trPr>"
    return f"<w:tr>{kept}{''.join(_square(square, size) for square in squares)}</w:tr>"


def _square(square: _Square, size: int) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{square.fill[1:]}"/>' if square.fill else ""
    bold = "<w:b/>" if square.bold else ""
    text = escape(_printable(square.text))
    return (
        f'<w:tc><w:tcPr>{fill}</w:tcPr><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:rPr>{bold}'
        f'<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
    )


def _printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def add_quotes(document: "Document", sheet: Sheet, citations: Citations, *, level: int) -> None:
    """Under headings of the next level, the quotes of each cell with their sources."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    body = document.element.body
    for found in quoted(sheet, citations, most=QUOTES_IN_DOCUMENT):
        document.add_heading(_printable(found.heading), level + 1)
        for citation in found.citations:
            quote = escape(_printable(f"«\u202f{' '.join(citation.quote.split())}\u202f»"))
            said = escape(_printable(source(citation, sheet.language)))
            body.insert(len(body) - 1, parse_xml(_QUOTE.format(ns=nsdecls("w"), quote=quote, said=said)))
        if found.left:
            rest = {"n": found.left, "table": sheet.id, "row": found.row, "column": found.column}
            remark(document, say("more_quotes", sheet.language, **rest))


_QUOTE = (
    '<w:p {ns}><w:pPr><w:keepLines/><w:spacing w:after="80"/><w:ind w:left="340"/></w:pPr>'
    '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{quote}</w:t></w:r><w:r><w:br/></w:r>'
    '<w:r><w:rPr><w:color w:val="5B6472"/><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{said}</w:t></w:r></w:p>'
)
"""A quote and where it is from, as one paragraph."""


def add_picture(document: "Document", png: bytes, *, alt: str) -> None:
    """A picture as wide as the text and no higher than a page, with its text alternative."""
    from docx.shared import Cm

    shape: Any = document.add_picture(io.BytesIO(png))
    scale = min(1.0, Cm(24) / shape.width, Cm(15) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape._inline.docPr.set("descr", alt)


def add_line(document: "Document", text: str, *, mark: bool = False) -> None:
    """A paragraph; a marked one stands out as something left to do."""
    from docx.shared import RGBColor

    run = document.add_paragraph().add_run(_printable(text))
    if mark:
        run.bold, run.font.color.rgb = True, RGBColor(0x8A, 0x4B, 0x00)


def remark(document: "Document", text: str) -> None:
    """A paragraph in small grey letters."""
    from docx.shared import Pt, RGBColor

    run = document.add_paragraph().add_run(_printable(text))
    run.font.size, run.font.color.rgb = Pt(8), RGBColor(0x5B, 0x64, 0x72)


def new_page(document: "Document") -> None:
    """What follows begins on a new page."""
    from docx.enum.text import WD_BREAK

    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
