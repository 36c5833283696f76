"""Codes by codes: how often each two meet, as a matrix: the more often, the darker."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.explore.cooccurrence import Cooccurrence
from wording.catalogues import say, say_number
from wording.numbers import number

if TYPE_CHECKING:
    from reports.figures.figure import Figure
    from reports.figures.heat_map import Grid
    from reports.figures.ordering import RowOrder

MOST = 30
"""More codes than this make squares that nobody reads in print: the strongest pairs' codes are shown."""
_FEW = 12
"""Where there are more codes, columns are headed by the numbers of the rows, as in a table of correlations."""
_ROOM = 300.0
"""The pixels that the widest label and its number take."""
_SQUARE = 18.0


def code_matrix(found: Cooccurrence, *, least: int = 1, order: "RowOrder" = "table", language: str) -> "Figure":
    """The codes of the strongest pairs, as many as print can hold (at most MOST), in the codebook's order.

    Below the diagonal, each pair once. With an order of size or likeness both halves are drawn, since what is alike
    stands together only then. What is left out is counted below the figure.
    """
    from reports.figures.heat_map import Grid, Square, heat_map
    from reports.figures.ordering import ordered

    strongest = list(dict.fromkeys(code for pair in found.pairs(least) for code in (pair.first, pair.second)))
    label_of = dict(zip(found.codes, found.labels, strict=True))
    kept = set(strongest[: _fitting([label_of[code] for code in strongest])])
    codes = [(at, code) for at, code in enumerate(found.codes) if code in kept]
    cells = {}
    for place, (down, row) in enumerate(codes):
        shown = codes if order != "table" else codes[: place + 1]
        for across, column in shown:
            together = int(found.together[down, across])
            if row == column:
                cells[row, column] = Square("itself", number(together, language))
            elif together >= least:
                cells[row, column] = Square("coded", number(together, language))
            else:
                cells[row, column] = Square("read")
    words = {
        "coded": say("figure_together", language),
        "read": say_number("figure_less_than", least, language),
        "itself": say("figure_itself", language),
    }
    note = [] if found.units is None else [say_number(f"figure_among_{found.within}", found.units, language)]
    if len(strongest) > len(kept):
        note.append(say_number("figure_left_out", len(strongest) - len(kept), language))
    grid = Grid(
        f"matrix-{found.within}",
        say(f"explore.figure.matrix_{found.within}", language),
        tuple((code, found.labels[at], 0) for at, code in codes),
        tuple((code, found.labels[at]) for at, code in codes),
        cells,
        words,
        " ".join(note),
    )
    grid = ordered(grid, order)
    return heat_map(_by_number(grid) if len(codes) > _FEW else grid, language=language)


def _fitting(labels: Sequence[str]) -> int:
    """How many codes can be read in print, whose columns are headed by numbers."""
    from reports.figures.labels import FONT_SIZE
    from reports.figures.lettering import PRINTED, width_of

    widest = max((width_of(f"00. {label}", FONT_SIZE) for label in labels), default=0.0)
    return min(MOST, int((PRINTED - min(widest, _ROOM)) / _SQUARE))


def _by_number(grid: "Grid") -> "Grid":
    """The rows numbered, and the columns headed by these numbers alone."""
    numbers = {code: str(at) for at, (code, *_) in enumerate(grid.rows, 1)}
    rows = tuple((code, f"{numbers[code]}. {label}", depth) for code, label, depth in grid.rows)
    return replace(grid, rows=rows, columns=tuple((code, numbers[code]) for code, _ in grid.columns))
