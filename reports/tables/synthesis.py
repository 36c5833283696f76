"""From codings to a synthesis table: what the codebook declares, with every cell's state, value and evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coding.codebook.model import word
from coding.codebook.table_declaration import RowOrder, TableDeclaration
from reports.cell import Cell, Header, SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.classes import classes_of
from reports.tables.crossing import crossed
from reports.tables.listing import listed
from reports.tables.measures import Measures
from reports.tables.narrowing import narrowed


def synthesise(
    declaration: TableDeclaration, material: StudyMaterial, *, measures: Measures | None = None
) -> SynthesisTable:
    """The declared table; the positions in its cells are of the material given.

    `measures` of the same material may be handed over so that several tables share the work, whatever their conditions.
    Raises UnknownAxis where rows or columns mean nothing to the study, BadCondition where the table's `where` does not.
    """
    return _in_order(_made(declaration, narrowed(declaration, material), measures or Measures(material)))


def _made(declaration: TableDeclaration, material: StudyMaterial, measures: Measures) -> SynthesisTable:
    table = SynthesisTable(
        declaration=declaration,
        title=word(declaration.title, material.language),
        rows=(),
        columns=(),
        cells={},
        cases=material.total,
        where=material.where,
        coders=material.coders,
    )
    if declaration.typology is not None:
        rows, column, cells = classes_of(material.codebook.typologies[declaration.typology], material)
        return replace(table, rows=rows, columns=(column,), cells=_keyed(cells))
    if declaration.is_listing:
        rows, columns, cells = listed(declaration, material)
        return replace(table, rows=rows, columns=columns, cells=_keyed(cells))
    found = crossed(declaration, material, measures)
    return replace(
        table,
        rows=found.rows,
        columns=found.columns,
        cells=found.cells,
        row_totals=found.row_totals,
        column_totals=found.column_totals,
        total=found.total,
    )


def _keyed(cells: Sequence[Cell]) -> dict[tuple[str, str], Cell]:
    return {(cell.row, cell.column): cell for cell in cells}


def _in_order(table: SynthesisTable) -> SynthesisTable:
    """The table with its rows sorted as declared, and without empty rows and columns where these are to be hidden."""
    rows = table.rows if table.declaration.order is None else _sorted(table, table.declaration.order)
    columns = table.columns
    if table.declaration.hide_empty:
        filled = {key for key, cell in table.cells.items() if cell.state in ("coded", "absent")}
        rows = tuple(row for row in rows if any((row.id, column.id) in filled for column in columns))
        columns = tuple(column for column in columns if any((row.id, column.id) in filled for row in rows))
    return replace(table, rows=tuple(rows), columns=columns)


def _sorted(table: SynthesisTable, order: RowOrder) -> list[Header]:
    """The rows sorted; in a tree, siblings among themselves and each followed by what is below it."""
    children: dict[int, list[int]] = {-1: []}
    path: list[int] = []
    for number, row in enumerate(table.rows):
        while path and table.rows[path[-1]].depth >= row.depth:
            path.pop()
        children.setdefault(path[-1] if path else -1, []).append(number)
        path.append(number)
    found: list[Header] = []

    def walk(parent: int) -> None:
        siblings = children.get(parent, [])
        for number in sorted(siblings, key=lambda n: _rank(table, table.rows[n], order), reverse=order.down):
            found.append(table.rows[number])
            walk(number)

    walk(-1)
    return found


def _rank(table: SynthesisTable, row: Header, order: RowOrder) -> tuple[float, str]:
    by: Mapping[str, tuple[float, str]] = {
        "label": (0.0, row.label.casefold()),
        "id": (0.0, row.id),
        "n": (float(table.n(row.id)), ""),
        "total": (float(table.row_totals.get(row.id, table.n(row.id))), ""),
    }
    if order.by in by:
        return by[order.by]
    cell = table.cells.get((row.id, order.by))
    if cell is None:
        return (-1.0, "")
    return (cell.number if cell.number is not None else float(cell.codings), str(cell.value or ""))
