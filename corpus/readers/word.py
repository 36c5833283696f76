"""docx: paragraphs, headings, list items and tables in the order of the body."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpus.block import Block, Extract
from corpus.problem import Problem
from corpus.readers.by_content import READERS, kind_of
from corpus.readers.encoding import UnreadableFile
from corpus.readers.left_out import LeftOut
from corpus.readers.office_parts import OfficeParts, open_parts
from corpus.readers.set_runs import Run, block_of
from corpus.readers.speech_table import blocks_of_table
from corpus.readers.table_cells import Cell, placed
from corpus.readers.word_runs import BOX, REMOVED, chosen, is_alternatives, removed_words, runs_of, value
from corpus.readers.word_styles import CONTENTS, Styles, read_styles
from corpus.readers.word_styles import W as _W
from wording.messages import tr

_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHUNKS_DEEP = 3
"""A document in a document in a document is followed; a fourth one is said to be missing."""
_PAGE_BREAK = f"{_W}lastRenderedPageBreak"
_NOT_TEXT = frozenset(
    f"{_W}{tag}"
    for tag in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "pPr", "r")
)


def read(data: bytes, name: str, deep: int = 0) -> Extract:
    """The blocks of a Word document, without deleted and hidden text, field codes, notes and the table of contents.

    The text of a floating box follows the paragraph that anchors it; documents that were inserted as files are in
    their place. Pages are those that the program which saved the file recorded, if it did.
    """
    parts = open_parts(data, name)
    main = next(parts.related("", "officeDocument"), "word/document.xml")
    root = parts.xml(main) if main in parts else None
    if root is None or root.tag != f"{_W}document":
        raise UnreadableFile(
            tr("{name} is not a Word document. Open it in a word processor and save it as docx.", name=name)
        )
    bodies = root.findall(f"{_W}body")
    if not bodies:
        raise UnreadableFile(tr("{name} has no body. Save it again as docx.", name=name))
    document = _Document(parts, main, deep)
    blocks = tuple(block for body in bodies for block in document.blocks(body))
    if root.find(f".//{_PAGE_BREAK}") is None:
        blocks = tuple(replace(block, page=None) for block in blocks)
    left_out = document.left_out
    return Extract(blocks, problems=(*document.problems, *left_out.problems(name)), notes=tuple(left_out.comments))


class _Document:
    """The main part of a file while it is read, with its styles and what is left out of it."""

    def __init__(self, parts: OfficeParts, main: str, deep: int) -> None:
        self.parts, self.main, self.deep = parts, main, deep
        styles = next(parts.related(main, "styles"), "word/styles.xml")
        self.styles = read_styles(parts.xml(styles)) if styles in parts else Styles()
        self.left_out = LeftOut()
        self.problems: list[Problem] = []
        self.begun: list[Run] = []  # a paragraph whose end a tracked change deletes: it goes on in the next
        for kind in ("footnotes", "endnotes"):
            for path in parts.related(main, kind):
                self.left_out.notes += sum(map(_is_note, parts.xml(path)))
        for path in parts.related(main, "comments"):
            self.left_out.comments.extend(filter(None, map(_comment, parts.xml(path).iter(f"{_W}comment"))))

    def blocks(self, parent: Any, first_page: int = 1) -> Iterator[Block]:
        """The blocks in an element; a paragraph is on the page where it begins.

        python-docx's `iter_inner_content` would leave out content controls, tracked insertions and text boxes.
        """
        page = first_page
        for element in parent:
            breaks = len(element.findall(f".//{_PAGE_BREAK}"))
            if element.tag == f"{_W}p":
                at_its_head = _breaks_at_its_head(element)
                yield from self._paragraph(element, page + at_its_head, page + breaks)
            elif element.tag == f"{_W}tbl":
                for block in blocks_of_table(placed(self._rows(element))):
                    yield replace(block, page=page)
            elif element.tag == f"{_W}altChunk":
                for block in self._chunk(element):
                    yield replace(block, page=page)
            elif element.tag in REMOVED:
                self.left_out.delete(removed_words(element))
            elif isinstance(element.tag, str) and element.tag not in _NOT_TEXT and not _is_contents(element):
                yield from self.blocks(chosen(element) if is_alternatives(element) else element, page)
            page += breaks

    def _paragraph(self, element: Any, page: int, last_page: int) -> Iterator[Block]:
        properties = element.find(f"{_W}pPr")
        style = value(properties, "pStyle")
        runs = [*self.begun, *runs_of(element, self.styles, style, self.left_out)]
        self.begun = []
        if properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None and _goes_on(element):
            self.begun = runs
        else:
            block = _block(runs, properties, style, self.styles)
            if block.text:
                yield replace(block, page=page)
        for box in _boxes(element):
            yield from self.blocks(box, last_page)

    def _rows(self, table: Any) -> Iterator[list[tuple[Cell, int, int]]]:
        """The cells of a table, through content controls around rows or cells, without rows that are deleted."""
        for row in _parts(table, f"{_W}tr"):
            properties = row.find(f"{_W}trPr")
            if properties is not None and properties.find(f"{_W}del") is not None:
                self.left_out.delete(removed_words(row))
            elif properties is not None and properties.find(f"{_W}hidden") is not None:
                self.left_out.hide(" ".join(block.text for block in self.blocks(row)))
            else:
                yield list(self._cells(row, _number(properties, "gridBefore", 0)))

    def _cells(self, row: Any, before: int) -> Iterator[tuple[Cell, int, int]]:
        """The cells of a row, each with the number of columns it covers; a cell merged downwards is empty below."""
        if before:
            yield "", before, 1
        for cell in _parts(row, f"{_W}tc"):
            yield list(self.blocks(cell)), _number(cell.find(f"{_W}tcPr"), "gridSpan", 1), 1

    def _chunk(self, element: Any) -> tuple[Block, ...]:
        """The blocks of a document that was inserted as a whole file, which Word merges when it opens this one."""
        wanted = element.get(_LINK)
        path = next((found.path for found in self.parts.relationships(self.main) if found.id == wanted), "")
        content = self.parts.content(path) if path in self.parts else b""
        kind = kind_of(content)
        reader = READERS.get(kind)
        if self.deep >= _CHUNKS_DEEP or not (reader or kind == "archive"):
            message = tr("a document that was inserted as a file ({part}) cannot be read, and is missing.", part=path)
            self.problems.append(Problem(self.parts.name, message, "warning"))
            return ()
        extract = reader(content, self.parts.name) if reader else read(content, self.parts.name, self.deep + 1)
        self.problems.extend(extract.problems)
        self.left_out.comments.extend(extract.notes)
        return extract.blocks


def _number(properties: Any, name: str, usual: int) -> int:
    written = value(properties, name)
    return int(written) if written.isdecimal() and len(written) < 5 else usual


def _parts(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, through what wraps them."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif isinstance(element.tag, str) and element.tag not in (*_NOT_TEXT, f"{_W}tbl", f"{_W}tc", f"{_W}p"):
            yield from _parts(chosen(element) if is_alternatives(element) else element, tag)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The floating boxes that a paragraph anchors, each once, without those that are deleted."""
    for element in paragraph:
        if element.tag == BOX:
            yield element
        elif isinstance(element.tag, str) and element.tag not in REMOVED:
            yield from _boxes(chosen(element) if is_alternatives(element) else element)


