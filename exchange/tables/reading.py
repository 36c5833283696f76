"""The tables in csv, tsv, xlsx and the old xls files, as rows of text."""

from datetime import datetime
from pathlib import Path

from corpus.formula_guard import unguarded
from corpus.readers.encoding import UnreadableFile
from corpus.readers.sheets import CELLS_AT_MOST, read_sheets
from exchange.archive import UnreadableProject, damaged
from wording.messages import tr

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls")
BYTES_AT_MOST = 200_000_000
COLUMNS_AT_MOST = 2_000
Table = list[list[str]]
"""Rows of cells; the first has the headings, and every row is as wide."""


def tables_in(path: Path) -> list[Table]:
    """The tables in a file, headings first; raises UnreadableProject."""
    if path.stat().st_size > BYTES_AT_MOST:
        raise UnreadableProject(tr("{file} is larger than any project that is read.", file=path.name))
    data = path.read_bytes()
    if path.suffix.casefold() == ".xls":
        found = _old(data, path.name)
    else:
        try:
            found = [[list(row) for row in sheet.rows] for sheet in read_sheets(data, path.name)[0]]
        except UnreadableFile as error:
            raise UnreadableProject(str(error)) from error
    return [_even(rows, path.name) for rows in found if rows]


def _even(rows: Table, name: str) -> Table:
    width = max(map(len, rows))
    if width > COLUMNS_AT_MOST:
        raise UnreadableProject(
            tr("{name} has more than {most} columns. Keep only those that you need.", name=name, most=COLUMNS_AT_MOST)
        )
    return [[unguarded(cell) for cell in row] + [""] * (width - len(row)) for row in rows]


def _old(data: bytes, name: str) -> list[Table]:
    """The sheets of a file of Excel 97 to 2003."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, on_demand=True)
        sheets = [book.sheet_by_index(number) for number in range(book.nsheets)]
        if sum(sheet.nrows * sheet.ncols for sheet in sheets) > CELLS_AT_MOST:
            raise UnreadableProject(
                tr(
                    "{name} has more than {most} cells. Keep only the sheets that you need.",
                    name=name,
                    most=CELLS_AT_MOST,
                )
            )
        return [
            [[_cell(cell, book.datemode) for cell in sheet.row(at)] for at in range(sheet.nrows)] for sheet in sheets
        ]
    except UnreadableProject:
        raise
    except Exception as error:  # xlrd raises whatever a damaged file leads to
        raise damaged(name, error) from error


def _cell(cell: object, mode: int) -> str:
    import xlrd

    value, kind = getattr(cell, "value", ""), getattr(cell, "ctype", 0)
    if kind == xlrd.XL_CELL_DATE:
        try:
            at: datetime = xlrd.xldate.xldate_as_datetime(value, mode)
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return str(value)
        return at.isoformat(sep=" ", timespec="seconds")
    if kind in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
