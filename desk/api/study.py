"""The study at a glance, piece by piece: what is slow in a large study is asked for after the page is drawn.

These look at the study beside whatever else the person does at the desk, so that nothing waits for them.
"""

from collections import Counter
from typing import Any
from urllib.parse import quote, urlencode

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.model import label_of
from coding.records.entry import Entry
from desk.address import as_number
from desk.visit import Refused, Visit, reply, visited
from wording.catalogues import say, say_number
from wording.messages import tr
from workbench.attention import Matter, Waiting, disagreements, matters
from workbench.study_changes import changes_since
from workbench.study_overview import coders_on_texts, left_by_text

MOST_SHOWN = 30
"""Places of one matter, or cells of tables, that the page lists; it says how many more there are."""
MOST_TEXTS = 8
"""Texts that are named where it is told what somebody recorded."""
LARGE = 20_000
"""Codings from which on disagreements are looked for only when the person asks."""
SHOWN_KINDS = (
    *("text", "codebook", "cases", "settings", "accept", "code", "reject", "retract", "recode", "classify"),
    *("summarise", "sign", "memo", "revise", "adjudicate", "propose", "answer", "assign", "audit", "review"),
    *("read", "undo"),
)
"""Kinds of entries that are named where it is told what was recorded; the others follow from these."""


def coders(visit: Visit) -> Response:
    """By text and coder: passages read, codings; null where it is hidden."""
    return reply(
        [
            {"text": one.text, "coder": one.coder, "passages": one.passages, "read": one.read, "codings": one.codings}
            | {"assigned": one.assigned}
            for one in coders_on_texts(visit.study)
        ]
    )


def left_to_decide(visit: Visit) -> Response:
    """How many suggestions wait for the person, by text, of how many; `ready` is false while they are being made."""
    suggesting = visit.place.suggesting
    suggesting.start()
    if not suggesting.ready or visit.who is None:
        return reply({"ready": visit.who is None, "left": {}, "suggested": {}, "problem": suggesting.problem})
    made = {text: suggesting.of_text(text) for text in visit.study.texts}
    left = left_by_text(visit.study, visit.who, made)
    return reply(
        {"ready": True, "left": left, "suggested": {text: len(some) for text, some in made.items()}, "problem": ""}
    )


def changes(visit: Visit) -> Response:
    """What was recorded after a position of the ledger (`?after=N`), by coder, in words."""
    after = as_number(visit.asked.get("after", ""))
    if after is None:
        raise Refused(422, tr("What was sent lacks {keys}.", keys="after"))
    found: dict[str, list[Entry]] = {}
    for _, entry in visit.study.ledger.arrived_after(after):
        if entry.kind in SHOWN_KINDS:
            found.setdefault(entry.coder, []).append(entry)
    return reply([_done_by(visit, coder, entries) for coder, entries in found.items()])


def _done_by(visit: Visit, coder: str, entries: list[Entry]) -> dict[str, Any]:
    counts = Counter(entry.kind for entry in entries)
    words = [say_number(f"desk_act_{kind}_many", counts[kind], visit.language) for kind in SHOWN_KINDS if counts[kind]]
    texts = [text for text in dict.fromkeys(entry.text for entry in entries) if text in visit.study.texts]
    return {
        "coder": coder,
        "mine": coder == visit.who,
        "words": words,
        "texts": texts[:MOST_TEXTS],
        "more": max(0, len(texts) - MOST_TEXTS),
        "last": entries[-1].time,
    }


def cells(visit: Visit) -> Response:
    """The cells of tables that show something else than at a moment (`?since=` UTC, ISO 8601)."""
    since = visit.asked.get("since", "")
    if not since[:4].isdecimal():
        raise Refused(422, tr("What was sent lacks {keys}.", keys="since"))
    found = changes_since(visit.study, since).cells
    rows = [
        {
            "table": cell.table,
            "row": cell.row.label,
            "column": cell.column.label,
            "before": cell.before,
            "after": cell.after,
            "href": f"/tables/{quote(cell.table, safe='')}",
        }
        for cell in found[:MOST_SHOWN]
    ]
    return reply({"number": len(found), "cells": rows})


def waiting(visit: Visit) -> Response:
    """What waits for a person, each matter with its places and where it is settled.

    `ask` says that disagreements were not looked for, because that takes long here: `/api/study/disagreements` does.
    """
    codings = len(visit.study.ledger.coding_columns())
    found = [_matter(visit, matter, places) for matter, places in matters(visit.study).items()]
    return reply({"matters": found, "ask": codings > LARGE})


def differing(visit: Visit) -> Response:
    """The passages in which coders differ, as one of the matters; none where there are none."""
    found = disagreements(visit.study)
    return reply({"matters": [_matter(visit, "disagreements", found)] if found else [], "ask": False})


def _matter(visit: Visit, matter: Matter, places: list[Waiting]) -> dict[str, Any]:
    return {
        "matter": matter,
        "title": say_number(f"desk_waits_{matter}", len(places), visit.language),
        "number": len(places),
        "places": [_place(visit, matter, place) for place in places[:MOST_SHOWN]],
        "more": max(0, len(places) - MOST_SHOWN),
        "hint": say(f"desk_waits_{matter}_how", visit.language),
    }


def _place(visit: Visit, matter: Matter, place: Waiting) -> dict[str, str]:
    """The words of a place, and the address where it is settled."""
    book = visit.study.codebook
    code = place.code or ""
    label = label_of(book, code, visit.language) if code in book.codes else code
    text = f"/texts/{quote(place.text, safe='')}" if place.text else ""
    coder, words = place.coder or "", " ".join(place.words.split())
    match matter:
        case "lost":
            return {"words": f"« {words} »", "beside": f"{label} · {coder} · {place.text}", "href": text}
        case "examples":
            return {"words": label, "beside": words, "href": f"/codebook?{urlencode({'code': code})}"}
        case "proposals":
            return {"words": words, "beside": f"{label} · {coder}".strip(" ·"), "href": "/codebook#proposals"}
        case "stale":
            address = urlencode({"code": code, "case": place.case or ""})
            return {"words": label, "beside": place.case or "", "href": f"/summaries?{address}"}
        case "no_case" | "unlisted":
            return {"words": place.text or place.case or "", "beside": "", "href": "/cases"}
        case "disagreements":
            return {
                "words": label,
                "beside": f"{place.text}, {words}",
                "href": f"/adjudication?{urlencode({'text': place.text or ''})}",
            }
        case _:
            return {"words": place.text or "", "beside": coder, "href": text}


ROUTES = [
    Route("/api/study/coders", visited(coders, beside=True)),
    Route("/api/study/left", visited(left_to_decide, beside=True)),
    Route("/api/study/changes", visited(changes, beside=True)),
    Route("/api/study/cells", visited(cells, beside=True)),
    Route("/api/study/waiting", visited(waiting, beside=True)),
    Route("/api/study/disagreements", visited(differing, beside=True)),
]
