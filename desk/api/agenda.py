"""What to go through, in which order: as `glose confirm` has it, for the page of a text to follow."""

from typing import Any, get_args

from starlette.responses import Response
from starlette.routing import Route

from desk.address import ticked
from desk.visit import Refused, Visit, reply, share_of, visited
from wording.messages import tr
from workbench.agenda import AgendaItem, AgendaOptions, AgendaOrder, agenda
from workbench.assigning import own_list
from workbench.looked_for import unsought_of

_WAIT = 120
ORDERS: tuple[str, ...] = get_args(AgendaOrder)


def items(visit: Visit) -> Response:
    """`?order=text|spread|score|doubt|code`, narrowed by `code`, `text`, `case`, `min`.

    With `suggested=yes` only passages with open suggestions; `missed=yes` and `reopened=yes` as in `glose confirm`.
    Each item is a passage with its open suggestions and the passages that have the very same words (`twins`).
    """
    coder, study = visit.coder, visit.study
    wanted = _wanted(visit)
    if not visit.place.suggesting.wait(_WAIT):
        why = visit.place.suggesting.problem or tr("The suggestions are still being made; ask again in a moment.")
        raise Refused(503, why)
    with visit.place.suggesting.use() as suggester:
        found = agenda(study, suggester, wanted, coder=coder, unsought=unsought_of(study))
    return reply({"order": wanted.order, "items": [_item_json(one) for one in found]})


def _item_json(item: AgendaItem) -> dict[str, Any]:
    return {
        "text": item.text.id,
        "passage": item.passage.number,
        "open": len(item.suggestions),
        "twins": [{"text": t.id, "passage": p.number, "start": p.start} for t, p in item.twins],
    }


def _wanted(visit: Visit) -> AgendaOptions:
    asked, study = visit.asked, visit.study
    order = asked.get("order") or "text"
    if order not in ORDERS:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(ORDERS)))
    texts = {study.text(asked["text"]).id} if asked.get("text") else set(own_list(study, visit.coder) or study.texts)
    if asked.get("case"):
        case = study.case(asked["case"])
        texts = {text for text in texts if case in study.texts[text].cases}
    codes = study.codebook.subtree(study.codebook.code(asked["code"]).id) if asked.get("code") else ()
    return AgendaOptions(
        texts=frozenset(texts),
        codes=frozenset(codes),
        min_score=share_of(asked["min"]) if asked.get("min") else None,
        order=order,  # type: ignore[arg-type]
        everything=not ticked(asked, "suggested"),
        reopened=ticked(asked, "reopened"),
        missed=ticked(asked, "missed"),
    )


ROUTES = [Route("/api/agenda", visited(items))]
