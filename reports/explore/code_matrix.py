"""Codes by codes: how often each two meet, as a matrix: the more often, the darker."""

from typing import TYPE_CHECKING

from reports.explore.cooccurrence import Cooccurrence
from wording.catalogues import say
from wording.numbers import number

if TYPE_CHECKING:
    from reports.figures.figure import Figure
    from reports.figures.ordering import RowOrder

MOST = 30
"""More codes than this make squares that nobody reads in print: the strongest pairs' codes are shown."""


def code_matrix(found: Cooccurrence, *, least: int = 1, order: "RowOrder" = "table", language: str) -> "Figure":
    """The codes of the strongest pairs, up to MOST, in the codebook's order; below the diagonal, each pair once.

    With an order of size or likeness both halves are drawn, since what is alike stands together only then.
    """
    from reports.figures.heat_map import Grid, Square, heat_map
    from reports.figures.ordering import ordered

    strongest = dict.fromkeys(code for pair in found.pairs(least) for code in (pair.first, pair.second))
    kept = set(list(strongest)[:MOST])
    codes = [(at, code) for at, code in enumerate(found.codes) if code in kept]
    cells = {}
    for place, (down, row) in enumerate(codes):
        shown = codes if order != "table" else codes[: place + 1]
        for across, column in shown:
            together = int(found.together[down, across])
            if row == column:
                cells[row, column] = Square("rolled", number(together, language))
            elif together >= least:
                cells[row, column] = Square("coded", number(together, language))
            else:
                cells[row, column] = Square("read")
    words = {
        "coded": say("figure_together", language),
        "read": say("figure_never_together", language),
        "rolled": say("figure_itself", language),
    }
    labels = [(code, found.labels[at]) for at, code in codes]
    grid = Grid(
        f"matrix-{found.within}",
        say(f"explore.figure.matrix_{found.within}", language),
        tuple((code, label, 0) for code, label in labels),
        tuple(labels),
        cells,
        words,
    )
    return heat_map(ordered(grid, order), language=language)
