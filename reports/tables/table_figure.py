"""The figure that a table declares: a heat map of its cells, or bars of n out of N."""

from typing import Any

from reports.cell import SynthesisTable
from reports.figures.bars import Bar, bars
from reports.figures.figure import Figure
from reports.figures.heat_map import MOST_SQUARES, Grid, Square, heat_map
from reports.tables.rendering import RenderedTable


def figure_of(table: SynthesisTable, rendered: RenderedTable) -> Figure | None:
    """The declared figure, drawn from the table on paper; None where none is declared or the table is too large."""
    match table.declaration.figure:
        case "heat_map" if len(rendered.rows) * len(rendered.columns) <= MOST_SQUARES:
            return heat_map(_grid(rendered), language=rendered.language)
        case "bars":
            rows = [
                Bar(row.id, row.label, row.n or 0, depth=row.depth, unread=_unread(table, row.id))
                for row in rendered.rows
            ]
            return bars(rendered.title, rows, total=table.whole, language=rendered.language, name=rendered.id)
    return None


def figure_data(table: SynthesisTable, rendered: RenderedTable) -> list[dict[str, Any]]:
    """The numbers behind the figure, as rows of a CSV: n, unread and N of each bar, or what each square shows."""
    if table.declaration.figure == "bars":
        return [
            {"row": row.id, "label": row.label, "n": row.n or 0, "unread": _unread(table, row.id), "N": table.whole}
            for row in rendered.rows
        ]
    return [
        {"row": row.id, "label": row.label, "column": column.id, "column_label": column.label}
        | {"state": cell.look, "shown": cell.text}
        for row in rendered.rows
        for column, cell in zip(rendered.columns, row.cells, strict=True)
    ]


def _unread(table: SynthesisTable, row: str) -> int:
    return 0 if table.declaration.typology is not None else table.unread(row)


def _grid(rendered: RenderedTable) -> Grid:
    cells = {
        (row.id, column.id): Square(cell.look, cell.text, cell.strength)  # type: ignore[arg-type]  # a look is a state here
        for row in rendered.rows
        for column, cell in zip(rendered.columns, row.cells, strict=True)
    }
    rows = tuple((row.id, row.label, row.depth) for row in rendered.rows)
    return Grid(
        rendered.id, rendered.title, rows, tuple((column.id, column.label) for column in rendered.columns), cells
    )
