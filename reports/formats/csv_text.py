"""CSV: records and data frames, lists in one cell; for people without formulas, for programs just as it is."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from corpus.formula_guard import BEGINNING, guarded

if TYPE_CHECKING:
    from pandas import DataFrame

_LOOKED_AT = frozenset(f"'{BEGINNING}")
"""How words begin that may run as a formula: few do, so that the others take no time."""


def records_csv(records: Iterable[Mapping[str, Any]], *, raw: bool = False) -> str:
    """The records as CSV, a column per key; keys that only some records have leave a cell empty, as None does.

    With `raw` every text is exact, also where a spreadsheet would run it as a formula.
    """
    rows = list(records)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    return _written(columns, ([row.get(column) for column in columns] for row in rows), raw=raw)


def rows_csv(heads: Sequence[str], rows: Iterable[Sequence[object]], *, words: int | None = None) -> str:
    """The rows as CSV below the heads of their columns; None leaves a cell empty.

    Where only the first `words` columns hold more than whole numbers, only these are looked at.
    """
    return _written(heads, rows, raw=False, words=words)


def frame_csv(frame: "DataFrame", *, raw: bool = False) -> str:
    """The data frame as CSV, a column per column and no index; what is missing leaves a cell empty. `raw` as above."""
    missing = frame.isna().to_numpy()
    rows = (
        [None if gone else value for value, gone in zip(row, without, strict=True)]
        for row, without in zip(frame.itertuples(index=False, name=None), missing, strict=True)
    )
    return _written([str(name) for name in frame.columns], rows, raw=raw)


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]], *, raw: bool, words: int | None = None) -> str:
    out = io.StringIO()
    # Where nothing is changed every text is quoted: a bare carriage return would end a row.
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC if raw else csv.QUOTE_MINIMAL)
    writer.writerow([_cell(column, raw=raw) for column in columns])

    def cells(row: Sequence[object]) -> list[object]:
        return [
            value
            if value is None
            or type(value) is int
            or (type(value) is str and value[:1] not in _LOOKED_AT and "\r" not in value)
            else _cell(value, raw=raw)
            for value in row
        ]

    if words is None:
        writer.writerows(map(cells, rows))
    else:
        first = csv.writer(out, lineterminator="")
        for row in rows:
            first.writerow(cells(row[:words]))
            out.write(_numbers(tuple(row[words:])))
    return out.getvalue()


@lru_cache(1_000)
def _numbers(row: tuple[object, ...]) -> str:
    """The rest of a row, of whole numbers: most rows of a matrix are like others."""
    return "".join(["," if number is None else f",{number}" for number in row]) + "\n"


def _cell(value: object, *, raw: bool) -> object:
    """The value as a cell; the items of a list are joined by `; `, those of a list within it by a dash."""
    if isinstance(value, list):
        value = "; ".join("–".join(map(str, v)) if isinstance(v, list) else str(v) for v in value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return guarded(_one_line_break(value)) if isinstance(value, str) and not raw else value


def _one_line_break(text: str) -> str:
    """The text with line feeds for all line breaks: a bare carriage return is not quoted and would end the row."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
