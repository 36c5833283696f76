"""The files of a table, by format."""

from collections.abc import Callable, Iterable
from pathlib import Path

from reports.frames import quotes_frame, table_frame
from reports.lineage import Citations
from reports.page import page
from reports.plain import markdown, separated
from reports.sheet import Sheet
from reports.workbook import workbook
from reports.writing import write_whole

Pieces = Iterable[str | bytes]


def _html(sheet: Sheet, citations: Citations, study: str) -> dict[str, Pieces]:
    return {f"{sheet.id}.html": page(sheet, citations, study=study)}


def _md(sheet: Sheet, citations: Citations, study: str) -> dict[str, Pieces]:
    return {f"{sheet.id}.md": markdown(sheet, citations, study=study)}


def _csv(sheet: Sheet, citations: Citations, study: str) -> dict[str, Pieces]:  # noqa: ARG001 - one shape for all
    # The mark at the beginning tells spreadsheets that the file is UTF-8.
    return {
        f"{sheet.id}.csv": ["\ufeff", separated(table_frame(sheet))],
        f"{sheet.id}.quotes.csv": ["\ufeff", separated(quotes_frame(sheet, citations))],
    }


def _xlsx(sheet: Sheet, citations: Citations, study: str) -> dict[str, Pieces]:
    return {f"{sheet.id}.xlsx": [workbook(sheet, citations, study=study)]}


FORMATS: dict[str, Callable[[Sheet, Citations, str], dict[str, Pieces]]] = {
    "html": _html,
    "md": _md,
    "csv": _csv,
    "xlsx": _xlsx,
}
"""What a table can be written as. A new format is one function here and its writer beside it."""


def write_table(sheet: Sheet, citations: Citations, *, study: str, format: str, folder: Path) -> list[Path]:  # noqa: A002
    """Write the table's files of that format into the folder; gives their paths."""
    files = FORMATS[format](sheet, citations, study)
    return [write_whole(folder / name, pieces) for name, pieces in files.items()]
