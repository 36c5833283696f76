"""Printed lines put together into paragraphs; what belongs to the page and not to the text is left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.block import Block, Form

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
_BULLET = re.compile(r"^[•●◦▪■–—\-*➢✓►o\uf0b7\uf0a7]\s+(?=\S)|^[•●▪➢✓►\uf0b7\uf0a7]\s*(?=\S|$)")
_SENTENCE_END = (".", "!", "?", "…", "»", ":", ";", "”", ")")
_CONTENTS = re.compile(r"(?:table des mati[èe]res|sommaire|(?:table of )?contents)\s*:?", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*(?:\d+|[ivxl]+)?\s*$|…{2,}\s*\d*\s*$")
_MARGIN = re.compile(r"\d{1,4}(?:\s+\d{1,4})*")
_LABEL = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [\w.'’()-]+){0,3}\s?:(?=\s)")
_NOTE = re.compile(r"^(?:\d{1,3}(?:[.)]?\s+(?=\S)|(?=[A-ZÀ-Þ«“(]|https?:))|[*†‡]\s*(?=\w))")
_LINES_AT_EDGE = 4
_AHEAD = 3
"""How many paragraphs a box may put between the halves of a sentence."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page with where it stands, in points from the lower left corner; `heavy` is bold."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    heavy: bool = False


def paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[Block]:
    """The paragraphs, headings and items of the pages, in reading order.

    Left out are running heads and page numbers, numbers in the margin, footnotes, tables of contents with
    leaders; a sentence that a box or the foot of a page cuts in two is put together before the box.
    """
    body = _body_size(pages)
    pages = [_without_margin_numbers(page) for page in pages]
    kept = [_without_notes(page, body) for page in _without_contents(_without_running_heads(pages))]
    lines = [line for page in kept for line in page]
    if not lines:
        return
    groups = _stitched(list(_groups(lines, body)), body)
    levels = _levels(groups, body)
    words = _words(lines)
    for group in groups:
        yield _block(group, body, levels, words)


def _words(lines: Sequence[PrintedLine]) -> set[str]:
    """The words of the text that no line's end cuts, in lower case."""
    words: set[str] = set()
    cut = False
    for line in lines:
        found = re.findall(r"\w+", line.text)
        ends_cut = line.text.endswith(("-", "‐", "\u00ad"))
        words.update(word.casefold() for word in found[int(cut) : len(found) - int(ends_cut)])
        cut = ends_cut
    return words


