"""The paragraphs, headings and tables of a Word document, written as XML: through the library they take minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reports.figures.lettering import printable
from reports.formats.fills import FILLS
from reports.formats.fitting import Panel, height_of
from reports.formats.new_document import page_of
from reports.formats.plain import numeric
from reports.tables.rendering import RenderedRow

if TYPE_CHECKING:
    from docx.document import Document

_TWIPS = 20


def put(document: "Document", xml: str) -> None:
    """Add an element, whose names have the prefix `w`, at the document's end."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    name, rest = xml.split(">", 1)
    document.element.body[-1].addprevious(parse_xml(f"{name} {nsdecls('w')}>{rest}"))


WIDE = "\u2003"
"""An em space."""


def written(text: str) -> str:
    """The text as XML holds it; a tab, as between the cells of a table, is a wide space: it would be lost in a PDF."""
    return escape(printable(text).replace("\t", WIDE))


def add_paragraph(
    document: "Document",
    text: str,
    *,
    style: str = "",
    look: str = "",
    kept: bool = False,
    below: float | None = None,
) -> None:
    """A paragraph in the style of that id; `look` are properties of its letters, `kept` keeps it with what follows.

    One with so many points `below` it has close lines, too.
    """
    after = "" if below is None else f'w:after="{round(below * _TWIPS)}"'
    space = f'<w:spacing {after} w:line="240" w:lineRule="auto"/>' if after else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    near = "<w:keepNext/>" if kept else ""
    put(
        document,
        f"<w:p><w:pPr>{named}{near}{space}</w:pPr><w:r><w:rPr>{look}</w:rPr>"
        f'<w:t xml:space="preserve">{written(text)}</w:t></w:r></w:p>',
    )


def add_heading(
    document: "Document", text: str, level: int, *, mark: int = 0, new_page: bool = False, above: int = 0
) -> None:
    """A heading, the document's title at level 0; `mark` is the number by which contents lead to it.

    `above` are the points of room above it, where that is not its style's.
    """
    style = f"Heading{level}" if level else "Title"
    before = "<w:pageBreakBefore/>" if new_page else ""
    run = f'<w:r><w:t xml:space="preserve">{written(text)}</w:t></w:r>'
    if mark:
        run = f'<w:bookmarkStart w:id="{mark}" w:name="_Toc{mark:06}"/>{run}<w:bookmarkEnd w:id="{mark}"/>'
    room = f'<w:spacing w:before="{above * _TWIPS}"/>' if above else ""
    put(document, f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}{room}</w:pPr>{run}</w:p>')


def add_list_head(document: "Document", text: str, *, new_page: bool = False) -> None:
    """The words above a list of contents, tables or figures, which are in none of them."""
    before = "<w:pageBreakBefore/>" if new_page else ""
    put(
        document,
        f'<w:p><w:pPr><w:keepNext/>{before}<w:spacing w:before="{0 if new_page else 280}" w:after="80"/></w:pPr>'
        f'<w:r><w:rPr><w:b/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">{written(text)}</w:t></w:r></w:p>',
    )


_BELOW, _SOURCED = (f'<w:spacing w:before="40" w:after="{after}"/>' for after in (200, 40))
"""The room around a caption below its figure, and around one with its source below it."""


def add_caption(
    document: "Document",
    caption: tuple[str, str, str],
    *,
    kind: str,
    mark: int,
    above: bool = False,
    sourced: bool = False,
) -> None:
    """A caption whose number the word processor counts, (before, number, after), of that kind of sequence.

    `mark` is the number by which lists and references lead to it; one above its table, and one with its source below,
    stays with it.
    """
    room = "<w:keepNext/>" if above else f"<w:keepNext/>{_SOURCED}" if sourced else _BELOW
    before, number, after = (written(part) for part in caption)
    named = f'<w:bookmarkStart w:id="{mark}" w:name="_Ref{mark:06}"/>'
    put(
        document,
        f'<w:p><w:pPr><w:pStyle w:val="Caption"/>{room}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{before}</w:t></w:r>{named}'
        f'<w:fldSimple w:instr=" SEQ {kind} \\* ARABIC "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
        f'<w:bookmarkEnd w:id="{mark}"/><w:r><w:t xml:space="preserve">{after}</w:t></w:r></w:p>',
    )


