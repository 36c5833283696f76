"""The class of each case in a typology: what is decided, what is proposed and on which quotes, and deciding it."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field
from starlette.responses import Response
from starlette.routing import Route

from coding.classing.choice import AlreadyClassed, Choice, Decided
from coding.classing.proposing import Proposal
from coding.codebook.model import Indicator, Typology, word
from coding.records.replay import UNCLASSED
from corpus.place import Place
from desk.address import ticked
from desk.api.decisions import changes, once
from desk.quoted import code_label, place_of
from desk.sent import Sent, Ticked, Words
from desk.tabulated import tabulated
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.messages import tr
from workbench.class_proposals import CaseProposals, NumberedQuote, UnknownTypology, case_files, typologies_of
from workbench.class_session import ClassSession
from workbench.classifying import decide_class, take_back


class _Quote(Sent, extra="ignore"):
    """A quote as the case's page gives it, of which its place is meant."""

    text: Words
    start: int
    end: int


class _Classing(Sent):
    case: Words
    class_: Words = Field(alias="class")
    quotes: tuple[_Quote, ...] = ()
    memo: Words = ""
    instead: Ticked = False


class _Retraction(Sent):
    case: Words
    reason: Words = ""


def typology_asked(visit: Visit) -> Typology:
    """The typology that the address names; answers 404 where the codebook has none of that name."""
    try:
        [found] = typologies_of(visit.study, visit.named("typology"))
    except UnknownTypology as unknown:
        raise Refused(404, str(unknown)) from unknown
    return found


def _files(visit: Visit, typology: Typology, case: str | None = None) -> list[CaseProposals]:
    """The files of all cases, or of one with every quote."""
    cases, material = [case] if case is not None else [], tabulated(visit).material
    return case_files(visit.study, [typology], cases, every_quote=case is not None, material=material)


def every(visit: Visit) -> Response:
    """Every case with what is decided and proposed, as `glose classify TYPOLOGY --json` prints it."""
    return reply({"cases": [file.as_json() for file in _files(visit, typology_asked(visit))]})


def case(visit: Visit) -> Response:
    """One case (`?case=`) with its classes, why each is proposed, and its quotes; with `all=1` all that is coded."""
    typology = typology_asked(visit)
    [file] = _files(visit, typology, visit.asked.get("case", ""))
    return reply(case_json(visit, file, every_quote=ticked(visit.asked, "all")))


def case_json(visit: Visit, file: CaseProposals, *, every_quote: bool) -> dict[str, Any]:
    """A case as it is decided."""
    session = ClassSession(visit.study, visit.who or "", [file])
    if every_quote:
        session.list_all()
    mine = next((one for one in file.decided if one.coder == visit.who), None)
    return {
        "case": file.case,
        "state": file.state,
        "reading": file.reading,
        "inferred": class_label(visit, file.typology, file.inferred) if file.inferred else None,
        "mine": mine.class_id if mine else None,
        "decided": [decided_json(visit, file, one) for one in file.decided],
        "classes": [_class_json(visit, file, one.id) for one in file.typology.classes],
        "quotes": [_quote_json(visit, one) for one in session.quotes],
        "examples": [
            {"class": class_label(visit, file.typology, name), "quote": example.quote, "text": example.text}
            for name, example in file.examples
        ],
        "coded": file.proposed.coded,
        "every_quote": every_quote,
    }


def decided_json(visit: Visit, file: CaseProposals, one: Decided) -> dict[str, Any]:
    """What a coder decided, with the places of its quotes."""
    return {
        "coder": one.coder,
        "class": one.class_id,
        "label": class_label(visit, file.typology, one.class_id),
        "counts": one.coder in file.counted,
        "memos": list(one.memos),
        "quotes": [
            {**place.as_json(), "address": place_of(place.text, place.start, place.end)} for place in one.quotes
        ],
    }


def class_label(visit: Visit, typology: Typology, class_id: str) -> str:
    """The label of a class, or of what is said of a case that is in none."""
    if class_id in UNCLASSED:
        return say(class_id, visit.language)
    found = next((one for one in typology.classes if one.id == class_id), None)
    return (word(found.label, visit.language) if found else "") or class_id


