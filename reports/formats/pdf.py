"""A document as a tagged PDF, set by Typst: bookmarks, tables with their heads, pictures with alternatives."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.formats.laid_document import (
    Block,
    Grid,
    LaidDocument,
    Paragraph,
    Picture,
    Row,
    Run,
    Square,
    Turn,
    laid_document,
)

_HEAD = """#set page(paper: "a4", margin: (x: 1.8cm, y: 1.6cm),
  footer: context if here().page() > 1 { set align(center); set text(8pt, fill: rgb("5B6472"))
    counter(page).display("1 / 1", both: true) },
  header: context if here().page() > 1 { set text(8pt, fill: rgb("5B6472")); TITLE })
#set text(font: ("Libertinus Serif", "New Computer Modern Math", "DejaVu Sans Mono"), size: 10pt, hyphenate: false,
  fill: rgb("1D2430"), lang: LANG)
#set par(leading: 0.55em, spacing: 0.8em)
#set table(stroke: (x, y) => (top: if y == 0 { 1pt } else { 0.5pt + rgb("D9DDE3") }, bottom: 0.5pt + rgb("D9DDE3")),
  inset: (x: 2pt, y: 2.4pt))
#show quote.where(block: true): set pad(x: 0.4em)
#set list(spacing: 0.7em)
#show title: set text(24pt)
#show title: set par(leading: 0.4em)
#show title: set block(below: 1.1em)
#show heading: set block(above: 1.4em, below: 0.7em, sticky: true)
#show heading: set par(justify: false)
#show link: set text(fill: rgb("0B4F8A"))
#let turned(high, body) = box(height: high, rotate(-90deg, reflow: true, box(width: high, body)))
"""
"""How everything looks. Fonts are those that Typst carries along, so that every machine sets the same pages."""
_LEADING = 4.0
"""The points between two lines, below which no two paragraphs are as close."""
_BEYOND = re.compile("[\u0700-\u1dff\u2e80-\ua71f\ua800-\ufaff\U0001f000-\U0003ffff]")
"""Letters and pictures that these fonts lack: Indian, East Asian, emoji. Those of the machine are looked at then."""
_UPRIGHT, _SIDEWAYS = 720.0, 480.0
"""The points from the head to the foot of a page."""
_SIZE, _MOST = 10.0, 0.75
"""The points of letters that say nothing of their size; the part of a page that a row may take without being cut."""
_PNG = b"\x89PNG"
_LINES = frozenset({"ListBullet"})
_FIRST, _LAST = 3, 2
"""So many first and last rows of a table stay together."""
_FEW_ITEMS = 6
"""A list of at most so many items is not cut."""


def pdf_of(docx: bytes) -> bytes:
    """The document as a PDF, tagged; the words, order, tables and pictures are those of the Word document."""
    import typst

    files: dict[str, bytes] = {}
    files["main.typ"] = "".join(_source(laid_document(docx), files)).encode()
    with TemporaryDirectory(prefix="glose-") as folder:  # typst takes pictures from files only
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        own = _BEYOND.search(files["main.typ"].decode()) is None
        made = typst.compile(Path(folder) / "main.typ", format="pdf", ignore_system_fonts=own)
    assert isinstance(made, bytes)
    return made


def _source(laid: LaidDocument, files: dict[str, bytes]) -> Iterator[str]:
    authors = ", ".join(map(_string, filter(None, [laid.author])))
    yield f"#set document(title: {_string(laid.title)}, author: ({authors}{',' if authors else ''}), "
    yield f"description: {_string(laid.subject)})\n"
    yield _HEAD.replace("TITLE", _string(laid.title)).replace("LANG", _string(laid.language or "en"))
    blocks, room = [*_joined(laid.blocks)], _UPRIGHT
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, list):
            items = ", ".join(f"[{_words(item.runs)}]" for item in block)
            yield f"#block(breakable: {'false' if len(block) <= _FEW_ITEMS else 'true'})[#list({items})]\n"
        else:
            if isinstance(block, Turn):
                room = _UPRIGHT if block.upright else _SIDEWAYS
            yield _block(block, files, near=isinstance(after, Paragraph) and after.kept, room=room)


def _joined(blocks: Iterable[Block]) -> Iterator[Block | list[Paragraph]]:
    """The blocks, items of one list together."""
    items: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.style in _LINES:
            items.append(block)
            continue
        if items:
            yield items
            items = []
        yield block
    if items:
        yield items


def _block(block: Block, files: dict[str, bytes], *, near: bool, room: float) -> str:
    """A block; a table that is `near` is on the page of what follows, if its page has so many points of `room`."""
    match block:
        case Turn():
            flipped = "false" if block.upright else "true"
            return f"#set page(flipped: {flipped}, columns: {block.columns})\n"
        case Picture():
            ending = "png" if block.data.startswith(_PNG) else "jpg"
            name = f"picture-{len(files)}.{ending}"
            files[name] = block.data
            size = f"width: {block.width:.1f}pt, height: {block.height:.1f}pt"
            return f"#block(image({_string(name)}, alt: {_string(block.alt)}, {size}), sticky: true)\n"
        case Grid():
            return "".join(_table(block, near=near, room=room))
    return _paragraph(block)


def _paragraph(paragraph: Paragraph) -> str:
    words = _words(paragraph.runs)
    marked = "".join(f"#metadata(none)#label({_string(mark)})" for mark in paragraph.marks if mark)
    before = "#pagebreak(weak: true)\n" if paragraph.new_page else ""
    before += f"#v({paragraph.above:g}pt)\n" if paragraph.above else ""
    if not words:
        return before + ("#v(0.4em)\n" if not marked else f"{marked}\n")
    if paragraph.style == "Title":
        return f"{before}{marked}#title[{words}]\n"
    if paragraph.level:
        return f"{before}{marked}#heading(level: {paragraph.level})[{words}]\n"
    body = f"{marked}{words}"
    match paragraph.style:
        case "Quote":
            room = f"spacing: {(paragraph.below or 0) + _LEADING:g}pt, breakable: false"
            return f"{before}#[#show quote: set block({room});#quote(block: true)[{body}]]\n"
        case "Caption":
            body = f"#strong[{body}]"
            before += "#v(1.2em, weak: true)\n" if paragraph.kept and paragraph.below is None else ""
        case "Subtitle":
            body = f'#text(12pt, fill: rgb("5B6472"))[{body}]'
    if paragraph.leads_to:
        page = f"#context str(counter(page).at(label({_string(paragraph.leads_to)})).first())"
        body = f"{body} #box(width: 1fr, repeat(gap: 2pt)[.]) {page}"
    body = f"#par[{body}]"
    if paragraph.indent:
        body = f"#pad(left: {paragraph.indent:g}pt)[{body}]"
    sticky = "true" if paragraph.kept else "false"
    room = "" if paragraph.below is None else f", below: {paragraph.below + _LEADING:g}pt"
    return f"{before}#block(sticky: {sticky}{room})[{body}]\n"


def _words(runs: Iterable[Run]) -> str:
    """The runs as content; neighbours of one look are one."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return "".join(map(_run, joined))


