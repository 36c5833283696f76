"""The desk as an application: its routes, who may come in, and what is let go at the end."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from desk.api.describing import description
from desk.api.session import with_cookie
from desk.desk import Desk
from desk.guard import Guard, too_much
from desk.rendering import bare_page
from desk.sessions import Session
from desk.visit import problem_reply
from wording.messages import tr

LARGEST = 64 * 1024 * 1024
"""Bytes that one request may send: some interviews come as PDFs with pictures."""

MODULES = (
    "desk.api.session",
    "desk.api.study",
    "desk.api.adding",
    "desk.api.cases",
    "desk.api.texts",
    "desk.api.decisions",
    "desk.api.codebook",
    "desk.api.codebook_edit",
    "desk.api.proposals",
    "desk.api.agenda",
    "desk.api.tables",
    "desk.api.statements",
    "desk.api.typologies",
    "desk.api.adjudication",
    "desk.pages.adjudication",
    "desk.api.audits",
    "desk.pages.audits",
    "desk.api.summaries",
    "desk.static_files",
    "desk.api.codings",
    "desk.pages.settings",
    "desk.pages.sign_in",
    "desk.pages.study",
    "desk.pages.cases",
    "desk.pages.texts",
    "desk.pages.confirm",
    "desk.pages.tables",
    "desk.pages.codings",
    "desk.api.search",
    "desk.pages.search",
    "desk.pages.codebook",
    "desk.api.history",
    "desk.pages.history",
    "desk.pages.statements",
    "desk.pages.typologies",
    "desk.pages.summaries",
    "desk.api.memos",
    "desk.pages.memos",
)
"""Modules with `ROUTES`: a page or a part of the interface has its line here."""


class Guarded(Starlette):
    """An application behind its guard, which stands before everything: also before what answers an error."""

    def __init__(self, *, hosts: Collection[str], secure: Collection[str], routes: Sequence[BaseRoute], **more: Any):
        super().__init__(routes=routes, **more)
        self._reached = (hosts, secure)

    def build_middleware_stack(self) -> ASGIApp:
        """The application with the guard outermost."""
        hosts, secure = self._reached
        return Guard(super().build_middleware_stack(), hosts=hosts, secure=secure, largest=LARGEST)


def application(desk: Desk, *, hosts: Collection[str], secure: Collection[str] = ()) -> Starlette:
    """The desk's application, reached under these names (with their ports), those of `secure` by HTTPS."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    app = Guarded(
        hosts=hosts,
        secure=secure,
        routes=_routes(),
        lifespan=lifespan,
        exception_handlers=failures(),
    )
    app.state.desk = desk
    return app


def failures() -> dict[Any, Any]:
    """How it is answered that something is not there, or went wrong."""
    return {404: _not_found, 405: _not_so, 413: _too_much, Exception: _broken}


def _routes() -> list[BaseRoute]:
    found: list[BaseRoute] = [Route("/enter", _enter)]
    for name in MODULES:
        found += import_module(name).ROUTES
    return [*found, description(found)]


async def _enter(request: Request) -> Response:
    """The address that the desk printed: its token opens the desk once, and a cookie follows it."""
    desk: Desk = request.app.state.desk
    known = desk.session_of(request.cookies.get(desk.sessions.cookie))
    if not desk.accounts and (known is not None or desk.sessions.take(request.query_params.get("token", ""))):
        session = known or Session(desk.coder or "")
        return with_cookie(request, RedirectResponse("/", 303), session)
    return bare_page(request, "closed.html.j2", 401)


async def _not_found(request: Request, _error: Exception) -> Response:
    return problem_reply(request, 404, tr("There is nothing at this address."))


async def _not_so(request: Request, _error: Exception) -> Response:
    return problem_reply(request, 405, tr("This address is not asked in that way."))


async def _too_much(request: Request, _error: Exception) -> Response:
    return problem_reply(request, 413, too_much())


async def _broken(request: Request, _error: Exception) -> Response:
    """A fault of ours: the terminal shows it whole, the page only that there was one."""
    return problem_reply(request, 500, tr("The desk could not do this; the terminal where it runs says why."))
