"""A table beside the same table as it was before: which cells show something else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.cell import Header
from reports.tables.footnotes import without_numbers
from reports.tables.rendering import RenderedCell, RenderedTable
from wording.catalogues import listed, say
from wording.numbers import day


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that shows something else than before; empty where the table had no such row or column."""

    table: str
    row: Header
    column: Header
    before: str
    after: str


def cell_changes(before: RenderedTable, now: RenderedTable) -> Iterator[CellChange]:
    """Every cell that differs, row by row; then those of rows and columns that are gone."""
    earlier, later = _cells(before), _cells(now)
    for key in (*later, *(key for key in earlier if key not in later)):
        row, column, shown = later.get(key) or earlier[key]
        was = _words(earlier[key][2]) if key in earlier else ""
        told = _words(shown) if key in later else ""
        if was != told:
            yield CellChange(now.id, row, column, was, told)


def marked(before: RenderedTable, now: RenderedTable, *, since: str) -> RenderedTable:
    """The table as it is now, with a mark in each cell that shows something else, and a note on what the mark means."""
    changes = list(cell_changes(before, now))
    nothing = say("not_there_yet", now.language)
    was = {(change.row.id, change.column.id): change.before or nothing for change in changes}
    rows = []
    for row in now.rows:
        cells = [
            _with_mark(cell, was.get((row.id, column.id))) for column, cell in zip(now.columns, row.cells, strict=True)
        ]
        rows.append(replace(row, cells=tuple(cells)))
    known = {row.id for row in now.rows}
    gone = list(dict.fromkeys(change.row.label for change in changes if change.row.id not in known))
    notes = [say("changed_since" if changes else "unchanged_since", now.language, day=day(since, now.language))]
    if gone:
        notes.append(say("rows_gone", now.language, labels=listed(gone, now.language)))
    return replace(now, rows=tuple(rows), notes=(*now.notes, *notes))


def _with_mark(cell: RenderedCell, before: str | None) -> RenderedCell:
    return cell if before is None else replace(cell, marks=(*cell.marks, f"← {before}"))


def _words(cell: RenderedCell) -> str:
    """What the cell says; the numbers of footnotes, which move with the table, say nothing."""
    return without_numbers(cell.text) if any(part.numbers for part in cell.parts) else cell.text


def _cells(table: RenderedTable) -> dict[tuple[str, str], tuple[Header, Header, RenderedCell]]:
    return {
        (row.id, column.id): (Header(row.id, row.label), column, cell)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }
