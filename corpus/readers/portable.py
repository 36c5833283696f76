"""pdf: lines put together into paragraphs by where they stand; running heads and page numbers dropped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from corpus.block import Block, Extract
from corpus.encoding import UnreadableFile
from corpus.problem import Problem

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
_BULLET = re.compile(r"^[•●◦▪■–—\-*➢✓►o]\s+(?=\S)|^[•●▪➢✓►]$")
_SENTENCE_END = (".", "!", "?", "…", "»", ":", ";", "”", ")")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page with where it stands, in points from the lower left corner."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float


def read(data: bytes, name: str) -> Extract:
    """The paragraphs of a PDF with their pages.

    Raises UnreadableFile where it is damaged, locked by a password, or scanned (pictures without text).
    """
    pages, wordless = _pages(data, name)
    if not any(pages):
        raise UnreadableFile(
            f"{name} has no text on any of its {len(pages)} page(s): it is scanned or drawn. "
            "Run text recognition on it first, then add the result."
        )
    problems = [
        Problem(f"{name} page {number}", "has pictures but no text; what it shows is not read.", "warning")
        for number in wordless
    ]
    lines = list(_without_running_heads(pages))
    return Extract(tuple(_paragraphs(lines)), problems=tuple(problems))


def _pages(data: bytes, name: str) -> tuple[list[list[_Line]], list[int]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile(f"{name} is protected by a password. Save it without one and add it again.") from error
        raise UnreadableFile(f"{name} is damaged or no PDF ({error}). Export it anew, or find a copy.") from error
    pages: list[list[_Line]] = []
    wordless: list[int] = []
    try:
        for number in range(len(document)):
            page = document[number]
            lines = _lines(page, number + 1)
            if not lines and next(page.get_objects(max_depth=2), None) is not None:
                wordless.append(number + 1)
            pages.append(lines)
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"{name} page {len(pages) + 1} is damaged ({error}). Export the file anew.") from error
    finally:
        document.close()
    return pages, wordless


def _lines(page: Any, number: int) -> list[_Line]:
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    text = textpage.get_text_range()
    lines: list[_Line] = []
    start = 0
    for piece in re.split(r"(\r\n|\n|\r)", text):
        visible = [start + offset for offset, c in enumerate(piece) if not c.isspace()]
        if visible and visible[-1] < textpage.count_chars():
            first, last = textpage.get_charbox(visible[0]), textpage.get_charbox(visible[-1])
            size = round(raw.FPDFText_GetFontSize(textpage.raw, visible[len(visible) // 2]), 1)
            clean = piece.replace("\ufffe", "\u00ad").replace("\x02", "\u00ad").strip()
            if clean:
                bottom, top = min(first[1], last[1]), max(first[3], last[3])
                lines.append(_Line(clean, number, first[0], last[2], bottom, top, size))
        start += len(piece)
    textpage.close()
    return lines


def _without_running_heads(pages: Sequence[Sequence[_Line]]) -> Iterator[_Line]:
    edges = Counter(_shape(line.text) for page in pages for line in {*page[:2], *page[-2:]})
    often = max(2, len([page for page in pages if page]) // 2)
    for page in pages:
        edge = {id(line) for line in (*page[:2], *page[-2:])}
        for line in page:
            repeated = len(pages) > 1 and edges[_shape(line.text)] >= often
            if id(line) in edge and (repeated or _PAGE_NUMBER.fullmatch(line.text)):
                continue
            yield line


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _paragraphs(lines: Sequence[_Line]) -> Iterator[Block]:
    if not lines:
        return
    body = Counter(line.size for line in lines for _ in range(len(line.text))).most_common(1)[0][0]
    pitches = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page]
    pitch = median([p for p in pitches if 0 < p < 6 * max(body, 6)] or [body * 1.3])
    edges: dict[int, float] = {}
    for line in lines:
        edges[_column(line)] = max(line.right, edges.get(_column(line), 0.0))
    words = {word.casefold() for line in lines for word in re.findall(r"\w+", line.text)}
    start = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or _breaks(lines[number - 1], lines[number], pitch, edges[_column(lines[number - 1])]):
            yield _block(lines[start:number], body, words)
            start = number


def _column(line: _Line) -> int:
    """The column a line stands in: lines of one column begin within a few points of each other."""
    return round(line.left / 12)


def _fits(above: _Line, below: _Line, right: float) -> bool:
    """Whether the first word below had room on the line above, which was therefore ended on purpose."""
    letter = (above.right - above.left) / max(len(above.text), 1)
    first_word = below.text.split(" ", 1)[0]
    return above.right + letter * (len(first_word) + 3) < right


def _breaks(above: _Line, below: _Line, pitch: float, right: float) -> bool:
    """Whether a new paragraph begins between two lines; `right` is where the column of the upper one ends."""
    if abs(above.size - below.size) > 0.12 * max(above.size, below.size) or _BULLET.match(below.text):
        return True
    ended = above.text.endswith(_SENTENCE_END)
    if above.page != below.page:
        return ended or not (below.text[:1].islower() or below.text[:1] in '«("“')
    gap = above.bottom - below.bottom
    if gap < -pitch:  # the next column
        return ended
    if gap > 1.32 * pitch:
        return True
    return (ended and above.right < 0.8 * right) or (below.text[:1].isupper() and _fits(above, below, right))


def _block(lines: Sequence[_Line], body: float, words: set[str]) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        text = _joined(text, line.text, words)
    bullet = _BULLET.match(text)
    if bullet and text[bullet.end() :].strip():
        return Block(text[bullet.end() :].strip(), form="item", page=lines[0].page)
    is_heading = lines[0].size > 1.12 * body and len(text) < 200 and not text.endswith(".")
    form = "heading" if is_heading else "paragraph"
    return Block(text, form=form, level=1 if is_heading else 0, page=lines[0].page)  # type: ignore[arg-type]


def _joined(text: str, line: str, words: set[str]) -> str:
    """Two lines of a paragraph as one; a word cut at the end of the line is made whole again."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    cut = re.search(r"(\w+)-$", text)
    rest = re.match(r"\w+", line)
    if not cut or not rest:
        return f"{text} {line}"
    both_are_words = cut.group(1).casefold() in words and rest.group().casefold() in words
    compound = not rest.group()[0].islower() or both_are_words or cut.group(1).isdecimal()
    return text + line if compound else text[:-1] + line
