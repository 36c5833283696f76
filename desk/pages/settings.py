"""The settings of the study that a first-time user needs: its title, its language, and whose codings count."""

from starlette.responses import Response
from starlette.routing import Route

from desk.api.acts_words import undo_redo
from desk.pages.frame import page
from desk.sent import Sent, Words
from desk.visit import LEADS, Refused, Visit, reply, taking, visited
from wording.messages import tr
from workbench.settings_writing import change_settings

IN_THE_FILE = ("coder", "lead", "unit", "attributes", "report", "style", "archive", "suggesters", "learn", "ledger")
"""Further settings, which are written in study.yaml."""


class _Settings(Sent):
    title: Words
    language: Words
    count: str | tuple[str, ...]


def settings(visit: Visit) -> Response:
    """The settings as study.yaml has them, to be changed by who leads."""
    now = visit.study.settings
    return page(
        visit,
        "settings.html.j2",
        name="study",
        title="",
        settings=now,
        counted="consensus" if now.consensus else "all" if now.count == "all" else "names",
        coders=_coders(visit),
        may_lead=visit.session.role in LEADS,
        own=IN_THE_FILE,
    )


def change(visit: Visit, given: _Settings) -> Response:
    """Write what was changed into study.yaml; only who leads may.

    `count` is "all", "consensus" or a list of coders.
    """
    count, coder = given.count, visit.coder
    if count not in ("all", "consensus") and isinstance(count, str):
        raise Refused(422, tr("Choose one of: {known}.", known="all, consensus"))
    changed = change_settings(visit.study, title=given.title, language=given.language, count=count, coder=coder)
    return reply({"changed": changed, **undo_redo(visit)})


def _coders(visit: Visit) -> list[str]:
    """Everybody who recorded a coding or is named already."""
    count = visit.study.settings.count
    return sorted({*visit.columns.coder.names, *(count if count != "all" else ())})


ROUTES = [
    Route("/settings", visited(settings)),
    Route("/api/settings", taking(_Settings, change, roles=LEADS), methods=["POST"]),
]
