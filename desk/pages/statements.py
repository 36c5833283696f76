"""What the team claims, and whether the codings bear it out."""

from collections import Counter

from starlette.responses import Response
from starlette.routing import Route

from desk.api.statements import all_checked, quotes_of, statement_json
from desk.pages.frame import page
from desk.tabulated import tabulated
from desk.visit import Visit, visited
from reports.statement_fields import field_of, subject_of
from wording.catalogues import say
from workbench.statements import BrokenStatements, NoStatements

VERDICTS = ("contradicted", "not_borne_out", "no_evidence", "borne_out")
"""The verdicts, what needs a person first."""


def statements(visit: Visit) -> Response:
    """Every statement with its verdict; `?verdict=` narrows, `?open=` shows the quotes that bear on one."""
    try:
        found = all_checked(visit)
    except (NoStatements, BrokenStatements) as refused:
        return page(
            visit,
            "statements.html.j2",
            name="statements",
            title="",
            lines=[],
            opened=None,
            message=say("desk_statements_none", visit.language) if isinstance(refused, NoStatements) else str(refused),
            problems=refused.problems,
            decides=visit.may_decide,
        )
    book, language, wanted = visit.study.codebook, visit.language, visit.asked.get("verdict", "")
    kinds = Counter[str](one.judgement.verdict for one in found)
    lines = [
        {
            **statement_json(visit, one),
            "text": field_of(one, "statement", book, language),
            "verdict_words": field_of(one, "verdict", book, language),
            "share": field_of(one, "n", book, language),
            "subject": subject_of(one.statement, book, language),
            "code_id": one.statement.code or "",
            "quotes": len(one.codings) + len(one.classes) + len(one.contrary) + len(one.other_classes),
        }
        for one in found
        if wanted in ("", one.judgement.verdict)
    ]
    chosen = next((one for one in found if one.id == visit.asked.get("open", "")), None)
    opened = next((line for line in lines if chosen and line["id"] == chosen.id), None)
    return page(
        visit,
        "statements.html.j2",
        name="statements",
        title="",
        lines=lines,
        kinds=[(kind, kinds[kind]) for kind in VERDICTS if kinds[kind]],
        wanted=wanted,
        number=len(found),
        opened={**opened, "quotes": quotes_of(visit, chosen)} if opened and chosen else None,
        doubts=tabulated(visit).material.doubts,
        message="",
        problems=(),
        decides=visit.may_decide,
    )


ROUTES = [Route("/statements", visited(statements))]
