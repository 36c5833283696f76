"""Tables and their quotes as a Word document: headings for navigation, header rows that repeat, nothing cut in two."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reports.citations import Citations
from reports.figures.lettering import printable
from reports.formats.document_parts import PAPER, add_grid, add_heading, add_panel, add_paragraph, put, quote_of
from reports.formats.fitting import panels, widths_of
from reports.formats.plain import legend_line
from reports.formats.quoting import quoted, shown_of, source
from reports.tables.rendering import RenderedTable
from wording.catalogues import say, say_number

if TYPE_CHECKING:
    from docx.document import Document

INK = (0x1D, 0x24, 0x30)
_LONGEST_PROPERTY = 255
QUOTES_IN_DOCUMENT = 2_000
"""How many quotes a table in a document holds at most: word processors are slower than browsers."""


def new_document(title: str, *, language: str, subject: str = "", upright: bool = False) -> "Document":
    """An empty document on A4, in landscape unless it is upright, in that language, with its title set."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    made = docx.Document()
    made.core_properties.title = printable(title)[:_LONGEST_PROPERTY]
    made.core_properties.subject = printable(subject)[:_LONGEST_PROPERTY]
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.core_properties.language = language
    section = made.sections[0]
    short, long = Cm(21.0), Cm(29.7)
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (short, long) if upright else (long, short)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.8))
    normal: Any = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    properties = normal.element.get_or_add_rPr()
    lang = properties.makeelement(qn("w:lang"), {qn("w:val"): {"fr": "fr-FR", "en": "en-GB"}.get(language, language)})
    properties.append(lang)
    for level in range(5):
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


def table_document(rendered: RenderedTable, citations: Citations, *, study: str) -> bytes:
    """One table with its legend, notes and quotes as a document of its own."""
    made = new_document(rendered.title, language=rendered.language, subject=study)
    add_heading(made, rendered.title, 0)
    add_paragraph(made, study)
    add_table(made, rendered)
    if any(True for _ in rendered.parts()):
        add_heading(made, say("quotes", rendered.language), 1)
        add_quotes(made, rendered, citations, level=1)
    return bytes_of(made)


def add_table(document: "Document", rendered: RenderedTable) -> None:
    """The table with its legend and notes below; one wider than the page in several panels."""
    fitted = panels(rendered, PAPER)
    for panel in fitted:
        if len(fitted) > 1:
            title = say("panel", rendered.language, title=rendered.title, at=panel.at, all=len(fitted))
            add_paragraph(document, title, look="<w:b/>", kept=True)
        add_panel(document, panel)
    if rendered.legend:
        remark(document, legend_line(rendered))
    for note in rendered.notes:
        remark(document, note)


def add_rows(document: "Document", rows: Sequence[Sequence[str]]) -> None:
    """A plain table whose first row is its head; nothing where there are no rows."""
    if rows:
        add_grid(document, rows, widths_of(rows, PAPER), size=PAPER.largest)


def add_quotes(document: "Document", rendered: RenderedTable, citations: Citations, *, level: int) -> None:
    """Under headings of the next level, the quotes of each cell with their sources."""
    for found in quoted(rendered, shown_of(rendered, QUOTES_IN_DOCUMENT), citations):
        add_heading(document, found.heading, level + 1)
        for citation in found.citations:
            words = " ".join(citation.quote.split())
            quote = found.cited(citation) + say("in_quotes", rendered.language, words=words)
            put(document, quote_of(quote, [source(citation, rendered.language)]))
        if found.left:
            rest = {"table": rendered.id, "row": found.row, "column": found.column}
            remark(document, say_number("more_quotes", found.left, rendered.language, **rest))


def add_picture(document: "Document", png: bytes, *, alt: str, high: float = 14) -> None:
    """A picture as wide as the text and no higher than so many centimetres, with its text alternative."""
    from docx.shared import Cm

    shape: Any = document.add_picture(io.BytesIO(png))
    scale = min(1.0, Cm(24) / shape.width, Cm(high) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape._inline.docPr.set("descr", printable(alt))


def add_line(document: "Document", text: str, *, mark: bool = False) -> None:
    """A paragraph; a marked one stands out as something left to do."""
    add_paragraph(document, text, look='<w:b/><w:color w:val="8A4B00"/>' if mark else "")


def remark(document: "Document", text: str) -> None:
    """A paragraph in small grey letters."""
    add_paragraph(document, text, look='<w:color w:val="5B6472"/><w:sz w:val="16"/>')
