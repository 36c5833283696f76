"""A text with what holds on it, and why a code is or is not suggested."""

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from coding.suggesting.suggestion import Suggestion
from corpus.text import Text
from desk.address import whole_number
from desk.api.shapes import (
    blind_passages,
    codings_json,
    decided_codes,
    open_suggestions,
    passage_json,
    read_numbers,
    suggestion_json,
    turns_json,
)
from desk.visit import Refused, Visit, reply, share_of, visited
from wording.messages import tr
from workbench.agenda import context_numbers

_NEAREST, _LEAST = 5, 0.1
"""How many codes the picker has at hand for a passage, and the score that these have at least."""
_WAIT = 120
"""Seconds that a script waits for suggestions at most; the page asks for the text first and for them later."""


def text(visit: Visit) -> Response:
    """`{"text", "passages", "codings", "suggestions"}`, and the turns.

    Waits for the suggestions; `?suggestions=ready` gives those that are made already, `later` none.
    """
    found = visit.study.text(visit.named("text"))
    wanted = visit.asked.get("suggestions")
    later = wanted == "later"
    if wanted not in ("later", "ready"):
        visit.place.suggesting.speak(visit.language)
        visit.place.suggesting.wait(_WAIT)
    read, context = read_numbers(visit, found), context_numbers(found)
    return reply(
        {
            "id": found.id,
            "text": found.content,
            "kind": found.kind,
            "language": found.language,
            "case": found.case,
            "sha256": found.sha256,
            "turns": turns_json(found),
            "passages": [
                {**passage_json(one, found, one.number in read), "context": one.number in context}
                for one in found.passages
            ],
            **_records(visit, found, suggestions=not later),
        }
    )


def records(visit: Visit) -> Response:
    """What holds on a text now: codings, suggestions, and the numbers of the passages read.

    `?blind=0.1` leaves the suggestions of that share of passages out, drawn as `glose confirm --blind` draws it.
    """
    found = visit.study.text(visit.named("text"))
    return reply({**_records(visit, found, suggestions=True), "read": sorted(read_numbers(visit, found))})


def suggestion(visit: Visit) -> Response:
    """One suggestion whole: its score, what each part added to it, and the evidence at its place."""
    text, wanted = visit.study.text(visit.named("text")), visit.named("suggestion")
    found = next((one for one in visit.place.suggesting.of_text(text.id) if one.id == wanted), None)
    if found is None:
        raise Refused(404, tr("This suggestion is no longer made."))
    return reply(suggestion_json(found, whole=True))


def why(visit: Visit) -> Response:
    """What speaks for and against a code in a passage, suggested there or not (`?passage=N&code=ID`)."""
    text = visit.study.text(visit.named("text"))
    code = visit.study.codebook.code(visit.asked.get("code", "")).id
    number = whole_number(visit.asked, "passage")
    if not 1 <= number <= len(text.passages):
        raise Refused(422, tr("The text has no passage {number!r}.", number=visit.asked.get("passage", "")))
    if not visit.place.suggesting.wait(_WAIT):
        raise Refused(503, tr("The suggestions are still being made; ask again in a moment."))
    passage = text.passages[number - 1]
    with visit.place.suggesting.use() as suggester:
        made = suggester.suggest(min_score=0.0, codes={code}, only_texts={text.id})
    found = next((one for one in made if one.passage == passage.number), None)
    return reply(
        {
            "code": code,
            "passage": passage.number,
            "threshold": visit.study.codebook.threshold,
            "suggestion": None if found is None else suggestion_json(found, whole=True),
        }
    )


def near(visit: Visit) -> Response:
    """The codes that score highest in each passage, also below the threshold: `{"near": {"12": [["code", 0.21]]}}`.

    The picker has them at hand; they are no suggestions, and what is coded with them is coded by hand. Codes that the
    person has decided on in the passage are left out, and, with `?blind=0.1`, passages shown without suggestions.
    """
    found = visit.study.text(visit.named("text"))
    if not visit.place.suggesting.ready:
        return reply({"near": {}})
    blind, decided = blind_passages(visit, found, share_of(visit.asked.get("blind"))), decided_codes(visit, found)
    with visit.place.suggesting.use() as suggester:
        made = suggester.nearest(found.id, _NEAREST, _LEAST)
    return reply(
        {
            "near": {
                str(number): [(code, round(score, 3)) for code, score in codes if (number, code) not in decided]
                for number, codes in made.items()
                if number not in blind
            }
        }
    )


def _records(visit: Visit, text: Text, *, suggestions: bool) -> dict[str, Any]:
    blind = blind_passages(visit, text, share_of(visit.asked.get("blind")))
    found: list[Suggestion] = open_suggestions(visit, text) if suggestions else []
    open_ones = [one for one in found if one.passage not in blind]
    suggesting = visit.place.suggesting
    suggesting.speak(visit.language)
    suggesting.start()
    return {
        "codings": codings_json(visit.study.ledger.codings(text=text.id)),
        "suggestions": [suggestion_json(one) for one in open_ones],
        "blind": sorted(blind),
        "suggestions_ready": suggesting.ready,
        "suggestions_problem": suggesting.problem,
    }


ROUTES = [
    Route("/api/texts/{text}", visited(text)),
    Route("/api/texts/{text}/records", visited(records)),
    Route("/api/texts/{text}/suggestions/{suggestion}", visited(suggestion)),
    Route("/api/texts/{text}/why", visited(why)),
    Route("/api/texts/{text}/near", visited(near)),
]