def add_reference(document: "Document", before: str, number: str, after: str, mark: int) -> None:
    """A line that refers to a caption by its number, which the word processor keeps right.

    The mark is around the number alone: a sentence says *la figure 2* where the caption says *Figure 2*.
    """
    put(
        document,
        f'<w:p><w:r><w:t xml:space="preserve">{written(before)}</w:t></w:r>'
        f'<w:fldSimple w:instr=" REF _Ref{mark:06} \\h "><w:r><w:t>{written(number)}</w:t></w:r></w:fldSimple>'
        f'<w:r><w:t xml:space="preserve">{written(after)}</w:t></w:r></w:p>',
    )


def quote_of(quote: str, lines: Sequence[str], *, number: int | None = None, small: bool = False) -> str:
    """A quote with its number and, below it in smaller letters, where it is from, as one paragraph.

    A `small` one is for narrow columns.
    """
    size, least = ('<w:sz w:val="17"/>', 14) if small else ("", 15)
    space = '<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>' if small else '<w:spacing w:after="80"/>'
    named = (
        f'<w:r><w:rPr><w:b/><w:i w:val="0"/>{size}</w:rPr><w:t xml:space="preserve">{number} </w:t></w:r>'
        if number
        else ""
    )
    origins = "".join(
        f'<w:r><w:br/></w:r><w:r><w:rPr><w:i w:val="0"/><w:color w:val="5B6472"/><w:sz w:val="{least}"/></w:rPr>'
        f'<w:t xml:space="preserve">{written(line)}</w:t></w:r>'
        for line in lines
        if line
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Quote"/><w:keepLines/>{space}</w:pPr>'
        f'{named}<w:r><w:rPr>{size}</w:rPr><w:t xml:space="preserve">{written(quote)}</w:t></w:r>{origins}</w:p>'
    )


def add_contents(document: "Document", entries: Sequence[tuple[int, int, str]], *, of: str = "") -> None:
    """A table of contents with links: (level from 1, mark of the heading, words); a word processor adds the pages.

    With `of` it is the list of the captions of that kind.
    """
    asked = f'TOC \\h \\z \\c "{of}"' if of else 'TOC \\o "1-2" \\h \\z \\u'
    prefix = "_Ref" if of else "_Toc"
    opened = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{asked}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    closed = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for at, (level, mark, words) in enumerate(entries, 1):
        bold = "<w:b/>" if level == 1 else ""
        space = f'<w:spacing w:before="{40 if level == 1 else 0}" w:after="0"/><w:ind w:left="{360 * (level - 1)}"/>'
        link = (
            f'<w:hyperlink w:anchor="{prefix}{mark:06}" w:history="1"><w:r><w:rPr>{bold}<w:sz w:val="18"/></w:rPr>'
            f'<w:t xml:space="preserve">{written(words)}</w:t></w:r></w:hyperlink>'
        )
        ends = (opened if at == 1 else "", closed if at == len(entries) else "")
        put(document, f"<w:p><w:pPr>{space}</w:pPr>{ends[0]}{link}{ends[1]}</w:p>")


_KEPT_WHOLE, _KEPT_FIRST, _KEPT_LAST = 12, 3, 2
"""A table of at most so many rows is not cut; of a longer one so many first and last rows stay together."""
_BRIEF = 40
"""Letters of a cell at most in a table that is not cut: so it is never higher than a page."""


@dataclass(frozen=True, slots=True)
class _Square:
    """What one cell of a grid says and looks like; `align` is start, center or end."""

    text: str
    bold: bool = False
    fill: str | None = None
    align: str = "start"
    upright: bool = False
    indent: int = 0


def add_panel(document: "Document", panel: Panel, *, noted: bool = False) -> None:
    """The panel of a table, its look that of the page; one that is `noted` ends on the page of what is said of it.

    One with a caption is not cut where a page has room for it.
    """
    rendered, page = panel.rendered, page_of(document)
    whole = rendered.captioned and height_of(panel, page) <= page.height
    heads = [
        _head(words, centred=at > 0 and not rendered.wide, upright=panel.upright)
        if at <= len(rendered.columns)
        else _Square(words, bold=True, align="end")
        for at, words in enumerate(rendered.heads())
    ]
    rows = [*rendered.rows, *((rendered.totals,) if rendered.totals else ())]
    lines = [_line(panel, row) for row in rows]
    _add_table(document, heads, lines, widths=panel.widths, size=panel.size, noted=noted, whole=whole)


