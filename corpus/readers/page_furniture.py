"""The parts of a printed page that are not its text: running heads, page and margin numbers, footnotes, contents."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.printed_line import PrintedLine

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:table des mati[èe]res|sommaire|(?:table of )?contents)\s*:?", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*(?:\d+|[ivxl]+)?\s*$|…{2,}\s*\d*\s*$")
_MARGIN = re.compile(r"\d{1,4}(?:\s+\d{1,4})*")
_NOTE = re.compile(r"^(?:\d{1,3}(?:[.)]?\s+(?=\S)|(?=[A-ZÀ-Þ«“(]|https?:))|[*†‡]\s*(?=\w))")
_LINES_AT_EDGE = 4


def without_running_heads(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """The pages without page numbers, and without lines apart from the text that many pages have at the same height."""
    edges = [_edge(page) for page in pages]
    often = Counter(mark for edge in edges for mark in {_mark(line) for line in edge})
    filled = sum(bool(page) for page in pages)
    least = max(2, min(filled // 2, 4 + filled // 10))
    result: list[list[PrintedLine]] = []
    for page, edge in zip(pages, edges, strict=True):
        dropped = {
            id(line)
            for line in edge
            if (filled > 1 and often[_mark(line)] >= least) or _PAGE_NUMBER.fullmatch(line.text)
        }
        result.append([line for line in page if id(line) not in dropped])
    return result


def _edge(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines at the head and foot of a page that a gap separates from the text, and lone numbers there."""
    high = sorted(page, key=lambda line: -line.bottom)
    found: list[PrintedLine] = []
    for lines, upwards in ((high, False), (high[::-1], True)):
        for number, (line, inner) in enumerate(pairwise(lines)):
            if number >= _LINES_AT_EDGE:
                break
            gap = inner.bottom - line.top if upwards else line.bottom - inner.top
            other_size = abs(line.size - inner.size) > 0.12 * max(line.size, inner.size)
            if other_size or gap > 0.9 * max(line.size, inner.size, 6):
                found.extend(lines[: number + 1])
                break
    alone = [line for line in (*high[:1], *high[-1:]) if _PAGE_NUMBER.fullmatch(line.text)]
    return list({id(line): line for line in (*found, *alone)}.values())


def _mark(line: PrintedLine) -> tuple[str, int]:
    """What a running head has in common on every page: its words except numbers, and its height."""
    return _shape(line.text), round(line.bottom / 8)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def without_margin_numbers(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The page without line or paragraph numbers: five or more lines that have only rising numbers."""
    numbered = [line for line in page if _MARGIN.fullmatch(line.text)]
    numbers = [int(n) for line in numbered for n in line.text.split()]
    rising = sum(a < b for a, b in pairwise(numbers))
    if len(numbers) < 5 or rising < 0.9 * (len(numbers) - 1):
        return list(page)
    dropped = {id(line) for line in numbered}
    return [line for line in page if id(line) not in dropped]


def without_notes(page: list[PrintedLine], body: float) -> list[PrintedLine]:
    """The page without footnotes: small print low on the page that begins with a number."""
    if not page:
        return page
    low = min(line.bottom for line in page) + 0.35 * (
        max(line.top for line in page) - min(line.bottom for line in page)
    )
    kept: list[PrintedLine] = []
    note: PrintedLine | None = None
    for line in page:
        small = line.size < 0.93 * body and line.bottom < low
        if small and _NOTE.match(line.text):
            note = line
        elif not (small and note is not None and line.bottom < note.top):
            note = None
        if note is None:
            kept.append(line)
    return kept


def without_contents(pages: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """The pages without lines whose dots lead to a page number, and all from a contents heading to the last of them."""
    result: list[list[PrintedLine]] = []
    inside = False
    for page in pages:
        leaders = [n for n, line in enumerate(page) if _LEADERS.search(line.text)]
        title = next((n for n, line in enumerate(page) if _CONTENTS.fullmatch(line.text)), None)
        if not leaders:
            inside = inside and not page
            result.append(page)
            continue
        first = 0 if inside else title if title is not None and title <= leaders[0] else None
        between = set(range(first, leaders[-1] + 1)) if first is not None else set(leaders)
        inside = len(leaders) >= 3 and leaders[-1] >= len(page) - 3
        result.append([line for n, line in enumerate(page) if n not in between])
    return result
