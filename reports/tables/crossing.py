"""Tables in which codes, cases, texts, attributes, classes or coders cross: one cell for each pair."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from coding.codebook.model import ABSENT
from coding.codebook.table_declaration import COUNTS, NUMBERS, TableDeclaration
from coding.records.columns import Column, Positions
from corpus.arrays import BoolArray
from reports.association import Difference
from reports.cell import SEPARATOR, Cell, Header, State
from reports.study_material import StudyMaterial
from reports.tables.axis import Axis
from reports.tables.bases import shares_of_units
from reports.tables.measures import Amounts, Groups, Measures, values_given
from reports.tables.numbers import of_degrees, of_values
from reports.tables.regrouping import grouped_axis, with_others
from reports.tables.row_tests import tests_of_rows

if TYPE_CHECKING:
    from coding.summaries.summary import SummaryState


@dataclass(frozen=True, slots=True)
class Crossed:
    """What a crossed table consists of, before it is sorted and named."""

    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    cells: Mapping[tuple[str, str], Cell]
    row_totals: Mapping[str, float]
    column_totals: Mapping[str, float]
    total: float | None
    tests: Mapping[str, Difference] = field(default_factory=dict)
    left_out: int = 0


def crossed(
    table: TableDeclaration, material: StudyMaterial, measures: Measures, *, kept: Sequence[str] | None = None
) -> Crossed:
    """Every cell of the table, with totals and shares where it counts.

    With `kept` its rows are these and one more for all others. Raises TooManyCases where a group has more coded cases
    than the table says there are.
    """
    rows, columns = (grouped_axis(one, table, material) for one in (table.rows, table.columns))
    if kept is not None:
        rows = with_others(rows, kept, material.language)
    pairs = _pairs(rows, columns, material)
    keys = pairs.rows * len(columns.headers) + pairs.columns
    groups = Groups.by(keys, pairs.positions)
    filled = _filled(groups, pairs, table, measures, (rows.headers, columns.headers))
    cells = _all_cells(rows, columns, filled, material)
    left_out = _left_out(rows, columns, table, material, measures)
    if table.cell == "summary":
        cells = _with_summaries(cells, table, material)
    if table.cell not in COUNTS:
        return Crossed(rows.headers, columns.headers, cells, {}, {}, None, left_out=left_out)
    count = _counter(table, measures)
    by_row, by_column = Groups.by(pairs.rows, pairs.positions), Groups.by(pairs.columns, pairs.positions)
    row_totals = _named(by_row, count, rows.headers, several=columns.several)
    column_totals = _named(by_column, count, columns.headers, several=rows.several)
    whole = Groups.by(np.zeros_like(pairs.rows), pairs.positions)
    several = rows.several or columns.several
    total = _named(whole, count, (Header("total", ""),), several=several)["total"]
    wholes = {"row": row_totals, "column": column_totals}
    shared = _shared(cells, table, wholes, total)
    if table.shares in ("cases", "read"):
        shared = shares_of_units(cells, rows, columns, table, material)
    tests = tests_of_rows(cells, rows, columns, table, material, measures) if table.test else {}
    return Crossed(rows.headers, columns.headers, shared, row_totals, column_totals, total, tests, left_out)


def _left_out(rows: Axis, columns: Axis, table: TableDeclaration, material: StudyMaterial, measures: Measures) -> int:
    """How many codings of the table are in no cell because they have no value of its attribute, or no date."""
    if table.divided_by is None:
        return 0
    divides, other = (columns, rows) if table.divided_by is table.columns else (rows, columns)
    codings = material.codings
    known = codings.code.mapped(name in material.codebook.codes for name in codings.code.names) > 0
    asked = known if material.chosen is None else known & material.chosen
    inside, _ = divides.places(divides.column(codings), asked)
    outside = np.zeros(len(codings), bool)  # a mark for each coding: sorting them takes far longer
    outside[other.places(other.column(codings), asked)[0]] = True
    outside[inside] = False
    left = np.flatnonzero(outside)
    return int(sum(measures.distinct(Groups.by(np.zeros(len(left), np.int64), left)).tolist()))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """A coding, a row and a column under which it falls, and whether either is the coding's own code."""

    positions: Positions
    rows: Positions
    columns: Positions
    own: BoolArray


