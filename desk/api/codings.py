"""Codings as a list: found by what they say, recoded and retracted many at a time, sorted into codes below theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field
from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.model import label_of
from coding.records.columns import CodedColumns
from coding.records.replay import Coding
from corpus.problem import Problem
from desk.address import sheet, sheets, ticked, where_in
from desk.api.decisions import MOST, changes, once, recorded
from desk.api.shapes import coding_json
from desk.sent import AskedAs, Line, Sent, Ticked, Words
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from wording.messages import tr
from workbench.codings_wanted import ORDERS, CodingsWanted, codes_at, codings_wanted
from workbench.columns_now import columns_now
from workbench.quote_groups import QuoteGroup, WouldLoseDegrees, into_sub_codes

PAGE = 200
"""Codings on one page."""


class _CodingsAsked(AskedAs):
    code: str = ""
    text: str = ""
    case: str = ""
    coder: str = ""
    degree: str = ""
    words: str = ""
    only: str = ""
    crossing: str = Field(default="", alias="with")
    where: str = ""
    since: str = ""
    until: str = ""
    sort: str = ""
    page: str = ""


class _Meant(Sent):
    codings: tuple[str, ...] = ()
    all: _CodingsAsked | None = None


class _Recoding(_Meant):
    code: Words


class _Group(Sent):
    codings: tuple[str, ...]
    code: Words = ""
    label: Words = ""
    definition: Words = ""


class _Board(Sent):
    code: Words
    groups: tuple[_Group, ...]
    reason: Line = ""
    drop_degrees: Ticked = False


@dataclass(frozen=True, slots=True)
class CodingsPage:
    """A page of the codings that are wanted: `number` in all, `mine` of them the person's own."""

    wanted: CodingsWanted
    columns: CodedColumns
    mine: int
    page: int
    codings: Sequence[Coding]
    beside: Sequence[Sequence[str]]

    @property
    def number(self) -> int:
        """How many there are in all."""
        return len(self.columns)

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return sheets(self.number, PAGE)


def wanted_of(asked: Mapping[str, str]) -> CodingsWanted:
    """What an address asks for; conditions are divided by `;`."""
    order = asked.get("sort", "") or "text"
    if order not in ORDERS:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(ORDERS)))
    plain = {name: asked.get(name, "").strip() for name in ("code", "text", "case", "coder", "degree", "words")}
    return CodingsWanted(
        **plain,
        only=ticked(asked, "only"),
        crossing=asked.get("with", "").strip(),
        where=where_in(asked),
        since=asked.get("since", "").strip(),
        until=asked.get("until", "").strip(),
        order=order,
    )


def page_of(visit: Visit) -> CodingsPage:
    """The page that the address asks for (`page`, from 1)."""
    wanted = wanted_of(visit.asked)
    if wanted.case:
        wanted = replace(wanted, case=visit.study.case(wanted.case))
    found = codings_wanted(visit.study, wanted)
    page = sheet(visit.asked, sheets(len(found), PAGE))
    first, last = (page - 1) * PAGE, min(page * PAGE, len(found))
    ids = [found.id(at) for at in range(first, last)]
    held = visit.study.ledger.codings_by_id(ids)
    everything = columns_now(visit.study)
    here = [(one, _beside(one, everything)) for one in (held.get(name) for name in ids) if one is not None]
    mine = int((found.coder.numbers == found.coder.number(visit.who or "")).sum())
    return CodingsPage(wanted, found, mine, page, [one for one, _ in here], [codes for _, codes in here])


def _beside(coding: Coding, everything: CodedColumns) -> list[str]:
    """The other codes that share words with a coding."""
    place = coding.place
    return [code for code in codes_at(everything, place.text, place.start, place.end) if code != coding.code]


def codings(visit: Visit) -> Response:
    """A page of codings, and how many in all.

    `?code&only&with&text&case&coder&degree&where&words&since&until&sort&page`.
    """
    page = page_of(visit)
    rows = [{**coding_json(one), "beside": list(codes)} for one, codes in zip(page.codings, page.beside, strict=True)]
    return reply({"number": page.number, "mine": page.mine, "page": page.page, "pages": page.pages, "codings": rows})


