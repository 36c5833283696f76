"""Tables that quote, as the annex has them: numbers of extracts for their words, which are printed once elsewhere."""

from collections.abc import Iterator
from dataclasses import replace

from reports.annexed_extracts import AnnexedExtracts, runs_of
from reports.cell import Cell
from reports.report import Chapter, TableItem
from reports.tables.footnotes import footnoted
from reports.tables.rendering import RenderedCell, RenderedPart, RenderedRow, RenderedTable
from wording.catalogues import say, say_number


def by_number(chapters: tuple[Chapter, ...], extracts: AnnexedExtracts) -> tuple[Chapter, ...]:
    """The chapters with the numbers of extracts in tables that have a column or cells of quotes."""
    return tuple(
        replace(
            chapter,
            items=tuple(_numbered(item, extracts) if isinstance(item, TableItem) else item for item in chapter.items),
        )
        for chapter in chapters
    )


def names_extracts(rendered: RenderedTable) -> bool:
    """Whether the table's rows name the numbers of their extracts themselves."""
    return any(column.id == "quote" for column in rendered.columns)


def _numbered(item: TableItem, extracts: AnnexedExtracts) -> TableItem:
    declared, rendered = item.table.declaration, item.rendered
    if declared.cell == "quotes" and not declared.is_listing and declared.typology is None:
        rows = tuple(replace(row, cells=tuple(_quoting(cell, extracts) for cell in row.cells)) for row in rendered.rows)
        return replace(item, rendered=replace(rendered, rows=rows))
    if declared.cell == "summary":
        return replace(item, rendered=_summarised(item, extracts))
    if declared.is_listing and names_extracts(rendered):
        return replace(item, rendered=replace(rendered, rows=tuple(_listed(rendered, extracts))))
    return item


def _quoting(cell: RenderedCell, extracts: AnnexedExtracts) -> RenderedCell:
    """A cell of quotes, each part with the number of its extract."""
    parts = tuple(
        replace(part, text=_words(extracts.numbers(part))) if part.quotes and not part.text.startswith("+") else part
        for part in cell.parts
    )
    return replace(cell, parts=parts)


def _summarised(item: TableItem, extracts: AnnexedExtracts) -> RenderedTable:
    """A framework matrix whose small numbers are those of the extracts, so that no quote is printed below it."""
    rendered = item.rendered
    rows = []
    for row in rendered.rows:
        cells = zip(rendered.columns, row.cells, strict=True)
        rows.append(
            replace(
                row, cells=tuple(_citing(cell, item.table.cells.get((row.id, at.id)), extracts) for at, cell in cells)
            )
        )
    note = (say("small_numbers", rendered.language),) if rendered.sources else ()
    return replace(rendered, rows=tuple(rows), notes=(*rendered.notes, *note), sources=())


def _citing(cell: RenderedCell, counted: Cell | None, extracts: AnnexedExtracts) -> RenderedCell:
    if counted is None or counted.summary is None:
        return cell
    [part] = cell.parts
    of = extracts.by_coding(part)
    numbers = {cited: of[coding] for cited, coding in counted.summary.cites if coding in of}
    return replace(cell, parts=(replace(part, text=footnoted(counted.summary.text, numbers)),))


def _listed(rendered: RenderedTable, extracts: AnnexedExtracts) -> Iterator[RenderedRow]:
    """The rows, with the numbers of the extracts of each row for the words of its quotes."""
    at = next(number for number, column in enumerate(rendered.columns) if column.id == "quote")
    for row in rendered.rows:
        found = sorted({n for cell in row.cells for part in cell.parts for n in extracts.numbers(part)})
        words = say_number("extracts_by_number", len(found), rendered.language, numbers=_words(found)) if found else "–"
        cell = RenderedCell((RenderedPart(words),), row.cells[at].look, words)
        yield replace(row, cells=(*row.cells[:at], cell, *row.cells[at + 1 :]))


def _words(numbers: list[int]) -> str:
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs_of(numbers))