def add_grid(document: "Document", rows: Sequence[Sequence[str]], widths: Sequence[float], *, size: float) -> None:
    """A plain table whose first row is its head and whose first column is bold."""
    aligned = ["end" if number else "start" for number in numeric(rows)] or ["start"] * len(rows[0])
    heads = [_Square(words, bold=True, align=how) for words, how in zip(rows[0], aligned, strict=True)]
    lines = [
        [_Square(cell, bold=at == 0, align=how) for at, (cell, how) in enumerate(zip(row, aligned, strict=True))]
        for row in rows[1:]
    ]
    _add_table(document, heads, lines, widths=widths, size=size)


def _head(words: str, *, centred: bool = False, upright: bool = False) -> _Square:
    align = "start" if upright or not centred else "center"
    return _Square(words, bold=True, align=align, upright=upright and centred)


def _line(panel: Panel, row: RenderedRow) -> list[_Square]:
    rendered = panel.rendered
    align = "start" if rendered.wide else "center"
    squares = [_Square(row.label, bold=row.depth == 0, indent=row.depth)]
    squares += [_Square(cell.text, fill=FILLS.get(cell.look), align=align) for cell in row.cells]
    if rendered.counts:
        squares.append(_Square("" if row.n is None else str(row.n), bold=True, align="end"))
    if rendered.has_row_totals:
        squares.append(_Square(row.total.text if row.total else "", bold=True, align="end"))
    return squares


def _add_table(
    document: "Document",
    heads: Sequence[_Square],
    lines: Sequence[Sequence[_Square]],
    *,
    widths: Sequence[float],
    size: float,
    noted: bool = False,
    whole: bool = False,
) -> None:
    """A table with a header row that comes again on every page; one that is `noted` ends on the page of its notes.

    No page ends after the head or begins with the last row; a short table, and one that is `whole`, is on one page.
    """
    twips = [round(width * page_of(document).width * _TWIPS) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    half = round(size * 2)
    last = len(lines) - 1
    brief = len(lines) <= _KEPT_WHOLE and all(len(one.text) <= _BRIEF for line in lines for one in line)
    together = whole or brief
    body = "".join(
        _row(line, twips, half, near=together or at < _KEPT_FIRST or last - at < _KEPT_LAST)
        for at, line in enumerate(lines)
    )
    put(
        document,
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:firstColumn="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{_row(heads, twips, half, header=True, near=True)}{body}</w:tbl>",
    )
    near = "<w:keepNext/>" if noted else ""
    put(document, f'<w:p><w:pPr>{near}<w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>')


def _row(
    squares: Sequence[_Square], twips: Sequence[int], size: int, *, header: bool = False, near: bool = False
) -> str:
    """A row that no end of a page cuts; one of upright heads is as high as their words ask for, within limits.

    One that is `near` is on the page of what follows.
    """
    tall = max((len(square.text) for square in squares if square.upright), default=0)
    height = f'<w:trHeight w:val="{min(max(tall, 6), 26) * size * 8}" w:hRule="atLeast"/>' if tall else ""
    kept = f"<w:trPr><w:cantSplit/>{height}{'<w:tblHeader/>' if header else ''}</w:trPr>"
    cells = (_square(square, width, size, near=near) for square, width in zip(squares, twips, strict=True))
    return f"<w:tr>{kept}{''.join(cells)}</w:tr>"


def _square(square: _Square, width: int, size: int, *, near: bool) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{square.fill[1:]}"/>' if square.fill else ""
    turned = '<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>' if square.upright else ""
    indent = f'<w:ind w:left="{square.indent * 160}"/>' if square.indent else ""
    bold = "<w:b/>" if square.bold else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}{turned}</w:tcPr>'
        f"<w:p><w:pPr>{'<w:keepNext/>' if near else ''}"
        f'<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>{indent}'
        f'<w:jc w:val="{square.align}"/></w:pPr>'
        f'<w:r><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{written(square.text)}</w:t></w:r></w:p></w:tc>'
    )
