"""Memos as JSON: found, written, corrected, taken away."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from desk.api.decisions import changes, once
from desk.markdown import shown_markdown
from desk.visit import DECIDES, Refused, Visit, reply, visited
from wording.messages import tr
from workbench.memo_list import MemosWanted, memos_wanted
from workbench.memo_writing import KINDS, take_away, write_memo

ABOUT = (*KINDS, "study", "notes")
"""What lists of memos can be narrowed to: `notes` are those that codings carry."""


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


def write(visit: Visit) -> Response:
    """Write a memo: `{"title", "memo", "about": [{"kind", "id"}, …]}`; with `replaces` correct one of one's own.

    Kinds are texts, cases, codes and codings (by the id of their entry); about nothing is about the study.
    """
    given, coder = visit.fields("memo"), visit.coder
    about = given.get("about") or []
    if not isinstance(about, list) or not all(isinstance(one, dict) for one in about):
        raise Refused(422, tr("`about` is a list of objects with `kind` and `id`."))

    def record() -> dict[str, Any]:
        entry = write_memo(
            visit.study,
            title=str(given.get("title") or ""),
            wording=str(given["memo"]),
            about=[(str(one.get("kind", "")), str(one.get("id", ""))) for one in about],
            coder=coder,
            replaces=str(given["replaces"]) if given.get("replaces") else None,
        )
        return {**changes(visit, [entry]), "memo": entry.id}

    return once(visit, record)


def remove(visit: Visit) -> Response:
    """Take a memo of one's own away (`{"memo": ID}`), with the earlier wordings that it corrected."""
    given, coder = visit.fields("memo"), visit.coder
    return once(visit, lambda: changes(visit, take_away(visit.study, str(given["memo"]), coder=coder)))


def preview(visit: Visit) -> Response:
    """Words as they will be shown: `{"html"}`."""
    return reply({"html": shown_markdown(str(visit.fields("memo")["memo"])[:200_000])})


ROUTES = [
    Route("/api/memos", visited(memos), methods=["GET"]),
    Route("/api/memos", visited(write, roles=DECIDES), methods=["POST"]),
    Route("/api/memos/remove", visited(remove, roles=DECIDES), methods=["POST"]),
    Route("/api/memos/preview", visited(preview, roles=DECIDES), methods=["POST"]),
]
