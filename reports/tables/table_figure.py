"""The figure that a table declares: a heat map of its cells, or bars of n out of N."""

from reports.cell import SynthesisTable
from reports.figures.bars import Bar, bars
from reports.figures.figure import Figure
from reports.figures.heat_map import MOST_SQUARES, Grid, Square, heat_map
from reports.tables.rendering import RenderedTable


def figure_of(table: SynthesisTable, sheet: RenderedTable) -> Figure | None:
    """The declared figure, drawn from the table on paper; None where none is declared or the table is too large."""
    match table.declaration.figure:
        case "heat_map" if len(sheet.rows) * len(sheet.columns) <= MOST_SQUARES:
            return heat_map(_grid(sheet), language=sheet.language)
        case "bars":
            rows = [
                Bar(row.id, row.label, row.n or 0, depth=row.depth, unread=_unread(table, row.id)) for row in sheet.rows
            ]
            return bars(sheet.title, rows, total=_whole(table), language=sheet.language, name=sheet.id)
    return None


def _whole(table: SynthesisTable) -> int:
    """What n is out of: the cases of the study, or the columns there are where these are no cases."""
    of_cases = table.declaration.typology is not None or table.declaration.columns.kind == "cases"
    return table.cases if of_cases else len(table.columns)


def _unread(table: SynthesisTable, row: str) -> int:
    return 0 if table.declaration.typology is not None else table.unread(row)


def _grid(sheet: RenderedTable) -> Grid:
    cells = {
        (row.id, column.id): Square(cell.look, cell.text, cell.strength)  # type: ignore[arg-type]  # a look is a state here
        for row in sheet.rows
        for column, cell in zip(sheet.columns, row.cells, strict=True)
    }
    rows = tuple((row.id, row.label, row.depth) for row in sheet.rows)
    return Grid(sheet.id, sheet.title, rows, tuple((column.id, column.label) for column in sheet.columns), cells)
