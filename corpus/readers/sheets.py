"""csv, tsv and xlsx files as sheets: rows of cells that are text."""

import csv
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time

from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile, decode
from wording.messages import tr

CELLS_AT_MOST = 2_000_000
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in a file: `rows` of stripped cells, and in `lines` the number of each row in the file (from 1)."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def read_sheets(data: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """The sheets of a file that are not empty; raises UnreadableFile where it is damaged."""
    return _workbook(data, name) if name.lower().endswith((".xlsx", ".xlsm")) else _delimited(data, name)


def _delimited(data: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    text, problems = decode(data, name)
    delimiter = "\t" if name.lower().endswith(".tsv") else detect_delimiter(text)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    csv.field_size_limit(100_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(tuple(cell.strip() for cell in row))
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(
            tr(
                "{name}:{line}: is not valid CSV ({error}). Close the quotes, or save it again as UTF-8 CSV.",
                name=name,
                line=reader.line_num,
                error=error,
            )
        ) from error
    return ((Sheet("", tuple(rows), tuple(lines)),) if rows else ()), problems


def detect_delimiter(text: str) -> str:
    """The separator that occurs most often in the first line outside quotes."""
    header = re.sub(r'"[^"]*"', "", text[:20_000].lstrip("\ufeff\n").partition("\n")[0])
    return max(_DELIMITERS, key=header.count)


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
                    raise UnreadableFile(
                        tr(
                            "{name} has more than {most} cells. Keep only the sheets that you need.",
                            name=name,
                            most=CELLS_AT_MOST,
                        )
                    )
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