def _goes_on(paragraph: Any) -> bool:
    following = paragraph.getnext()
    return following is not None and following.tag == f"{_W}p"


def _breaks_at_its_head(paragraph: Any) -> int:
    """1 if a page begins before the first letter of the paragraph, else 0."""
    for node in paragraph.iter(f"{_W}t", _PAGE_BREAK):
        if node.tag == _PAGE_BREAK:
            return 1
        if (node.text or "").strip():
            return 0
    return 0


def _is_contents(element: Any) -> bool:
    """Whether a block of the document is a table of contents made by Word."""
    gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(f"{_W}val", "").lower()


def _is_note(element: Any) -> bool:
    """Whether a child of the notes is one that somebody wrote, and not the line that divides them from the page."""
    usual = element.get(f"{_W}type", "normal") == "normal" if isinstance(element.tag, str) else False
    return usual and any((node.text or "").strip() for node in element.iter(f"{_W}t"))


def _comment(element: Any) -> str:
    text = " ".join("".join(node.text or "" for node in p.iter(f"{_W}t")) for p in element.iter(f"{_W}p"))
    author = element.get(f"{_W}author", "")
    return f"{author}: {text}" if author and text.strip() else text.strip()


def _block(runs: list[Run], properties: Any, style: str, styles: Styles) -> Block:
    level = styles.levels.get(style, 0)
    if level == CONTENTS:
        return Block("", level=CONTENTS)
    if level:
        return block_of(runs, form="heading", level=level)
    listed = properties is not None and properties.find(f"{_W}numPr") is not None
    return block_of(runs, form="item" if listed else "paragraph", looks=_looks(properties, style))


def _looks(properties: Any, style: str) -> Iterator[str]:
    """How the whole paragraph is set: its style, its indents, its side and its shade."""
    if style:
        yield f"style {style}"
    if properties is None:
        return
    indent = properties.find(f"{_W}ind")
    for side, keys in _INDENTS.items() if indent is not None else ():
        width = next((width for key in keys if (width := indent.get(f"{_W}{key}"))), "0")
        if width != "0":
            yield f"{side} {width}"
    side = value(properties, "jc")
    if side in ("right", "end", "center"):
        yield f"aligned {side}"
    shade = properties.find(f"{_W}shd")
    if shade is not None and shade.get(f"{_W}fill", "auto") not in ("auto", "FFFFFF"):
        yield f"shade {shade.get(f'{_W}fill')}"


_INDENTS = {
    "indent": ("left", "start"), "right indent": ("right", "end"), "first line": ("firstLine",), "hanging": ("hanging",)
}  # fmt: skip
