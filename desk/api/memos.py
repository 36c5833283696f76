"""Memos as JSON: found, written, corrected, taken away."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from desk.api.decisions import changes, once
from desk.markdown import shown_markdown
from desk.sent import Sent, Words
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from wording.messages import tr
from workbench.memo_list import MemosWanted, memos_wanted
from workbench.memo_writing import KINDS, take_away, write_memo

ABOUT = (*KINDS, "study", "notes")
"""What lists of memos can be narrowed to: `notes` are those that codings carry."""


class _About(Sent):
    kind: str
    id: str


class _Wording(Sent):
    memo: Words


class _Memo(_Wording):
    title: Words = ""
    about: tuple[_About, ...] = ()
    replaces: Words = ""


def wanted_of(asked: Mapping[str, str]) -> MemosWanted:
    """What an address asks for."""
    wanted = MemosWanted(**{name: asked.get(name, "").strip() for name in ("words", "about", "id", "coder")})
    if wanted.about not in ("", *ABOUT):
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(ABOUT)))
    return wanted


def memos(visit: Visit) -> Response:
    """Memos, the latest first (`?words&about&id&coder`), also those that codings carry (`"note": true`)."""
    found = memos_wanted(visit.study, wanted_of(visit.asked))
    return reply({"memos": [{**one.memo.as_json(), "note": one.coding is not None} for one in found]})


def write(visit: Visit, given: _Memo) -> Response:
    """Write a memo; with `replaces` correct one of one's own.

    Kinds are texts, cases, codes and codings (by the id of their entry); about nothing is about the study.
    """
    coder = visit.coder

    def record() -> dict[str, Any]:
        entry = write_memo(
            visit.study,
            title=given.title,
            wording=given.memo,
            about=[(one.kind, one.id) for one in given.about],
            coder=coder,
            replaces=given.replaces or None,
        )
        return {**changes(visit, [entry]), "memo": entry.id}

    return once(visit, record)


def remove(visit: Visit, given: _Wording) -> Response:
    """Take a memo of one's own away (`memo` is its id), with the earlier wordings that it corrected."""
    coder = visit.coder
    return once(visit, lambda: changes(visit, take_away(visit.study, given.memo, coder=coder)))


def preview(_visit: Visit, given: _Wording) -> Response:
    """Words as they will be shown: `{"html"}`."""
    return reply({"html": shown_markdown(given.memo[:200_000])})


ROUTES = [
    Route("/api/memos", visited(memos), methods=["GET"]),
    Route("/api/memos", taking(_Memo, write, roles=DECIDES), methods=["POST"]),
    Route("/api/memos/remove", taking(_Wording, remove, roles=DECIDES), methods=["POST"]),
    Route("/api/memos/preview", taking(_Wording, preview, roles=DECIDES), methods=["POST"]),
]
