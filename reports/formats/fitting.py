"""How a table fits on a page: the size of its letters, the widths of its columns, the panels it is cut into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import ceil

import numpy as np

from reports.figures.lettering import width_of
from reports.tables.rendering import RenderedRow, RenderedTable

_PAD = 1.1
_UPRIGHT = 1.7
_LEADING = 1.15
TALL = 15.0
"""How high upright heads may become, in ems; longer ones take a second line, and a third."""
_LONGEST_WORD = 12.0
_LABEL = 20.0
_PROSE = 11.0
_SHORT = 9.0
_LINE = 45.0
_PROSE_SIZE = 7.5
"""The size of letters in cells of words, in points: a table of quotes in larger ones takes twice the pages."""
_LONG = 60
"""From so many rows on a plain table takes several pages."""
_STEP = 2.0
_WIDER = 1.12
"""Letters on screens and in documents are up to an eighth wider than those that were measured."""
_LINE_HEIGHT, _ROW_ROOM = 1.25, 2.5
"""The height of a line in sizes of its letters, and the points above and below the lines of a row."""
_MEASURED = 100
"""Letters of a text that are measured."""
_MOST_LINES = 200
"""Rows that are measured: the words of a longer table are no longer than those of its beginning, or break."""


@dataclass(frozen=True, slots=True)
class Page:
    """The room that a page gives, in points: its width between the margins and the sizes letters may have.

    `height` is what a table with its caption and notes may take of it, 0 where nothing is to be kept on one page.
    """

    width: float
    largest: float
    least: float
    height: float = 0


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """As many of a table's columns as fit on a page, each row with its label.

    `widths` are the shares of the page's width for every head of `rendered`, of sum 1; `upright` says that the columns'
    heads are turned by a quarter; `at` counts panels from 1.
    """

    rendered: RenderedTable
    widths: tuple[float, ...]
    upright: bool
    size: float
    at: int = 1


@dataclass(frozen=True, slots=True)
class _Needs:
    """What each column needs for its cells and for its head, and the rows' labels and the counts at the end, in ems.

    `wants` is what a column's cells would take if there were room.
    """

    label: float
    labels: tuple[str, ...]
    cells: tuple[float, ...]
    wants: tuple[float, ...]
    heads: tuple[float, ...]
    ends: tuple[float, ...]

    def of(self, *, upright: bool) -> list[float]:
        """The columns' widths, their heads level or upright."""
        heads = [turned(label) for label in self.labels] if upright else self.heads
        return [max(pair) for pair in zip(self.cells, heads, strict=True)]


def panels(rendered: RenderedTable, page: Page) -> tuple[Panel, ...]:
    """The table in as few panels as keep it legible, so that no word of a usual length is broken.

    A table that fits is one panel in the largest size it allows. What does not fit in the least size gets upright
    heads, if its cells are narrow; what is still too wide is cut between columns, and all panels have the largest
    letters with which the widest fits. Counts and totals of rows stand in the last panel.
    """
    needs = _needs(rendered)
    fixed = needs.label + sum(needs.ends)
    upright, widths = False, needs.of(upright=False)
    runs = _runs(widths, page.width / page.least - fixed)
    if len(runs) > 1 and not rendered.wide:
        turned = needs.of(upright=True)
        if len(fewer := _runs(turned, page.width / page.least - fixed)) < len(runs):
            upright, widths, runs = True, turned, fewer
    if len(runs) == 1:
        size = min(page.largest, page.width / (fixed + sum(widths)))
        if rendered.wide:
            size = min(size, max(_PROSE_SIZE, page.least))
            return (Panel(rendered, _shares(_shortest(rendered, needs, page.width / size)), upright, size),)
        widths = _eased(widths, needs.wants, page.width / size - fixed)
        return (Panel(rendered, _shares([needs.label, *widths, *needs.ends]), upright, size),)
    widest = max(sum(widths[at] for at in run) for run in runs)
    size = min(page.largest, max(page.width / (fixed + widest), page.least))
    return tuple(_panel(rendered, needs, widths, run, upright=upright, size=size) for run in enumerate(runs, 1))


