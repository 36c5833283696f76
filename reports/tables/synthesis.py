"""From codings to a synthesis table: what the codebook declares, with every cell's state, value and evidence."""

from collections.abc import Sequence
from dataclasses import replace

from coding.codebook.model import word
from coding.codebook.table_declaration import TableDeclaration
from reports.cell import Cell, SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.axis import UnknownAxis
from reports.tables.called import called, names_of
from reports.tables.classes import classes_of
from reports.tables.crossing import crossed
from reports.tables.difference import check_difference
from reports.tables.listing import listed
from reports.tables.measures import Measures
from reports.tables.narrowing import narrowed
from reports.tables.ordering import first_rows, in_order
from reports.tables.regrouping import is_left_out
from wording.messages import tr
from wording.spelling import did_you_mean


def synthesise(
    declaration: TableDeclaration, material: StudyMaterial, *, measures: Measures | None = None
) -> SynthesisTable:
    """The declared table; the positions in its cells are of the material given.

    `measures` of the same material may be handed over so that several tables share the work, whatever their conditions.
    Raises UnknownAxis where rows or columns mean nothing to the study, BadCondition where the table's `where` does not,
    TooManyCases where more cases are coded than its N.
    """
    part = narrowed(declaration, material)
    shared = measures or Measures(material)
    table = first_rows(in_order(_made(declaration, part, shared), part), part)
    if declaration.others and table.rows_in_all and len(table.rows) < table.rows_in_all:
        rest = _made(declaration, part, shared, kept=[row.id for row in table.rows])
        table = replace(rest, columns=table.columns, rows_in_all=table.rows_in_all, tied=table.tied, tests=table.tests)
    _check_count(table, part)
    check_difference(table, part)
    return contested_marked(_labelled(table, part), material)


def _check_count(table: SynthesisTable, material: StudyMaterial) -> None:
    """Raises TooManyCases where the table's own N, of all cases or of a group, is less than what is coded."""
    if table.declaration.cases is not None:
        table.declaration.cases.check(len(material.coded_cases))


def _labelled(table: SynthesisTable, material: StudyMaterial) -> SynthesisTable:
    """The table with the labels that it declares for rows and columns; raises UnknownAxis where it has no such one."""
    labels = table.declaration.labels
    if not labels:
        return table
    headers = (*table.rows, *table.columns)
    named = {found: given for name, given in labels.items() if (found := called(name, headers)) is not None}
    for name in labels:
        if called(name, headers) is None and not is_left_out(name, table.declaration, material):
            raise UnknownAxis(
                tr(
                    "codebook.yaml:{mark}: the table {table} has no row or column {name!r} to be labelled.",
                    mark=table.declaration.label_marks.get(name, table.declaration.mark),
                    table=table.declaration.called,
                    name=name,
                )
                + did_you_mean(name, names_of(headers))
            )
    rows, columns = (
        tuple(replace(one, label=word(named.get(one.id, {}), material.language) or one.label) for one in headers)
        for headers in (table.rows, table.columns)
    )
    return replace(table, rows=rows, columns=columns)


def _made(
    declaration: TableDeclaration, material: StudyMaterial, measures: Measures, *, kept: Sequence[str] | None = None
) -> SynthesisTable:
    table = SynthesisTable(
        declaration=declaration,
        title=word(declaration.title, material.language),
        rows=(),
        columns=(),
        cells={},
        cases=material.total,
        where=material.where,
        coders=material.coders,
        count_reason=material.case_count_reason,
    )
    if declaration.typology is not None:
        rows, column, cells = classes_of(material.codebook.typologies[declaration.typology], material)
        return replace(table, rows=rows, columns=(column,), cells=_keyed(cells))
    if declaration.is_listing:
        rows, columns, cells = listed(declaration, material)
        return replace(table, rows=rows, columns=columns, cells=_keyed(cells))
    found = crossed(declaration, material, measures, kept=kept)
    return replace(
        table,
        rows=found.rows,
        columns=found.columns,
        cells=found.cells,
        row_totals=found.row_totals,
        column_totals=found.column_totals,
        total=found.total,
        tests=found.tests,
        left_out=found.left_out,
    )


def _keyed(cells: Sequence[Cell]) -> dict[tuple[str, str], Cell]:
    return {(cell.row, cell.column): cell for cell in cells}


def contested_marked(table: SynthesisTable, material: StudyMaterial) -> SynthesisTable:
    """The table with a mark on each cell that differences not adjudicated would be in, were they all codings."""
    if material.contested is None or not len(material.contested) or table.declaration.typology is not None:
        return table
    open_ones = replace(material, codings=material.contested, chosen=None, contested=None)
    part = narrowed(table.declaration, open_ones)
    there = _made(table.declaration, part, Measures(open_ones)).cells
    keys = {key for key, cell in there.items() if cell.evidence is not None and len(cell.evidence)}
    marked = {key: replace(cell, contested=True) if key in keys else cell for key, cell in table.cells.items()}
    return replace(table, cells=marked)