def _pairs(rows: Axis, columns: Axis, material: StudyMaterial) -> _Pairs:
    codings = material.codings
    positions, row = rows.places(rows.column(codings), material.chosen)
    across = columns.column(codings)
    second, column = columns.places(Column(across.names, across.numbers[positions]))
    row, positions = row[second], positions[second]
    # A code that the codebook no longer has is in no table, even where no codes are crossed.
    code = codings.code
    coded_with = Column(code.names, code.numbers[positions])
    known = coded_with.mapped(name in material.codebook.codes for name in code.names) > 0
    positions, row, column = positions[known], row[known], column[known]
    coded = rows if rows.by == "code" else columns if columns.by == "code" else None
    if coded is None:
        own = np.ones(len(positions), bool)
    else:
        mine = Column(code.names, code.numbers[positions])
        own = coded.own_numbers(mine) == (row if coded is rows else column)
    return _Pairs(positions, row.astype(np.int64), column.astype(np.int64), own)


def _counter(table: TableDeclaration, measures: Measures) -> Callable[[Groups], Amounts]:
    """How the cells of this table are counted."""
    match table.cell:
        case "texts":
            return measures.texts
        case "cases":
            return measures.cases
        case "words":
            return measures.words
        case "places":
            return measures.places
    return measures.distinct