def height_of(panel: Panel, page: Page) -> float:
    """About how high the panel is on that page, in points, its head included."""
    rendered = panel.rendered
    rows = [*rendered.rows, *((rendered.totals,) if rendered.totals else ())]
    widths = [width * page.width / panel.size - _PAD for width in panel.widths]
    lines = [_lines((row.label, *(cell.text for cell in row.cells)), widths, row.depth) for row in rows]
    head = TALL if panel.upright else _lines(rendered.heads(), widths)
    return (head + sum(lines)) * panel.size * _LINE_HEIGHT + (len(rows) + 1) * _ROW_ROOM


def _lines(texts: Sequence[str], widths: Sequence[float], depth: int = 0) -> int:
    """How many lines the highest of these cells takes; a word longer than its column is not counted."""
    pairs = zip(texts, widths, strict=False)
    return max((ceil((_length(text) + depth * (at == 0)) / max(width, 1)) for at, (text, width) in enumerate(pairs)))


def size_of(rows: Sequence[Sequence[str]], page: Page) -> float:
    """The size of the letters of a plain table: a smaller one where it is long or its cells hold sentences."""
    much = len(rows) > _LONG or any(_em(cell) > _LINE for row in rows for cell in row)
    return min(page.largest, max(_PROSE_SIZE, page.least)) if much else page.largest


def widths_of(rows: Sequence[Sequence[str]], page: Page) -> tuple[float, ...]:
    """The shares of the page's width for the columns of a plain table whose first row is its head, of sum 1."""
    columns = list(zip(*rows, strict=True))
    least = [max(map(_longest_word, texts)) + _PAD for texts in columns]
    wants = [min(max(map(_em, texts)), _LINE) + _PAD for texts in columns]
    return _shares(_eased(least, wants, page.width / size_of(rows, page)))


def turned(label: str) -> float:
    """How wide an upright head is, in ems."""
    return _UPRIGHT + _LEADING * (min(ceil(_em(label) * 1.1 / TALL) or 1, 3) - 1)


def _runs(widths: Sequence[float], room: float) -> list[range]:
    """The columns in runs of the same length, each of which fits; at the worst a column a run."""
    for count in range(1, len(widths) + 1):
        ends = [round(len(widths) * at / count) for at in range(count + 1)]
        runs = [range(first, last) for first, last in pairwise(ends)]
        if all(sum(widths[at] for at in run) <= room for run in runs):
            return runs
    return [range(at, at + 1) for at in range(len(widths))] or [range(0)]


def _eased(widths: Sequence[float], wants: Sequence[float], room: float) -> list[float]:
    """The widths with what is left of the room given to those that want more."""
    more = [max(want - width, 0.0) for width, want in zip(widths, wants, strict=True)]
    given = min(1.0, max(room - sum(widths), 0.0) / sum(more)) if any(more) else 0.0
    return [width + given * extra for width, extra in zip(widths, more, strict=True)]


def _shortest(rendered: RenderedTable, needs: _Needs, room: float) -> list[float]:
    """The widths, label and counts included, with which a table of words is shortest.

    Every column has room for its longest word; what is left goes step by step to the column that saves most lines.
    """
    rows = rendered.rows[:_MOST_LINES]
    texts = [[row.label for row in rows], *([row.cells[at].text for row in rows] for at in range(len(needs.cells)))]
    lengths = np.array([[_length(text) for text in column] for column in texts]).reshape(len(texts), -1)
    words = [max((_longest_word(text) for text in column), default=0.0) + _PAD for column in texts]
    heads = [_longest_word(rendered.corner) + _PAD, *needs.heads]
    widths = np.maximum(words, heads)
    widths[0] += max((row.depth for row in rows), default=0)
    left = room - sum(needs.ends) - widths.sum()
    while left > 0 and lengths.size:
        step = min(_STEP, left)
        wider = widths[None, :] + step * np.eye(len(widths))
        lines = lengths.T[None, :, :] / (wider - _PAD)[:, None, :]
        # A row is as high as its longest cell; the others count a little, so that no step is without effect.
        height = lines.max(axis=2).sum(axis=1) + 0.05 * lines.sum(axis=(1, 2))
        widths = wider[int(height.argmin())]
        left -= step
    return [*widths.tolist(), *needs.ends]


