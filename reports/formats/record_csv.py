"""Records as CSV: a column a key, lists in one cell, nothing that a spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from reports.formats.plain import disarmed


def flat(records: Iterable[Mapping[str, Any]]) -> str:
    """The records as CSV; keys that only some have leave a cell empty, as None does; lists are joined by `; `."""
    rows = list(records)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return disarmed("; ".join("–".join(map(str, v)) if isinstance(v, list) else str(v) for v in value))
    return disarmed(value) if isinstance(value, str) else value
