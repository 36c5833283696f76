"""The memos as a journal: by day, about what, found by their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.responses import Response
from starlette.routing import Route

from coding.records.replay import Coding
from desk.address import filled, sheet, sheets
from desk.api.codings import code_label
from desk.api.memos import ABOUT, wanted_of
from desk.markdown import shown_markdown
from desk.pages.codings import choices_of
from desk.pages.days import clock, short_day
from desk.pages.frame import page
from desk.pages.history import address_of
from desk.visit import Visit, visited
from workbench.memo_list import ListedMemo, MemosWanted, memos_wanted
from workbench.memo_writing import KINDS
from workbench.memos import Memo

PAGE = 100
"""Memos on one page."""


@dataclass(frozen=True, slots=True)
class AboutChip:
    """Something that a memo is about: its kind, its words, and where it leads."""

    kind: str
    id: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class MemoCard:
    """A memo as the journal shows it; `quote` is the words of the coding that it is about, if it is about one."""

    memo: Memo
    html: str
    day: str
    clock: str
    about: Sequence[AboutChip]
    quote: str
    place: str
    note: bool
    mine: bool


def memos(visit: Visit) -> Response:
    """The memos that the address asks for, the latest first, day by day."""
    wanted = wanted_of(visit.asked)
    found = memos_wanted(visit.study, wanted)
    asked = filled(visit.asked, "page")
    pages = sheets(len(found), PAGE)
    at = sheet(visit.asked, pages)
    cards = [_card(visit, one) for one in found[(at - 1) * PAGE : at * PAGE]]
    days: dict[str, list[MemoCard]] = {}
    for card in cards:
        days.setdefault(card.day, []).append(card)
    return page(
        visit,
        "memos.html.j2",
        name="memos",
        title="",
        wanted=wanted,
        asked=asked,
        number=len(found),
        days=days,
        at=at,
        last=pages,
        address=lambda **other: f"/memos?{urlencode({k: v for k, v in {**asked, **other}.items() if v})}",
        about_kinds=ABOUT,
        kinds=KINDS,
        about_words=_about_words(visit, wanted),
        may_decide=visit.may_decide,
        **choices_of(visit),
    )


def _about_words(visit: Visit, wanted: MemosWanted) -> str:
    return code_label(visit, wanted.id) if wanted.about == "codes" else wanted.id


def _card(visit: Visit, one: ListedMemo) -> MemoCard:
    memo, language = one.memo, visit.language
    coding = next(iter(one.codings.values()), None)
    return MemoCard(
        memo=memo,
        html=shown_markdown(memo.wording),
        day=short_day(memo.time, language),
        clock=clock(memo.time, language),
        about=[
            chip
            for kind, name in memo.about
            if not (one.coding is not None and kind == "codings")
            if (chip := _chip(visit, kind, name, one.codings)) is not None
        ],
        quote=" ".join(coding.place.quote.split()) if coding else "",
        place=address_of(coding.place) if coding else "",
        note=one.coding is not None,
        mine=memo.coder == visit.who,
    )


def _chip(visit: Visit, kind: str, name: str, codings: dict[str, Coding]) -> AboutChip | None:
    if kind == "texts":
        return AboutChip(kind, name, name, f"/texts/{quote(name, safe='')}")
    if kind == "cases":
        return AboutChip(kind, name, name, f"/codings?{urlencode({'case': name})}")
    if kind == "codes":
        return AboutChip(kind, name, code_label(visit, name), f"/codebook?{urlencode({'code': name})}")
    coding = codings.get(name)
    if coding is None:
        return None
    return AboutChip(kind, coding.id, code_label(visit, coding.code), f"/history?entry={coding.id}")


ROUTES = [Route("/memos", visited(memos))]