def _class_json(visit: Visit, file: CaseProposals, class_id: str) -> dict[str, Any]:
    chosen = file.typology.get(class_id)
    proposed = file.proposal(class_id)
    return {
        "id": class_id,
        "label": class_label(visit, file.typology, class_id),
        "definition": word(chosen.definition, visit.language),
        "depth": len(file.typology.above(class_id)),
        "rank": proposed[0] if proposed else None,
        "numbers": list(proposed[1].numbers) if proposed else [],
        "by_rules": bool(proposed and proposed[1].verdict),
        **(reasons_json(visit, proposed[1]) if proposed else {"score": None, "for": [], "lacks": [], "against": []}),
    }


def reasons_json(visit: Visit, proposal: Proposal) -> dict[str, Any]:
    """Why a class is proposed, in words: what holds, what it lacks, what is against it, which cases are alike."""
    verdict, likeness = proposal.verdict, proposal.likeness

    def worded(indicators: Sequence[Indicator]) -> list[str]:
        return [_indicator(visit, one) for one in indicators]

    names = ", ".join(name for name, _ in likeness.cases) if likeness else ""
    return {
        "score": round(verdict.score, 2) if verdict else None,
        "for": worded([held.indicator for held in verdict.held]) if verdict else [],
        "lacks": worded(verdict.missing) if verdict else [],
        "against": worded([held.indicator for held in verdict.against]) if verdict else [],
        "alike": say("desk_class_like", visit.language, cases=names) if likeness else None,
        "likeness": round(likeness.mean, 2) if likeness else None,
    }


def _indicator(visit: Visit, one: Indicator) -> str:
    degree = f" ≥ {degree_word(one.degree, visit.language)}" if one.degree else ""
    values = f" = {' / '.join(one.values)}" if one.values else ""
    return f"{code_label(visit, one.code)}{degree}{values}"


def _in_brackets(degree: str | None, language: str) -> str:
    return f"({degree_word(degree, language)})" if degree else ""


def _quote_json(visit: Visit, one: NumberedQuote) -> dict[str, Any]:
    place = one.place
    said = [
        " ".join(part for part in (code_label(visit, c.code), _in_brackets(c.degree, visit.language), c.value) if part)
        for c in one.codings
    ]
    return {
        "number": one.number,
        **place.as_json(),
        "codes": list(dict.fromkeys(said)),
        "code": one.codings[0].code if one.codings else "",
        "address": place_of(place.text, place.start, place.end),
    }


def decide(visit: Visit, given: _Classing) -> Response:
    """Put a case into a class, resting on quotes; 409 where the person gave another class and says no `instead`."""
    return once(visit, lambda: _decided(visit, given))


def _decided(visit: Visit, given: _Classing) -> dict[str, Any]:
    coder, typology = visit.coder, typology_asked(visit)
    [file] = _files(visit, typology, given.case)
    places = tuple(_place(visit, one) for one in given.quotes)
    choice = Choice(typology, file.case, given.class_, places, given.memo.strip())
    try:
        entries = decide_class(visit.study, file, choice, coder=coder, instead=given.instead)
    except AlreadyClassed as refused:
        raise Refused(409, str(refused)) from refused
    return {"recorded": len(entries), **changes(visit, entries)}


def _place(visit: Visit, given: _Quote) -> Place:
    """A place in a text; answers 422 where it is none."""
    text, start, end = visit.study.text(given.text), given.start, given.end
    if not 0 <= start < end <= len(text.content):
        raise Refused(422, tr("A quote is not a place in its text."))
    return Place(text.id, start, end, text.content[start:end])


def retract(visit: Visit, given: _Retraction) -> Response:
    """Take back one's own decision on a case."""
    return once(visit, lambda: _retracted(visit, given))


def _retracted(visit: Visit, given: _Retraction) -> dict[str, Any]:
    coder, typology, named = visit.coder, typology_asked(visit), visit.study.case(given.case)
    return changes(visit, take_back(visit.study, typology.id, named, coder=coder, reason=given.reason))


ROUTES = [
    Route("/api/typologies/{typology}", visited(every), methods=["GET"]),
    Route("/api/typologies/{typology}", taking(_Classing, decide, roles=DECIDES), methods=["POST"]),
    Route("/api/typologies/{typology}/case", visited(case)),
    Route("/api/typologies/{typology}/retract", taking(_Retraction, retract, roles=DECIDES), methods=["POST"]),
]
