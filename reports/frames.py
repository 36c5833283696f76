"""A table and its quotes as pandas data frames: what spreadsheets are written from."""

from typing import TYPE_CHECKING

from reports.lineage import Citations
from reports.sheet import Sheet

if TYPE_CHECKING:
    from pandas import DataFrame

QUOTE_COLUMNS = (
    *("row", "column", "text", "start", "end", "quote", "coder", "code", "value", "case", "decision"),
    *("speaker", "turn", "page", "time", "memo", "entry"),
)
"""The columns of the quotes behind a table, one line a quote and cell."""


def table_frame(sheet: Sheet) -> "DataFrame":
    """The table with the ids and labels of its rows, a column each, and n where it counts cases."""
    from pandas import DataFrame

    counted = ["n"] if sheet.counts else []
    columns = ["id", sheet.corner, *(column.label for column in sheet.columns), *counted]
    rows = [
        [row.id, row.label, *(cell.text for cell in row.cells), *([row.n] if sheet.counts else [])]
        for row in sheet.rows
    ]
    return DataFrame(rows, columns=columns)


def quotes_frame(sheet: Sheet, citations: Citations) -> "DataFrame":
    """The quotes behind the table's cells, with everything that finds and judges each; whole numbers stay whole."""
    from pandas import DataFrame

    rows = []
    for row, column, part in sheet.parts():
        shown = part.key.partition("--")[2] if column.id == "cases" else column.id
        for c in citations.of(part.evidence):
            said = [c.coder, c.code, c.value, c.case, c.decision, c.speaker, c.turn, c.page, c.time, c.memo, c.entry]
            rows.append([row.id, shown, c.text, c.start, c.end, c.quote, *said])
    frame = DataFrame(rows, columns=list(QUOTE_COLUMNS))
    return frame.astype({"start": "Int64", "end": "Int64", "turn": "Int64", "page": "Int64"})
