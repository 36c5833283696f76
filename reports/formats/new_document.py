"""An empty Word document as an office would set it up: styles, language, properties, header, page numbers, sections."""

import io
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.problem import GloseError
from reports.figures.lettering import printable
from reports.formats.fitting import Page
from wording.messages import tr

if TYPE_CHECKING:
    from docx.document import Document

INK = (0x1D, 0x24, 0x30)
SIDEWAYS = Page(width=740, largest=8.5, least=6, height=400)
"""A4 in landscape between the document's margins."""
UPRIGHT = Page(width=493, largest=8.5, least=7, height=620)
"""A4 in portrait; a table whose letters would be smaller than its least is turned."""
_NOTED, _NOTED_SIDEWAYS = 131, 105
"""The points of the height that a table leaves to headings and sentences around it."""
TABLE_STYLE = "Report Table"
_NO_LINE = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
"""The paragraph that ends a section takes no room: a full page would be followed by an empty one."""
_LONGEST_PROPERTY = 255
_USED = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "Quote", "List Bullet")
_TABLE = (
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
    '<w:uiPriority w:val="99"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="1D2430"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="1D2430"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9DDE3"/></w:tblBorders>'
    '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="F3F5F8"/></w:tcPr></w:tblStylePr></w:style>'
)


class BadTemplate(GloseError):
    """`--template` names no Word document."""


def new_document(
    title: str,
    *,
    language: str,
    subject: str = "",
    author: str = "",
    upright: bool = False,
    template: Path | None = None,
) -> "Document":
    """An empty document on A4, in landscape unless it is upright, in that language, with today's date.

    With a template its styles, paper, margins, header and footer are taken and its words left out. Raises BadTemplate.
    """
    from docx.shared import Cm

    made = _opened(template)
    _set_properties(made, title, subject, author, language)
    _add_missing_styles(made)
    _speak(made, language)
    section = made.sections[-1]
    if template is None or section.page_width is None or section.page_height is None:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    if template is None:
        _set_look(made)
        _add_header_and_footer(made, title)
    _turn_section(made.sections[-1], upright=upright)
    return made


def bytes_of(document: "Document") -> bytes:
    """The document as the bytes of a .docx file; styles are named by the ids that its template has for them."""
    ids = {style.name: style.style_id for style in document.styles}
    known = {name.replace(" ", ""): ids[name] for name in (*_USED, TABLE_STYLE) if name in ids}
    renamed = {ours: theirs for ours, theirs in known.items() if ours != theirs}
    if renamed:
        from docx.oxml.ns import qn

        for tag in ("w:pStyle", "w:tblStyle"):
            for element in document.element.body.iter(qn(tag)):
                element.set(qn("w:val"), renamed.get(element.get(qn("w:val")), element.get(qn("w:val"))))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def is_upright(document: "Document") -> bool:
    """Whether the section that is being written is in portrait."""
    section: Any = document.sections[-1]
    return bool(section.page_width < section.page_height)


def page_of(document: "Document", *, upright: bool | None = None) -> Page:
    """The room between the margins of the section that is being written, or would be if it were turned so.

    A house's template has margins and a paper of its own.
    """
    from docx.shared import Length

    section: Any = document.sections[-1]
    upright = is_upright(document) if upright is None else upright
    short, long = sorted((section.page_width.pt, section.page_height.pt))
    across, down = (short, long) if upright else (long, short)
    usual = UPRIGHT if upright else SIDEWAYS
    room = {side: getattr(section, f"{side}_margin") or 0 for side in ("left", "right", "top", "bottom")}
    taken = {side: Length(margin).pt for side, margin in room.items()}
    high = down - taken["top"] - taken["bottom"]
    return replace(
        usual,
        width=round(across - taken["left"] - taken["right"] - Length(section.gutter or 0).pt),
        height=round(high) - (_NOTED if upright else _NOTED_SIDEWAYS),
    )


