"""The desk without a study: one below the folder is opened, or a new one started, by who has the token."""

import pytest
from starlette.testclient import TestClient

from desk.desk import Desk
from desk.guard import POLICY
from desk.lobby import Lobby, Switch, lobby_application, put_desk
from desk.serving import CannotServe, serve_lobby
from desk.suggesting import Suggesting
from tests.desk.conftest import ADDRESS
from workbench.finding_studies import studies_below

HERE = {"origin": ADDRESS}
HOSTS = ["desk.test"]


@pytest.fixture
def lobby(tmp_path, monkeypatch):
    """A lobby over the folder in which the tests make their studies; and what is opened in it."""
    monkeypatch.setattr(Suggesting, "start", lambda self: None)
    switch, desks = Switch(), list[Desk]()

    def opened(desk):
        desks.append(desk)
        put_desk(switch, desk, HOSTS)

    made = Lobby(tmp_path, "anna", opened)
    switch.app = lobby_application(made, hosts=HOSTS)
    with TestClient(switch.app) as client:  # the one client goes on where the application is another
        client = TestClient(switch, base_url=ADDRESS, follow_redirects=False)
        client.lobby = made
        yield client
    for desk in desks:
        desk.close()


def come_in(client):
    assert client.get(f"/enter?token={client.lobby.sessions.token()}").status_code == 303


def test_a_study_below_is_opened_at_the_same_address(lobby, study):
    assert lobby.get("/").status_code == 401
    come_in(lobby)
    page = lobby.get("/").text
    assert 'data-path="study"' in page
    assert lobby.post("/api/studies/open", json={"path": "study"}, headers=HERE).json() == {"to": "/"}
    assert 'href="/texts"' in lobby.get("/").text
    assert lobby.get("/api/me").json()["coder"] == "anna"


def test_a_new_study_is_started(lobby, tmp_path, glose):
    come_in(lobby)
    given = {"title": "Habiter la ville", "language": "en", "coder": "  Ben "}
    assert lobby.post("/api/studies/start", json=given, headers=HERE).status_code == 200
    assert lobby.get("/api/me").json()["coder"] == "Ben"
    [found] = studies_below(tmp_path)
    assert (found.path, found.title, found.language) == ("habiter-la-ville", "Habiter la ville", "en")
    assert glose("check", "--study", tmp_path / found.path).code == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "A", "folder": "../elsewhere"},
        {"title": "A", "folder": "/tmp/elsewhere"},
        {"title": "A", "folder": ".hidden"},
        {"title": "A", "folder": "a\\b"},
        {"title": "A", "language": "la"},
        {"title": "A", "folder": "study"},
    ],
)
def test_what_cannot_be_started_is_refused(lobby, study, tmp_path, wrong):
    come_in(lobby)
    before = sorted(tmp_path.rglob("*"))
    answer = lobby.post("/api/studies/start", json=wrong, headers=HERE)
    assert (answer.status_code, bool(answer.json()["message"])) == (422, True)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("path", ["..", "/etc", "nothing", "study/texts", None])
def test_only_what_is_offered_is_opened(lobby, study, path):
    come_in(lobby)
    assert lobby.post("/api/studies/open", json={"path": path}, headers=HERE).status_code == 404


def test_a_broken_study_says_what_is_wrong(lobby, study):
    (study / "study.yaml").write_text("titel: x\n")
    come_in(lobby)
    answer = lobby.post("/api/studies/open", json={"path": "study"}, headers=HERE)
    assert (answer.status_code, len(answer.json()["problems"])) == (422, 1)
    assert lobby.get("/").status_code == 200, "another can be chosen"


def test_strangers_are_kept_out_here_too(lobby, study):
    for path in ("/api/studies/open", "/api/studies/start"):
        assert lobby.post(path, json={"path": "study"}, headers=HERE).status_code == 401
    come_in(lobby)
    sent = {"path": "study"}
    assert lobby.post("/api/studies/open", json=sent, headers={"origin": "http://evil.example"}).status_code == 403
    assert lobby.post("/api/studies/open", data=sent, headers=HERE).status_code == 415
    assert lobby.post("/api/studies/open", json={"path": "x" * 20_000}, headers=HERE).status_code == 413
    assert lobby.get("/", headers={"host": "evil.example"}).status_code == 421
    assert lobby.get("/").headers["content-security-policy"] == POLICY
    lobby.cookies.clear()
    assert lobby.get("/enter?token=wrong").status_code == 401
    with pytest.raises(CannotServe):
        serve_lobby(study.parent, coder=None, host="0.0.0.0", port=0, opened=lambda url: None, browse=False)


def test_hidden_folders_and_studies_inside_studies_are_passed_over(tmp_path, study):
    for name in (".hidden", "study/inner", "a/b/c/d"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "study.yaml").write_text("title: X\n")
    assert [one.path for one in studies_below(tmp_path)] == ["study"]