def _length(text: str) -> float:
    """How long a text is on one line, in ems; of a long one from its beginning."""
    return _em(text) * max(len(text), 1) / max(min(len(text), _MEASURED), 1)


def _panel(
    rendered: RenderedTable,
    needs: _Needs,
    widths: Sequence[float],
    run: tuple[int, range],
    *,
    upright: bool,
    size: float,
) -> Panel:
    at, columns = run
    last = columns.stop == len(rendered.columns)
    totals = _part(rendered.totals, columns, last=last) if rendered.totals else None
    part = replace(
        rendered,
        columns=tuple(rendered.columns[column] for column in columns),
        rows=tuple(_part(row, columns, last=last) for row in rendered.rows),
        totals=totals,
        counts=rendered.counts and last,
    )
    shown = [needs.label, *(widths[column] for column in columns), *(needs.ends if last else ())]
    return Panel(part, _shares(shown), upright, size, at)


def _part(row: RenderedRow, columns: range, *, last: bool) -> RenderedRow:
    cells = row.cells[columns.start : columns.stop]
    return replace(row, cells=cells, total=row.total if last else None)


def _shares(widths: Sequence[float]) -> tuple[float, ...]:
    return tuple(width / sum(widths) for width in widths)


def _needs(rendered: RenderedTable) -> _Needs:
    rows = (*rendered.rows[:_MOST_LINES], *((rendered.totals,) if rendered.totals else ()))
    columns = [[row.cells[at].text for row in rows if at < len(row.cells)] for at in range(len(rendered.columns))]
    ends = [[row.total.text for row in rows if row.total]] if rendered.has_row_totals else []
    counts = [["" if row.n is None else str(row.n) for row in rows]] if rendered.counts else []
    heads = rendered.heads()[1 + len(rendered.columns) :]
    return _Needs(
        _labels(rows, rendered.corner),
        tuple(column.label for column in rendered.columns),
        tuple(_room(texts, wide=rendered.wide) for texts in columns),
        tuple(max(map(_em, texts), default=0.0) + _PAD for texts in columns),
        tuple(_longest_word(column.label) + _PAD for column in rendered.columns),
        tuple(
            max(_em(head), *(_em(text) for text in texts), 1.0) + _PAD
            for head, texts in zip(heads, [*counts, *ends], strict=True)
        ),
    )


def _labels(rows: Sequence[RenderedRow], corner: str) -> float:
    """Labels may break between words, but not become a column of single words."""
    words = max((_longest_word(row.label) + row.depth for row in rows), default=0.0)
    whole = max((_em(row.label) + row.depth for row in rows), default=0.0)
    return max(words, min(whole, _LABEL), _em(corner)) + _PAD


def _room(texts: Sequence[str], *, wide: bool) -> float:
    """What a column's cells need: short ones stand in one line, prose gets lines of a few words."""
    word = max(map(_longest_word, texts), default=0.0)
    whole = max(map(_em, texts), default=0.0)
    line = min(whole, _PROSE) if wide else whole if whole <= _SHORT else 0.0
    return max(word, line) + _PAD


def _longest_word(text: str) -> float:
    words = re.split(r"\s+|(?<=[-–/])", text)
    return min(max(map(_em, words), default=0.0), _LONGEST_WORD)


@lru_cache(10_000)
def _em(text: str) -> float:
    return width_of(text[:_MEASURED], 1.0, bold=True) * _WIDER
