"""Where cases lie: the latitude and longitude that cases.csv gives them, and what a code's cells show there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coding.codebook.model import label_of
from coding.codebook.table_declaration import AxisDeclaration, TableDeclaration
from corpus.attributes import as_number
from corpus.cases import Case
from corpus.problem import Problem
from reports.study_material import StudyMaterial
from reports.tables.rendering import RenderedCell
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from wording.catalogues import say
from wording.messages import tr

if TYPE_CHECKING:
    from reports.figures.figure import Figure

LATITUDE, LONGITUDE = ("latitude", "lat"), ("longitude", "lon", "lng", "long")
"""What the columns may be called, in any case of letters."""


@dataclass(frozen=True, slots=True)
class CasePlaces:
    """The latitude and longitude of cases in degrees; `unplaced` have none, `problems` say which cannot be."""

    places: Mapping[str, tuple[float, float]]
    unplaced: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def case_places(cases: Iterable[Case]) -> CasePlaces:
    """Where the cases lie; a latitude beyond 90 or a longitude beyond 180 degrees is a problem, not a place."""
    places: dict[str, tuple[float, float]] = {}
    unplaced, problems = [], []
    for case in cases:
        written = [_given(case, names) for names in (LATITUDE, LONGITUDE)]
        if not all(written):
            unplaced.append(case.id)
            continue
        try:
            latitude, longitude = (as_number(value) for value in written)
        except ValueError:
            latitude = longitude = float("nan")
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            places[case.id] = latitude, longitude
        else:
            unplaced.append(case.id)
            message = tr(
                "{case}: {latitude!r}, {longitude!r} is no place. Write degrees, e.g. 48.85 and 2.35.",
                case=case.id,
                latitude=written[0],
                longitude=written[1],
            )
            problems.append(Problem("cases.csv", message, "warning"))
    return CasePlaces(places, tuple(unplaced), tuple(problems))


def _given(case: Case, names: tuple[str, ...]) -> str:
    return next((value.strip() for name, value in case.attributes.items() if name.strip().casefold() in names), "")


@dataclass(frozen=True, slots=True)
class CodeOnMap:
    """A code's cells by case, with where they lie; without a code the cases alone."""

    code: str | None
    cells: Mapping[str, RenderedCell]
    where: CasePlaces

    def records(self) -> list[dict[str, Any]]:
        """A line a case, as CSV has them."""
        return [
            {
                "case": case,
                "latitude": self.where.places.get(case, (None, None))[0],
                "longitude": self.where.places.get(case, (None, None))[1],
                "code": self.code,
                "state": cell.look,
                "shown": cell.text,
            }
            for case, cell in self.cells.items()
        ]


def on_map(material: StudyMaterial, code: str | None = None) -> CodeOnMap:
    """The code's degree in each case (or whether it is coded), codes below counted; raises UnknownCode."""
    where = case_places(material.cases.values())
    if code is None:
        plain = RenderedCell((), "coded", "")
        return CodeOnMap(None, dict.fromkeys(material.cases, plain), where)
    material.codebook.code(code)
    asked = TableDeclaration("map", {}, AxisDeclaration("codes", (code,)), AxisDeclaration("cases"), "degree")
    table = rendered_table(synthesise(asked, material), material)
    cells = zip(table.columns, table.rows[0].cells, strict=True) if table.rows else ()
    return CodeOnMap(code, {column.id: cell for column, cell in cells}, where)


def map_of(found: CodeOnMap, material: StudyMaterial) -> "Figure":
    """The cases on the map, as dark as their degree."""
    from reports.figures.case_map import CasePoint, case_map
    from reports.figures.heat_map import Square

    language = material.language
    points = []
    for case, (latitude, longitude) in found.where.places.items():
        if (cell := found.cells.get(case)) is not None:
            look = "coded" if cell.look == "rolled" and cell.strength is not None else cell.look
            square = Square(look, cell.text.strip("()"), cell.strength)  # type: ignore[arg-type]  # a look is a state here
            points.append(CasePoint(case, latitude, longitude, square))
    if found.code is None:
        title = say("explore.figure.map_of_cases", language)
    else:
        title = say("explore.figure.map", language, code=label_of(material.codebook, found.code, language))
    unplaced = [case for case in found.where.unplaced if case in found.cells]
    return case_map(title, points, language=language, unplaced=unplaced, shades=found.code is not None)
