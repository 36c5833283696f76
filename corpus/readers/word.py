"""docx: paragraphs, headings, list items and tables in the order of the body."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from corpus.block import Block, Extract
from corpus.readers.archive import member, open_archive, parse_xml
from corpus.readers.encoding import UnreadableFile
from corpus.readers.speech_table import blocks_of_table
from corpus.readers.word_styles import CONTENTS, Styles, is_marked, read_styles
from corpus.readers.word_styles import W as _W
from wording.messages import tr

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read(data: bytes, name: str) -> Extract:
    """The blocks of a Word document, without deleted text, field codes, notes and the table of contents.

    The text of a floating box follows the paragraph that anchors it. Pages are those that the program which saved the
    file recorded, if it did.
    """
    archive = open_archive(data, name)
    if "word/document.xml" not in archive.namelist():
        raise UnreadableFile(
            tr("{name} is not a Word document. Open it in a word processor and save it as docx.", name=name)
        )
    root = parse_xml(member(archive, "word/document.xml", name), name)
    body = root.find(f"{_W}body")
    if body is None:
        raise UnreadableFile(tr("{name} has no body. Save it again as docx.", name=name))
    blocks = _blocks(body, read_styles(archive, name))
    if body.find(f".//{_W}lastRenderedPageBreak") is not None:
        return Extract(tuple(blocks))
    return Extract(tuple(replace(block, page=None) for block in blocks))


def _blocks(parent: Any, styles: Styles, first_page: int = 1) -> Iterator[Block]:
    """The blocks in an element; a paragraph is on the page where it begins.

    python-docx's `iter_inner_content` would leave out content controls, tracked insertions and text boxes.
    """
    page = first_page
    for element in parent:
        if element.tag == f"{_W}p":
            block = _paragraph(element, styles)
            breaks = len(element.findall(f".//{_W}lastRenderedPageBreak"))
            page += _breaks_at_its_head(element)
            if block.text and block.level != CONTENTS:
                yield replace(block, page=page)
            page += breaks - _breaks_at_its_head(element)
            for box in element.iter(f"{_W}txbxContent"):
                if next(box.iterancestors(f"{_MC}Fallback"), None) is None:
                    yield from _blocks(box, styles, page)
        elif element.tag == f"{_W}tbl":
            rows = [[_cell(cell, styles) for cell in row.findall(f"{_W}tc")] for row in element.findall(f"{_W}tr")]
            for block in blocks_of_table(rows):
                yield replace(block, page=page)
            page += len(element.findall(f".//{_W}lastRenderedPageBreak"))
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            if not _is_contents(element):
                yield from _blocks(element, styles, page)
            page += len(element.findall(f".//{_W}lastRenderedPageBreak"))


def _breaks_at_its_head(paragraph: Any) -> int:
    """1 if a page begins before the first letter of the paragraph, else 0."""
    for node in paragraph.iter(f"{_W}t", f"{_W}lastRenderedPageBreak"):
        if node.tag == f"{_W}lastRenderedPageBreak":
            return 1
        if (node.text or "").strip():
            return 0
    return 0


def _is_contents(element: Any) -> bool:
    """Whether a block of the document is a table of contents made by Word."""
    gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(f"{_W}val", "").lower()


def _cell(cell: Any, styles: Styles) -> str:
    return "\n".join(block.text for block in _blocks(cell, styles))


def _paragraph(element: Any, styles: Styles) -> Block:
    properties = element.find(f"{_W}pPr")
    style = _value(properties, "pStyle")
    runs = [run for run in _runs(element, styles, style) if run.text]
    text = "".join(run.text for run in runs)
    lead = len(text) - len(text.lstrip())
    bold = 0
    for run in runs:
        if not run.bold and run.text.strip():
            break
        bold += len(run.text)
    stripped = text.strip()
    bold = max(0, min(bold - lead, len(stripped)))
    level = styles.levels.get(style, 0)
    if level == CONTENTS:
        return Block(stripped, level=CONTENTS)
    if level:
        return Block(stripped, form="heading", level=level, bold=bold)
    listed = properties is not None and properties.find(f"{_W}numPr") is not None
    colours = _colours([(run.text, run.colour) for run in runs], lead, len(stripped))
    looks = tuple(_looks(properties, style, [run for run in runs if run.text.strip()]))
    return Block(stripped, form="item" if listed else "paragraph", bold=bold, colours=colours, looks=looks)


def _value(properties: Any, name: str) -> str:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return "" if found is None else found.get(f"{_W}val", "")


def _looks(properties: Any, style: str, runs: "list[_Run]") -> Iterator[str]:
    """How the whole paragraph is set: its style, its indent, its typeface."""
    if style:
        yield f"style {style}"
    indent = properties.find(f"{_W}ind") if properties is not None else None
    if indent is not None and (left := indent.get(f"{_W}left") or indent.get(f"{_W}start")) not in (None, "0"):
        yield f"indent {left}"
    if runs and all(run.italic for run in runs):
        yield "italic"
    if runs and all(run.underlined for run in runs):
        yield "underlined"


def _colours(pieces: list[tuple[str, str]], lead: int, length: int) -> tuple[tuple[int, str], ...]:
    """The offsets where colours begin in the stripped paragraph; () where nothing is coloured."""
    starts: list[tuple[int, str]] = []
    offset = -lead
    for piece, colour in pieces:
        begins = max(0, offset)
        if piece.strip() and begins < length and (not starts or starts[-1][1] != colour):
            starts.append((begins, colour))
        offset += len(piece)
    return tuple(starts) if any(colour for _, colour in starts) else ()


class _Run(NamedTuple):
    text: str
    bold: bool
    italic: bool
    underlined: bool
    colour: str


def _runs(element: Any, styles: Styles, paragraph_style: str) -> Iterator[_Run]:
    for child in element:
        if child.tag == f"{_W}r":
            named = {paragraph_style, _value(child.find(f"{_W}rPr"), "rStyle")}
            bold, italic = is_marked(child, "b"), is_marked(child, "i")
            yield _Run(
                _run_text(child),
                bool(named & styles.bold) if bold is None else bold,
                bool(named & styles.italic) if italic is None else italic,
                bool(is_marked(child, "u")),
                _colour(child),
            )
        elif child.tag not in _NOT_TEXT:
            yield from _runs(child, styles, paragraph_style)


_NOT_TEXT = (f"{_W}del", f"{_W}pPr", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}txbxContent")


def _run_text(run: Any) -> str:
    parts: list[str] = []
    for child in run:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag == f"{_W}tab":
            parts.append("\t")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("\u2011")
        elif child.tag == f"{_W}softHyphen":
            parts.append("\u00ad")
    return "".join(parts)


def _colour(run: Any) -> str:
    """The colour of a run as six hexadecimal digits; empty where it is black or has none."""
    properties = run.find(f"{_W}rPr")
    colour = properties.find(f"{_W}color") if properties is not None else None
    value = colour.get(f"{_W}val", "") if colour is not None else ""
    return "" if value.lower() in ("auto", "000000") else value.upper()
