"""A table as Markdown and as CSV, and its quotes as CSV."""

import csv
import io
from collections.abc import Iterator

from reports.lineage import Citations
from reports.page import source
from reports.sheet import Sheet
from reports.wording import say

INDENT = "\u2003"
"""An em space a level: Markdown and spreadsheets trim ordinary spaces."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def markdown(sheet: Sheet, citations: Citations, *, study: str) -> Iterator[str]:
    """The table in Markdown (pipe table), with legend, notes and the quotes of each cell below."""
    yield f"# {_safe(sheet.title)}\n\n{_safe(study)}\n\n"
    counted = ["n"] if sheet.counts else []
    head = [sheet.corner, *(column.label for column in sheet.columns), *counted]
    yield _line(head) + _line(["---"] * len(head))
    for row in sheet.rows:
        cells = [cell.text for cell in row.cells]
        yield _line([INDENT * row.depth + row.label, *cells, *([str(row.n)] if sheet.counts else [])])
    if sheet.legend:
        signs = " · ".join(f"{sign} {words}" for _, sign, words in sheet.legend)
        yield f"\n{say('legend', sheet.language)}: {_safe(signs)}\n"
    for note in sheet.notes:
        yield f"\n{_safe(note)}\n"
    first = True
    for row, column, part in sheet.parts():
        if first:
            yield f"\n## {say('quotes', sheet.language)}\n"
            first = False
        yield f"\n### {_safe(row.label)} · {_safe(part.text if column.id == 'cases' else column.label)}\n"
        for citation in citations.of(part.evidence):
            quote = _safe(" ".join(citation.quote.split()))
            yield f"\n> {quote}\n>\n> {_safe(source(citation, sheet.language))}\n"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(_safe(cell) for cell in cells) + " |\n"


def _safe(text: str) -> str:
    for mark in "\\|*_<>[]`":
        text = text.replace(mark, f"\\{mark}")
    return text


def separated(sheet: Sheet) -> Iterator[str]:
    """The table as CSV with ids and labels of its rows, one line a row, ready for a spreadsheet."""
    counted = ["n"] if sheet.counts else []
    yield _row(["id", sheet.corner, *(column.label for column in sheet.columns), *counted])
    for row in sheet.rows:
        cells = [cell.text for cell in row.cells]
        yield _row([row.id, row.label, *cells, *([str(row.n)] if sheet.counts else [])])


QUOTE_COLUMNS = ("row", "column", "text", "start", "end", "quote", "coder", "code", "value", "case", "decision")
"""The columns of the quotes file; more follow them: speaker, turn, page, time, memo, entry."""


def separated_quotes(sheet: Sheet, citations: Citations) -> Iterator[str]:
    """The quotes behind the table's cells as CSV, one line a quote and cell."""
    yield _row([*QUOTE_COLUMNS, "speaker", "turn", "page", "time", "memo", "entry"])
    for values in quote_rows(sheet, citations):
        yield _row(["" if value is None else str(value) for value in values])


def quote_rows(sheet: Sheet, citations: Citations) -> Iterator[list[str | int | None]]:
    """The values of the quotes file, one list a quote and cell."""
    for row, column, part in sheet.parts():
        shown = part.key.partition("--")[2] if column.id == "cases" else column.id
        for c in citations.of(part.evidence):
            where: list[str | int | None] = [c.text, c.start, c.end, c.quote]
            said: list[str | int | None] = [c.coder, c.code, c.value, c.case, c.decision, c.speaker]
            yield [row.id, shown, *where, *said, c.turn, c.page, c.time, c.memo, c.entry]


def _row(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([disarmed(cell) for cell in cells])
    return out.getvalue()


def disarmed(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula: an apostrophe before what could begin one."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) and len(cell) > 1 else cell
