"""One request: who asks, about which study, in which language; and how every answer and refusal is given."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from coding.deciding.decision import UnsoundDecision
from coding.records.columns import CodedColumns
from corpus.problem import GloseError, Problem
from desk.desk import Desk, Place
from desk.guard import too_much
from desk.rendering import bare_page
from desk.sent import S, Sent, Unfit, read_sent
from desk.sessions import Session
from desk.uploads import NoSuchFile, TooManyFiles
from ledger.known_texts import OutdatedVersion
from ledger.situations import LedgerUnavailable
from wording.messages import tr
from workbench.auditing import OwnCoding, UnknownAudit
from workbench.case_grid import CasesChanged
from workbench.codebook_writing import CodebookChanged
from workbench.columns_now import columns_now
from workbench.doing_again import NothingToDo
from workbench.file_edits import EditStands
from workbench.study import BlindHere, NobodyCodes, Study, UnknownText

_STATUS: tuple[tuple[type[GloseError], int], ...] = (
    (UnknownText, 404),
    (BlindHere, 403),
    (NobodyCodes, 409),
    (CodebookChanged, 409),
    (CasesChanged, 409),
    (OutdatedVersion, 409),
    (NothingToDo, 409),
    (EditStands, 409),
    (UnknownAudit, 404),
    (OwnCoding, 403),
    (NoSuchFile, 404),
    (TooManyFiles, 413),
    (LedgerUnavailable, 503),
)
"""How a known situation is called in HTTP; any other is 422: what was asked for cannot be done as it is."""

JSON = "application/json"
MOST_SENT = 16 * 1024 * 1024
"""Bytes of one write, unless its route says otherwise."""

DECIDES = frozenset({"lead", "analyst"})
REVIEWS = frozenset({"lead", "analyst", "reviewer"})
LEADS = frozenset({"lead"})


class Refused(Exception):
    """A request that is answered with a status, a message and (for a list that was sent) what is wrong where."""

    def __init__(self, status: int, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.problems = problems


@dataclass(slots=True)
class Visit:
    """A request in hand: the study is open for it alone until it is answered."""

    request: Request
    desk: Desk
    place: Place
    session: Session
    study: Study
    sent: bytes = b""

    @property
    def language(self) -> str:
        """The language of the screens: the person's choice, else the study's."""
        return self.session.language or self.study.settings.language

    @property
    def who(self) -> str | None:
        """Whose desk it is; None where the person has not said who they are."""
        return self.session.coder or self.desk.coder

    @property
    def coder(self) -> str:
        """Who records; raises NobodyCodes where the person has not said who they are."""
        if self.who is None:
            raise NobodyCodes(tr("Say who you are first: your name is recorded with every decision."))
        return self.study.coder(self.who)

    @property
    def columns(self) -> CodedColumns:
        """The codings that hold, as columns."""
        return columns_now(self.study)

    @property
    def may_decide(self) -> bool:
        """Whether the person's role lets them code and decide."""
        return self.session.role in DECIDES

    @property
    def asked(self) -> Mapping[str, str]:
        """What stands after the question mark of the address."""
        return self.request.query_params

    def named(self, part: str) -> str:
        """A part of the address's path."""
        return str(self.request.path_params[part])

    def body(self) -> Any:
        """What was sent, as JSON; raises Refused where it is none."""
        try:
            return json.loads(self.sent or b"null")
        except ValueError as error:
            raise Refused(400, tr("What was sent is not JSON: {error}.", error=error)) from None


Handler = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def visited(
    handler: Handler,
    *,
    roles: frozenset[str] | None = None,
    takes: str = JSON,
    most: int = MOST_SENT,
    beside: bool = False,
    body: type[Sent] | None = None,
) -> Endpoint:
    """The endpoint that gives the handler an open study, for people who are in, with one of these roles (None: any).

    Writes are sent as `takes`, which no form of another site can send, `most` bytes of it. What takes long looks at the
    study `beside` the person's other requests, which do not wait for it. `body` is what /api says of what is sent.
    """

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        session = desk.session_of(request.cookies.get(desk.sessions.cookie))
        if session is None:
            return not_in(request, desk)
        sent = b""
        if request.method not in ("GET", "HEAD"):
            try:
                _check(request, session, desk, roles)
                sent = await what_was_sent(request, takes, most)
            except Refused as refused:
                return problem_reply(request, refused.status, refused.message)
        return await run_in_threadpool(_answer, handler, request, desk, session, sent, roles, beside)

    endpoint.__dict__ |= {"visited": True, "handler": handler, "roles": roles, "body": body}  # what /api and tests ask
    return endpoint


