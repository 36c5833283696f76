"""A table as Markdown, and data frames as CSV."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reports.lineage import Citations
from reports.page import source
from reports.sheet import Sheet
from reports.wording import say

if TYPE_CHECKING:
    from pandas import DataFrame

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


def separated(frame: "DataFrame") -> str:
    """A data frame as CSV, ready for a spreadsheet: no cell of it can be taken for a formula."""
    text = [name for name in frame.columns if not _is_numeric(str(frame[name].dtype))]
    armed = frame.assign(**{name: frame[name].map(disarmed, na_action="ignore") for name in text})
    return str(armed.to_csv(index=False, lineterminator="\n"))


def _is_numeric(name: str) -> bool:
    return name.lower().startswith(("int", "float"))


def disarmed(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula: an apostrophe before what could begin one."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) and len(cell) > 1 else cell
