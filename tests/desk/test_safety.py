"""Who may speak to the desk: its own pages, people who are in, each in their role; and how much they may send."""

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from desk.app import LARGEST, application
from desk.desk import Desk
from desk.guard import POLICY
from desk.sessions import ROLES, Session
from tests.desk.conftest import ADDRESS, Seat

OPEN = {"/enter", "/static/{path:path}", "/sign-in", "/api/events"}
"""Without `visited`: what holds no word of the study, and the events, which look after the session themselves."""

FOR_ALL = {"/api/me", "/api/sign-out"}
"""Writes that everybody may send."""
FOR_REVIEWERS = {"/api/audits/draw", "/api/audits/judge"}
FOR_LEADS = {
    "/api/settings",
    "/api/address",
    "/api/adjudication",
    "/api/adjudication/agreed",
    "/api/adjudication/propose",
    "/api/audits/draw",
}
"""Writes of who leads alone."""


def routes(app):
    for route in app.routes:
        assert isinstance(route, Route | Mount)
        yield route


def sends(route):
    return isinstance(route, Route) and bool(route.methods - {"GET", "HEAD"})


def address(route):
    return "/".join("x" if part.startswith("{") else part for part in route.path.split("/"))


@pytest.fixture
def plain(coded):
    """The desk as a stranger meets it; what breaks is answered, not raised."""
    desk = Desk(coded, coder="anna")
    with TestClient(
        application(desk, hosts=["desk.test"], secure=["desk.example.org"]),
        base_url=ADDRESS,
        raise_server_exceptions=False,
        follow_redirects=False,
    ) as client:
        yield client


def come_in(client, **session):
    desk = client.app.state.desk
    client.cookies.set(desk.sessions.cookie, desk.sessions.written(Session("anna", **session)))


def test_every_route_asks_who_comes(coded):
    for route in routes(application(Desk(coded), hosts=["desk.test"])):
        guarded = isinstance(route, Route) and getattr(route.endpoint, "visited", False)
        assert guarded != (route.path in OPEN), route.path


def test_a_stranger_reads_and_writes_nothing(plain):
    for route in routes(plain.app):
        if route.path in OPEN - {"/api/events"}:
            continue
        method = "POST" if sends(route) else "GET"
        answer = plain.request(method, address(route), headers={"origin": ADDRESS}, json={} if sends(route) else None)
        assert answer.status_code == 401, route.path


@pytest.mark.parametrize("role", ROLES)
def test_roles_hold_on_every_write(plain, role):
    come_in(plain, role=role)
    allowed = FOR_ALL | (FOR_REVIEWERS if role == "reviewer" else set())
    for route in filter(sends, routes(plain.app)):
        if not route.path.startswith("/api/") or route.path == "/api/sign-out":
            continue
        answer = plain.post(address(route), json=0, headers={"origin": ADDRESS})
        may = role == "lead" or (role == "analyst" and route.path not in FOR_LEADS) or route.path in allowed
        assert (answer.status_code != 403) == may, (role, route.path, answer.text)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": "desk.test.evil.example"}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "https://desk.test"}, 403),
        ({"origin": "http://desk.test:81"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"glose-coder": "ben"}, 409),
        ({"content-length": str(LARGEST + 1)}, 413),
        ({}, 200),
    ],
)
def test_what_other_pages_send_is_refused(plain, headers, status):
    come_in(plain)
    sent = {"origin": ADDRESS, "content-type": "application/json", **headers}
    assert plain.post("/api/me", content=b'{"language": "en"}', headers=sent).status_code == status


def test_other_sites_read_nothing_either(plain):
    come_in(plain)
    assert plain.get("/api/codes", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert plain.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("most", [LARGEST, 1000])
def test_a_body_of_unknown_length_is_bounded(plain, monkeypatch, most):
    """By the bound of a route, and by that of the whole desk if a route forgets its own."""
    monkeypatch.setattr("desk.app.LARGEST", most)
    plain.app.middleware_stack = plain.app.build_middleware_stack()
    come_in(plain)

    def endless():
        for _ in range(300):
            yield b" " * 65_536

    headers = {"origin": ADDRESS, "content-type": "application/json"}
    answer = plain.post("/api/decisions", content=endless(), headers=headers)
    assert (answer.status_code, "at once" in answer.text) == (413, True)


def test_every_answer_says_what_may_be_loaded(plain):
    come_in(plain)
    desk = plain.app.state.desk
    assert plain.get("/static/desk.css").status_code == 200
    desk.place_of = None  # whatever asks for it breaks
    wanted = {"/": 500, "/api/codes": 500, "/nothing": 404, "/api/nothing": 404, "/static/desk.css": 200}
    wanted |= {
        "/static/../desk.py": 404,
        "/static/%00": 404,
        "/static/words/en.js": 200,
        "/enter?token=no": 303,
        "/api/decisions": 405,
    }
    for path, status in wanted.items():
        answer = plain.get(path)
        assert answer.status_code == status, path
        assert answer.headers["content-security-policy"] == POLICY, path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in plain.get("/").text
    assert "inline" not in POLICY
    assert plain.get("/", headers={"host": "evil"}).headers["content-security-policy"] == POLICY


def test_a_token_opens_once_and_the_cookie_follows_it(plain):
    token = plain.app.state.desk.sessions.token()
    assert plain.get("/enter?token=wrong").status_code == 401
    first = plain.get(f"/enter?token={token}")
    assert (first.status_code, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    assert plain.get("/api/codes").status_code == 200
    plain.cookies.clear()
    assert plain.get(f"/enter?token={token}").status_code == 401


def test_by_https_the_cookie_is_secure(plain):
    token = plain.app.state.desk.sessions.token()
    host = {"host": "desk.example.org"}
    assert "; secure" in plain.get(f"/enter?token={token}", headers=host).headers["set-cookie"].lower()
    come_in(plain)
    sent = {**host, "origin": "http://desk.example.org"}
    assert plain.post("/api/me", json={}, headers=sent).status_code == 403
    assert plain.post("/api/me", json={}, headers={**host, "origin": "https://desk.example.org"}).status_code == 200


def test_signed_out_is_out_everywhere(plain):
    come_in(plain)
    cookie = dict(plain.cookies)
    assert plain.post("/api/sign-out", json={}, headers={"origin": ADDRESS}).json()["to"] == "/"
    plain.cookies.update(cookie)
    assert plain.get("/api/codes").status_code == 401
    again = Desk(plain.app.state.desk.folder)  # a desk started later knows it too
    assert again.session_of(next(iter(cookie.values()))) is None


def test_a_session_ends_after_twelve_hours_whatever_is_chosen_meanwhile(plain):
    come_in(plain, began=1)
    assert plain.get("/api/codes").status_code == 401
    sessions = plain.app.state.desk.sessions
    early = Session("anna", began=Session("anna").began - 11 * 3600)
    come_in(plain, began=early.began)
    answer = plain.post("/api/me", json={"language": "en"}, headers={"origin": ADDRESS})
    assert "max-age=3600" in answer.headers["set-cookie"].lower()
    value = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert sessions.read(value).began == early.began


def test_a_cookie_of_our_own_making_is_none(plain, seat: Seat):
    sessions = plain.app.state.desk.sessions
    value = sessions.written(Session("anna"))
    for forged in (value[:-2] + "xx", value.partition(".")[0], "x", ""):
        assert sessions.read(forged) is None
