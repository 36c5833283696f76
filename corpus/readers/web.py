"""html: the main text of a page, without navigation, scripts and footers."""

import re
from collections.abc import Iterator
from typing import Any

from corpus.block import Block, Extract
from corpus.readers.encoding import UnreadableFile, decode
from corpus.readers.speech_table import blocks_of_table
from corpus.readers.table_cells import Cell, placed
from wording.messages import tr

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


_NOTE = re.compile(
    r"doc-(?:noteref|footnote|endnotes?|toc|pagebreak)|\b(?:noteref|footnotes?|endnotes?|rearnotes?|toc|pagebreak)\b"
)
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTES = re.compile(r"(?:^|\s)(?:footnotes?|endnotes?|footnote-ref|noteref|toc|table-of-contents|sommaire)(?:\s|$)")
_NOTE_LINK = re.compile(r".*#(?:_?fn|_ftn|_edn|footnote|endnote|note)[\w:.-]*\d", re.IGNORECASE)


def read(data: bytes, name: str) -> Extract:
    """The blocks of a page, in order, with the length of their bold beginnings."""
    from lxml import etree, html

    text, problems = decode(data, name, _declared(data))
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        return Extract((), problems=problems)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(
            tr("{name} is not HTML ({error}). Save the page again.", name=name, error=error)
        ) from error
    return Extract(tuple(_blocks(root)), problems=problems)


def _declared(data: bytes) -> str | None:
    """The encoding that the page says it has."""
    found = re.search(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", data[:4000], re.IGNORECASE)
    return found.group(1).decode() if found else None


def _is_note(element: Any) -> bool:
    """Whether an element is a footnote, a list of them, or the reference to one."""
    kind = " ".join(element.get(key) or "" for key in ("role", "epub:type", _EPUB_TYPE))
    if _NOTE.search(kind) or element.get("hidden") is not None:
        return True
    if _NOTES.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    link = element if element.tag == "a" else element.find(".//a") if element.tag == "sup" else None
    return link is not None and bool(_NOTE_LINK.match(link.get("href") or ""))


def _blocks(element: Any, form: str = "paragraph") -> Iterator[Block]:
    """The blocks in an element: its inline content as paragraphs, and those of its block children."""
    inline: list[tuple[str, bool]] = [(element.text or "", False)]
    looks = _looks(element) if element.tag == "p" else ()
    for child in element:
        if isinstance(child.tag, str) and _is_note(child):
            pass
        elif isinstance(child.tag, str) and (child.tag in _BLOCKS or child.tag in _SKIP or _holds_blocks(child)):
            yield from _flush(inline, form, 0, looks)
            inline = []
            if child.tag not in _SKIP:
                yield from _block(child)
        else:
            inline.extend(_inline(child, bold=False))
        inline.append((child.tail or "", False))
    yield from _flush(inline, form, 0, looks)


def _looks(element: Any) -> tuple[str, ...]:
    """How a paragraph is set: its class, and whether all of it is italic."""
    named = " ".join((element.get("class") or "").split())
    italic = "".join("".join(child.itertext()) for child in element.iterchildren("em", "i"))
    whole = italic.split() == "".join(element.itertext()).split() != []
    return (*((f"style {named}",) if named else ()), *(("italic",) if whole else ()))


def _block(element: Any) -> Iterator[Block]:
    if element.tag == "table":
        yield from _table(element)
    elif element.tag in _HEADINGS:
        yield from _flush([(_cell_text(element), True)], "heading", _HEADINGS[element.tag])
    elif element.tag == "pre":
        yield from _fixed_width(element.text_content())
    else:
        yield from _blocks(element, "item" if element.tag == "li" else "paragraph")


def _table(element: Any) -> Iterator[Block]:
    for caption in element.iterchildren("caption"):
        yield from _blocks(caption)
    yield from blocks_of_table(placed(map(_row, _rows(element))))


def _rows(element: Any) -> Iterator[Any]:
    """The rows of a table, without those of tables in its cells."""
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag not in ("table", "td", "th", "caption"):
            yield from _rows(child)


def _row(row: Any) -> Iterator[tuple[Cell, int, int]]:
    """The cells of a row, each with the numbers of columns and rows that it covers."""
    for cell in row.iterchildren("td", "th"):
        columns, rows = (cell.get(key) or "1" for key in ("colspan", "rowspan"))
        yield list(_blocks(cell)), _span(columns), _span(rows)


def _span(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 6 else 1


def _fixed_width(text: str) -> Iterator[Block]:
    """The paragraphs of a page in fixed width: indented lines begin them, and centred lines are headings.

    Page marks like `[[Page S727]]` are removed from the sentences and give the page of what follows.
    """
    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    wrapped = len(indents) > 20 and sum(indent == 0 for indent in indents) > 0.3 * len(indents)
    page: int | None = None
    gathered: list[str] = []
    began: int | None = None

    def flush() -> Iterator[Block]:
        joined = (" " if wrapped else "\n").join(line.strip() if wrapped else line for line in gathered).strip()
        gathered.clear()
        if joined:
            yield Block(joined, page=began)

    for line in lines:
        mark = _PAGE_MARK.fullmatch(line)
        if mark:
            page = int(mark.group(1))
            continue
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            # A blank line next to a page mark may be in the middle of a sentence.
            if not (gathered and wrapped and not gathered[-1].rstrip().endswith((".", "!", "?", ":", '"', "]", ")"))):
                yield from flush()
            continue
        if wrapped and indent >= 8 and (not gathered or gathered[-1].startswith(" " * 8)):
            yield from flush()
            yield Block(line.strip(), form="heading", level=2, page=page)
            continue
        if wrapped and indent == 2:
            yield from flush()
        if not gathered:
            began = page
        gathered.append(line)
    yield from flush()


_PAGE_MARK = re.compile(r"\s*\[\[Page [A-Z]*(\d+)\]\]\s*")


def _holds_blocks(element: Any) -> bool:
    return next((True for child in element.iter(*_BLOCKS) if child is not element), False)


def _inline(element: Any, *, bold: bool) -> Iterator[tuple[str, bool]]:
    if not isinstance(element.tag, str) or element.tag in _SKIP or _is_note(element):
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


def _flush(inline: list[tuple[str, bool]], form: str, level: int, looks: tuple[str, ...] = ()) -> Iterator[Block]:
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
        yield Block(text, form=form, level=level, bold=min(bold, len(text)), looks=looks)  # type: ignore[arg-type]


def _cell_text(element: Any) -> str:
    pieces = [(element.text or "", False)]
    for child in element:
        pieces.extend(_inline(child, bold=False))
        pieces.append((child.tail or "", False))
    return " ".join("".join(piece for piece, _ in pieces).split())