def _run(run: Run) -> str:
    words = "#linebreak()".join(f"#{_string(line)};" if line else "" for line in run.text.split("\n"))
    look: Mapping[str, str] = {
        "size": f"{run.size:g}pt" if run.size else "",
        "fill": f'rgb("{run.colour}")' if run.colour and run.colour != "auto" else "",
        "style": "" if run.italic is None else '"italic"' if run.italic else '"normal"',
    }
    asked = ", ".join(f"{key}: {value}" for key, value in look.items() if value)
    if asked:
        words = f"#text({asked})[{words}]"
    if run.bold:
        words = f"#strong[{words}]"
    if run.fill and run.fill != "auto":
        words = f'#highlight(fill: rgb("{run.fill}"), extent: 0.5pt)[{words}]'
    if run.raised:
        words = f"#super[{words}]"
    return f"#link(label({_string(run.link)}))[{words}]" if run.link else words


def _table(grid: Grid, *, near: bool, room: float) -> Iterator[str]:
    """A table; what could be higher than its page is cut: typst would lose what is below.

    Its first rows are on one page, and so are its last: a cell without width ties them, since typst has no other way.
    """
    heights = [_height(row, grid.widths) for row in grid.rows]
    whole = grid.whole and sum(heights) < room
    ties = {} if whole else _ties(grid, heights, room)
    tied = {at for first, count in ties.items() for at in range(first, first + count)}
    widths = ", ".join(f"{width:.1f}pt" for width in (*grid.widths, *((0.0,) if ties else ())))
    yield f"#block(breakable: false, sticky: {'true' if near else 'false'})[" if whole else ""
    yield f"#table(columns: ({widths},),\n"
    heads = [row for row in grid.rows if row.head]
    if heads:
        yield f"table.header({''.join(_cells(heads[0], wide=bool(ties)))}),\n"
    for at, (row, height) in enumerate(zip(grid.rows, heights, strict=True)):
        if not row.head:
            whole_row = replace(row, whole=row.whole and height < room * _MOST)
            yield "".join(_cells(whole_row, wide=bool(ties) and at not in tied)) + "\n"
            if at in ties:
                yield f"table.cell(rowspan: {ties[at]}, breakable: false, inset: 0pt)[],\n"
    yield ")]\n" if whole else ")\n"


