"""What is asked of the codebook: proposed with the words that show why, and answered."""

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from desk.address import ticked
from desk.api.decisions import changes, once
from desk.quoted import code_label, place_of
from desk.visit import DECIDES, Refused, Visit, reply, visited
from wording.messages import tr
from workbench.proposing import Proposal, answer, proposal_named, proposals_of, propose

ASKS = ("new", "change", "merge", "split", "move", "retire")
OUTCOMES = ("accept", "refuse", "postpone")


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


def make(visit: Visit) -> Response:
    """Ask for a change: `{"asks", "codes", "label", "why", "quotes": [{"text", "quote"}], "codings": [ID, …]}`."""
    return once(visit, lambda: _made(visit))


def _made(visit: Visit) -> dict[str, Any]:
    given, coder = visit.fields("asks", "why"), visit.coder
    if given["asks"] not in ASKS:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(ASKS)))
    entry = propose(
        visit.study,
        str(given["asks"]),
        [str(one) for one in given.get("codes") or ()],
        str(given["why"]),
        coder=coder,
        label=str(given.get("label") or "") or None,
        quotes=[(str(one.get("text", "")), str(one.get("quote", ""))) for one in given.get("quotes") or ()],
        codings=[str(one) for one in given.get("codings") or ()],
    )
    return changes(visit, [entry])


def decide(visit: Visit) -> Response:
    """Answer a proposal: `{"proposal", "outcome": accept|refuse|postpone, "reason"}`; the change is made apart."""
    return once(visit, lambda: _decided(visit))


def _decided(visit: Visit) -> dict[str, Any]:
    given, coder = visit.fields("proposal", "outcome", "reason"), visit.coder
    reason = " ".join(str(given["reason"]).split())
    if given["outcome"] not in OUTCOMES:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(OUTCOMES)))
    if not reason:
        raise Refused(422, tr("Say why: the reason is kept, and the methods section reports it."))
    found = proposal_named(visit.study, str(given["proposal"]))
    return changes(visit, [answer(visit.study, found, str(given["outcome"]), coder=coder, reason=reason)])


ROUTES = [
    Route("/api/codebook/proposals", visited(proposals), methods=["GET"]),
    Route("/api/codebook/proposals", visited(make, roles=DECIDES), methods=["POST"]),
    Route("/api/codebook/proposals/answer", visited(decide, roles=DECIDES), methods=["POST"]),
]
