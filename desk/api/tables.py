"""The declared tables, and the quotes behind a cell of one."""

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from desk.address import where_in, whole_number
from desk.quoted import quote_json
from desk.tabulated import MadeTable, made_table, tabulated
from desk.visit import Refused, Visit, reply, visited
from reports.citations import cells_json
from reports.tables.rendering import RenderedPart
from wording.messages import tr
from workbench.tabulating import UnknownTable

MOST = 200
"""Quotes of a cell that are shown at once; `from` asks for those that follow."""


def tables(visit: Visit) -> Response:
    """The declared tables by id and title."""
    language = visit.language
    declared = visit.study.codebook.tables.values()
    return reply({"tables": [{"id": one.id, "title": one.title.get(language, one.id)} for one in declared]})


def table(visit: Visit) -> Response:
    """A table, cell by cell, as `glose tables --json` prints it; `?where=` as there, divided by `;`."""
    made = table_asked(visit, where_in(visit.asked))
    return reply({"cells": list(cells_json(made.table, tabulated(visit, where_in(visit.asked)).citations))})


def cell(visit: Visit) -> Response:
    """The quotes behind a cell (`?row=&column=`, and `part=` of a cell that holds several values)."""
    made = table_asked(visit, where_in(visit.asked))
    found = asked_cell(visit, made, where_in(visit.asked))
    if found is None:
        raise Refused(404, tr("This table has no such cell with quotes."))
    return reply(found)


def table_asked(visit: Visit, where: tuple[str, ...]) -> MadeTable:
    """The table that the address names, of what the conditions leave; answers 404 where none is declared so."""
    try:
        return made_table(visit, visit.named("table"), where)
    except UnknownTable as unknown:
        raise Refused(404, str(unknown)) from unknown


def asked_cell(visit: Visit, made: MadeTable, where: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """The cell that the address asks for, with its quotes; None where it asks for none, or for one without quotes."""
    row, column = visit.asked.get("row", ""), visit.asked.get("column", "")
    part = made.part(row, column, whole_number(visit.asked, "part"))
    if part is None:
        return None
    heading, spoken = _said(made, part)
    first = whole_number(visit.asked, "from")
    cited = tabulated(visit, where).citations.of(part)
    return {
        "row": row,
        "column": column,
        "heading": heading,
        "spoken": spoken,
        "all": len(cited),
        "from": first,
        "quotes": [quote_json(visit, one) for one in cited[first : first + MOST]],
        "next": first + MOST if len(cited) > first + MOST else None,
    }


def _said(made: MadeTable, wanted: RenderedPart) -> tuple[str, str]:
    """The row and column of a part, and what it shows, in words."""
    for row in made.rendered.rows:
        for column, cell in zip(made.rendered.columns, row.cells, strict=True):
            if any(part is wanted for part in cell.parts):
                about = wanted.text if made.table.declaration.typology else column.label
                shown = cell.spoken if len(cell.parts) == 1 else wanted.text
                return f"{row.label} · {about}", "" if shown == about else shown
    return wanted.text, ""


ROUTES = [
    Route("/api/tables", visited(tables)),
    Route("/api/tables/{table}", visited(table)),
    Route("/api/tables/{table}/cell", visited(cell)),
]