def _ties(grid: Grid, heights: Sequence[float], room: float) -> dict[int, int]:
    """How many rows stay together, by the number of the first of them; only what a page has room for does."""
    rows = [at for at, row in enumerate(grid.rows) if not row.head]
    runs = [rows[-_LAST:]] if len(rows) > _LAST else []
    if len(rows) > _FIRST + _LAST:
        runs.insert(0, rows[:_FIRST])
    return {
        run[0]: len(run)
        for run in runs
        if all(grid.rows[at].whole for at in run) and sum(heights[at] for at in run) < room * _MOST
    }


def _height(row: Row, widths: Sequence[float]) -> float:
    """About how many points high the row is: letters are half as wide as they are high."""
    return max((_height_of(square, width) for square, width in zip(row.squares, widths, strict=False)), default=0.0)


def _height_of(square: Square, width: float) -> float:
    high = 0.0
    for paragraph in square.paragraphs:
        size = max((run.size or _SIZE for run in paragraph.runs), default=_SIZE)
        written = "".join(run.text for run in paragraph.runs).split("\n")
        high += sum(ceil(max(len(line), 1) * size / 2 / max(width, size)) for line in written) * size * 1.4
    return high


def _cells(row: Row, *, wide: bool = False) -> Iterator[str]:
    """The cells of a row; in a `wide` one the last takes the column without width as well."""
    for at, square in enumerate(row.squares, 1):
        span = "colspan: 2, " if wide and at == len(row.squares) else ""
        fill = f'fill: rgb("{square.fill}"), ' if square.fill and square.fill != "auto" else ""
        fill = fill or ('fill: rgb("F3F5F8"), ' if row.head else "")
        align = {"center": "center", "end": "right"}.get(
            square.paragraphs[0].align if square.paragraphs else "", "left"
        )
        level = "bottom" if row.head else "top"
        yield f"table.cell({span}{fill}align: {align} + {level}, breakable: {'false' if row.whole else 'true'})["
        yield _square(square, row.high)
        yield "], "


def _square(square: Square, high: float) -> str:
    parts = []
    for paragraph in square.paragraphs:
        words = "".join(f"#metadata(none)#label({_string(mark)})" for mark in paragraph.marks if mark) + _words(
            paragraph.runs
        )
        parts.append(f"#pad(left: {paragraph.indent:g}pt)[{words}]" if paragraph.indent else words)
    inside = "#parbreak()".join(part for part in parts if part)
    return f"#turned({max(high - 4, 24):.0f}pt)[{inside}]" if square.turned and inside else inside


def _string(words: str) -> str:
    """The words as a string of Typst."""
    return json.dumps(words, ensure_ascii=False)
