"""Searching the texts: hits in their context, coded all or some at once; searches kept by name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from coding.records.columns import CodedColumns
from corpus.text import ROLES, Text
from desk.address import sheet, sheets, where_in
from desk.api.decisions import MOST, once, recorded
from desk.sent import AskedAs, Sent, Ticked, Words
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from wording.messages import tr
from workbench.codings_wanted import codes_at
from workbench.columns_now import columns_now
from workbench.saved_searches import forget_search, save_search, saved_searches
from workbench.searching import MODES, UNITS, Hit, NotParsed, SearchWanted, search, stretched

PAGE = 200
"""Hits on one page."""
_AROUND = 90
"""Characters of the text that are shown on each side of a hit."""
_PLAIN = ("words", "text", "case", "speaker", "role", "code", "without")


class _SearchAsked(AskedAs):
    words: str = ""
    mode: str = ""
    text: str = ""
    case: str = ""
    speaker: str = ""
    role: str = ""
    where: str = ""
    code: str = ""
    without: str = ""
    page: str = ""


class _HitsToCode(Sent):
    asked: _SearchAsked
    code: Words
    hits: tuple[tuple[str, int, int], ...] | None = None
    unit: Words = ""


class _Kept(Sent):
    name: Words
    asked: _SearchAsked = _SearchAsked()
    forget: Ticked = False


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit as it is shown: what stands before and behind it, and the codes that lie there already."""

    hit: Hit
    before: str
    words: str
    after: str
    codes: Sequence[str]


@dataclass(frozen=True, slots=True)
class HitsPage:
    """A page of hits; `number` in all, in so many passages and texts."""

    wanted: SearchWanted
    number: int
    passages: int
    texts: Mapping[str, int]
    page: int
    rows: Sequence[HitRow]

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return sheets(self.number, PAGE)


def wanted_of(asked: Mapping[str, str]) -> SearchWanted:
    """What an address asks for; conditions are divided by `;`."""
    mode, role = asked.get("mode", "") or "words", asked.get("role", "")
    if mode not in MODES:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(MODES)))
    if role and role not in ROLES:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(ROLES)))
    plain = {name: asked.get(name, "").strip() for name in _PLAIN}
    return SearchWanted(**plain, mode=mode, where=where_in(asked))


def asked_by(wanted: SearchWanted) -> dict[str, str]:
    """The parameters of an address that ask for a search."""
    plain = {name: getattr(wanted, name) for name in _PLAIN}
    asked = {**plain, "mode": wanted.mode if wanted.mode != "words" else "", "where": "; ".join(wanted.where)}
    return {name: value for name, value in asked.items() if value}


def page_of(visit: Visit, wanted: SearchWanted) -> HitsPage:
    """The page of hits that the address asks for (`page`, from 1)."""
    hits = found(visit, wanted)
    page = sheet(visit.asked, sheets(len(hits), PAGE))
    everything = columns_now(visit.study)
    rows = [_row(visit.study.texts[hit.text], hit, everything) for hit in hits[(page - 1) * PAGE : page * PAGE]]
    passages = len({(hit.text, hit.passage.number) for hit in hits})
    return HitsPage(wanted, len(hits), passages, Counter(hit.text for hit in hits), page, rows)


def found(visit: Visit, wanted: SearchWanted) -> list[Hit]:
    """The hits; texts that have to be analysed first begin to be, beside the requests."""
    try:
        return search(visit.study, wanted)
    except NotParsed:
        visit.place.suggesting.start()
        raise


def _row(text: Text, hit: Hit, everything: CodedColumns) -> HitRow:
    before = text.content[max(hit.start - _AROUND, hit.passage.start) : hit.start]
    after = text.content[hit.end : min(hit.end + _AROUND, hit.passage.end)]
    cut = "…" if hit.start - _AROUND > hit.passage.start else ""
    more = "…" if hit.end + _AROUND < hit.passage.end else ""
    codes = codes_at(everything, hit.text, hit.start, hit.end)
    words = text.content[hit.start : hit.end]
    return HitRow(hit, f"{cut}{before.lstrip() if not cut else before}", words, f"{after}{more}", codes)


def hits(visit: Visit) -> Response:
    """A page of hits (`?words&mode&text&case&speaker&role&where&code&without&page`), and how many in all."""
    page = page_of(visit, wanted_of(visit.asked))
    return reply(
        {
            "number": page.number,
            "passages": page.passages,
            "texts": page.texts,
            "page": page.page,
            "pages": page.pages,
            "hits": [
                {
                    "text": row.hit.text,
                    "start": row.hit.start,
                    "end": row.hit.end,
                    "quote": row.words,
                    "passage": row.hit.passage.number,
                    "before": row.before,
                    "after": row.after,
                    "codes": list(row.codes),
                }
                for row in page.rows
            ],
        }
    )


def code(visit: Visit, given: _HitsToCode) -> Response:
    """Code hits (`[TEXT, START, END]`) of a search, in one act or none.

    Without `hits` all that the search finds are coded. `unit` is `words`, `sentence` or `passage`; what two hits have
    in common is coded once.
    """
    unit = given.unit or "words"
    if unit not in UNITS:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(UNITS)))
    wanted = None if given.hits is None else set(given.hits)
    everything = found(visit, wanted_of(given.asked.filled))
    meant = [hit for hit in everything if wanted is None or (hit.text, hit.start, hit.end) in wanted]
    if not meant:
        raise Refused(409, tr("None of these hits is found any more. Search again."))
    texts = visit.study.texts
    places = dict.fromkeys((hit.text, *stretched(texts[hit.text], hit, unit)) for hit in meant)
    if len(places) > MOST:
        raise Refused(
            422, tr("These are {n} places: at most {most} are coded at once. Narrow it.", n=len(places), most=MOST)
        )
    chosen_code = visit.study.codebook.code(given.code).id
    rows: list[dict[str, Any]] = [
        {"decision": "code", "text": text, "code": chosen_code, "start": start, "end": end}
        for text, start, end in places
    ]
    return once(visit, lambda: recorded(visit, rows))


def saved(visit: Visit) -> Response:
    """The searches kept in searches.yaml: their names and what they ask."""
    kept = saved_searches(visit.study)
    return reply({"searches": [{"name": name, "asked": asked_by(one)} for name, one in kept.items()]})


def save(visit: Visit, given: _Kept) -> Response:
    """Keep a search by a name, for everybody in the study; or, with `forget`, keep it no longer."""
    if given.forget:
        forget_search(visit.study, given.name)
    else:
        save_search(visit.study, given.name, wanted_of(given.asked.filled))
    return saved(visit)


ROUTES = [
    Route("/api/search", visited(hits), methods=["GET"]),
    Route("/api/search/code", taking(_HitsToCode, code, roles=DECIDES), methods=["POST"]),
    Route("/api/searches", visited(saved), methods=["GET"]),
    Route("/api/searches", taking(_Kept, save, roles=DECIDES), methods=["POST"]),
]
