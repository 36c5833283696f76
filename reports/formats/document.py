"""Tables and pictures in a Word document: header rows that repeat, nothing cut in two, wide ones in landscape."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reports.figures.lettering import LEAST, printable
from reports.formats.document_parts import add_grid, add_heading, add_panel, add_paragraph
from reports.formats.fitting import Page, panels, size_of, widths_of
from reports.formats.new_document import UPRIGHT, bytes_of, is_upright, new_document, page_of, turn
from reports.formats.plain import legend_line
from reports.tables.rendering import RenderedTable
from wording.catalogues import say

if TYPE_CHECKING:
    from docx.document import Document


_BETWEEN_REMARKS, _BELOW_REMARKS = 2, 7
"""The points below a remark under a table or figure, and below the last one."""


def table_document(rendered: RenderedTable, *, study: str) -> bytes:
    """One table with its legend and notes as a document of its own, in landscape where it is wide.

    The quotes behind its cells are in the other formats: there were thirty pages of them.
    """
    made = new_document(rendered.title, language=rendered.language, subject=study, upright=fits_upright(rendered))
    add_heading(made, rendered.title, 0)
    add_paragraph(made, study, style="Subtitle")
    add_table(made, rendered)
    return bytes_of(made)


def add_table(document: "Document", rendered: RenderedTable) -> None:
    """The table with its legend and notes below; a wide one in landscape, one wider than that in several panels."""
    make_room(document, rendered)
    fitted = panels(rendered, page_of(document))
    noted = bool(rendered.legend or rendered.notes or rendered.source)
    for panel in fitted:
        if len(fitted) > 1:
            add_paragraph(document, rendered.part_title(panel.at, len(fitted)), look="<w:b/>", kept=True)
        add_panel(document, panel, noted=panel is fitted[-1] and noted)
    said = [*([legend_line(rendered)] if rendered.legend else []), *rendered.notes]
    said += [rendered.source] if rendered.source else []
    for at, line in enumerate(said, 1):
        remark(document, line, kept=at < len(said), last=at == len(said))
    if rendered.sources:
        add_paragraph(document, say("sources", rendered.language), look="<w:b/>", kept=True)
    for line in rendered.sources:
        remark(document, line)


def make_room(document: "Document", rendered: RenderedTable) -> None:
    """Go on in landscape where the table is too wide for the page as it is."""
    if is_upright(document) and not fits_upright(rendered, page_of(document)):
        turn(document, upright=False)


def fits_upright(rendered: RenderedTable, page: Page = UPRIGHT) -> bool:
    """Whether the table fits on that page in portrait, with heads that are not turned, and is not to lie across."""
    if rendered.landscape:
        return False
    fitted = panels(rendered, page)
    return len(fitted) == 1 and not fitted[0].upright


def add_rows(document: "Document", rows: Sequence[Sequence[str]]) -> None:
    """A plain table whose first row is its head; nothing where there are no rows."""
    if rows:
        page = page_of(document)
        add_grid(document, rows, widths_of(rows, page), size=size_of(rows, page))


FIGURE = 0.375
"""The points that a pixel of a figure's PNG takes: two of them are one of CSS, 96 of which are an inch."""


LEGIBLE = 7 / (2 * LEAST)
"""The points of a pixel from which on the smallest letters of a figure, whose PNG is twice as large, are 7 points."""


def add_picture(
    document: "Document",
    png: bytes,
    *,
    alt: str,
    high: float = 14,
    tall: float = 0,
    scale: float = 1.0,
    captioned: bool = False,
) -> None:
    """A picture no wider than the text and no higher than so many centimetres, with its text alternative.

    `tall` are the centimetres that it may be high if its letters would be smaller than 7 points else. `scale` is how
    many points a pixel takes at most; a `captioned` one is on the page of what follows.
    """
    from docx.shared import Cm, Pt

    shape: Any = document.add_picture(io.BytesIO(png))
    least = min(LEGIBLE, Cm(tall) / shape.height)
    scale = min(scale, Pt(page_of(document).width) / shape.width, max(Cm(high) / shape.height, least))
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape._inline.docPr.set("descr", printable(alt))
    if captioned:
        around: Any = document.paragraphs[-1].paragraph_format
        around.keep_with_next, around.space_after = True, Pt(0)


def add_line(document: "Document", text: str, *, mark: bool = False, kept: bool = False) -> None:
    """A paragraph; a marked one stands out as something left to do, a kept one stays with what follows."""
    add_paragraph(document, text, look='<w:b/><w:color w:val="8A4B00"/>' if mark else "", kept=kept)


def remark(document: "Document", text: str, *, kept: bool = False, last: bool = False) -> None:
    """A paragraph in small grey letters, one of several that are close: the last one has more room below it."""
    look = '<w:color w:val="5B6472"/><w:sz w:val="16"/>'
    add_paragraph(document, text, look=look, kept=kept, below=_BELOW_REMARKS if last else _BETWEEN_REMARKS)