def taking(
    body: type[S],
    handler: Callable[[Visit, S], Response],
    *,
    roles: frozenset[str] | None = None,
    beside: bool = False,
) -> Endpoint:
    """The endpoint of a write, whose handler is given what was sent as this model; what does not fit it is refused."""

    @wraps(handler)
    def reading(visit: Visit) -> Response:
        try:
            given = read_sent(body, visit.sent)
        except Unfit as unfit:
            raise Refused(400, unfit.message, unfit.problems) from None
        return handler(visit, given)

    return visited(reading, roles=roles, beside=beside, body=body)


async def what_was_sent(request: Request, takes: str = JSON, most: int = MOST_SENT) -> bytes:
    """The body of a request, of this kind and so many bytes at most; raises Refused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != takes:
        raise Refused(415, tr("This address takes {kind} only.", kind=takes))
    sent = bytearray()
    async for part in request.stream():
        sent += part
        if len(sent) > most:
            raise Refused(413, too_much())
    return bytes(sent)


def _check(request: Request, session: Session, desk: Desk, roles: frozenset[str] | None) -> None:
    """Raises Refused where nothing of what is sent is even read: a role that may not, a page of who has left since."""
    if roles is not None and session.role not in roles:
        raise _role(session)
    meant, who = unquote(request.headers.get("glose-coder", "")), session.coder or desk.coder or ""
    if meant and meant != who:
        raise Refused(
            409, tr("This page is {meant}'s, and the desk is now {who}'s: load it again.", meant=meant, who=who)
        )


def _role(session: Session) -> Refused:
    return Refused(403, tr("Your role here is {role}: you may look, but not do this.", role=session.role))


def _answer(
    handler: Handler,
    request: Request,
    desk: Desk,
    session: Session,
    sent: bytes,
    roles: frozenset[str] | None,
    beside: bool,
) -> Response:
    place = desk.place_of(session.coder or desk.coder)
    try:
        with place.opened.use(session.language or None, beside=beside) as study:
            if roles is not None and session.role not in roles:
                raise _role(session)
            desk.seat(place, study)
            return handler(Visit(request, desk, place, session, study, sent))
    except Refused as refused:
        return problem_reply(request, refused.status, refused.message, refused.problems)
    except UnsoundDecision as unsound:
        return problem_reply(request, 422, unsound.message, (Problem(unsound.field, unsound.message),))
    except GloseError as error:
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 422)
        return problem_reply(request, status, str(error), error.problems)


def problem_reply(request: Request, status: int, message: str, problems: tuple[Problem, ...] = ()) -> Response:
    """What is wrong: JSON under /api/, a page elsewhere."""
    rows = [{"place": p.place, "message": p.message, "level": p.level} for p in problems]
    if request.url.path.startswith("/api/"):
        return JSONResponse({"message": message, "problems": rows}, status)
    return bare_page(request, "problem.html.j2", status, message=message, problems=rows)


def not_in(request: Request, desk: Desk) -> Response:
    """The answer to somebody who is not in: how to come in."""
    if request.url.path.startswith("/api/"):
        said = (
            tr("You are not signed in, or no more: sign in again.")
            if desk.accounts
            else tr("Open the desk by the address that `glose desk` printed.")
        )
        return JSONResponse({"message": said, "problems": []}, 401)
    if desk.accounts:
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?{urlencode({'to': wanted})}" if wanted != "/" else "/sign-in", 303)
    return bare_page(request, "closed.html.j2", 401)


def share_of(written: object) -> float:
    """A share from 0 to 1 as it was sent; 0 where nothing was. Raises Refused."""
    try:
        share = float(str(written or "0").replace(",", "."))
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise Refused(422, tr("{written!r} is not a share from 0 to 1.", written=written))
    return share


def reply(value: Any, status: int = 200) -> Response:
    """The value as JSON."""
    return JSONResponse(value, status)
