"""Signing in, where the desk is reached from other computers: a name, a password, and patience after mistakes."""

from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from desk.api.session import with_cookie
from desk.desk import Desk
from desk.rendering import asked_language, bare_page
from desk.sessions import Session
from wording.messages import tr

_MOST = 8_192
"""Bytes of the form."""
_FORM = "application/x-www-form-urlencoded"


async def form(request: Request) -> Response:
    """The form; who is in already goes on."""
    desk: Desk = request.app.state.desk
    if desk.session_of(request.cookies.get(desk.sessions.cookie)) is not None:
        return RedirectResponse(_wanted(request), 303)
    if not desk.accounts:
        return bare_page(request, "closed.html.j2", 401)
    return _page(request, 200)


async def sign_in(request: Request) -> Response:
    """Let the person in, or say that name and password do not fit together, and after how long to try again."""
    desk: Desk = request.app.state.desk
    if not desk.accounts:
        return bare_page(request, "closed.html.j2", 401)
    given = await _sent(request)
    if given is None:
        return _page(request, 415, problem=tr("This address takes {kind} only.", kind=_FORM))
    name, password = given.get("name", "").strip(), given.get("password", "")
    address = request.client.host if request.client else ""
    if wait := desk.attempts.begin(name, address):
        answer = _page(request, 429, name=name, wait=wait)
        answer.headers["retry-after"] = str(wait)
        return answer
    account = await run_in_threadpool(desk.known.signs_in, name, password)
    if account is None:
        return _page(request, 401, name=name, wrong=True)
    desk.attempts.succeeded(name, address)
    session = Session(account.name, account.role, account=account.stamp)
    return with_cookie(request, RedirectResponse(_wanted(request), 303), session)


def _page(request: Request, status: int, **values: object) -> Response:
    to = _wanted(request)
    filled: dict[str, object] = {"name": "", "wrong": False, "wait": 0, "problem": "", **values}
    return bare_page(request, "sign_in.html.j2", status, language=asked_language(request), action=_here(to), **filled)


def _here(to: str) -> str:
    return "/sign-in" if to == "/" else f"/sign-in?{urlencode({'to': to})}"


def _wanted(request: Request) -> str:
    """Where the person was going: a path of this desk, and no address elsewhere."""
    to = request.query_params.get("to", "/")
    plain = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    return to if plain and not to.startswith(("/sign-in", "/enter")) else "/"


async def _sent(request: Request) -> dict[str, str] | None:
    """The fields of the form; None where something else was sent."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return None
    sent = bytearray()
    async for part in request.stream():
        sent += part
        if len(sent) > _MOST:
            return None
    try:
        fields = parse_qs(sent.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        return None
    return {key: values[0] for key, values in fields.items()}


ROUTES = [
    Route("/sign-in", form, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
]
