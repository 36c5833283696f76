"""Where coders differ and nobody settled it: what each coded, side by side, and settling it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from starlette.responses import Response
from starlette.routing import Route

from coding.records.adjudications import OUTCOMES, REASONS
from coding.records.columns import CodedColumns
from coding.records.replay import Coding
from desk.address import ticked
from desk.api.decisions import changes, once
from desk.quoted import code_label, pieces_of
from desk.sent import Line, Sent, Ticked, Words
from desk.visit import LEADS, Refused, Visit, reply, taking, visited
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.messages import tr
from workbench.adjudicating import Adjudicating, Dispute, disputes
from workbench.consensus import Comparison, comparison


class _Shown(Sent):
    """A disagreement as the page showed it, and how its list was asked for."""

    name: Words
    considered: tuple[str, ...]
    hidden: Ticked = False
    by_code: Ticked = False


class _Settling(_Shown):
    outcome: Words
    take: int | None = None
    code: Words = ""
    degree: Words = ""
    reason: Words = ""
    note: Line = ""


class _Asking(_Shown):
    wording: Words


class _Agreed(Sent):
    number: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which disagreements are looked at, and how: with coders `hidden`, or `by_code` instead of passage by passage."""

    text: str = ""
    code: str = ""
    hidden: bool = False
    by_code: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """What an address asks for."""
        text, code = given.get("text", ""), given.get("code", "")
        return cls(text, code, hidden=ticked(given, "hidden"), by_code=ticked(given, "by_code"))


def open_disputes(visit: Visit, compared: Comparison, asked: Asked) -> list[Dispute]:
    """What is open and asked for, by text, what was postponed last; raises UnknownText, UnknownCode."""
    study = visit.study
    texts = {study.text(asked.text).id} if asked.text else set()
    codes = set(study.codebook.subtree(study.codebook.code(asked.code).id)) if asked.code else set()
    found = disputes(study, compared, texts=texts, codes=codes)
    return [part for one in found for part in one.split()] if asked.by_code else found


def name_of(dispute: Dispute) -> str:
    """What a disagreement is called in an address: its text and first passage, and its codes."""
    codes = dict.fromkeys(one.code for one in dispute.differences)
    return f"{dispute.text.id}:{dispute.first}:{'+'.join(codes)}"


def is_named(dispute: Dispute, wanted: str) -> bool:
    """Whether a disagreement is called so: most are elsewhere, and are not asked for their codes."""
    return wanted.startswith(f"{dispute.text.id}:{dispute.first}:") and name_of(dispute) == wanted


def every(visit: Visit) -> Response:
    """What is open (`?text=&code=&hidden=1&by_code=1`), the reasons that can be given, and how many agree."""
    asked, compared = Asked.of(visit.asked), comparison(visit.study)
    found = open_disputes(visit, compared, asked)
    columns = compared.stands.columns_compared
    return reply(
        {
            "open": [dispute_json(visit, columns, one, hidden=asked.hidden) for one in found],
            "agreed": len(compared.agreed_to_take()),
            "reasons": reasons_of(visit),
        }
    )


def reasons_of(visit: Visit) -> list[dict[str, str]]:
    """The reasons of the study, each with the words for it."""
    known = {one: say(f"desk_reason_{one.replace(' ', '_')}", visit.language) for one in REASONS}
    return [{"reason": one, "words": known.get(one, one)} for one in visit.study.settings.reasons]


def dispute_json(visit: Visit, columns: CodedColumns, one: Dispute, *, hidden: bool) -> dict[str, Any]:
    """A disagreement as it is settled: each coder's words and codings; `hidden` coders have numbers for names."""
    ids = [columns.id(position) for position in one.positions]
    held = visit.study.ledger.codings_by_id(ids)
    order = one.in_some_order() if hidden else one.coders
    words = "desk_dispute_where" if one.first == one.last else "desk_dispute_where_several"
    return {
        "name": name_of(one),
        "text": one.text.id,
        "first": one.first,
        "last": one.last,
        "put_off": one.put_off,
        "where": say(words, visit.language, text=one.text.id, first=one.first, last=one.last),
        "address": f"/texts/{quote(one.text.id, safe='')}#p{one.first}",
        "codes": [
            {
                "code": each.code,
                "label": code_label(visit, each.code),
                "differ": say(f"desk_differ_{each.kind}", visit.language),
            }
            for each in one.differences
        ],
        "considered": ids,
        "coders": [
            {
                "number": number,
                "name": say("desk_coder_number", visit.language, n=number) if hidden else coder,
                **_side(visit, one, [held[i] for at in one.of(coder) if (i := columns.id(at)) in held]),
            }
            for number, coder in enumerate(order, 1)
        ],
    }


