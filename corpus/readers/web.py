"""html: the text of the page's main part; navigation, scripts and footers are left out."""

import re
from collections.abc import Iterator
from typing import Any

from corpus.block import Block, Extract
from corpus.encoding import UnreadableFile, decode
from corpus.readers.speech_table import blocks_of_table

_SKIP = {
    "script",
    "style",
    "nav",
    "footer",
    "aside",
    "noscript",
    "template",
    "head",
    "form",
    "svg",
    "button",
    "iframe",
}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS = {
    *_HEADINGS,
    "p",
    "li",
    "div",
    "section",
    "article",
    "main",
    "body",
    "html",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "table",
    "header",
    "address",
    "details",
    "summary",
    "center",
}


def read(data: bytes, name: str) -> Extract:
    """The blocks of a page, in order; bold at the beginning of a paragraph is noted."""
    from lxml import etree, html

    text, problems = decode(data, name)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        return Extract((), problems=problems)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{name} is not HTML ({error}). Save the page anew.") from error
    return Extract(tuple(_blocks(root)), problems=problems)


def _blocks(element: Any, form: str = "paragraph") -> Iterator[Block]:
    """The blocks inside an element: its inline runs as paragraphs, its block children in their turn."""
    inline: list[tuple[str, bool]] = [(element.text or "", False)]
    for child in element:
        if isinstance(child.tag, str) and (child.tag in _BLOCKS or child.tag in _SKIP or _holds_blocks(child)):
            yield from _flush(inline, form, 0)
            inline = []
            if child.tag not in _SKIP:
                yield from _block(child)
        else:
            inline.extend(_inline(child, bold=False))
        inline.append((child.tail or "", False))
    yield from _flush(inline, form, 0)


def _block(element: Any) -> Iterator[Block]:
    if element.tag == "table":
        rows = [[_cell_text(c) for c in row.iterchildren("td", "th")] for row in element.iter("tr")]
        yield from blocks_of_table([row for row in rows if row])
    elif element.tag in _HEADINGS:
        yield from _flush([(_cell_text(element), True)], "heading", _HEADINGS[element.tag])
    elif element.tag == "pre":
        for part in re.split(r"\n[ \t]*\n", element.text_content()):
            if part.strip():
                yield Block(part.strip())
    else:
        yield from _blocks(element, "item" if element.tag == "li" else "paragraph")


def _holds_blocks(element: Any) -> bool:
    return next((True for child in element.iter(*_BLOCKS) if child is not element), False)


def _inline(element: Any, *, bold: bool) -> Iterator[tuple[str, bool]]:
    if not isinstance(element.tag, str) or element.tag in _SKIP:
        return
    if element.tag == "br":
        yield "\n", bold
    strong = (
        bold or element.tag in ("b", "strong") or "font-weight:bold" in (element.get("style") or "").replace(" ", "")
    )
    yield element.text or "", strong
    for child in element:
        yield from _inline(child, bold=strong)
        yield child.tail or "", strong


def _flush(inline: list[tuple[str, bool]], form: str, level: int) -> Iterator[Block]:
    text, bold, still_bold = "", 0, True
    for piece, is_bold in inline:
        clean = "\n" if piece == "\n" else re.sub(r"[ \t\r\n\f]+", " ", piece)
        if clean.startswith(" ") and (not text or text[-1].isspace()):
            clean = clean[1:]
        if clean.strip() and not is_bold:
            still_bold = False
        text += clean
        if still_bold and is_bold:
            bold = len(text.rstrip())
    text = re.sub(r" ?\n ?", "\n", text).strip()
    if text:
        yield Block(text, form=form, level=level, bold=min(bold, len(text)))  # type: ignore[arg-type]


def _cell_text(element: Any) -> str:
    pieces = [(element.text or "", False)]
    for child in element:
        pieces.extend(_inline(child, bold=False))
        pieces.append((child.tail or "", False))
    return " ".join("".join(piece for piece, _ in pieces).split())
