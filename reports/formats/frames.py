"""A table and its quotes as pandas data frames: what spreadsheets are written from."""

from typing import TYPE_CHECKING

from reports.citations import Citation, Citations
from reports.tables.difference import COLUMN
from reports.tables.rendering import RenderedRow, RenderedTable
from reports.tables.row_tests import P, V

if TYPE_CHECKING:
    from pandas import DataFrame

QUOTE_COLUMNS = (
    *("row", "column", "text", "start", "end", "quote", "coder", "code", "value", "given", "case", "decision"),
    *("speaker", "turn", "page", "time", "memo", "entry"),
)
"""The columns of the quotes behind a table, one line a quote and cell."""


def table_frame(rendered: RenderedTable) -> "DataFrame":
    """The table with the ids and labels of its rows, a column each, n and totals; numbers stay numbers."""
    from pandas import DataFrame

    has_share = _shared(rendered)
    rows = [
        _row(rendered, row, has_share) for row in (*rendered.rows, *((rendered.totals,) if rendered.totals else ()))
    ]
    shared = [column.label for column, has in zip(rendered.columns, has_share, strict=True) if has]
    # Cells keep their own types: a column of counts above an empty cell would turn into decimals.
    return DataFrame(
        rows, columns=_unique(["id", *rendered.heads(), *(f"{label} %" for label in shared)]), dtype=object
    )


def _shared(rendered: RenderedTable) -> list[bool]:
    """Which columns have shares: where cells do, those of groups; a difference and a test are of several groups."""
    some = any(cell.share is not None for row in rendered.rows for cell in row.cells)
    return [some and column.id not in (COLUMN, P, V) for column in rendered.columns]


def _row(rendered: RenderedTable, row: RenderedRow, has_share: list[bool]) -> list[object]:
    cells = [cell.day or _number_or_text(cell.number, cell.text) for cell in row.cells]
    counted = [row.n] if rendered.counts else []
    total = (
        [_number_or_text(row.total.number, row.total.text) if row.total else None] if rendered.has_row_totals else []
    )
    pairs = zip(row.cells, has_share, strict=True)
    shares = [None if cell.share is None else round(cell.share, 4) for cell, has in pairs if has]
    return [row.id, row.label, *cells, *counted, *total, *shares]


def _number_or_text(number: float | None, text: str) -> object:
    return text if number is None else int(number) if number == int(number) else number


def _unique(names: list[str]) -> list[str]:
    """The names, a number behind each that was there before: a frame needs to tell its columns apart."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def quotes_frame(rendered: RenderedTable, citations: Citations) -> "DataFrame":
    """The quotes behind the table's cells, with everything that finds and judges each; whole numbers stay whole."""
    from pandas import DataFrame

    citations.prepare(part.evidence for _, _, part in rendered.parts() if part.evidence is not None)
    rows = [
        [part.row, part.column, *_cited(citation)] for _, _, part in rendered.parts() for citation in citations.of(part)
    ]
    frame = DataFrame(rows, columns=list(QUOTE_COLUMNS))
    return frame.astype({"start": "Int64", "end": "Int64", "turn": "Int64", "page": "Int64"})


def _cited(c: Citation) -> list[object]:
    place = [c.text, c.start, c.end, c.quote]
    coded = [c.coder, c.code, c.value, c.given, c.case, c.decision]
    return [*place, *coded, c.speaker, c.turn, c.page, c.time, c.memo, c.entry]
