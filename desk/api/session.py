"""Who is at the desk, in which language, and what happens meanwhile."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from desk.address import as_number
from desk.desk import Desk
from desk.sent import Line, Nothing, Sent
from desk.sessions import Session, Sessions
from desk.visit import LEADS, Refused, Visit, not_in, reply, taking, visited
from wording.messages import LANGUAGES, tr


class _Person(Sent):
    coder: Line | None = None
    language: str | None = None


def me(visit: Visit) -> Response:
    """Who is at the desk: `{"coder", "role", "language", "accounts"}`."""
    session = visit.session
    return reply(
        {"coder": visit.who, "role": session.role, "language": visit.language, "accounts": visit.desk.accounts}
    )


def change(visit: Visit, given: _Person) -> Response:
    """Say who one is (`coder`; not where people sign in), or choose the language of the screens (`language`)."""
    session, name = visit.session, given.coder
    if name is not None:
        if visit.desk.accounts:
            raise Refused(403, tr("You are signed in as {coder}. Sign out to be somebody else.", coder=session.coder))
        if not name:
            raise Refused(422, tr("A name is needed: it is recorded with every decision."))
        session = replace(session, coder=name)
    if given.language is not None:
        if given.language not in LANGUAGES:
            raise Refused(422, tr("Choose one of: {known}.", known=", ".join(LANGUAGES)))
        session = replace(session, language=given.language)
    answer = reply({"coder": session.coder or visit.desk.coder, "language": session.language or visit.language})
    return with_cookie(visit.request, answer, session)


def sign_out(visit: Visit, _: Nothing) -> Response:
    """End the session: its cookie is good no more, whoever has it."""
    visit.desk.sessions.end(visit.session)
    answer = reply({"to": "/sign-in" if visit.desk.accounts else "/"})
    answer.delete_cookie(visit.desk.sessions.cookie, path="/")
    return answer


def address(visit: Visit, _: Nothing) -> Response:
    """Another address that opens this desk once, for a further browser on this computer."""
    if visit.desk.accounts:
        raise Refused(403, tr("People sign in at this desk: its address is the same for all."))
    return reply({"url": f"{visit.request.base_url}enter?token={visit.desk.sessions.token()}"})


def with_cookie(request: Request, answer: Response, session: Session, *, desk: Desk | None = None) -> Response:
    """The answer, after which the browser is known as this session; never sent along by another site's page.

    Where the desk is reached by HTTPS the cookie travels by nothing else.
    """
    sessions: Sessions = (desk or request.app.state.desk).sessions
    answer.set_cookie(
        sessions.cookie,
        sessions.written(session),
        max_age=session.left,
        httponly=True,
        samesite="strict",
        secure=request.scope["scheme"] == "https",
        path="/",
    )
    return answer


async def events(request: Request) -> Response:
    """What is recorded from now on by anybody, and that there are new suggestions, as server-sent events.

    `?after=N`, the ledger's last position that is known: where more has arrived by now, that is told first.
    """
    desk: Desk = request.app.state.desk
    cookie = request.cookies.get(desk.sessions.cookie)
    session = desk.session_of(cookie)
    if session is None:
        return not_in(request, desk)
    watcher = desk.place_of(session.coder or desk.coder).watcher
    after = as_number(request.query_params.get("after", ""))
    heard = _while_in(watcher.events(after), lambda: desk.session_of(cookie) is not None)
    return StreamingResponse(heard, media_type="text/event-stream")


async def _while_in(events: AsyncIterator[str], still_in: Callable[[], bool]) -> AsyncIterator[str]:
    """The events, until the session ends: what happens then is not for that person."""
    async for event in events:
        if not still_in():
            return
        yield event


ROUTES = [
    Route("/api/me", visited(me), methods=["GET"]),
    Route("/api/me", taking(_Person, change), methods=["POST"]),
    Route("/api/sign-out", taking(Nothing, sign_out), methods=["POST"]),
    Route("/api/address", taking(Nothing, address, roles=LEADS), methods=["POST"]),
    Route("/api/events", events),
]
