"""Who is at the desk, in which language, and what happens meanwhile."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from desk.desk import Desk
from desk.sessions import Session
from desk.visit import Refused, Visit, reply, visited
from wording.messages import LANGUAGES, tr


def me(visit: Visit) -> Response:
    """Who is at the desk: `{"coder", "role", "language", "accounts"}`."""
    session = visit.session
    return reply(
        {"coder": visit.who, "role": session.role, "language": visit.language, "accounts": visit.desk.accounts}
    )


def change(visit: Visit) -> Response:
    """Say who one is (`coder`; not where people sign in), or choose the language of the screens (`language`)."""
    given, session = visit.fields(), visit.session
    if "coder" in given:
        name = " ".join(str(given["coder"]).split())
        if visit.desk.accounts:
            raise Refused(403, tr("You are signed in as {coder}. Sign out to be somebody else.", coder=session.coder))
        if not name:
            raise Refused(422, tr("A name is needed: it is recorded with every decision."))
        session = replace(session, coder=name)
    if "language" in given:
        if given["language"] not in LANGUAGES:
            raise Refused(422, tr("Choose one of: {known}.", known=", ".join(LANGUAGES)))
        session = replace(session, language=str(given["language"]))
    answer = reply({"coder": session.coder or visit.desk.coder, "language": session.language or visit.language})
    return with_cookie(answer, visit.desk, session)


def with_cookie(answer: Response, desk: Desk, session: Session, *, secure: bool = False) -> Response:
    """The answer, after which the browser is known as this session; never sent along by another site's page."""
    answer.set_cookie(
        desk.sessions.cookie,
        desk.sessions.written(session),
        max_age=12 * 3600,
        httponly=True,
        samesite="strict",
        secure=secure,
        path="/",
    )
    return answer


async def events(request: Request) -> Response:
    """What is recorded from now on by anybody, and that there are new suggestions, as server-sent events."""
    desk: Desk = request.app.state.desk
    session = desk.sessions.read(request.cookies.get(desk.sessions.cookie))
    if session is None:
        return JSONResponse({"message": tr("Open the desk by the address that `glose desk` printed.")}, 401)
    watcher = desk.place_of(session.coder or desk.coder).watcher
    return StreamingResponse(watcher.events(), media_type="text/event-stream")


ROUTES = [
    Route("/api/me", visited(me), methods=["GET"]),
    Route("/api/me", visited(change), methods=["POST"]),
    Route("/api/events", events),
]
