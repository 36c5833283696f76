"""Whether the rows of a cross table differ between its columns by more than chance, and how that is shown."""

from collections.abc import Mapping, Sequence

import numpy as np

from coding.codebook.table_declaration import TableDeclaration
from reports.association import Difference, adjusted, difference, why_tested
from reports.cell import Cell, Header, SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.axis import Axis
from reports.tables.bases import members_of
from reports.tables.measures import Groups, Measures
from reports.tables.rendering import RenderedCell, RenderedPart
from wording.catalogues import say
from wording.numbers import number, probability

P, V = "_p", "_v"
"""The ids of the columns that show a test."""
SIGNS = {"chi_square": "χ²", "fisher": "F"}


def tests_of_rows(
    cells: Mapping[tuple[str, str], Cell],
    rows: Axis,
    columns: Axis,
    table: TableDeclaration,
    material: StudyMaterial,
    measures: Measures,
) -> dict[str, Difference]:
    """By row, what a test says of the shares of its columns' cases, texts or codings that are counted in it.

    Rows in which nothing is counted have none. Where one case, text or coding is in several columns nothing is tested.
    """
    units, apart = _units(columns, table, material, measures)
    counts = [[int(cells[row.id, column.id].number or 0) for column in columns.headers] for row in rows.headers]
    tests = [_test(found, units, apart=apart) if any(found) else None for found in counts]
    named = zip(rows.headers, adjusted(tests), strict=True)
    return {row.id: test for row, test in named if test is not None}


def _test(counts: Sequence[int], units: Sequence[int], *, apart: bool) -> Difference:
    return difference(counts, units) if apart else Difference("none", why="same_units")


def _units(
    columns: Axis, table: TableDeclaration, material: StudyMaterial, measures: Measures
) -> tuple[list[int], bool]:
    """What each column has in all, coded so or not, and whether nothing is in two columns."""
    if table.cell == "count":
        positions, column = columns.places(columns.column(material.codings), material.chosen)
        groups = Groups.by(column.astype(np.int64), positions)
        found = dict(zip(groups.keys.tolist(), measures.distinct(groups).tolist(), strict=True))
        return [int(found.get(at, 0)) for at in range(len(columns.headers))], not columns.several
    if columns.by not in ("case", "text"):
        return [0 for _ in columns.headers], False
    members = [set(members_of(columns, table, material)[header.id]) for header in columns.headers]
    declared = table.cases.groups if table.cases is not None and table.cell == "cases" else {}
    sizes = [declared.get(header.id, len(some)) for header, some in zip(columns.headers, members, strict=True)]
    return sizes, sum(map(len, members)) == len(set().union(*members))


def test_headers(table: SynthesisTable, language: str) -> tuple[Header, ...]:
    """The heads of the columns that show the tests; none where the table has no row that was tested."""
    if all(test.p is None for test in table.tests.values()):
        return ()
    return Header(P, say("test_p", language)), Header(V, say("test_v", language))


def test_cells(table: SynthesisTable, row: str, language: str) -> tuple[RenderedCell, ...]:
    """The test of a row: p, adjusted for the number of rows, with the sign of the test, and Cramér's V."""
    test = table.tests.get(row)
    if test is None:
        return _cell("–", None), _cell("–", None)
    strength = _cell("–" if test.v is None else number(test.v, language, 2), test.v)
    if test.p is None or test.adjusted is None:
        return _cell("–", None), strength
    return _cell(f"{SIGNS[test.method]}\u00a0{probability(test.adjusted, language)}", test.adjusted), strength


def _cell(shown: str, value: float | None) -> RenderedCell:
    return RenderedCell((RenderedPart(shown),), "plain", shown, value)


def test_notes(table: SynthesisTable, language: str) -> tuple[str, ...]:
    """What was tested, why some rows were not, and what the numbers cannot say; nothing for a table without tests."""
    if not table.declaration.test:
        return ()
    tested = say(f"tested_{table.declaration.cell}", language)
    return tested, *(say(f"explore.note.{key}", language) for key in why_tested(table.tests.values()))