def recode(visit: Visit, given: _Recoding) -> Response:
    """Give codings another code (`code`): each is taken back and made again, all in one act or none.

    `codings` are ids of the person's own; or `all` says what a list of them was asked by (its address's parameters).
    A degree stays where the new code has it.
    """
    code = visit.study.codebook.code(given.code).id
    chosen = [one for one in _chosen(visit, given) if one.code != code]
    degrees = visit.study.codebook.degrees(code)
    rows: list[dict[str, Any]] = []
    for one in chosen:
        rows.append({"decision": "retract", "text": one.place.text, "coding": one.id})
        rows.append(
            {
                "decision": "code",
                "text": one.place.text,
                "code": code,
                "start": one.place.start,
                "end": one.place.end,
                "case": one.case or "",
                "degree": one.degree if one.degree in degrees else "",
                "value": one.value or "",
                "memo": one.memo or "",
            }
        )
    if not rows:
        raise Refused(422, tr("They have this code already."))
    if len(rows) > MOST:
        raise Refused(422, tr("At most {most} codings can be given another code at once.", most=MOST // 2))
    return once(visit, lambda: {**recorded(visit, rows), "changed": len(chosen)})


def retract(visit: Visit, given: _Meant) -> Response:
    """Take codings back, all in one act or none; which ones is said as in `recode`."""
    chosen = _chosen(visit, given)
    rows = [{"decision": "retract", "text": one.place.text, "coding": one.id} for one in chosen]
    return once(visit, lambda: {**recorded(visit, rows), "changed": len(chosen)})


def _chosen(visit: Visit, given: _Meant) -> list[Coding]:
    """The person's own codings that are meant; those that hold no more are left out. Raises Refused where none is."""
    if given.all is not None:
        found = codings_wanted(visit.study, wanted_of(given.all.filled))
        mine = found.where(found.coder.numbers == found.coder.number(visit.coder))
        ids = [mine.id(at) for at in range(len(mine))]
    else:
        ids = list(given.codings)
    if len(ids) > MOST:
        raise Refused(422, tr("Between 1 and {most} decisions can be recorded at once.", most=MOST))
    held = visit.study.ledger.codings_by_id(ids)
    if not held:
        raise Refused(409, tr("None of these codings holds any more."))
    return [held[one] for one in ids if one in held]


def split(visit: Visit, given: _Board) -> Response:
    """Make codes below one of groups of its quotes and move the codings there, in one act that undo takes back.

    A group has a `label` and `definition`, or the `code` that it goes to. As `glose codebook split` it moves codings of
    all coders; so it may be done by whoever may decide.
    """
    coder = visit.coder
    if not given.reason:
        raise Refused(422, tr("A change of codes needs a reason: it is recorded with it."))
    groups = [QuoteGroup(tuple(one.codings), one.code, one.label, one.definition) for one in given.groups]

    def record() -> dict[str, Any]:
        try:
            act, moved = into_sub_codes(
                visit.study, given.code, groups, coder=coder, reason=given.reason, drop_degrees=given.drop_degrees
            )
        except WouldLoseDegrees as error:
            raise Refused(409, str(error), (Problem("drop_degrees", str(error)),)) from None
        visit.place.suggesting.decided()
        return {**changes(visit, [act]), "changed": moved}

    return once(visit, record)


def code_label(visit: Visit, code: str) -> str:
    """The label of a code in the person's language; its id where the codebook has it no more."""
    book = visit.study.codebook
    return label_of(book, code, visit.language) if code in book.codes else code


ROUTES = [
    Route("/api/codings", visited(codings), methods=["GET"]),
    Route("/api/codings/recode", taking(_Recoding, recode, roles=DECIDES), methods=["POST"]),
    Route("/api/codings/retract", taking(_Meant, retract, roles=DECIDES), methods=["POST"]),
    Route("/api/codings/split", taking(_Board, split, roles=DECIDES), methods=["POST"]),
]
