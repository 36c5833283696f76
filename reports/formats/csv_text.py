"""CSV: records and data frames, lists in one cell, and nothing that a spreadsheet would take for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula (OWASP, CSV Injection)."""


def records_csv(records: Iterable[Mapping[str, Any]]) -> str:
    """The records as CSV, a column per key; keys that only some records have leave a cell empty, as None does."""
    rows = list(records)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    return _written(columns, ([row.get(column) for column in columns] for row in rows))


def frame_csv(frame: "DataFrame") -> str:
    """The data frame as CSV, a column per column and no index; what is missing leaves a cell empty."""
    cells = frame.astype(object).where(frame.notna(), None)
    return _written([str(name) for name in frame.columns], cells.itertuples(index=False, name=None))


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """The value as a cell; the items of a list are joined by `; `, those of a list within it by a dash."""
    if isinstance(value, list):
        value = "; ".join("–".join(map(str, v)) if isinstance(v, list) else str(v) for v in value)
    return disarmed(_one_line_break(value)) if isinstance(value, str) else value


def _one_line_break(text: str) -> str:
    """The text with line feeds for all line breaks: a bare carriage return is not quoted and would end the row."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def disarmed(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for the beginning of a formula."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) and len(cell) > 1 else cell
