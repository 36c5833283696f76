"""Where coders differ: what is open, and one place of it with what each coded, side by side."""

from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from desk.address import filled
from desk.api.adjudication import Asked, dispute_json, is_named, name_of, open_disputes, reasons_of
from desk.colours import marks_of
from desk.pages.codings import choices_of
from desk.pages.frame import page
from desk.quoted import code_label
from desk.visit import LEADS, Visit, visited
from wording.catalogues import say
from workbench.consensus import comparison

_BEFORE, _AFTER = 100, 200
"""How many of what is open are listed around the place at hand: a study may have tens of thousands."""


def adjudication(visit: Visit) -> Response:
    """What is open, and the place that `?at=` names, else the first."""
    asked, compared = Asked.of(visit.asked), comparison(visit.study)
    found = open_disputes(visit, compared, asked)
    wanted = visit.asked.get("at", "")
    at = next((number for number, one in enumerate(found) if is_named(one, wanted)), 0) if wanted else 0
    first = max(at - _BEFORE, 0)
    shown = found[first : at + _AFTER]
    columns = compared.stands.columns_compared
    kept = filled(visit.asked, "at")

    def address(**more: str) -> str:
        changed = {name: value for name, value in {**kept, **more}.items() if value}
        return f"/adjudication?{urlencode(changed)}" if changed else "/adjudication"

    return page(
        visit,
        "adjudication.html.j2",
        name="adjudication",
        title="",
        asked=asked,
        lines=[
            {
                "address": address(at=name_of(one)),
                "where": _where(visit, one.first, one.last),
                "text": one.text.id,
                "codes": [code_label(visit, each.code) for each in one.differences],
                "put_off": one.put_off,
            }
            for one in shown
        ],
        at=at,
        first=first,
        number=len(found),
        opened=dispute_json(visit, columns, found[at], hidden=asked.hidden) if found else None,
        agreed=len(compared.agreed_to_take()),
        settled=len(compared.settled),
        reasons=reasons_of(visit),
        address=address,
        marks=marks_of(visit.study.codebook, visit.language),
        decides=visit.session.role in LEADS,
        **choices_of(visit),
    )


def _where(visit: Visit, first: int, last: int) -> str:
    key = "desk_dispute_passage" if first == last else "desk_dispute_passages"
    return say(key, visit.language, first=first, last=last)


ROUTES = [Route("/adjudication", visited(adjudication))]
