"""What tables, statements and summaries are made from, kept for one person until something is recorded or changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from coding.statements.statement_check import StatementCheck
from desk.visit import Visit
from reports.cell import SynthesisTable
from reports.citations import Citations
from reports.study_material import StudyMaterial
from reports.tables.rendering import RenderedPart, RenderedTable
from reports.tables.table_layout import rendered_table
from workbench.case_list import conditions
from workbench.tabulating import material_of, tables_of


@dataclass(slots=True)
class MadeTable:
    """A table as computed and as laid out; `places` says for each part with quotes where one asks for them."""

    table: SynthesisTable
    rendered: RenderedTable
    places: Mapping[RenderedPart, tuple[str, str, int]]

    def part(self, row: str, column: str, number: int) -> RenderedPart | None:
        """The part of that cell; of several the one with that number, from 0."""
        return next((part for part, place in self.places.items() if place == (row, column, number)), None)


@dataclass(slots=True)
class Tabulated:
    """The codings that count, as one person sees them in one language, and the tables made of them so far."""

    material: StudyMaterial
    citations: Citations
    tables: dict[str, MadeTable] = field(default_factory=dict)
    statements: list[StatementCheck] | None = None


def tabulated(visit: Visit, where: tuple[str, ...] = ()) -> Tabulated:
    """What counts now, as `glose tables` has it; made once for each state of the ledger and of the study's files.

    `where` leaves only the cases and texts that meet its conditions; raises BadCondition.
    """
    position, stamp = visit.study.ledger.last_position(), _stamp(visit, "statements.yaml")
    state = (visit.place.opened.state, position, stamp, visit.language, where)
    name = "tabulated in part" if where else "tabulated"
    kept = visit.place.kept.get(name)
    if kept is None or kept[0] != state:
        found = material_of(visit.study, conditions(visit.study, where, of_codings=True))
        material = replace(found, language=visit.language)
        kept = visit.place.kept[name] = (state, Tabulated(material, Citations(material)))
    assert isinstance(kept[1], Tabulated)
    return kept[1]


def made_table(visit: Visit, name: str, where: tuple[str, ...] = ()) -> MadeTable:
    """One declared table; raises UnknownTable, BadCondition, and what a declaration that misfits the study raises."""
    found = tabulated(visit, where)
    if name not in found.tables:
        [table] = tables_of(visit.study, [name], found.material)
        rendered = rendered_table(table, found.material)
        found.tables[name] = MadeTable(table, rendered, _places(rendered))
    return found.tables[name]


def _places(rendered: RenderedTable) -> dict[RenderedPart, tuple[str, str, int]]:
    numbers: dict[tuple[str, str], int] = {}
    places: dict[RenderedPart, tuple[str, str, int]] = {}
    for _, _, part in rendered.parts():
        number = numbers.get((part.row, part.column), 0)
        places[part] = (part.row, part.column, number)
        numbers[part.row, part.column] = number + 1
    return places


def _stamp(visit: Visit, name: str) -> int | None:
    path = visit.study.folder / name
    return path.stat().st_mtime_ns if path.exists() else None
