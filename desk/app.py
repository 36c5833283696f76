"""The desk as an application: its routes, who may come in, and what is let go at the end."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib import import_module

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from desk.api.session import with_cookie
from desk.desk import Desk
from desk.guard import Guard
from desk.rendering import ROOT, bare_page
from desk.sessions import Session
from desk.visit import problem_reply
from wording.messages import tr

LARGEST = 200 * 1024 * 1024
"""Bytes that one request may send: some interviews come as PDFs with pictures."""

MODULES = (
    "desk.api.session",
    "desk.api.texts",
    "desk.api.decisions",
    "desk.api.codebook",
    "desk.api.tables",
    "desk.words",
    "desk.pages.study",
    "desk.pages.texts",
    "desk.pages.tables",
)
"""Modules with `ROUTES`: a page or a part of the interface has its line here."""


def application(desk: Desk, *, hosts: Collection[str]) -> Starlette:
    """The desk's application, reached under these names (with their ports)."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    app = Starlette(
        routes=[*_routes()],
        middleware=[Middleware(Guard, hosts=hosts, largest=LARGEST)],
        lifespan=lifespan,
        exception_handlers={404: _not_found},
    )
    app.state.desk = desk
    return app


def _routes() -> list[BaseRoute]:
    found: list[BaseRoute] = [Route("/enter", _enter), Mount("/static", StaticFiles(directory=ROOT / "static"))]
    for name in MODULES:
        found += import_module(name).ROUTES
    return found


async def _enter(request: Request) -> Response:
    """The address that the desk printed: its token opens the desk once, and a cookie follows it."""
    desk: Desk = request.app.state.desk
    known = desk.sessions.read(request.cookies.get(desk.sessions.cookie))
    if not desk.accounts and (known is not None or desk.sessions.take(request.query_params.get("token", ""))):
        session = known or Session(desk.coder or "")
        return with_cookie(RedirectResponse("/", 303), desk, session)
    return bare_page(request, "closed.html.j2", 401)


async def _not_found(request: Request, _error: Exception) -> Response:
    return problem_reply(request, 404, tr("There is nothing at this address."))
