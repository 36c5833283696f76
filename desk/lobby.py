"""The desk where there is no study yet: those below the working directory are offered, or a new one is started.

Once one is open the same address is its desk. What keeps strangers out is the same: a token that is good once, a
cookie, and the guard before everything.
"""

from collections.abc import Callable, Collection
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from corpus.problem import GloseError
from desk import static_files
from desk.api.session import with_cookie
from desk.app import Guarded, application, failures
from desk.desk import Desk
from desk.rendering import asked_language, bare_page
from desk.sent import Line, Sent, Unfit, Words, read_sent
from desk.sessions import Session, Sessions
from desk.visit import Refused, problem_reply, reply, what_was_sent
from wording.messages import LANGUAGES, ask_for_language, tr
from workbench.finding_studies import folder_for, name_from, studies_below
from workbench.starting import start_study
from workbench.study import Study

_MOST = 10_000
"""Bytes that one request may send here."""


class _Coming(Sent):
    """Who comes in."""

    coder: Line = ""


class _Opening(_Coming):
    path: Words


class _Starting(_Coming):
    title: Line
    language: Words = ""
    folder: Line = ""


C = TypeVar("C", bound=_Coming)


class Lobby:
    """Who may choose a study, among those in `folder`; `opened` hears which desk is then open."""

    accounts = False

    def __init__(self, folder: Path, coder: str | None, opened: Callable[[Desk], None]) -> None:
        self.folder = folder
        self.coder = coder
        self.opened = opened
        self.sessions = Sessions(None)

    def session_of(self, cookie: str | None) -> Session | None:
        """Who has this cookie."""
        return self.sessions.read(cookie)


class Switch:
    """An application in whose place another can be put while it runs."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on to the application that is there now."""
        assert self.app is not None
        await self.app(scope, receive, send)


def lobby_application(lobby: Lobby, *, hosts: Collection[str]) -> Guarded:
    """The application in which a study is chosen or started."""
    routes = [
        Route("/enter", _enter),
        *static_files.ROUTES,
        Route("/", _page),
        Route("/api/studies/open", _inside(_Opening, _open), methods=["POST"]),
        Route("/api/studies/start", _inside(_Starting, _start), methods=["POST"]),
    ]
    app = Guarded(hosts=hosts, secure=(), routes=routes, exception_handlers=failures())
    app.state.desk = lobby
    return app


def put_desk(switch: Switch, desk: Desk, hosts: Collection[str]) -> None:
    """From now on the same address is this study's desk."""
    switch.app = application(desk, hosts=hosts)
    desk.place_of(desk.coder).suggesting.start()


async def _enter(request: Request) -> Response:
    lobby: Lobby = request.app.state.desk
    known = _session(request)
    if known is None and not lobby.sessions.take(request.query_params.get("token", "")):
        return bare_page(request, "closed.html.j2", 401)
    return with_cookie(request, RedirectResponse("/", 303), known or Session(lobby.coder or ""))


def _session(request: Request) -> Session | None:
    lobby: Lobby = request.app.state.desk
    return lobby.session_of(request.cookies.get(lobby.sessions.cookie))


async def _page(request: Request) -> Response:
    lobby: Lobby = request.app.state.desk
    if _session(request) is None:
        return bare_page(request, "closed.html.j2", 401)
    found = await run_in_threadpool(studies_below, lobby.folder)
    values = {"studies": [asdict(one) for one in found], "folder": lobby.folder, "coder": lobby.coder or ""}
    return bare_page(request, "lobby.html.j2", 200, language=asked_language(request), **values)


def _inside(body: type[C], handler: Callable[[Lobby, C], Path]) -> Callable[[Request], Any]:
    """The endpoint that opens the study which the handler gives, for who is in."""

    async def endpoint(request: Request) -> Response:
        lobby: Lobby = request.app.state.desk
        if _session(request) is None:
            return problem_reply(request, 401, tr("Open the desk by the address that `glose desk` printed."))
        try:
            given = read_sent(body, await what_was_sent(request, most=_MOST))
            desk, answer = await run_in_threadpool(_opened, request, lobby, handler, given)
        except Refused as refused:
            return problem_reply(request, refused.status, refused.message)
        except Unfit as unfit:
            return problem_reply(request, 400, unfit.message, unfit.problems)
        except GloseError as error:
            return problem_reply(request, 422, str(error), error.problems)
        lobby.opened(desk)
        return answer

    return endpoint


def _opened(request: Request, lobby: Lobby, handler: Callable[[Lobby, C], Path], given: C) -> tuple[Desk, Response]:
    ask_for_language(asked_language(request))
    folder = handler(lobby, given)
    with Study.open(folder, viewer=lobby.coder) as study:  # what is wrong with it is said here
        ledger, coder = study.settings.ledger, lobby.coder or study.settings.coder
        language = study.settings.language
    said = given.coder
    desk = Desk(folder, ledger=ledger, coder=coder)
    session = Session(said or coder or "", language=asked_language(request, default=language))
    return desk, with_cookie(request, reply({"to": "/"}), session, desk=desk)


def _open(lobby: Lobby, given: _Opening) -> Path:
    """The study that was chosen, one of those that are offered."""
    known = {one.path for one in studies_below(lobby.folder)}
    if given.path not in known:
        raise Refused(404, tr("There is no such study below {folder}.", folder=lobby.folder))
    return lobby.folder / given.path


def _start(lobby: Lobby, given: _Starting) -> Path:
    """A new study; its folder's name follows from the title unless it is given."""
    title = given.title
    if not title:
        raise Refused(422, tr("A study needs a title."))
    language = given.language or "fr"
    if language not in LANGUAGES:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(LANGUAGES)))
    folder = folder_for(lobby.folder, given.folder or name_from(title))
    start_study(folder, codebook=None, language=language, title=title)
    return folder
