"""The cells of a table, in any format that has tables: their blocks, their text and their place in the grid."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.block import Block

Cell = str | Sequence[Block]
"""What a cell holds: its text, in a spreadsheet, or its blocks, in a document."""

_COLUMNS_AT_MOST = 200
_ROWS_AT_MOST = 10_000


def text_of(cell: Cell) -> str:
    """The words of a cell on one line."""
    return " ".join((cell if isinstance(cell, str) else " ".join(block.text for block in cell)).split())


def paragraphs_of(cell: Cell) -> Iterator[Block]:
    """The paragraphs of a cell."""
    if isinstance(cell, str):
        yield from (Block(part.strip()) for part in re.split(r"\n[^\S\n]*\n", cell) if part.strip())
    else:
        yield from (block for block in cell if block.text.strip())


def placed(rows: Iterable[Iterable[tuple[Cell, int, int]]]) -> list[list[Cell]]:
    """The cells of each row in their columns; each is given with the numbers of columns and rows that it covers.

    What a merged cell covers beside its first place is empty.
    """
    covered: dict[int, int] = {}
    grid: list[list[Cell]] = []
    for row in rows:
        line: list[Cell] = []
        for cell, columns, lines in row:
            _pass_over(line, covered)
            for offset in range(max(1, min(columns, _COLUMNS_AT_MOST))):
                covered[len(line)] = max(0, min(lines, _ROWS_AT_MOST) - 1)
                line.append("" if offset else cell)
        _pass_over(line, covered)
        grid.append(line)
    return grid


def _pass_over(line: list[Cell], covered: dict[int, int]) -> None:
    """Leave the next places empty that a cell of a row above covers."""
    while covered.get(len(line), 0):
        covered[len(line)] -= 1
        line.append("")
