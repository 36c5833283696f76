"""The team's statements checked against the codings, and the quotes that bear on each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from coding.records.replay import Classification
from coding.statements.statement_check import StatementCheck
from desk.api.acts_words import undo_redo
from desk.api.decisions import once
from desk.api.shapes import problems_json
from desk.quoted import quote_json
from desk.sent import Sent, Words
from desk.tabulated import tabulated
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from reports.statements.lines import checked_json
from wording.messages import tr
from workbench.statements import checked, read_for, statements, thresholds_of
from workbench.statements_editing import save_statements, source_of

if TYPE_CHECKING:
    from coding.records.columns import Positions

MOST = 200
"""Quotes that are shown of each side."""


class _Source(Sent):
    source: Words


class _Edit(_Source):
    revision: Words


def all_checked(visit: Visit) -> list[StatementCheck]:
    """The verdict on each statement, computed once for a state of the study; raises NoStatements, BrokenStatements."""
    found = tabulated(visit)
    if found.statements is None:
        statements(visit.study)  # tells where there is no file
        found.statements = checked(visit.study, found.material)
    return found.statements


def every(visit: Visit) -> Response:
    """Every statement with its verdict, as `glose statements --check --json` prints it."""
    return reply({"statements": [statement_json(visit, one) for one in all_checked(visit)]})


def statement_json(visit: Visit, one: StatementCheck) -> dict[str, Any]:
    """A statement with its verdict and why."""
    return checked_json(one, tabulated(visit).material, thresholds_of(visit.study), language=visit.language)


def bearing(visit: Visit) -> Response:
    """The quotes that show a statement (`for`) and those that speak against it (`against`)."""
    wanted = visit.named("statement")
    found = next((one for one in all_checked(visit) if one.id == wanted), None)
    if found is None:
        raise Refused(404, tr("There is no such statement."))
    return reply({"statement": statement_json(visit, found), **quotes_of(visit, found)})


def quotes_of(visit: Visit, one: StatementCheck) -> dict[str, Any]:
    """Both sides, at most MOST quotes of each, and how many there are of each (`all_for`, `all_against`)."""
    return {
        "for": _quotes(visit, one.codings, one.classes),
        "all_for": len(one.codings) + len(one.classes),
        "against": _quotes(visit, one.contrary, one.other_classes),
        "all_against": len(one.contrary) + len(one.other_classes),
    }


def _quotes(visit: Visit, codings: "Positions", classes: Sequence[Classification]) -> list[dict[str, Any]]:
    citations = tabulated(visit).citations
    cited = [*citations.at(codings[:MOST]), *(citations.of_class(one) for one in classes[:MOST])]
    return [quote_json(visit, one) for one in cited[:MOST]]


def file(visit: Visit) -> Response:
    """The file that the statements are written in (`{"source", "revision"}`), empty where there is none."""
    source, revision = source_of(visit.study)
    return reply({"source": source, "revision": revision})


def check(visit: Visit, given: _Source) -> Response:
    """What is wrong with a `source` that is being typed, each with its line and column; nothing is written."""
    problems = read_for(visit.study, given.source)[1] if given.source.strip() else ()
    return reply({"problems": problems_json(problems)})


def write(visit: Visit, given: _Edit) -> Response:
    """Write the file whole, or not at all; `revision` is the one that the edit began from."""
    return once(visit, lambda: _written(visit, given))


def _written(visit: Visit, given: _Edit) -> dict[str, Any]:
    revision = save_statements(visit.study, given.source, revision=given.revision, coder=visit.coder)
    return {"revision": revision, **undo_redo(visit)}


ROUTES = [
    Route("/api/statements-file", visited(file), methods=["GET"]),
    Route("/api/statements-file", taking(_Edit, write, roles=DECIDES), methods=["POST"]),
    Route("/api/statements-file/check", taking(_Source, check, roles=DECIDES), methods=["POST"]),
    Route("/api/statements", visited(every)),
    Route("/api/statements/{statement}", visited(bearing)),
]
