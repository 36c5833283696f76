"""The list of codings: what is asked for is found, and what is changed there is one act."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
ATTRACTIVE = "objectives.attractiveness"
ENVIRONMENT = "objectives.environment"


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, with two quotes coded: one of them with two codes whose words overlap."""
    anna = seat(coded)
    anna.decide(
        {"decision": "code", "text": TEXT, "code": ATTRACTIVE, "quote": "attirer des entreprises", "degree": "axis"},
        {"decision": "code", "text": TEXT, "code": ENVIRONMENT, "quote": "entreprises et des emplois"},
        {"decision": "code", "text": TEXT, "code": ENVIRONMENT, "quote": "Merci beaucoup"},
    )
    return anna


def found(anna, asked=""):
    return [(one["code"], one["quote"]) for one in anna.get(f"/api/codings?{asked}")["codings"]]


@pytest.mark.parametrize(
    ("asked", "quotes"),
    [
        (f"code={ENVIRONMENT}", ["entreprises et des emplois", "Merci beaucoup"]),
        (f"code={ENVIRONMENT}&with={ATTRACTIVE}", ["entreprises et des emplois"]),
        (f"code={ENVIRONMENT}&with={ENVIRONMENT}", []),
        ("code=objectives&only=1", []),
        ("code=objectives&sort=longest", ["entreprises et des emplois", "attirer des entreprises", "Merci beaucoup"]),
        ("coder=basile", []),
        ("words=ATTIRÉR", ["attirer des entreprises"]),
        ("degree=axis", ["attirer des entreprises"]),
        ("since=2000-01-01&until=2000-01-02", []),
        ("where=case%3DNice&words=merci", ["Merci beaucoup"]),
        ("where=case%21%3DNice", []),
    ],
)
def test_what_is_asked_for_is_found(anna, asked, quotes):
    assert [quote for _, quote in found(anna, asked)] == quotes


@pytest.mark.parametrize("asked", ["code=nothing", "where=altitude%3D3", "since=yesterday", "sort=colour", "case=Rome"])
def test_what_cannot_be_asked_is_refused(anna, asked):
    assert anna.client.get(f"/api/codings?{asked}").status_code == 422
    assert anna.client.get(f"/codings?{asked}").status_code == 422


def test_many_are_recoded_in_one_act(anna):
    before = found(anna)
    done = anna.post("/api/codings/recode", {"all": {"code": ENVIRONMENT}, "code": ATTRACTIVE})
    assert done["changed"] == 2
    assert {code for code, _ in found(anna)} == {ATTRACTIVE}
    anna.post("/api/undo", {})
    assert found(anna) == before
    anna.post("/api/redo", {})
    assert {code for code, _ in found(anna)} == {ATTRACTIVE}
    assert len(found(anna)) == 3


def test_a_degree_that_the_new_code_lacks_is_left_out(anna):
    [one] = anna.get("/api/codings?degree=axis")["codings"]
    anna.post("/api/codings/recode", {"codings": [one["id"]], "code": "challenges"})
    [moved] = anna.get("/api/codings?code=challenges")["codings"]
    assert (moved["quote"], moved["degree"]) == (one["quote"], None)


def test_only_ones_own_are_changed(anna, coded, seat: Seat):
    ids = [one["id"] for one in anna.get("/api/codings")["codings"]]
    basile = seat(coded, "basile")
    basile.post("/api/codings/retract", {"codings": ids[:1]}, 403)
    basile.post("/api/codings/retract", {"all": {}}, 409)
    seat(coded, "rita", "reader").post("/api/codings/retract", {"codings": ids[:1]}, 403)
    assert anna.post("/api/codings/retract", {"codings": ids})["changed"] == 3


def test_groups_of_quotes_become_codes(anna):
    ids = [one["id"] for one in anna.get(f"/api/codings?code={ENVIRONMENT}")["codings"]]
    body = {"code": ENVIRONMENT, "groups": [{"label": "Air pur", "codings": ids[1:]}], "reason": "two things"}
    anna.post("/api/codings/split", {**body, "reason": " "}, 422)
    assert anna.post("/api/codings/split", body)["changed"] == 1
    assert found(anna, f"code={ENVIRONMENT}.air_pur") == [(f"{ENVIRONMENT}.air_pur", "Merci beaucoup")]
    assert "Air pur" in anna.page(f"/codings/board?code={ENVIRONMENT}")
    anna.post("/api/undo", {})
    assert [code for code, _ in found(anna, f"code={ENVIRONMENT}")] == [ENVIRONMENT] * 2
    assert "air_pur" not in (anna.desk.folder / "codebook.yaml").read_text()


def test_degrees_are_not_dropped_unasked(anna):
    ids = [one["id"] for one in anna.get(f"/api/codings?code={ATTRACTIVE}")["codings"]]
    body = {"code": ATTRACTIVE, "groups": [{"code": "challenges", "codings": ids}], "reason": "elsewhere"}
    assert anna.post("/api/codings/split", body, 409)["problems"][0]["place"] == "drop_degrees"
    assert anna.post("/api/codings/split", {**body, "drop_degrees": True})["changed"] == 1


def test_the_page_tells_a_quote_its_text_and_place(anna):
    page = anna.page(f"/codings?code={ATTRACTIVE}")
    [one] = anna.get(f"/api/codings?code={ATTRACTIVE}")["codings"]
    assert f'href="/texts/{TEXT}#c{one["start"]}-{one["end"]}"' in page
    assert "attirer des entreprises" in page


def test_the_list_follows_what_is_recorded_since_it_was_read(anna):
    """The kept columns are mended entry by entry: they are those that the ledger gives when it is read anew."""
    anna.get("/api/codings")
    [one, *_] = anna.get(f"/api/codings?code={ENVIRONMENT}")["codings"]
    anna.post("/api/codings/recode", {"codings": [one["id"]], "code": "challenges"})
    anna.decide({"decision": "code", "text": TEXT, "code": "objectives", "quote": "D'accord"})
    kept = anna.get("/api/codings")["codings"]
    study = anna.desk.place_of("anna").opened.fresh_copy()
    columns = study.ledger.coding_columns()
    assert [one["id"] for one in kept] == [columns.id(at) for at in range(len(columns))]
    assert [one["code"] for one in kept] == [columns.code.at(at) for at in range(len(columns))]
    anna.post("/api/undo", {})
    assert anna.get("/api/codings")["number"] == len(columns) - 1
