"""Accounts: made in the terminal, signed in to by a form that is patient with mistakes, ended at once."""

import json
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from desk.accounts import FILE, Accounts
from desk.app import application
from desk.attempts import Attempts
from desk.desk import Desk
from desk.serving import CannotServe, serve
from tests.desk.conftest import ADDRESS

PASSWORD = "correct horse"
HERE = {"origin": ADDRESS}


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    """Hashes that take no time."""
    monkeypatch.setattr("desk.accounts.PasswordHasher", lambda: PasswordHasher(1, 8, 1))


@pytest.fixture
def door(coded):
    """The desk of a study that is reached from elsewhere; anna is an analyst, rita reads."""
    accounts = Accounts(coded)
    accounts.add("anna", "analyst", PASSWORD)
    accounts.add("rita", "reader", PASSWORD)
    desk = Desk(coded, coder="lead", accounts=True)
    with TestClient(application(desk, hosts=["desk.test"]), base_url=ADDRESS, follow_redirects=False) as client:
        yield client


def sign_in(client, name="anna", password=PASSWORD, to="", **more):
    return client.post(f"/sign-in{to}", data={"name": name, "password": password}, headers=HERE, **more)


def test_signing_in_and_out(door):
    assert door.get("/texts").headers["location"] == "/sign-in?to=%2Ftexts"
    assert door.get("/enter?token=" + door.app.state.desk.sessions.token()).status_code == 401
    assert "password" in door.get("/sign-in").text
    answer = sign_in(door, to="?to=/texts")
    assert (answer.status_code, answer.headers["location"]) == (303, "/texts")
    assert door.get("/api/me").json() == {"coder": "anna", "role": "analyst", "language": "fr", "accounts": True}
    assert door.post("/api/me", json={"coder": "ben"}, headers=HERE).status_code == 403
    assert door.post("/api/sign-out", json={}, headers=HERE).json() == {"to": "/sign-in"}
    assert door.get("/api/me").status_code == 401


@pytest.mark.parametrize("to", ["//evil.example", "/\\evil.example", "https://evil.example", "/sign-in", "/a\r\nb"])
def test_signing_in_leads_nowhere_else(door, to):
    assert (
        sign_in(door, to="?" + str(__import__("urllib.parse").parse.urlencode({"to": to}))).headers["location"] == "/"
    )


def test_what_is_decided_is_recorded_under_the_account(door):
    sign_in(door)
    row = {"decision": "code", "text": "nice-entretien", "code": "challenges", "quote": "travail en silos"}
    answer = door.post("/api/decisions", json=[row], headers=HERE)
    assert answer.status_code == 200, answer.text
    [coding] = answer.json()["codings"]
    assert coding["coder"] == "anna"
    assert door.post("/api/decisions", json=[{**row, "coder": "rita"}], headers=HERE).status_code == 403


@pytest.mark.parametrize("change", ["removed", "another role", "another password", "no accounts left"])
def test_a_change_of_the_account_ends_its_sessions_at_once(door, coded, change):
    sign_in(door)
    assert door.get("/api/me").status_code == 200
    accounts = Accounts(coded)
    if change == "removed":
        accounts.remove("anna")
    elif change == "no accounts left":
        (coded / FILE).unlink()
    else:
        accounts.add("anna", "lead" if change == "another role" else "analyst", PASSWORD + "!")
    assert door.get("/api/me").status_code == 401


def test_a_session_of_an_account_opens_no_desk_without_accounts(door, coded):
    sign_in(door)
    [cookie] = dict(door.cookies).values()
    assert Desk(coded, accounts=True).session_of(cookie) is not None
    assert Desk(coded).session_of(cookie) is None
    plain = Desk(coded)
    assert Desk(coded, accounts=True).session_of(plain.sessions.written(plain_session())) is None


def plain_session():
    from desk.sessions import Session

    return Session("anna", "lead")


def test_mistakes_cost_patience(door):
    for _ in range(5):
        answer = sign_in(door, password="wrong password")
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
    answer = sign_in(door)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")
    assert sign_in(door, name="rita").status_code == 303


def test_no_form_of_another_site_signs_in(door):
    data = {"name": "anna", "password": PASSWORD}
    assert door.post("/sign-in", data=data, headers={"origin": "http://evil.example"}).status_code == 403
    assert door.post("/sign-in", json=data, headers=HERE).status_code == 415
    assert sign_in(door, password="x" * 10_000).status_code == 415
    assert "<script>" not in sign_in(door, name="<script>", password="wrong password").text


def test_pauses_grow_by_name_and_address_and_are_forgotten():
    now = 0.0
    attempts = Attempts(lambda: now)
    waits = []
    for _ in range(8):
        while wait := attempts.begin("anna", "10.0.0.1"):
            waits.append(wait)
            now += wait
    assert waits == [5, 10, 20]
    assert attempts.begin("ben", "10.0.0.1") == 0
    attempts.succeeded("ben", "10.0.0.1")
    assert attempts.begin("anna", "10.0.0.2") > 0, "from anywhere, a name waits"
    now += 4000
    assert attempts.begin("anna", "10.0.0.1") == 0


def test_one_address_cannot_try_all_names():
    attempts = Attempts(lambda: 0.0)
    tries = [attempts.begin(f"name {number}", "10.0.0.1") for number in range(20)]
    assert tries.index(5) == 15
    assert attempts.begin("name 30", "10.0.0.2") == 0


def test_the_commands(coded: Path, glose, monkeypatch, capsys):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    assert (
        "anna may sign in as analyst"
        in glose("desk", "accounts", "add", "anna", "--role", "analyst", "--password-stdin").out
    )
    assert glose("desk", "accounts", "list", "--json").lines == [{"name": "anna", "role": "analyst"}]
    assert PASSWORD not in (coded / FILE).read_text()
    assert "$argon2id$" in json.loads((coded / FILE).read_text())[0]["hash"]
    assert (coded / FILE).stat().st_mode & 0o077 == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert "10" in glose("desk", "accounts", "add", "ben", "--role", "reader", "--password-stdin", code=1).err
    assert "anna" in glose("desk", "accounts", "remove", "ana", code=1).err
    glose("desk", "accounts", "remove", "anna")
    assert glose("desk", "accounts", "list", "--json").lines == []


@pytest.mark.parametrize("where", [{"host": "0.0.0.0"}, {"names": ("desk.example.org",)}])
def test_beyond_this_computer_without_accounts_is_refused(coded, where):
    with pytest.raises(CannotServe, match="accounts add"):
        serve(coded, ledger=None, coder=None, opened=lambda url: None, browse=False, **where)