def _named(
    groups: Groups, count: Callable[[Groups], Amounts], headers: Sequence[Header], *, several: bool
) -> dict[str, float]:
    """The totals of rows or columns by id; a coding that is in `several` cells of a row counts once in it."""
    distinct = groups
    if several:
        wide = int(groups.positions.max(initial=0)) + 1
        once = np.unique(groups.of * wide + groups.positions)
        distinct = Groups.by(once // wide, once % wide)
    found = dict(zip(distinct.keys.tolist(), count(distinct).tolist(), strict=True))
    return {header.id: int(found.get(number, 0)) for number, header in enumerate(headers)}


def _filled(
    groups: Groups,
    pairs: _Pairs,
    table: TableDeclaration,
    measures: Measures,
    headers: tuple[Sequence[Header], Sequence[Header]],
) -> dict[int, Cell]:
    """The cells that have codings, by their key."""
    if not len(groups.keys):
        return {}
    rows, columns = headers
    own = groups.any(pairs.own[groups.order])
    shown = _shown(groups, table, measures)
    present = [value != ABSENT for value in shown] if table.cell == "latest" else measures.present(groups).tolist()
    cells = {}
    for key, evidence, is_present, is_own, value in zip(
        groups.keys.tolist(), groups.slices(), present, own.tolist(), shown, strict=True
    ):
        state: State = "coded" if is_present else "absent"
        # Where something without a degree is beside an "absent", no degree says how strongly it is there.
        value = None if is_present and value == ABSENT else value
        number = float(value) if isinstance(value, int) else None
        row, column = divmod(key, len(columns))
        cells[key] = Cell(rows[row].id, columns[column].id, state, value, evidence, number=number, rolled=not is_own)
    if table.cell in NUMBERS:
        return _with_numbers(cells, table, measures)
    return _with_values(cells, table, measures) if table.cell in ("value", "degrees") else cells


def _shown(groups: Groups, table: TableDeclaration, measures: Measures) -> Sequence[str | int | None]:
    if table.cell == "mention":
        return [None] * len(groups.keys)
    if table.cell in NUMBERS:
        return [None] * len(groups.keys)
    if table.cell in COUNTS:
        return [int(found) for found in _counter(table, measures)(groups)]
    return measures.latest(groups) if table.cell == "latest" else measures.strongest(groups)


def _with_numbers(cells: dict[int, Cell], table: TableDeclaration, measures: Measures) -> dict[int, Cell]:
    """The cells with what their values or degrees make together."""
    kind, _, of = table.cell.partition("_")
    book = measures.material.codebook
    found = {}
    for key, cell in cells.items():
        assert cell.evidence is not None
        if of:
            made = of_degrees(measures.codings, cell.evidence, measures.ranks, kind, book)
        else:
            made = of_values(measures.codings, cell.evidence, kind, measures.material.texts)
        value = None if made.number is None else round(made.number, 4)
        found[key] = replace(cell, value=value, number=value, together=made)
    return found


def _with_values(cells: dict[int, Cell], table: TableDeclaration, measures: Measures) -> dict[int, Cell]:
    """The cells with every different value given, side by side; what gives no value is a mention."""
    codings = measures.codings
    found = {}
    for key, cell in cells.items():
        assert cell.evidence is not None
        if table.cell == "value":
            values = values_given(codings, cell.evidence)
        else:
            by_rank = sorted(cell.evidence.tolist(), key=lambda p: -int(measures.ranks[p]))
            degrees = dict.fromkeys(codings.degree.at(p) for p in by_rank)
            numbers = codings.degree.numbers[cell.evidence]
            values = {d: cell.evidence[numbers == codings.degree.number(d)] for d in degrees if d is not None}
        shown = SEPARATOR.join(values) or None if table.cell == "value" else cell.value
        found[key] = replace(cell, value=shown, values=tuple(values.items()))
    return found


def _all_cells(
    rows: Axis, columns: Axis, filled: Mapping[int, Cell], material: StudyMaterial
) -> dict[tuple[str, str], Cell]:
    """Every cell of the table: those with codings, and those read or not yet read without any."""
    seen = _seen(rows, columns, material)
    read = _seen(rows, columns, replace(material, unsought={})) if material.unsought else seen
    width = len(columns.headers)
    cells = {}
    for at, row in enumerate(rows.headers):
        for across, column in enumerate(columns.headers):
            cell = filled.get(at * width + across)
            if cell is not None:
                cells[row.id, column.id] = cell
            else:
                state: State = "read" if seen[at, across] else "unread"
                reopened = bool(read[at, across] and not seen[at, across])
                cells[row.id, column.id] = Cell(row.id, column.id, state, reopened=reopened)
    return cells


def _seen(rows: Axis, columns: Axis, material: StudyMaterial) -> BoolArray:
    """For each row and column whether all texts behind them are read, looking for the codes behind them.

    By the coder, where coders cross. Where no codes cross, nothing found means none of the codes asked for.
    """
    if columns.by == "coder" and rows.by != "coder":
        return _seen(columns, rows, material).T
    if rows.by == "coder":
        return np.array([_read_by(coder.id, columns, material) for coder in rows.headers], bool)
    if columns.by == "code":
        return _seen(columns, rows, material).T
    if rows.by == "code":
        read = [material.read_for(codes) for codes in rows.codes_under]
        along = {texts: _read_along(columns, texts) for texts in set(read)}
        return np.array([along[texts] for texts in read], bool)
    read_for_all = material.read_for(material.codebook.codes)
    return np.logical_and.outer(_read_along(rows, read_for_all), _read_along(columns, read_for_all))


def _read_along(axis: Axis, read: frozenset[str]) -> BoolArray:
    """For each header whether all texts behind it are among those read; nothing is asked where no texts are."""
    behind = (axis.texts(header.id) for header in axis.headers)
    return np.array([texts is None or (bool(texts) and read.issuperset(texts)) for texts in behind], bool)


def _read_by(coder: str, axis: Axis, material: StudyMaterial) -> BoolArray:
    """For each header whether this coder read all texts behind it, or all there are where no texts lie behind it."""
    own = replace(material, readings=[reading for reading in material.readings if reading.coder == coder])
    codes = axis.codes_under if axis.by == "code" else (tuple(material.codebook.codes),) * len(axis.headers)
    behind = (axis.texts(header.id) for header in axis.headers)
    wanted = [tuple(material.texts) if texts is None else texts for texts in behind]
    pairs = zip(wanted, codes, strict=True)
    return np.array([bool(texts) and own.read_for(those).issuperset(texts) for texts, those in pairs], bool)


def _shared(
    cells: Mapping[tuple[str, str], Cell],
    table: TableDeclaration,
    wholes: Mapping[str, Mapping[str, float]],
    total: float,
) -> Mapping[tuple[str, str], Cell]:
    """The cells with their share of what their row, their column or the table counts."""
    if table.shares not in ("row", "column", "table"):
        return cells
    found = {}
    for (row, column), cell in cells.items():
        header = row if table.shares == "row" else column
        whole = total if table.shares == "table" else wholes[table.shares][header]
        found[row, column] = replace(cell, share=(cell.number or 0) / whole if whole else None, base=int(whole))
    return found


def _with_summaries(
    cells: Mapping[tuple[str, str], Cell], table: TableDeclaration, material: StudyMaterial
) -> dict[tuple[str, str], Cell]:
    """The cells with what was written of them; a cell is a code and a case, whichever is the row."""
    turned = table.columns.kind == "codes"

    def summary(row: str, column: str) -> "SummaryState | None":
        return material.summaries.get((column, row) if turned else (row, column))

    return {
        (row, column): replace(cell, summary=found, value=found.text if found else None)
        for (row, column), cell in cells.items()
        for found in [summary(row, column)]
    }
