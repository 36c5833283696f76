"""What is asked of the codebook: proposed with the words that show why, and answered."""

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from desk.address import ticked
from desk.api.decisions import changes, once
from desk.quoted import code_label, place_of
from desk.sent import Line, Sent, Words
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from wording.messages import tr
from workbench.proposing import Proposal, answer, proposal_named, proposals_of, propose

ASKS = ("new", "change", "merge", "split", "move", "retire")
OUTCOMES = ("accept", "refuse", "postpone")


class _Quote(Sent):
    text: str
    quote: str


class _Asking(Sent):
    asks: Words
    why: Words
    codes: tuple[str, ...] = ()
    label: Words = ""
    quotes: tuple[_Quote, ...] = ()
    codings: tuple[str, ...] = ()


class _Answer(Sent):
    proposal: Words
    outcome: Words
    reason: Line


def proposals(visit: Visit) -> Response:
    """The proposals that wait for somebody to decide, the oldest first; with `?all=1` those that are decided, too."""
    every = ticked(visit.asked, "all")
    return reply({"proposals": proposals_json(visit, every=every)})


def proposals_json(visit: Visit, *, every: bool = False) -> list[dict[str, Any]]:
    """Proposals as `glose codebook proposals --json` prints them, with labels and the way to their quotes."""
    return [_shown(visit, one) for one in proposals_of(visit.study) if every or one.is_open]


def _shown(visit: Visit, one: Proposal) -> dict[str, Any]:
    told = one.as_json()
    quotes = [{**quote, "address": place_of(quote["text"], quote["start"], quote["end"])} for quote in told["quotes"]]
    return {**told, "labels": [code_label(visit, code) for code in one.codes], "quotes": quotes}


def make(visit: Visit, given: _Asking) -> Response:
    """Ask for a change of codes; `quotes` and `codings` (by id) show why."""
    return once(visit, lambda: _made(visit, given))


def _made(visit: Visit, given: _Asking) -> dict[str, Any]:
    coder = visit.coder
    if given.asks not in ASKS:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(ASKS)))
    entry = propose(
        visit.study,
        given.asks,
        given.codes,
        given.why,
        coder=coder,
        label=given.label or None,
        quotes=[(one.text, one.quote) for one in given.quotes],
        codings=given.codings,
    )
    return changes(visit, [entry])


def decide(visit: Visit, given: _Answer) -> Response:
    """Answer a proposal with an `outcome` (accept, refuse or postpone) and why; the change is made apart."""
    return once(visit, lambda: _decided(visit, given))


def _decided(visit: Visit, given: _Answer) -> dict[str, Any]:
    coder, reason = visit.coder, given.reason
    if given.outcome not in OUTCOMES:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(OUTCOMES)))
    if not reason:
        raise Refused(422, tr("Say why: the reason is kept, and the methods section reports it."))
    found = proposal_named(visit.study, given.proposal)
    return changes(visit, [answer(visit.study, found, given.outcome, coder=coder, reason=reason)])


ROUTES = [
    Route("/api/codebook/proposals", visited(proposals), methods=["GET"]),
    Route("/api/codebook/proposals", taking(_Asking, make, roles=DECIDES), methods=["POST"]),
    Route("/api/codebook/proposals/answer", taking(_Answer, decide, roles=DECIDES), methods=["POST"]),
]
