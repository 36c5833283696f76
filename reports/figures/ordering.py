"""The order of a heat map's rows and columns: as in the table, by how much is coded, or what is alike side by side."""

from dataclasses import replace
from typing import Literal

import numpy as np

from corpus.arrays import FloatArray
from reports.figures.heat_map import Grid, Square, strengths_of

RowOrder = Literal["table", "size", "alike"]
_ROLLED = 0.25
"""What a cell weighs that only codes below it hold: it is not empty, and says less than the weakest of its own."""


def ordered(grid: Grid, order: RowOrder) -> Grid:
    """The grid with its rows and columns in that order, without the indents of a hierarchy that order breaks up.

    By size the row with most cells coded comes first, then those whose cells are stronger; alike rows (columns) stand
    side by side: average linkage of city-block distances, leaves in the order of Bar-Joseph, Gifford & Jaakkola (2001),
    "Fast optimal leaf ordering for hierarchical clustering".
    """
    if order == "table" or not grid.rows or not grid.columns:
        return grid
    weights = _weights(grid)
    place = _by_size if order == "size" else _by_likeness
    rows = tuple((id_, label, 0) for id_, label, _ in (grid.rows[at] for at in place(weights)))
    return replace(grid, rows=rows, columns=tuple(grid.columns[at] for at in place(weights.T)))


def _weights(grid: Grid) -> FloatArray:
    """What each cell weighs, shape (rows, columns): from 1 to 2 if it is coded, by its strength."""
    strengths = strengths_of(grid)
    empty = Square("read")
    found = np.zeros((len(grid.rows), len(grid.columns)))
    for down, (row, *_) in enumerate(grid.rows):
        for across, (column, _label) in enumerate(grid.columns):
            state = grid.cells.get((row, column), empty).state
            if state in ("coded", "stale"):
                found[down, across] = 1 + strengths.get((row, column), 0.0)
            elif state in ("rolled", "missing"):
                found[down, across] = _ROLLED
    return found


def _by_size(weights: FloatArray) -> list[int]:
    coded, strength = (weights >= 1).sum(axis=1), weights.sum(axis=1)
    return sorted(range(len(weights)), key=lambda at: (-int(coded[at]), -float(strength[at]), at))


def _by_likeness(weights: FloatArray) -> list[int]:
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import pdist

    if len(weights) < 3:
        return list(range(len(weights)))
    tree = linkage(pdist(weights, "cityblock"), "average", optimal_ordering=len(weights) <= 300)
    leaves: list[int] = leaves_list(tree).tolist()
    first, last = weights[leaves[0]].sum(), weights[leaves[-1]].sum()
    return leaves if first >= last else leaves[::-1]
