"""docx: paragraphs, headings, list items and tables in the order of the body."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

from corpus.block import Block, Extract
from corpus.encoding import UnreadableFile
from corpus.readers.archive import member, open_archive, parse_xml
from corpus.readers.speech_table import blocks_of_table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTENTS = -1
"""The level of a line of the table of contents, which is left out."""

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read(data: bytes, name: str) -> Extract:
    """The blocks of a Word document; deleted text, field codes, notes and the table of contents are left out.

    The text of a floating box comes after the paragraph it is anchored in. Pages are those of the last time the
    file was laid out, where it says so.
    """
    archive = open_archive(data, name)
    if "word/document.xml" not in archive.namelist():
        raise UnreadableFile(f"{name} is no Word document. Open it in a word processor and save it as docx.")
    root = parse_xml(member(archive, "word/document.xml", name), name)
    body = root.find(f"{_W}body")
    if body is None:
        raise UnreadableFile(f"{name} has no body. Save it anew as docx.")
    blocks = _blocks(body, _heading_levels(archive, name))
    if body.find(f".//{_W}lastRenderedPageBreak") is not None:
        return Extract(tuple(blocks))
    return Extract(tuple(replace(block, page=None) for block in blocks))


def _heading_levels(archive: ZipFile, name: str) -> dict[str, int]:
    """Heading level by style id, by the names that Word gives its styles whatever the language."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    levels: dict[str, int] = {}
    for style in parse_xml(member(archive, "word/styles.xml", name), name).iter(f"{_W}style"):
        named = style.find(f"{_W}name")
        title = "" if named is None else named.get(f"{_W}val", "").lower()
        style_id = style.get(f"{_W}styleId", "")
        if title == "title":
            levels[style_id] = 1
        elif title.startswith("toc ") and title[4:].isdecimal():
            levels[style_id] = _CONTENTS
        elif title.startswith("heading ") and title[8:].isdecimal():
            levels[style_id] = int(title[8:])
    return levels


def _blocks(parent: Any, levels: dict[str, int], first_page: int = 1) -> Iterator[Block]:
    """The blocks below an element; a paragraph is on the page where it begins."""
    page = first_page
    for element in parent:
        if element.tag == f"{_W}p":
            block = _paragraph(element, levels)
            breaks = len(element.findall(f".//{_W}lastRenderedPageBreak"))
            page += _breaks_at_its_head(element)
            if block.text and block.level != _CONTENTS:
                yield replace(block, page=page)
            page += breaks - _breaks_at_its_head(element)
            for box in element.iter(f"{_W}txbxContent"):
                if next(box.iterancestors(f"{_MC}Fallback"), None) is None:
                    yield from _blocks(box, levels, page)
        elif element.tag == f"{_W}tbl":
            rows = [[_cell(cell, levels) for cell in row.findall(f"{_W}tc")] for row in element.findall(f"{_W}tr")]
            for block in blocks_of_table(rows):
                yield replace(block, page=page)
            page += len(element.findall(f".//{_W}lastRenderedPageBreak"))
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            if not _is_contents(element):
                yield from _blocks(element, levels, page)
            page += len(element.findall(f".//{_W}lastRenderedPageBreak"))


def _breaks_at_its_head(paragraph: Any) -> int:
    """1 where a page begins before the first letter of the paragraph."""
    for node in paragraph.iter(f"{_W}t", f"{_W}lastRenderedPageBreak"):
        if node.tag == f"{_W}lastRenderedPageBreak":
            return 1
        if (node.text or "").strip():
            return 0
    return 0


def _is_contents(element: Any) -> bool:
    """Whether a block of the document is the table of contents that Word keeps."""
    gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(f"{_W}val", "").lower()


def _cell(cell: Any, levels: dict[str, int]) -> str:
    return "\n".join(block.text for block in _blocks(cell, levels))


def _paragraph(element: Any, levels: dict[str, int]) -> Block:
    pieces = [(text, bold, colour) for text, bold, colour in _runs(element) if text]
    text = "".join(piece for piece, _, _ in pieces)
    lead = len(text) - len(text.lstrip())
    bold = 0
    for piece, is_bold, _ in pieces:
        if not is_bold and piece.strip():
            break
        bold += len(piece)
    stripped = text.strip()
    bold = max(0, min(bold - lead, len(stripped)))
    properties = element.find(f"{_W}pPr")
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    level = levels.get(style.get(f"{_W}val", ""), 0) if style is not None else 0
    if level == _CONTENTS:
        return Block(stripped, level=_CONTENTS)
    if level:
        return Block(stripped, form="heading", level=level, bold=bold)
    listed = properties is not None and properties.find(f"{_W}numPr") is not None
    colours = _colours([(piece, colour) for piece, _, colour in pieces], lead, len(stripped))
    return Block(stripped, form="item" if listed else "paragraph", bold=bold, colours=colours)


def _colours(pieces: list[tuple[str, str]], lead: int, length: int) -> tuple[tuple[int, str], ...]:
    """Where each colour begins in the stripped paragraph; () where nothing is coloured."""
    starts: list[tuple[int, str]] = []
    offset = -lead
    for piece, colour in pieces:
        begins = max(0, offset)
        if piece.strip() and begins < length and (not starts or starts[-1][1] != colour):
            starts.append((begins, colour))
        offset += len(piece)
    return tuple(starts) if any(colour for _, colour in starts) else ()


def _runs(element: Any) -> Iterator[tuple[str, bool, str]]:
    for child in element:
        if child.tag == f"{_W}r":
            yield _run_text(child), _is_bold(child), _colour(child)
        elif child.tag not in _NOT_TEXT:
            yield from _runs(child)


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


def _is_bold(run: Any) -> bool:
    properties = run.find(f"{_W}rPr")
    bold = properties.find(f"{_W}b") if properties is not None else None
    return bold is not None and bold.get(f"{_W}val", "true") not in ("0", "false", "off")


def _colour(run: Any) -> str:
    """The colour of a run as six hexadecimal digits; empty for black and for none."""
    properties = run.find(f"{_W}rPr")
    colour = properties.find(f"{_W}color") if properties is not None else None
    value = colour.get(f"{_W}val", "") if colour is not None else ""
    return "" if value.lower() in ("auto", "000000") else value.upper()
