"""csv, tsv and xlsx files as sheets: rows of cells that are text."""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile, decode
from wording.messages import tr

CELLS_AT_MOST = 1_000_000
CELL_AT_MOST = 1_000_000
"""Characters of one cell: thirty times what a spreadsheet holds. A quotation mark never closed makes longer ones."""
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in a file: `rows` of stripped cells, and in `lines` the number of each row in the file (from 1)."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def with_titles(sheet: Sheet) -> Sheet:
    """The sheet without columns that are empty below their title, and with a title for each that has none."""
    width = max(map(len, sheet.rows))
    rows = [(*row, *[""] * (width - len(row))) for row in sheet.rows]
    used = [number for number in range(width) if any(row[number] for row in rows[1:])]
    header = tuple(rows[0][number] or tr("column {n}", n=number + 1) for number in used)
    return Sheet(sheet.name, (header, *(tuple(row[number] for number in used) for row in rows[1:])), sheet.lines)


@lru_cache(1)
def read_sheets(data: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """The sheets of a file that are not empty; raises UnreadableFile where it is damaged.

    The last file is remembered: whether it is a survey, a conversation or a document is asked one after the other.
    """
    return _workbook(data, name) if name.lower().endswith((".xlsx", ".xlsm")) else _delimited(data, name)


def _delimited(data: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    text, problems = decode(data, name)
    stated = re.match(r"\ufeff?sep=(.)[^\n]*\n", text)
    delimiter = stated.group(1) if stated else "\t" if name.lower().endswith(".tsv") else detect_delimiter(text)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    csv.field_size_limit(CELL_AT_MOST)
    cells = 0
    reader = csv.reader(_not_too_wide(text, delimiter, name), delimiter=delimiter)
    line = 1
    try:
        if stated:  # the line by which Excel says how the file is separated
            next(reader)
            line = 2
        for row in reader:
            cells += len(row)
            if cells > CELLS_AT_MOST:
                raise _too_many_cells(name)
            stripped = tuple(map(str.strip, row))
            if any(stripped):
                rows.append(stripped)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            message = tr(
                "{name}:{line}: has a cell of more than {most} million characters. Close its quotation mark, "
                "or split it.",
                name=name,
                line=line,
                most=CELL_AT_MOST // 10**6,
            )
            raise UnreadableFile(message) from error
        raise UnreadableFile(
            tr(
                "{name}:{line}: is not valid CSV ({error}). Close the quotes, or save it again as UTF-8 CSV.",
                name=name,
                line=reader.line_num,
                error=error,
            )
        ) from error
    return ((Sheet("", tuple(rows), tuple(lines)),) if rows else ()), problems


def _not_too_wide(text: str, delimiter: str, name: str) -> Iterator[str]:
    """The lines; raises UnreadableFile before one with more separators than cells are read."""
    for line in io.StringIO(text, newline=""):
        if line.count(delimiter) > CELLS_AT_MOST:
            raise _too_many_cells(name)
        yield line


def _too_many_cells(name: str) -> UnreadableFile:
    message = tr(
        "{name} has more than {most} cells. Keep only the sheets that you need.", name=name, most=CELLS_AT_MOST
    )
    return UnreadableFile(message)


def detect_delimiter(text: str) -> str:
    """The separator that parts most of the first lines into the same number of cells, and the most cells."""
    sample = text[:20_000].lstrip("\ufeff\n")
    return max(_DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(sample: str, delimiter: str) -> tuple[float, int, int]:
    """How regular the rows are with this separator: rows of the usual width, that width, separators in the first."""
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(row)][:60]
    except csv.Error:
        rows = []
    rows = rows[:-1] if len(rows) > 2 else rows  # the last may be cut
    widths = Counter(map(len, rows))
    width, number = max(widths.items(), key=lambda item: (item[1], item[0])) if widths else (0, 0)
    first = len(rows[0]) - 1 if rows else 0
    return (round(number / len(rows), 1) if width > 1 and first else 0.0, width if first else 0, first)


def _workbook(data: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    from corpus.readers.archive import open_archive

    open_archive(data, name).close()
    import openpyxl

    sheets: list[Sheet] = []
    cells = 0
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows: list[tuple[str, ...]] = []
            lines: list[int] = []
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                cells += len(row)
                if cells > CELLS_AT_MOST:
                    raise _too_many_cells(name)
                values = [_as_text(value) for value in row]
                while values and not values[-1]:
                    values.pop()
                if values:
                    rows.append(tuple(values))
                    lines.append(number)
            if rows:
                sheets.append(Sheet(str(sheet.title), tuple(rows), tuple(lines)))
        book.close()
    except UnreadableFile:
        raise
    except _DAMAGE as error:
        raise UnreadableFile(
            tr(
                "{name} is damaged or not a workbook ({error}). Open it in a spreadsheet and save it again.",
                name=name,
                error=type(error).__name__,
            )
        ) from error
    return tuple(sheets), ()


_DAMAGE = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError,
    RuntimeError, NotImplementedError, OverflowError, zlib.error,
)  # fmt: skip
"""What openpyxl and the XML parser beneath it raise on files that are damaged or not workbooks."""


def _as_text(value: object) -> str:
    """A cell as text: whole numbers without `.0`, dates in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"\r\n?", "\n", str(value)).replace("_x000D_", "").strip()
