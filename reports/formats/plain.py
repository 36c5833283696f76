"""A table as Markdown."""

import re
from collections.abc import Iterator, Sequence

from reports.citations import Citations
from reports.formats.quoting import quoted, shown_of, source
from reports.tables.rendering import RenderedRow, RenderedTable
from wording.catalogues import say, say_number

INDENT = "\u2003"
"""An em space a level: Markdown and spreadsheets trim ordinary spaces."""

_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"^(\s*\d*)([#+.)=-])(?=[\s#=-]|$)")
"""What would begin a heading, a list or a rule."""


def markdown(rendered: RenderedTable, citations: Citations, *, study: str) -> Iterator[str]:
    """The table in Markdown (pipe table), with legend, notes and the quotes of each cell below."""
    yield f"# {safe(rendered.title)}\n\n{safe(study)}\n\n"
    yield from pipe_table(rendered)
    first = True
    for found in quoted(rendered, shown_of(rendered), citations):
        if first:
            yield f"\n## {say('quotes', rendered.language)}\n"
            first = False
        yield f"\n### {safe(found.heading)}\n"
        for citation in found.citations:
            quote = safe(found.cited(citation) + " ".join(citation.quote.split()))
            yield f"\n> {quote}\n>\n> {safe(source(citation, rendered.language))}\n"
        if found.left:
            where = {"table": rendered.id, "row": found.row, "column": found.column}
            rest = say_number("more_quotes", found.left, rendered.language, **where)
            yield f"\n{safe(rest)}\n"


def pipe_table(rendered: RenderedTable) -> Iterator[str]:
    """The table itself, its legend and its notes."""
    head = rendered.heads()
    yield f"{_line(head)}|{' --- |' * len(head)}\n"
    for row in (*rendered.rows, *((rendered.totals,) if rendered.totals else ())):
        yield _line(cells_of(rendered, row))
    if rendered.legend:
        yield f"\n{safe(legend_line(rendered))}\n"
    for note in rendered.notes:
        yield f"\n{safe(note)}\n"
    if rendered.sources:
        yield f"\n{say('sources', rendered.language)}{say('figure_colon', rendered.language)}\n\n"
    for source_line in rendered.sources:
        number, words = source_line.split(" ", 1)
        yield f"{number} {safe(words)}\n"


def legend_line(rendered: RenderedTable) -> str:
    """The legend in one line."""
    signs = " · ".join(f"{sign} = {words}" for _, sign, words in rendered.legend)
    return f"{say('legend', rendered.language)}{say('figure_colon', rendered.language)}{signs}"


def cells_of(rendered: RenderedTable, row: RenderedRow) -> list[str]:
    """A row in plain text: its label, its cells, n and its total."""
    counted = ["" if row.n is None else str(row.n)] if rendered.counts else []
    total = [row.total.text if row.total else ""] if rendered.has_row_totals else []
    return [INDENT * row.depth + row.label, *(cell.text for cell in row.cells), *counted, *total]


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(safe(cell) for cell in cells) + " |\n"


def safe(text: str) -> str:
    """The text so that no sign of it means something to Markdown; line breaks become blanks."""
    text = " ".join(text.splitlines())
    for mark in "\\|*_<>[]`~":
        text = text.replace(mark, f"\\{mark}")
    return _AT_START.sub(r"\1\\\2", _ENTITY.sub(r"\&", text))


def numeric(rows: Sequence[Sequence[str]]) -> list[bool]:
    """Which columns of a table hold nothing but numbers, and so stand to the right; its first row is its head."""
    columns = zip(*rows[1:], strict=True)
    return [any(map(_is_number, column)) and all(c == "–" or _is_number(c) for c in column) for column in columns]


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"\u2212?\d[\d\s.,\u202f\u00a0]*%?", cell))
