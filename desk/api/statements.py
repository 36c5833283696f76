"""The team's statements checked against the codings, and the quotes that bear on each."""

from collections.abc import Collection, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.quantifiers import QUANTIFIERS
from coding.records.replay import Classification
from coding.statements.entry_edit import entries_in, with_entry, without_entry
from coding.statements.statement_check import StatementCheck
from coding.statements.statements_file import KEYS
from desk.api.acts_words import undo_redo
from desk.api.decisions import once
from desk.api.shapes import problems_json
from desk.quoted import quote_json
from desk.sent import Sent, Words
from desk.tabulated import tabulated
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from reports.statement_fields import field_of
from reports.statements.checks import check_statements
from reports.statements.lines import checked_json
from wording.catalogues import say
from wording.messages import tr
from workbench.statements import checked, read_for, statements, thresholds_of
from workbench.statements_editing import save_statements, source_of

if TYPE_CHECKING:
    from coding.records.columns import Positions

FIELDS = tuple(key for key in KEYS if key != "note")
"""What the form of a statement changes; other keys stay in the file as they are."""
MOST = 200
"""Quotes that are shown of each side."""


class _Source(Sent):
    source: Words


class _Edit(_Source):
    revision: Words


class _EntryTyped(Sent):
    id: str | None
    said: dict[str, Any]


class _EntryEdit(Sent):
    id: str | None
    said: dict[str, Any] | None
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


def entry(visit: Visit) -> Response:
    """What a statement says in the file (`?id=`, none: a new one), and what its form offers."""
    source, revision = source_of(visit.study)
    name, book = visit.asked.get("id", ""), visit.study.codebook
    found = entries_in(source)
    if name and name not in found:
        raise Refused(404, tr("There is no such statement."))
    said = found.get(name) or {"id": _free(found), "quantifier": "most"}
    return reply(
        {
            "said": {key: value for key, value in said.items() if key in FIELDS},
            "revision": revision,
            "languages": list(book.languages),
            "quantifiers": [{"id": one, "words": say(f"quantifier_{one}", visit.language)} for one in QUANTIFIERS],
            "codes": list(book.codes),
            "classes": [f"{kind.id}.{one.id}" for kind in book.typologies.values() for one in kind.classes],
            "cases": list(visit.study.cases),
        }
    )


def _free(taken: Collection[str]) -> str:
    return next(name for name in (f"S{number}" for number in count(1)) if name not in taken)


def check_entry(visit: Visit, given: _EntryTyped) -> Response:
    """What is wrong with a statement as it is typed, and its verdict, with why."""
    edited, name = _edited(visit, given.id, given.said)
    found, problems = read_for(visit.study, edited)
    if problems:
        return reply({"problems": problems_json(problems), "verdict": None})
    found_here = [one for one in found if one.id == name]
    [told] = check_statements(found_here, tabulated(visit).material, thresholds_of(visit.study))
    book, language = visit.study.codebook, visit.language
    return reply(
        {
            "problems": [],
            "verdict": told.judgement.verdict,
            "words": field_of(told, "verdict", book, language),
            "n": field_of(told, "n", book, language),
            "why": statement_json(visit, told)["why"],
        }
    )


def write_entry(visit: Visit, given: _EntryEdit) -> Response:
    """Change the statement `id`, add one (`id` null) or take it out (`said` null)."""
    return once(visit, lambda: _entry_written(visit, given))


def _entry_written(visit: Visit, given: _EntryEdit) -> dict[str, Any]:
    if given.said is None:
        edited = without_entry(source_of(visit.study)[0], given.id or "")
    else:
        edited, _ = _edited(visit, given.id, given.said)
    revision = save_statements(visit.study, edited, revision=given.revision, coder=visit.coder)
    return {"revision": revision, **undo_redo(visit)}


def _edited(visit: Visit, name: str | None, said: dict[str, Any]) -> tuple[str, str]:
    """The file with what is typed, and the id of that statement."""
    if not set(said) <= set(FIELDS):
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(FIELDS)))
    return with_entry(source_of(visit.study)[0], name, said), str(said.get("id", name))


ROUTES = [
    Route("/api/statements-entry", visited(entry), methods=["GET"]),
    Route("/api/statements-entry", taking(_EntryEdit, write_entry, roles=DECIDES), methods=["POST"]),
    Route("/api/statements-entry/check", taking(_EntryTyped, check_entry, roles=DECIDES), methods=["POST"]),
    Route("/api/statements-file", visited(file), methods=["GET"]),
    Route("/api/statements-file", taking(_Edit, write, roles=DECIDES), methods=["POST"]),
    Route("/api/statements-file/check", taking(_Source, check, roles=DECIDES), methods=["POST"]),
    Route("/api/statements", visited(every)),
    Route("/api/statements/{statement}", visited(bearing)),
]
