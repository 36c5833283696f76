"""A dendrogram in letters, for a terminal: cases on lines, joined by branches the further right the less alike."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.arrays import FloatArray

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_SIGNS = {
    _LEFT | _RIGHT: "─",
    _UP | _DOWN: "│",
    _LEFT | _DOWN: "┐",
    _LEFT | _UP: "┘",
    _UP | _DOWN | _RIGHT: "├",
    _UP | _DOWN | _LEFT: "┤",
    _LEFT | _RIGHT | _DOWN: "┬",
    _LEFT | _RIGHT | _UP: "┴",
    _RIGHT | _DOWN: "┌",
    _RIGHT | _UP: "└",
    _UP | _DOWN | _LEFT | _RIGHT: "┼",
    _LEFT: "╴",
    _RIGHT: "╶",
    _UP: "╵",
    _DOWN: "╷",
    0: " ",
}


def branches(labels: Sequence[str], links: FloatArray, *, width: int = 60) -> list[str]:
    """One line per case with its branches in `width` columns, and below them the similarity at both ends.

    The columns go from just before the first joint to the last; where joints would fall into one column, the later is
    drawn one column on.
    """
    from scipy.cluster.hierarchy import leaves_list

    order = leaves_list(links).tolist()
    low, high = _scale(links)
    grid = np.zeros((len(order), width), np.int8)
    line = {leaf: row for row, leaf in enumerate(order)}
    column = dict.fromkeys(order, 0)
    for number, (one, other, distance, _) in enumerate(links.tolist(), len(order)):
        upper, lower = sorted((int(one), int(other)), key=line.__getitem__)
        at = max(round((distance - low) / (high - low) * (width - 1)), column[upper] + 1, column[lower] + 1)
        at = min(at, width - 1)
        for node in (upper, lower):
            _across(grid, line[node], column[node], at)
        grid[line[upper], at] |= _DOWN
        grid[line[lower], at] |= _UP
        grid[line[upper] + 1 : line[lower], at] |= _UP | _DOWN
        line[number], column[number] = (line[upper] + line[lower]) // 2, at
    room = max((len(label) for label in labels), default=0)
    lines = [
        f"{labels[leaf]:<{room}} " + "".join(_SIGNS[int(flags)] for flags in grid[row]).rstrip()
        for row, leaf in enumerate(order)
    ]
    ends = f"{1 - low:.2f}", f"{1 - high:.2f}"
    return [*lines, f"{'':<{room}} {ends[0]}{ends[1]:>{max(width - len(ends[0]), 5)}}"]


def _scale(links: FloatArray) -> tuple[float, float]:
    """The distances at the left and right edge: a tenth before the first joint, and the last joint."""
    first, last = float(links[:, 2].min()), float(links[:, 2].max())
    low = max(first - max(last - first, 0.05) / 10, 0.0)
    return low, max(last, low + 0.01)


def _across(grid: NDArray[np.int8], row: int, begin: int, end: int) -> None:
    if begin < end:
        grid[row, begin] |= _RIGHT
        grid[row, begin + 1 : end] |= _LEFT | _RIGHT
        grid[row, end] |= _LEFT
