"""The order of a table's rows: as declared, and the first of them where only some are to be shown."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from coding.codebook.table_declaration import COUNTS, RowOrder
from reports.cell import Cell, Header, SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.axis import UnknownAxis
from reports.tables.regrouping import is_left_out
from wording.messages import tr
from wording.spelling import did_you_mean, folded

Rank = tuple[float, float, str]
_STATES = ("unclassified", "unread", "read", "absent", "coded")
_NAMES = ("n", "total", "label", "id")
N_TELLS = ("cases", "texts", "codes", "coders")
"""Columns of which it is worth knowing in how many something is; where groups are counted, n says little."""
_N_OF = re.compile(r"(\d+)/\d+")


def in_order(table: SynthesisTable, material: StudyMaterial) -> SynthesisTable:
    """The table with its rows sorted as declared, and without empty rows and columns where these are to be hidden.

    In a tree siblings are sorted among themselves. Raises UnknownAxis where it has nothing of the name to sort by.
    """
    order = table.declaration.order
    rows = table.rows if order is None else _sorted(table, order, _ranking(table, order, material))
    columns = table.columns
    if table.declaration.hide_empty:
        filled = {key for key, cell in table.cells.items() if cell.state in ("coded", "absent")}
        rows = tuple(row for row in rows if any((row.id, column.id) in filled for column in columns))
        columns = tuple(column for column in columns if any((row.id, column.id) in filled for row in rows))
    return replace(table, rows=tuple(rows), columns=columns)


def first_rows(table: SynthesisTable, material: StudyMaterial) -> SynthesisTable:
    """The table with as many rows as it declares, without their tree: those with the largest n, else as sorted."""
    most = table.declaration.most
    if most is None:
        return table
    order = table.declaration.order or RowOrder("n", down=True)
    if table.declaration.is_listing and table.declaration.order is None:
        return replace(table, rows=table.rows[:most], rows_in_all=len(table.rows))
    rank = _ranking(table, order, material)
    ranked = sorted(table.rows, key=rank, reverse=order.down)
    kept = ranked[:most]
    tied = tuple(row.label for row in ranked[most:] if kept and rank(row) == rank(kept[-1]))
    flat = tuple(replace(row, depth=0) for row in kept)
    return replace(table, rows=flat, rows_in_all=len(table.rows), tied=tied)


def _sorted(table: SynthesisTable, order: RowOrder, rank: Callable[[Header], Rank]) -> list[Header]:
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
        for number in sorted(siblings, key=lambda n: rank(table.rows[n]), reverse=order.down):
            found.append(table.rows[number])
            walk(number)

    walk(-1)
    return found


def _ranking(table: SynthesisTable, order: RowOrder, material: StudyMaterial) -> Callable[[Header], Rank]:
    """What rows are sorted by: a column's values as what they are (degrees, numbers, dates), else n, total, names."""
    if any(column.id == order.by for column in table.columns):
        values = _Values(table, order.by, material)
        return lambda row: values.rank(table.cells.get((row.id, order.by)))
    if order.by not in _NAMES:
        if is_left_out(order.by, table.declaration, material):
            return lambda _: (0.0, 0.0, "")
        raise UnknownAxis(_nothing(table, order.by))
    if order.by in ("label", "id"):
        return lambda row: (0.0, 0.0, folded(row.label) if order.by == "label" else row.id)
    # Where groups are counted, n says in how many groups: who sorts by n means how many cases or codings there are.
    telling = table.declaration.columns.kind in N_TELLS
    by_total = order.by == "total" or (not telling and bool(table.row_totals))
    totals = table.row_totals if by_total else {}
    return lambda row: (float(totals.get(row.id, table.n(row.id))), float(table.n(row.id)), "")


def _nothing(table: SynthesisTable, by: str) -> str:
    known = (*_NAMES, *(column.id for column in table.columns))
    return tr(
        "codebook.yaml:{mark}: the table {table} cannot be sorted by {by!r}, which is none of its columns.",
        mark=table.declaration.mark,
        table=table.declaration.called,
        by=by,
    ) + (did_you_mean(by, known) or " " + tr("Choose one of: {known}.", known=", ".join(known)))


class _Values:
    """The values of one column, and how they are ordered."""

    def __init__(self, table: SynthesisTable, column: str, material: StudyMaterial) -> None:
        self._table = table
        self._material = material
        cells = [cell for row in table.rows if (cell := table.cells.get((row.id, column)))]
        written = [str(cell.value) for cell in cells if cell.value is not None]
        self._attribute = material.attribute(column, written)

    def rank(self, cell: Cell | None) -> Rank:
        if cell is None:
            return (-1.0, 0.0, "")
        state = float(_STATES.index(cell.state))
        if self._table.declaration.is_listing:
            return self._listed(cell, state)
        if self._table.declaration.cell in COUNTS:
            return (state, cell.number or 0.0, "")
        degree = self._degree(cell)
        if degree is not None:
            return (state, degree, "")
        kind, number, words = self._attribute.rank(str(cell.value)) if cell.value is not None else (0, 0.0, "")
        return (state, number if kind == 0 and words == "" and cell.value is not None else float(cell.codings), words)

    def _listed(self, cell: Cell, state: float) -> Rank:
        if cell.value is None:
            return (state, 0.0, "")
        if found := _N_OF.fullmatch(str(cell.value)):
            return (state, float(found[1]), "")
        _, number, words = self._attribute.rank(str(cell.value))
        return (state, number, folded(words))

    def _degree(self, cell: Cell) -> float | None:
        if cell.value is None or cell.evidence is None or not len(cell.evidence):
            return None
        scales: Sequence[Sequence[str]] = tuple(self._material.codebook.scales.values())
        found = next((scale for scale in scales if cell.value in scale), None)
        return float(found.index(str(cell.value))) if found else None
