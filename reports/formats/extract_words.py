"""An extract of the annex, and the extracts of a cell, in words: the same in documents and in Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reports.annexed_extracts import AnnexedExtract, AnnexedExtracts, CellExtracts
from reports.cell import SEPARATOR
from reports.extracts_by_number import names_extracts
from reports.formats.quoting import decided, origin
from reports.report import Report
from wording.catalogues import say


def lines_below(extract: AnnexedExtract, labels: Mapping[str, str], language: str, *, memos: bool) -> list[str]:
    """Where an extract is from and what was decided on it, a line for each code, with the memos on wish.

    `labels` are those of the codes, by id.
    """
    lines = []
    for at, citation in enumerate(extract.citations):
        also = say("extract_also", language, code=labels[citation.code])
        lines.append(" · ".join([also if at else origin(citation, language), *decided(citation, language)]))
        if memos and citation.memo:
            lines.append(citation.memo)
    return lines


def cells_by_table(report: Report, extracts: AnnexedExtracts) -> Iterator[tuple[str, list[str]]]:
    """Each table whose cells have extracts and do not name them: its title, and its rows with their numbers."""
    for item in report.table_items():
        rows = [] if names_extracts(item.rendered) else list(extracts.cells(item.rendered))
        if rows:
            yield item.title, [_row_of_numbers(label, cells, report.language) for label, cells in rows]


def _row_of_numbers(label: str, cells: Sequence[CellExtracts], language: str) -> str:
    """A row of a table with the numbers of the extracts of each cell, runs joined: `Vision: Lyon 3–5, 9; Nice 7 | 8`.

    A line parts what a cell has several of, as in the table.
    """
    columns = groupby(cells, key=lambda cell: cell.column)
    each = (f"{column} {SEPARATOR.join(map(_numbers, parts))}" for column, parts in columns)
    return f"{label}{say('figure_colon', language)}{say('figure_semicolon', language).join(each)}"


def _numbers(cell: CellExtracts) -> str:
    runs = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in cell.runs)
    return runs + (f" + {cell.left}" if cell.left else "")
