"""The case list as a grid, checked while it is typed and written whole; and the case of each text.

Who decides may change it, as in the terminal: it is the study's, and every change is recorded with its author.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pydantic import Field
from starlette.responses import Response
from starlette.routing import Route

from corpus.attributes import Attribute
from desk.api.acts_words import undo_redo
from desk.api.decisions import once
from desk.sent import Sent, Ticked, Words
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from wording.messages import tr
from workbench.case_grid import CaseGrid, CheckedGrid, Row, check_grid, grid_of, write_grid
from workbench.case_list import cases_in_use
from workbench.case_of_text import plan_cases, record_cases

MOST_ROWS, MOST_COLUMNS, LONGEST = 20_000, 500, 20_000
"""Rows, columns, and characters of a cell: what one list may hold."""


class _GridRow(Sent):
    cells: tuple[Words, ...]
    origin: int | None = None


class _Grid(Sent):
    header: tuple[Words, ...] = Field(min_length=1)
    rows: tuple[_GridRow, ...]
    revision: Words = ""


class _GridEdit(_Grid):
    revision: Words


class _TextCases(Sent):
    cases: dict[str, str] = Field(min_length=1)
    record: Ticked = False


def cases(visit: Visit) -> Response:
    """The grid: header, rows, types of the columns, and by case its texts and number of codings."""
    return reply(cases_json(visit))


def cases_json(visit: Visit) -> dict[str, Any]:
    """What the page needs to show and edit the case list."""
    grid = grid_of(visit.study)
    checked = _checked(visit, grid, grid.header, grid.rows)
    texts: dict[str, list[str]] = defaultdict(list)
    for text in visit.study.texts.values():
        for case in text.cases:
            texts[case].append(text.id)
    return {
        "revision": grid.revision,
        "header": grid.header,
        "rows": [row.cells for row in grid.rows],
        "case_at": grid.case_at,
        "texts": texts,
        "codings": _codings(visit),
        "doubts": [doubt.message for doubt in grid.doubts],
        **_check_json(checked, grid.header),
    }


def check(visit: Visit, given: _Grid) -> Response:
    """What is wrong with a grid that is being typed; nothing is written."""
    header, rows = _sent(visit, given)
    return reply(_check_json(_checked(visit, grid_of(visit.study), header, rows), header))


def write(visit: Visit, given: _GridEdit) -> Response:
    """Write the grid, whole or not at all; `origin` is the row of the file that a row comes from."""
    header, rows = _sent(visit, given)

    def written() -> dict[str, Any]:
        write_grid(visit.study, given.revision, header, rows, coder=visit.coder)
        visit.place.suggesting.decided()
        return {**cases_json(visit), **undo_redo(visit)}

    return once(visit, written)


def set_cases(visit: Visit, given: _TextCases) -> Response:
    """Give texts another case (to each text its case); with `record` it is recorded, with their codings."""
    plans = plan_cases(visit.study, given.cases)
    shown = [
        {
            "text": plan.new.id,
            "was": plan.old.case,
            "case": plan.new.case,
            "codings": sum(move.case is not None for move in plan.moves),
        }
        for plan in plans
    ]
    if given.record:
        record_cases(visit.study, plans, coder=visit.coder)
        visit.study.reload()
        visit.place.suggesting.decided()
    return reply(shown)


def _sent(visit: Visit, given: _Grid) -> tuple[list[str], list[Row]]:
    """The grid that was sent; raises Refused where it is too large."""
    header, rows = given.header, given.rows
    if len(rows) > MOST_ROWS or len(header) > MOST_COLUMNS:
        raise Refused(
            413, tr("A list has at most {rows} rows and {columns} columns.", rows=MOST_ROWS, columns=MOST_COLUMNS)
        )
    known = len(grid_of(visit.study).rows)
    return [_cell(title) for title in header], [_row(row, len(header), known) for row in rows]


def _row(given: _GridRow, width: int, known: int) -> Row:
    cells = [_cell(cell) for cell in given.cells[:width]]
    valid = given.origin is not None and 0 <= given.origin < known
    return Row((*cells, *[""] * (width - len(cells))), given.origin if valid else None)


def _cell(given: str) -> str:
    """A cell as one line, without the spaces around it."""
    return " ".join(given.split())[:LONGEST]


def _checked(visit: Visit, grid: CaseGrid, header: Sequence[str], rows: Sequence[Row]) -> CheckedGrid:
    now = (visit.study.ledger.last_position(), visit.study.cases_source)
    kept = visit.place.kept.get("cases in use")
    if kept is None or kept[0] != now:
        kept = visit.place.kept["cases in use"] = (now, cases_in_use(visit.study))
    in_use = kept[1]
    assert isinstance(in_use, list)
    return check_grid(visit.study, grid, header, rows, in_use)


def _check_json(checked: CheckedGrid, header: Sequence[str]) -> dict[str, Any]:
    return {
        "types": [_type_json(checked.attributes.get(title.strip())) for title in header],
        "problems": [
            {"message": one.message, "level": one.level, "row": one.row, "column": one.column}
            for one in checked.problems
        ],
    }


def _type_json(attribute: Attribute | None) -> dict[str, Any] | None:
    if attribute is None:
        return None
    return {"type": attribute.type, "declared": attribute.declared, "values": list(attribute.categories)}


def _codings(visit: Visit) -> dict[str, int]:
    return {case: n for case, n in visit.columns.case.counts().items() if n}


ROUTES = [
    Route("/api/cases", visited(cases), methods=["GET"]),
    Route("/api/cases", taking(_GridEdit, write, roles=DECIDES), methods=["POST"]),
    Route("/api/cases/check", taking(_Grid, check, roles=DECIDES), methods=["POST"]),
    Route("/api/cases/texts", taking(_TextCases, set_cases, roles=DECIDES), methods=["POST"]),
]
