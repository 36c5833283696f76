"""Cross tables: how a code and those below it spread over the values of an attribute, and whether by chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

import numpy as np

from coding.codebook.model import word
from corpus.arrays import BoolArray, Int64Array
from reports.association import Difference, adjusted, difference, why_tested
from reports.attribute_words import head_of
from reports.explore.facet import Facet, facet_of
from reports.explore.note import Note
from reports.study_material import StudyMaterial
from reports.tables.axis import path
from reports.tables.measures import Groups, Measures

Counted = Literal["cases", "texts", "count", "words"]
"""What a cell counts: cases or texts with the code, codings, or coded words."""

Longs = Int64Array


@dataclass(frozen=True, slots=True)
class CrossColumn:
    """A value of the attribute; `units` are all the cases, texts, codings or coded words that have it."""

    value: str
    label: str
    units: int


@dataclass(frozen=True, slots=True)
class CrossRow:
    """A code with those below it: a count for each column, and how many there are over all columns together."""

    code: str
    label: str
    depth: int
    counts: tuple[int, ...]
    total: int
    test: Difference | None


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Codes by the values of `by`, which readers know as `by_label`.

    `left_out` counts the codings that have no value; they are in no column.
    """

    code: str
    by: str
    cell: Counted
    columns: tuple[CrossColumn, ...]
    rows: tuple[CrossRow, ...]
    left_out: int
    by_label: str

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is counted, what is left out, and what the tests can say."""
        notes = [Note(f"explore.note.cross_{self.cell}")]
        if self.left_out:
            notes.append(Note("explore.note.left_out", {"by": self.by_label}, n=self.left_out))
        notes += [Note(f"explore.note.{key}") for key in why_tested(row.test for row in self.rows)]
        return tuple(notes)

    def column_share(self, row: CrossRow, column: int) -> float | None:
        """Which part of the column's units have the code: 3 of 9 elected; None where the column has none."""
        units = self.columns[column].units
        return row.counts[column] / units if units else None

    def row_share(self, row: CrossRow, column: int) -> float | None:
        """Which part of what the row counts lies in the column; the parts exceed 1 where columns share units."""
        return row.counts[column] / row.total if row.total else None

    def records(self) -> list[dict[str, Any]]:
        """The cells as JSON and CSV have them, row by row."""
        return [
            {
                "code": row.code,
                "by": self.by,
                "value": column.value,
                "label": column.label,
                "cell": self.cell,
                "n": row.counts[at],
                "units": column.units,
                "column_share": _rounded(self.column_share(row, at)),
                "row_share": _rounded(self.row_share(row, at)),
                "test": row.test.method if row.test else None,
                "p": _rounded(row.test.p if row.test else None),
                "p_adjusted": _rounded(row.test.adjusted if row.test else None),
                "v": _rounded(row.test.v if row.test else None),
                "why": row.test.why or None if row.test else None,
            }
            for row in self.rows
            for at, column in enumerate(self.columns)
        ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def cross(material: StudyMaterial, code: str, *, by: str, cell: Counted = "cases") -> CrossTable:
    """The code and each code below it by the values of `by`; raises UnknownCode, UnknownFacet.

    Cases and texts are tested row by row, with the code against without it, where no unit is in two columns;
    codings are tested against all other codings; words are not tested. See `association.difference`.
    """
    material.codebook.code(code)
    facet = facet_of(by, material)
    rows = material.codebook.subtree(code)
    measures = Measures(material)
    counts, totals = _counts(measures, rows, facet, cell)
    units, apart = _units(measures, facet, cell)
    testable = cell != "words"
    tests = [_test(found, units, apart) if testable and any(found) else None for found in counts]
    return CrossTable(
        code=code,
        by=by,
        cell=cell,
        columns=tuple(CrossColumn(*parts) for parts in zip(facet.values, facet.labels, units, strict=True)),
        rows=tuple(_row(material, code, *parts) for parts in zip(rows, counts, totals, adjusted(tests), strict=True)),
        left_out=int((_within(material, rows) & (facet.numbers < 0)).sum()),
        by_label=_label(by, material),
    )


def _label(by: str, material: StudyMaterial) -> str:
    """What readers call what divides the columns, as it stands within a sentence or after `by`."""
    typology = material.codebook.typologies.get(by)
    head = word(typology.label, material.language) or by if typology else head_of(by, material)
    return head[:1].lower() + head[1:] if head[1:2].islower() else head


def _row(
    material: StudyMaterial, top: str, code: str, counts: Sequence[int], total: int, test: Difference | None
) -> CrossRow:
    codes = material.codebook.codes
    label = word(codes[code].label, material.language) or code
    return CrossRow(code, label, codes[code].depth - codes[top].depth, tuple(counts), total, test)


def _test(counts: Sequence[int], units: Sequence[int], apart: bool) -> Difference:
    return difference(counts, units) if apart else Difference("none", why="same_units")


def _within(material: StudyMaterial, rows: Sequence[str]) -> BoolArray:
    wanted = set(rows)
    names = material.codings.code.names
    return material.codings.code.mapped(name in wanted for name in names) > 0


def _counts(measures: Measures, rows: Sequence[str], facet: Facet, cell: Counted) -> tuple[list[list[int]], list[int]]:
    """For each row a count a column, and the count over all columns together."""
    at = {row: number for number, row in enumerate(rows)}
    column = measures.codings.code
    above = [[at[code] for code in path(name) if code in at] for name in column.names]
    deepest = max((len(found) for found in above), default=0)
    position, row = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for level in range(deepest):
        numbers = column.mapped(found[level] if level < len(found) else -1 for found in above)
        chosen = np.flatnonzero((numbers >= 0) & (facet.numbers >= 0))
        position.append(chosen)
        row.append(numbers[chosen].astype(np.int64))
    where, of = np.concatenate(position), np.concatenate(row)
    width = max(len(facet.values), 1)
    cells = _measured(measures, of * width + facet.numbers[where], where, cell)
    whole = _measured(measures, of, where, cell)
    grid = [[cells.get(number * width + value, 0) for value in range(len(facet.values))] for number in range(len(rows))]
    return grid, [whole.get(number, 0) for number in range(len(rows))]


def _measured(measures: Measures, keys: Longs, positions: Longs, cell: Counted) -> dict[int, int]:
    """What the codings at these positions amount to, by key."""
    groups = Groups.by(keys, positions)
    match cell:
        case "count":
            found = measures.distinct(groups)
        case "texts":
            found = measures.texts(groups)
        case "cases":
            found = measures.cases(groups)
        case "words":
            found = measures.words(groups)
    return dict(zip(groups.keys.tolist(), found.tolist(), strict=True))


def _units(measures: Measures, facet: Facet, cell: Counted) -> tuple[list[int], bool]:
    """What each column has in all, coded so or not, and whether no unit is in two columns."""
    having = np.flatnonzero(facet.numbers >= 0)
    values = range(len(facet.values))
    if cell in ("count", "words"):
        found = _measured(measures, facet.numbers[having].astype(np.int64), having, cell)
        return [found.get(value, 0) for value in values], True
    column = measures.codings.text if cell == "texts" else measures.codings.case
    members = [set(group) for group in (facet.texts if cell == "texts" else facet.cases)]
    width = len(column.names) + 1
    for pair in np.unique(facet.numbers[having].astype(np.int64) * width + column.numbers[having] + 1).tolist():
        if pair % width:
            members[pair // width].add(column.names[pair % width - 1])
    return [len(group) for group in members], len([*chain.from_iterable(members)]) == len(
        {*chain.from_iterable(members)}
    )
