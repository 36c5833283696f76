"""Sentences on what is known of cases and texts: who shares a value, and from when to when dates go."""

from collections import Counter
from collections.abc import Iterator

from corpus.dates import as_date
from reports.attribute_words import shown_value
from reports.cell import Header
from reports.statements.sentence import Cells, SentenceWriter, StatementSentence
from reports.statements.wording import UNITS, Count
from wording.numbers import day

_VALUES_AT_MOST = 12
"""A column with more values, or with nearly as many as cases, does not group them: only shared values are reported."""


def on_facts(writer: SentenceWriter) -> Iterator[StatementSentence]:
    """For each column that holds dates their span; for each other a sentence a value, where values recur."""
    for column in writer.table.columns:
        cells = {row.id: writer.table.cells[row.id, column.id] for row in writer.table.rows}
        given = {row: str(cell.value) for row, cell in cells.items() if cell.state == "coded"}
        often = Counter(given.values())
        if len(given) > 1 and all(map(_is_date, often)):
            yield _span(writer, column, cells, given)
            continue
        sorts = len(often) <= min(_VALUES_AT_MOST, len(given) / 2)
        for value, times in often.most_common():
            if sorts or times > 1:
                yield _having(writer, column, value, cells=cells, given=given)


def _is_date(written: str) -> bool:
    try:
        as_date(written)
    except ValueError:
        return False
    return True


def _having(
    writer: SentenceWriter, column: Header, value: str, *, cells: Cells, given: dict[str, str]
) -> StatementSentence:
    count = _count(writer, cells, tuple(row for row in cells if given.get(row) == value))
    shown = shown_value(column.id, value, writer.material)
    return writer.sentence(column.id, "value", count, cells=cells, label=column.label, value=shown)


def _span(writer: SentenceWriter, column: Header, cells: Cells, given: dict[str, str]) -> StatementSentence:
    days = sorted(as_date(written) for written in given.values())
    first, last = day(days[0], writer.language), day(days[-1], writer.language)
    count = _count(writer, cells, tuple(given))
    return writer.sentence(column.id, "span", count, cells=cells, label=column.label, first=first, last=last)


def _count(writer: SentenceWriter, cells: Cells, found: tuple[str, ...]) -> Count:
    kind = writer.table.declaration.rows.kind
    total = writer.table.cases if kind == "cases" else len(cells)
    return Count(
        total=total,
        found=found,
        lacking=tuple(row for row in cells if row not in found),
        unlisted=max(total - len(cells), 0),
        unit=UNITS[kind],
        names=_names(writer, cells),
    )


def _names(writer: SentenceWriter, cells: Cells) -> dict[str, str]:
    """Texts by the names of their cases, where each has a case of its own."""
    cases = {row: text.case for row in cells if (text := writer.material.texts.get(row)) and text.case}
    return cases if len(set(cases.values())) == len(cells) else dict(writer.names_of("text"))
