"""The figure that a table declares: a heat map of its cells, or bars of n out of N."""

from typing import Any

from reports.cell import SynthesisTable
from reports.figures.bars import Bar, bars
from reports.figures.figure import Figure
from reports.figures.grouped_bars import GroupedBar, grouped_bars
from reports.figures.heat_map import MOST_SQUARES, Grid, Square, heat_map
from reports.figures.ordering import RowOrder, ordered
from reports.tables.rendering import RenderedTable
from wording.catalogues import say
from wording.numbers import percent


def figure_of(table: SynthesisTable, rendered: RenderedTable, *, order: RowOrder = "table") -> Figure | None:
    """The declared figure, drawn from the table on paper; None where none is declared or the table is too large.

    `order` is that of a heat map's rows and columns. Bars are by group where the table gives each cell its share of
    the cases (or texts) of its group.
    """
    match table.declaration.figure:
        case "heat_map" if len(rendered.rows) * len(rendered.columns) <= MOST_SQUARES:
            return heat_map(ordered(_grid(table, rendered), order), language=rendered.language)
        case "bars" if _has_groups(table):
            grouped = [
                GroupedBar(
                    row.id,
                    row.label,
                    _counts(table, rendered, row.id),
                    row.depth,
                    _unread_groups(table, rendered, row.id),
                )
                for row in rendered.rows
            ]
            labels = [column.label for column in rendered.columns]
            axis = say(f"figure_axis_{table.declaration.cell}_of_group", rendered.language)
            return grouped_bars(
                rendered.title, grouped, labels, language=rendered.language, name=rendered.id, axis=axis
            )
        case "bars":
            rows = [
                Bar(row.id, row.label, row.n or 0, depth=row.depth, unread=_unread(table, row.id))
                for row in rendered.rows
            ]
            axis = say(
                "figure_axis_texts" if table.declaration.cell == "texts" else "figure_axis_cases", rendered.language
            )
            return bars(
                rendered.title, rows, total=table.whole, language=rendered.language, name=rendered.id, axis=axis
            )
    return None


def figure_data(table: SynthesisTable, rendered: RenderedTable) -> list[dict[str, Any]]:
    """The numbers behind the figure, as rows of a CSV: n, unread and N of each bar, or what each square shows.

    By group, an n that is not known yet is empty.
    """
    if table.declaration.figure == "bars" and _has_groups(table):
        return [
            {"row": row.id, "label": row.label, "group": column.id, "group_label": column.label}
            | {"n": "" if at in _unread_groups(table, rendered, row.id) else n, "N": whole}
            for row in rendered.rows
            for at, (column, (n, whole)) in enumerate(
                zip(rendered.columns, _counts(table, rendered, row.id), strict=True)
            )
        ]
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


def _axis(table: SynthesisTable, language: str) -> str:
    """What bars of n out of N count; nothing where columns are neither cases nor texts."""
    if table.declaration.typology is not None:
        return say("figure_axis_class", language)
    kind = table.declaration.columns.kind
    return say(f"figure_axis_{kind}", language) if kind in ("cases", "texts") else ""


def _has_groups(table: SynthesisTable) -> bool:
    """Whether its columns are groups of cases or texts, and its cells counts of these."""
    declared = table.declaration
    grouped = declared.columns.kind in ("attribute", "typology", "dates", "kind") and declared.typology is None
    return grouped and declared.cell in ("cases", "texts") and declared.shares in ("cases", "read")


def _counts(table: SynthesisTable, rendered: RenderedTable, row: str) -> tuple[tuple[int, int], ...]:
    """The n and what it is out of, in each of the columns on paper."""
    cells = (table.cells[row, column.id] for column in rendered.columns)
    return tuple((int(cell.number or 0), cell.base or 0) for cell in cells)


def _unread_groups(table: SynthesisTable, rendered: RenderedTable, row: str) -> frozenset[int]:
    """Which of the columns on paper say nothing of the row, since somebody still has to read for it."""
    return frozenset(at for at, column in enumerate(rendered.columns) if table.cells[row, column.id].state == "unread")


def _unread(table: SynthesisTable, row: str) -> int:
    return 0 if table.declaration.typology is not None else table.unread(row)


def _grid(table: SynthesisTable, rendered: RenderedTable) -> Grid:
    """The cells as squares; where they count, and show shares of the same kind, the largest share is the darkest."""
    shares = {
        at: cell.share for at, cell in table.cells.items() if cell.share and cell.state == "coded" and not cell.rolled
    }
    most = max(shares.values(), default=0.0)
    cells = {}
    for row in rendered.rows:
        for column, cell in zip(rendered.columns, row.cells, strict=True):
            share = shares.get((row.id, column.id))
            strength = cell.strength if share is None else share / most
            worth = "" if share is None else percent(share, rendered.language)
            cells[row.id, column.id] = Square(cell.look, cell.text, strength, worth)  # type: ignore[arg-type]  # a look is a state here
    rows = tuple((row.id, row.label, row.depth) for row in rendered.rows)
    columns = tuple((column.id, column.label) for column in rendered.columns)
    return Grid(rendered.id, rendered.title, rows, columns, cells, rendered.meanings)
