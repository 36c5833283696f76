"""An extract of the annex, and the extracts of a cell, in words: the same in documents and in Markdown."""

from collections.abc import Mapping, Sequence

from reports.annexed_extracts import AnnexedExtract, CellExtracts
from reports.formats.quoting import decided, origin
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


def row_of_numbers(label: str, cells: Sequence[CellExtracts], language: str) -> str:
    """A row of a table with the numbers of the extracts of each cell, runs joined: `Vision: Lyon 3–5, 9; Nice 7`."""
    return f"{label}{say('figure_colon', language)}{say('figure_semicolon', language).join(map(_numbers, cells))}"


def _numbers(cell: CellExtracts) -> str:
    runs = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in cell.runs)
    return f"{cell.column} {runs}" + (f" + {cell.left}" if cell.left else "")
