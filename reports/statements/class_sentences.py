"""Sentences on a typology: how many cases are in each class, in none, or in one only by default."""

from collections.abc import Iterator
from dataclasses import replace

from coding.codebook.model import Typology, word
from reports.statements.sentence import Cells, SentenceWriter, StatementSentence
from reports.statements.wording import Count


def on_classes(writer: SentenceWriter, typology: Typology) -> Iterator[StatementSentence]:
    """A sentence for each class (a class that holds others counts their cases), then on cases without a class."""
    cells = {cell.row: cell for cell in writer.table.cells.values()}
    group = word(typology.label, writer.language) or typology.id
    classed = _classed(writer, cells)
    if not classed.found and not classed.disputed:
        yield from _without_class(writer, typology, cells, classed)
        return
    within = {case: {str(cells[case].value), *typology.above(str(cells[case].value))} for case in classed.found}
    for one in typology.classes:
        found = tuple(case for case in classed.found if one.id in within[case])
        count = replace(classed, found=found, lacking=tuple(case for case in classed.found if case not in found))
        label = word(one.label, writer.language) or one.id
        yield writer.sentence(one.id, "class", count, cells=cells, label=label, group=group)
    yield from _without_class(writer, typology, cells, classed)


def _classed(writer: SentenceWriter, cells: Cells) -> Count:
    """The cases that are in a class, those in dispute, and those without a class that nobody read to the end."""
    settled = {case: cell for case, cell in cells.items() if not cell.disputed}
    without = [case for case, cell in settled.items() if cell.state == "unclassified" and cell.said is None]
    return Count(
        total=writer.table.cases,
        found=tuple(case for case, cell in settled.items() if cell.state == "coded"),
        disputed=tuple(case for case, cell in cells.items() if cell.disputed),
        unread=tuple(case for case in without if not writer.material.is_read(case)),
        unlisted=max(writer.table.cases - len(cells), 0),
    )


def _without_class(
    writer: SentenceWriter, typology: Typology, cells: Cells, classed: Count
) -> Iterator[StatementSentence]:
    group = word(typology.label, writer.language) or typology.id
    without = [cell for cell in cells.values() if cell.state == "unclassified" and not cell.disputed]
    bare = tuple(cell.row for cell in without if cell.value is None)
    inferred = tuple(cell.row for cell in without if cell.value is not None)
    if bare or typology.default is None:
        # Who is in no class is known of every case, read or not.
        count = replace(classed, found=bare, lacking=classed.found, unread=(), unlisted=0)
        yield writer.sentence("unclassified", "unclassified", count, cells=cells, group=group)
    if inferred and typology.default is not None:
        count = replace(classed, found=_read(inferred, classed), lacking=classed.found)
        label = word(typology.get(typology.default).label, writer.language) or typology.default
        yield writer.sentence(typology.default, "inferred", count, cells=cells, group=group, label=label)


def _read(cases: tuple[str, ...], classed: Count) -> tuple[str, ...]:
    """Those of the cases without a class that somebody read to the end: of the others it is only known that."""
    return tuple(case for case in cases if case not in classed.unread)
