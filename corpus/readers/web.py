"""html: the main text of a page, without scripts, and without navigation and footers, which are counted."""

import re
from collections.abc import Iterator
from typing import Any

from corpus.block import Block, Extract
from corpus.problem import Problem
from corpus.readers.archive import NODES_AT_MOST, not_parsed, too_many_elements
from corpus.readers.encoding import UnreadableFile, decode
from corpus.readers.fixed_width import fixed_width
from corpus.readers.left_out import LeftOut
from corpus.readers.page_elements import BLOCKS, FORMATTING, FRAME, HEADINGS, NOT_TEXT, number_of_notes, role_of
from corpus.readers.page_looks import looks_of, set_by
from corpus.readers.set_runs import Run, block_of
from corpus.readers.speech_table import blocks_of_table
from corpus.readers.table_cells import Cell, placed
from wording.messages import tr

_CELLS = frozenset(("td", "th", "caption"))
_BREAK = "\v"
"""What stands for a line break among the pieces of a paragraph: a sign that decoded text does not have."""


def read(data: bytes, name: str) -> Extract:
    """The blocks of a page, in order, with the length of their bold beginnings; raises UnreadableFile."""
    left_out = LeftOut()
    blocks, problems = blocks_of_page(data, name, left_out)
    return Extract(blocks, problems=(*problems, *left_out.problems(name)), notes=tuple(left_out.comments))


def blocks_of_page(data: bytes, name: str, left_out: LeftOut) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The blocks of a page and its doubts; what is left out is counted in `left_out`. Raises UnreadableFile."""
    text, problems = decode(data, name, _declared(data))
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        return (), problems
    if text.count("<") + text.count("=") > NODES_AT_MOST:
        raise too_many_elements(name)
    root = _parsed(text, name, last=False)
    if root is None:  # formatting that is never closed piles up: the page is read without it
        root = _parsed(FORMATTING.sub("", text), name)
    return tuple(_Page(left_out).blocks(root)), problems


def _declared(data: bytes) -> str | None:
    """The encoding that the page says it has."""
    xml = re.match(rb"\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{2,40})", data, re.IGNORECASE)
    found = (
        re.search(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", data[:200_000], re.IGNORECASE) or xml
    )
    return found.group(1).decode() if found else None


def _parsed(text: str, name: str, *, last: bool = True) -> Any:
    """The root of a page; None where its elements are too deep and this is not the last attempt."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(
            tr("{name} is not HTML ({error}). Save the page again.", name=name, error=error)
        ) from error
    stopped = [entry.message for entry in parser.error_log if entry.level_name == "FATAL"]
    if not stopped:
        return root
    if last or "depth" not in stopped[0]:
        raise not_parsed(name, stopped[0].strip())
    return None


class _Page:
    """A page while it is read, and what is left out of it."""

    def __init__(self, left_out: LeftOut) -> None:
        self.left_out = left_out

    def blocks(self, element: Any, form: str = "paragraph", *, cells: bool = True) -> Iterator[Block]:
        """The blocks in an element: its inline content as paragraphs, and those of its block children.

        Without `cells`, only what lies in a table between them, where careless pages put words.
        """
        inline = [Run(element.text or "")]
        looks = looks_of(element)
        for child in element:
            if not cells and child.tag in _CELLS:
                pass
            elif not cells and child.tag != "table" and (child.tag == "tr" or child.find(".//td") is not None):
                yield from _flush(inline, form, 0, looks)
                inline = []
                yield from self.blocks(child, cells=False)
            elif isinstance(child.tag, str) and self._is_left_out(child):
                pass
            elif isinstance(child.tag, str) and (child.tag in BLOCKS or _holds_blocks(child)):
                yield from _flush(inline, form, 0, looks)
                inline = []
                yield from self._block(child)
            else:
                inline.extend(self._inline(child, Run("")))
            inline.append(Run(child.tail or ""))
        yield from _flush(inline, form, 0, looks)

    def _is_left_out(self, element: Any) -> bool:
        """Whether an element is no text; words that somebody wrote are counted."""
        if element.tag in NOT_TEXT:
            return True
        role = role_of(element)
        if element.tag in FRAME and role not in ("note", "notes"):
            self.left_out.frame += len(_words(element).split())
            return True
        match role:
            case "hidden":
                self.left_out.hide(_words(element))
            case "deleted":
                self.left_out.delete(_words(element))
            case "note" | "notes":
                self.left_out.notes += number_of_notes(element) if role == "notes" else 1
            case "comment" | "comments":
                each = [child for child in element if role_of(child) == "comment"] or [element]
                self.left_out.comments.extend(filter(None, map(_words, each)))
        return bool(role)

    def _block(self, element: Any) -> Iterator[Block]:
        if element.tag == "table":
            for caption in element.iterchildren("caption"):
                yield from self.blocks(caption)
            yield from self.blocks(element, cells=False)
            yield from blocks_of_table(placed(map(self._row, _rows(element))))
        elif element.tag in HEADINGS:
            yield from _flush([*self._children(element, Run("", bold=True))], "heading", HEADINGS[element.tag])
        elif element.tag == "pre":
            yield from fixed_width(element.text_content())
        else:
            yield from self.blocks(element, "item" if element.tag == "li" else "paragraph")

    def _row(self, row: list[Any]) -> Iterator[tuple[Cell, int, int]]:
        """The cells of a row, each with the numbers of columns and rows that it covers."""
        for cell in row:
            columns, rows = (cell.get(key) or "1" for key in ("colspan", "rowspan"))
            yield list(self.blocks(cell)), _span(columns), _span(rows)

    def _inline(self, element: Any, around: Run) -> Iterator[Run]:
        """The letters of an element, within letters that are set like those `around`."""
        if not isinstance(element.tag, str) or self._is_left_out(element):
            return
        if element.tag == "br":
            yield around._replace(text=_BREAK)
        yield from self._children(element, set_by(element, around))

    def _children(self, element: Any, around: Run) -> Iterator[Run]:
        yield around._replace(text=element.text or "")
        for child in element:
            yield from self._inline(child, around)
            if child.tag in BLOCKS:
                yield around._replace(text=" ")
            yield around._replace(text=child.tail or "")


def _words(element: Any) -> str:
    """The words in an element, those of paragraphs apart."""
    return " ".join(" ".join(element.itertext(with_tail=False)).split())


def _rows(element: Any) -> Iterator[list[Any]]:
    """The cells of each row of a table, without those of tables in its cells; careless pages put rows into rows."""
    cells = [child for child in element if child.tag in ("td", "th")]
    if cells:
        yield cells
    for child in element:
        if child.tag != "table" and child.tag not in _CELLS and isinstance(child.tag, str):
            yield from _rows(child)


def _span(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 6 else 1


def _holds_blocks(element: Any) -> bool:
    return next((True for child in element.iter(*BLOCKS) if child is not element), False)


def _flush(inline: list[Run], form: str, level: int, looks: tuple[str, ...] = ()) -> Iterator[Block]:
    runs: list[Run] = []
    last = " "
    for run in inline:
        clean = "\n" if run.text == _BREAK else re.sub(r"[ \t\r\n\f]+", " ", run.text)
        clean = clean[1:] if clean.startswith(" ") and last.isspace() else clean
        if clean == "\n" and runs and last == " ":
            runs[-1] = runs[-1]._replace(text=runs[-1].text[:-1])
        runs.append(run._replace(text=clean))
        last = clean[-1:] or last
    block = block_of(runs, form=form, level=level, looks=looks)  # type: ignore[arg-type]
    if block.text:
        yield block
