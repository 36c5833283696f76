"""A table of a section as a sheet of a workbook."""

from collections.abc import Iterator, Sequence

from reports.cell import Header
from reports.codebook_words import INDENT
from reports.tables.rendering import RenderedCell, RenderedPart, RenderedRow, RenderedTable


def sheet(
    name: str, title: str, rows: Sequence[tuple[str, ...]], language: str, *, numbers: bool = False
) -> RenderedTable:
    """The rows, the first of which is the head, as a sheet of words; with `numbers`, those among them are numbers."""
    head, *lines = rows
    columns = tuple(Header(f"c{at}", label) for at, label in enumerate(head[1:]))
    body = tuple(_rows(lines, "plain" if numbers else "read"))
    return RenderedTable(name, title, head[0], columns, body, (), (), language, counts=False, wide=True)


def _rows(lines: Sequence[tuple[str, ...]], look: str) -> Iterator[RenderedRow]:
    for at, (label, *words) in enumerate(lines):
        depth = len(label) - len(label.lstrip(INDENT))
        cells = tuple(RenderedCell((RenderedPart(text),), look, text) for text in words)
        yield RenderedRow(str(at), label.lstrip(INDENT), depth, cells)