def _side(visit: Visit, one: Dispute, codings: Sequence[Coding]) -> dict[str, Any]:
    """What one coder did there: the passages cut where their codings begin and end, and the codings."""
    content, places = one.text.content, [coding.place for coding in codings]
    return {
        "passages": [pieces_of(content, passage.start, passage.end, places) for passage in one.passages],
        "codings": [
            {
                "id": coding.id,
                "code": coding.code,
                "label": code_label(visit, coding.code),
                "degree": degree_word(coding.degree, visit.language) if coding.degree else None,
                "value": coding.value,
                "case": coding.case if coding.case != one.text.case_at(coding.place.start) else None,
                "quote": " ".join(coding.place.quote.split()),
                "memo": coding.memo,
            }
            for coding in codings
        ],
    }


def settle(visit: Visit, given: _Settling) -> Response:
    """Settle one, as it was shown.

    `take` is the number of a coder; `hidden` and `by_code` say how the list was asked for.
    """
    return once(visit, lambda: _settled(visit, given))


def _settled(visit: Visit, given: _Settling) -> dict[str, Any]:
    session = _session(visit, given)
    outcome, item = given.outcome, session.item
    assert item is not None
    if outcome not in OUTCOMES or outcome == "agreed":
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(one for one in OUTCOMES if one != "agreed")))
    order = item.in_some_order() if given.hidden else item.coders
    number = given.take or 0
    session.note = given.note
    took = order[number - 1] if outcome == "take" and 1 <= number <= len(order) else ""
    if not session.settle(outcome, outcome, take=took, code=given.code, degree=given.degree, reason=given.reason):
        raise Refused(422, session.message)
    return changes(visit, [entry for _, entries in session.recorder.done for entry in entries])


def _session(visit: Visit, given: _Shown) -> Adjudicating:
    """A session over the disagreement that was shown; raises Refused where it is another by now."""
    asked = Asked(hidden=given.hidden, by_code=given.by_code)
    coder, compared = visit.coder, comparison(visit.study)
    columns = compared.stands.columns_compared
    wanted = given.name
    codes = wanted.rpartition(":")[2].split("+")
    found = [one for one in open_disputes(visit, compared, asked) if wanted.startswith(f"{one.text.id}:{one.first}:")]
    # A list of one code leaves out what the others differ on in the same passage.
    narrowed = [replace(one, differences=tuple(d for d in one.differences if d.code in codes)) for one in found]
    item = next((one for one in narrowed if one.differences and name_of(one) == wanted), None)
    if item is None or [columns.id(position) for position in item.positions] != list(given.considered):
        raise Refused(409, tr("This was settled, or coded otherwise, since the page was shown: look at it again."))
    item = replace(item, last=max(one.last for one in item.differences))
    return Adjudicating(visit.study, coder, compared, [item])


def take_agreed(visit: Visit, given: _Agreed) -> Response:
    """Take over, in one act, everything on which two coders or more agree: the `number` that was shown."""
    return once(visit, lambda: _agreed(visit, given))


def _agreed(visit: Visit, given: _Agreed) -> dict[str, Any]:
    coder = visit.coder
    compared = comparison(visit.study)
    if given.number != len(compared.agreed_to_take()):
        raise Refused(409, tr("This was settled, or coded otherwise, since the page was shown: look at it again."))
    session = Adjudicating(visit.study, coder, compared, [])
    session.take_agreed()
    return changes(visit, [entry for _, entries in session.recorder.done for entry in entries])


def propose(visit: Visit, given: _Asking) -> Response:
    """Ask for a change of the codes at hand; their codings show why."""
    return once(visit, lambda: _proposed(visit, given))


def _proposed(visit: Visit, given: _Asking) -> dict[str, Any]:
    session = _session(visit, given)
    session.propose(given.wording)
    return changes(visit, ())


ROUTES = [
    Route("/api/adjudication", visited(every), methods=["GET"]),
    Route("/api/adjudication", taking(_Settling, settle, roles=LEADS), methods=["POST"]),
    Route("/api/adjudication/agreed", taking(_Agreed, take_agreed, roles=LEADS), methods=["POST"]),
    Route("/api/adjudication/propose", taking(_Asking, propose, roles=LEADS), methods=["POST"]),
]