def _body_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_running_heads(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """The pages without what stands at the same height of many of them, apart from the text, and page numbers."""
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
    """The lines at the head and foot of a page that a gap parts from the text, and numbers standing there alone."""
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
    """What is the same of a running head on every page: its words but for numbers, and its height."""
    return _shape(line.text), round(line.bottom / 8)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _without_margin_numbers(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The page without its line or paragraph numbers: five or more lines of nothing but rising numbers."""
    numbered = [line for line in page if _MARGIN.fullmatch(line.text)]
    numbers = [int(n) for line in numbered for n in line.text.split()]
    rising = sum(a < b for a, b in pairwise(numbers))
    if len(numbers) < 5 or rising < 0.9 * (len(numbers) - 1):
        return list(page)
    dropped = {id(line) for line in numbered}
    return [line for line in page if id(line) not in dropped]


def _without_notes(page: list[PrintedLine], body: float) -> list[PrintedLine]:
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


def _without_contents(pages: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """The pages without lines that lead by dots to a page, and all between a contents heading and the last of them."""
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


def _groups(lines: Sequence[PrintedLine], body: float) -> Iterator[list[PrintedLine]]:
    """The lines of each paragraph; a label that opens many lines (`Dan: …`) opens one each time."""
    heads = Counter(found.group() for line in lines if (found := _LABEL.match(line.text)))
    pitches: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        gap = above.bottom - below.bottom
        if above.page == below.page and above.size == below.size and 0 < gap < 4 * max(above.size, 6):
            pitches.setdefault(above.size, []).append(gap)
    usual = {size: median(gaps) for size, gaps in pitches.items()}
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        edges[line.page, _column(line)] = max(line.right, edges.get((line.page, _column(line)), 0.0))
    start = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines):
            yield list(lines[start:])
            return
        above, below = lines[number - 1], lines[number]
        pitch = usual.get(above.size, 1.3 * max(above.size, 6))
        label = _LABEL.match(below.text)
        labelled = label is not None and heads[label.group()] >= 4
        title = above.size > 1.12 * body and below.size > 1.12 * body and not labelled
        if title and not _unlike(above, below) and above.page == below.page:
            apart = not 0 < above.bottom - below.bottom < 1.7 * above.size
        else:
            apart = labelled or _breaks(above, below, pitch, edges[above.page, _column(above)])
        if apart:
            yield list(lines[start:number])
            start = number


def _column(line: PrintedLine) -> int:
    """The column a line stands in: lines of one column begin within a few points of each other."""
    return round(line.left / 12)


def _fits(above: PrintedLine, below: PrintedLine, right: float) -> bool:
    """Whether the first word below had room on the line above, which was therefore ended on purpose."""
    letter = (above.right - above.left) / max(len(above.text), 1)
    first_word = below.text.split(" ", 1)[0]
    return above.right + letter * (len(first_word) + 3) < right


def _breaks(above: PrintedLine, below: PrintedLine, pitch: float, right: float) -> bool:
    """Whether a new paragraph begins between two lines; `right` is where the column of the upper one ends."""
    if _unlike(above, below) or _BULLET.match(below.text) or re.match(r"^\d{1,2}[.)] ", below.text):
        return True
    ended = above.text.endswith(_SENTENCE_END)
    goes_on = not ended and below.text[:1].islower()
    if above.page != below.page:
        return ended or not (goes_on or below.text[:1] in '«("“')
    gap = above.bottom - below.bottom
    if gap < -pitch:  # the next column
        return ended
    if goes_on and gap < 2.2 * pitch:
        return False
    if gap > 1.32 * pitch:
        return True
    if above.heavy and below.heavy and not ended:
        return False
    return (ended and above.right < 0.85 * right) or (below.text[:1].isupper() and _fits(above, below, right))


def _unlike(above: PrintedLine, below: PrintedLine) -> bool:
    """Whether two lines are set so differently that they are no paragraph."""
    if abs(above.size - below.size) > 0.12 * max(above.size, below.size):
        return True
    return above.heavy != below.heavy and not below.text[:1].islower()


def _stitched(groups: list[list[PrintedLine]], body: float) -> list[list[PrintedLine]]:
    """Paragraphs that stop in the middle of a sentence, with their rest from behind a box or a page's foot."""
    result: list[list[PrintedLine]] = []
    taken: set[int] = set()
    for number, group in enumerate(groups):
        if number in taken:
            continue
        joined = list(group)
        last = joined[-1]
        open_end = not last.text.endswith(_SENTENCE_END) and last.size <= 1.12 * body and len(last.text) > 25
        for ahead in range(number + 1, min(number + 2 + _AHEAD, len(groups))) if open_end else ():
            first = groups[ahead][0]
            like = abs(first.size - last.size) <= 0.3 and first.page - last.page in (0, 1)
            if ahead not in taken and like and first.text[:1].islower() and not first.heavy:
                joined.extend(groups[ahead])
                taken.add(ahead)
                break
        result.append(joined)
    return result


def _levels(groups: Sequence[Sequence[PrintedLine]], body: float) -> dict[float, int]:
    """The depth of a heading by its size: the largest are 1, at most six depths."""
    sizes = sorted({round(g[0].size) for g in groups if _is_large(g, body)}, reverse=True)
    return {size: min(depth, 6) for depth, size in enumerate(sizes, 1)}


def _is_large(group: Sequence[PrintedLine], body: float) -> bool:
    return group[0].size > 1.12 * body


def _block(group: Sequence[PrintedLine], body: float, levels: dict[float, int], words: set[str]) -> Block:
    text = group[0].text
    for line in group[1:]:
        text = _joined(text, line.text, words)
    text = _SOFT.sub(lambda cut: _whole(cut.group(1), cut.group(2), words), text)
    page = group[0].page
    bullet = _BULLET.match(text)
    if bullet and text[bullet.end() :].strip():
        return Block(text[bullet.end() :].strip(), form="item", page=page)
    short = (
        len(text) < 200 and not text.endswith((".", ":", ";", ",")) and not re.search(r"[a-zà-ÿ]{2}\. [A-ZÀ-Þ]", text)
    )
    heavy = all(line.heavy for line in group) and len(text) < 120 and not re.match(r"^[^:]{1,40}:", text)
    level = 0
    if short and any(c.isalpha() for c in text):
        if _is_large(group, body):
            level = levels.get(round(group[0].size), 1)
        elif heavy:
            level = min(max(levels.values(), default=0) + 1, 6)
    form: Form = "heading" if level else "paragraph"
    bold = len(text) if all(line.heavy for line in group) else 0
    return Block(text, form=form, level=level, page=page, bold=bold)


_SOFT = re.compile(r"(\w+)\u00ad(\w+)")


def _joined(text: str, line: str, words: set[str]) -> str:
    """Two lines of a paragraph as one; a word cut at the end of the line is made whole again."""
    cut = re.search(r"(\w+)[-‐\u00ad]$", text)
    rest = re.match(r"\w+", line)
    if not cut or not rest:
        return f"{text} {line}"
    return text[: cut.start()] + _whole(cut.group(1), rest.group(), words) + line[rest.end() :]


def _whole(first: str, second: str, words: set[str]) -> str:
    """A word cut in two: with its hyphen where it is a compound of words that the text has on their own."""
    if (first + second).casefold() in words:
        return first + second
    both_are_words = first.casefold() in words and second.casefold() in words
    compound = not second[0].islower() or both_are_words or first.isdecimal()
    return f"{first}-{second}" if compound else first + second