def turn(document: "Document", *, upright: bool, columns: int = 1) -> None:
    """Go on in a section of that orientation and number of columns, on a new page; nothing happens where it is so."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    last: Any = document.element.body.sectPr
    if is_upright(document) == upright and columns_of(last) == columns:
        return
    ending: Any = parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{_NO_LINE}</w:pPr></w:p>")
    ending.pPr.append(deepcopy(last))
    last.addprevious(ending)
    if (first := last.find(qn("w:titlePg"))) is not None:  # only the first page of all goes without header and footer
        last.remove(first)
    _turn_section(document.sections[-1], upright=upright)
    set_in = last.find(qn("w:cols"))
    if set_in is not None:
        set_in.attrib.clear()
        set_in.attrib.update({qn("w:num"): str(columns), qn("w:space"): "340"})


def columns_of(section: Any) -> int:
    """How many columns of words the pages of a section have."""
    from docx.oxml.ns import qn

    found = section.find(qn("w:cols"))
    return 1 if found is None else int(found.get(qn("w:num"), "1"))


def _opened(template: Path | None) -> "Document":
    import docx

    try:
        made = docx.Document(None if template is None else str(template))
    except Exception as error:
        raise BadTemplate(tr("{file} is not a Word document (docx).", file=template)) from error
    body = made.element.body
    for element in list(body):
        if element is not body.sectPr:
            body.remove(element)
    return made


def _set_properties(made: "Document", title: str, subject: str, author: str, language: str) -> None:
    core = made.core_properties
    core.title, core.subject = printable(title)[:_LONGEST_PROPERTY], printable(subject)[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = printable(author)[:_LONGEST_PROPERTY]
    core.comments, core.keywords, core.language, core.revision = "", "", language, 1
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _add_missing_styles(made: "Document") -> None:
    """The styles that a report uses and a house's template lacks, from the library's own; and that of tables."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    names = {style.name for style in made.styles}
    usual = docx.Document().styles
    for name in _USED:
        if name not in names:
            made.styles.element.append(deepcopy(usual[name].element))
    if TABLE_STYLE not in names:
        made.styles.element.append(parse_xml(_TABLE.format(ns=nsdecls("w"))))


def _speak(made: "Document", language: str) -> None:
    """The language that a word processor checks the spelling in."""
    from docx.oxml.ns import qn

    properties: Any = made.styles["Normal"].element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spoken = {"fr": "fr-FR", "en": "en-GB"}.get(language, language)
    properties.append(properties.makeelement(qn("w:lang"), {qn("w:val"): spoken}))


def _set_look(made: "Document") -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = made.sections[0]
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.6)
    section.header_distance = section.footer_distance = Cm(0.8)
    normal: Any = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption", "Quote"):
        style: Any = made.styles[name]
        style.font.name, style.font.color.rgb = "Calibri", RGBColor(*INK)
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), "Calibri")
        style.element.rPr.rFonts.set(qn("w:hAnsi"), "Calibri")
    caption: Any = made.styles["Caption"]
    caption.font.size, caption.font.bold = Pt(10), True
    caption.paragraph_format.space_before = Pt(10)


def _add_header_and_footer(made: "Document", title: str) -> None:
    """The title above, the page's number of all pages below; none on the first page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt, RGBColor

    section = made.sections[0]
    section.different_first_page_header_footer = True
    head: Any = section.header.paragraphs[0].add_run(printable(title))
    head.font.size, head.font.color.rgb = Pt(8), RGBColor(0x5B, 0x64, 0x72)
    foot: Any = section.footer.paragraphs[0]
    foot.alignment = 1
    for at, field in enumerate(("PAGE", "NUMPAGES")):
        if at:
            foot.add_run(" / ")
        foot._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )


def _turn_section(section: Any, *, upright: bool) -> None:
    from docx.enum.section import WD_ORIENT

    short, long = sorted((section.page_width, section.page_height))
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (short, long) if upright else (long, short)
