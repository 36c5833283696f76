"""Printed lines joined into paragraphs, without what belongs to the page and not to the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from corpus.block import Block, Form
from corpus.readers.cut_words import joined, whole_words
from corpus.readers.page_furniture import (
    without_contents,
    without_margin_numbers,
    without_notes,
    without_running_heads,
)
from corpus.readers.printed_line import PrintedLine

_BULLET = re.compile(r"^[•●◦▪■–—\-*➢✓►o\uf0b7\uf0a7]\s+(?=\S)|^[•●▪➢✓►\uf0b7\uf0a7]\s*(?=\S|$)")
_SENTENCE_END = (".", "!", "?", "…", "»", ":", ";", "”", ")")
_LABEL = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [\w.'’()-]+){0,3}\s?:(?=\s)")
_AHEAD = 3
"""The number of paragraphs that a box may put between the halves of a sentence."""


def paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[Block]:
    """The paragraphs, headings and items of the pages, in reading order.

    Running heads, page numbers, numbers in the margin, footnotes and tables of contents with leaders are left out. A
    sentence that a box or the foot of a page cuts in two is rejoined before the box.
    """
    body = _body_size(pages)
    pages = [without_margin_numbers(page) for page in pages]
    kept = [without_notes(page, body) for page in without_contents(without_running_heads(pages))]
    lines = [line for page in kept for line in page]
    if not lines:
        return
    groups = _stitched(list(_groups(lines, body)), body)
    levels = _levels(groups, body)
    words = whole_words(lines)
    for group in groups:
        yield _block(group, body, levels, words)


def _body_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


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
    """The column of a line: lines in one column begin within a few points of each other."""
    return round(line.left / 12)


def _fits(above: PrintedLine, below: PrintedLine, right: float) -> bool:
    """Whether the first word below would have fitted on the line above, so that the line break was intended."""
    letter = (above.right - above.left) / max(len(above.text), 1)
    first_word = below.text.split(" ", 1)[0]
    return above.right + letter * (len(first_word) + 3) < right


def _breaks(above: PrintedLine, below: PrintedLine, pitch: float, right: float) -> bool:
    """Whether a new paragraph begins between two lines; `right` is the right edge of the upper line's column."""
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
    """Whether two lines are set so differently that they cannot be one paragraph."""
    if abs(above.size - below.size) > 0.12 * max(above.size, below.size):
        return True
    return above.heavy != below.heavy and not below.text[:1].islower()


def _stitched(groups: list[list[PrintedLine]], body: float) -> list[list[PrintedLine]]:
    """The paragraphs, those that stop in mid-sentence joined with their rest after a box or the foot of a page."""
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
    """The depth of a heading by its size: 1 for the largest, at most 6."""
    sizes = sorted({round(g[0].size) for g in groups if _is_large(g, body)}, reverse=True)
    return {size: min(depth, 6) for depth, size in enumerate(sizes, 1)}


def _is_large(group: Sequence[PrintedLine], body: float) -> bool:
    return group[0].size > 1.12 * body


def _block(group: Sequence[PrintedLine], body: float, levels: dict[float, int], words: set[str]) -> Block:
    text = joined([line.text for line in group], words)
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
