"""The first page: counts, what waits and where it is settled, and what was recorded since one was here."""

import json

import pytest

from coding.suggesting.suggestion import Suggestion
from corpus.place import Place
from tests.desk.conftest import Seat

TEXT = "nice-entretien"
CODED = {"decision": "code", "text": TEXT, "code": "challenges", "quote": "travail en silos"}


def waiting(anna):
    return {one["matter"]: one for one in anna.get("/api/study/waiting")["matters"]}


def test_the_page_counts_what_the_study_holds(coded, seat: Seat):
    anna = seat(coded)
    anna.decide(CODED)
    page = anna.page("/")
    for said in ("1 texte", "3 cas", "4 codes", "1 codage", f'href="/texts/{TEXT}"'):
        assert said in page
    assert "Aucun texte encore" not in page


def test_an_empty_study_says_how_to_begin(study, seat: Seat):
    assert "Aucun texte encore" in seat(study).page("/")


def test_by_text_and_coder(coded, seat: Seat, glose):
    anna = seat(coded)
    anna.decide(CODED)
    passages = len(anna.get(f"/api/texts/{TEXT}")["passages"])
    anna.post("/api/read", {"text": TEXT, "passages": [1, 2]})
    glose("assign", TEXT, "--to", "basile", "--coder", "lead", code=None)
    lines = {one["coder"]: one for one in anna.get("/api/study/coders")}
    assert lines["anna"] == {
        "text": TEXT, "coder": "anna", "passages": passages, "read": 2, "codings": 1, "assigned": False
    }  # fmt: skip


def test_what_is_left_to_decide(coded, seat: Seat):
    text = seat(coded).get(f"/api/texts/{TEXT}")
    at = text["text"].index("travail en silos")
    number = next(p["passage"] for p in text["passages"] if p["start"] <= at < p["end"])

    def suggestion(code):
        return Suggestion(Place(TEXT, at, at + 7, "travail"), code, 0.8, 1, "fused/5", (), number, 0.8, {})

    anna = seat(coded, suggestions=[suggestion("challenges"), suggestion("objectives")])
    assert anna.get("/api/study/left") == {"ready": True, "left": {TEXT: 2}, "suggested": {TEXT: 2}, "problem": ""}
    anna.decide(CODED)
    assert anna.get("/api/study/left")["left"] == {TEXT: 1}
    assert seat(coded, coder="").get("/api/study/left")["left"] == {}


def test_what_waits_leads_to_where_it_is_settled(coded, seat: Seat, glose, written):
    glose("add", written("visite.txt", "Une visite sans en-tête, avec ses mots."), "--kind", "document", code=None)
    glose("add", written("b.txt", "Collectivité : Brest\n\nDes mots."), "--kind", "document", code=None)
    book = (coded / "codebook.yaml").read_text()
    example = (
        '    label: {fr: Difficultés, en: Challenges}\n    examples: [{text: nice-entretien, quote: "pas ces mots"}]\n'
    )
    (coded / "codebook.yaml").write_text(book.replace("    label: {fr: Difficultés, en: Challenges}\n", example))
    anna = seat(coded)
    anna.decide(CODED)
    glose(
        "correct",
        TEXT,
        written("nice-entretien.txt", "Q : Bonjour.\n\nR : Rien de cela.\n"),
        "--yes",
        "--coder",
        "anna",
    )
    found = waiting(anna)
    assert found["no_case"]["places"] == [{"words": "visite", "beside": "", "href": "/cases"}]
    assert [one["words"] for one in found["unlisted"]["places"]] == ["Brest"]
    [lost] = found["lost"]["places"]
    assert (lost["words"], lost["href"]) == ("« travail en silos »", f"/texts/{TEXT}")
    assert found["examples"]["places"][0]["href"] == "/codebook?code=challenges"
    assert found["lost"]["title"] == "1 codage perdu à la correction d’un texte"


def test_disagreements_lead_to_where_they_are_settled(coded, seat: Seat):
    for coder, rows in (("anna", [CODED]), ("basile", [{**CODED, "code": "objectives"}])):
        at = seat(coded, coder)
        at.decide(*rows)
        at.post("/api/read", {"text": TEXT, "passages": list(range(1, 12))})
    [matter] = seat(coded).get("/api/study/disagreements")["matters"]
    assert matter["number"] >= 1
    assert matter["places"][0]["href"] == f"/adjudication?text={TEXT}"


@pytest.fixture
def earlier(coded):
    """Anna was here days ago, when nothing but the text was recorded."""

    def back(position=1):
        folder = coded / ".cache" / "desk"
        folder.mkdir(parents=True, exist_ok=True)
        look = {"time": "2026-01-01T10:00:00.000000+00:00", "position": position}
        (folder / "visits.json").write_text(json.dumps({"anna": [look, None]}))

    return back


def test_what_was_recorded_since_the_last_visit(coded, seat: Seat, glose, earlier):
    anna = seat(coded)
    assert "première visite" in anna.page("/")
    earlier(seat(coded).desk.place_of("anna").opened.fresh_copy().ledger.last_position())
    glose("code", TEXT, "challenges", "--quote", "travail en silos", "--coder", "basile")
    page = anna.page("/")
    after = page.partition('data-after="')[2].partition('"')[0]
    [basile] = anna.get(f"/api/study/changes?after={after}")
    assert (basile["coder"], basile["mine"], basile["texts"]) == ("basile", False, [TEXT])
    assert "1 codage à la main" in basile["words"]
    assert f'data-after="{after}"' in anna.page("/"), "it is the same visit when the page is loaded again"
    anna.get("/api/study/changes?after=x", 422)


def test_cells_that_changed_since(coded, seat: Seat):
    anna = seat(coded)
    [coding] = anna.decide(
        {**CODED, "code": "objectives.attractiveness", "quote": "attirer des entreprises", "degree": "axis"}
    )["codings"]
    found = anna.get("/api/study/cells?since=2000-01-01T00:00:00.000000Z")
    assert any(cell["column"] == "Nice" and cell["href"] == "/tables/objectives" for cell in found["cells"])
    assert anna.get(f"/api/study/cells?since={coding['time']}")["number"] == 0


def test_a_damaged_note_of_visits_is_no_harm(coded, seat: Seat):
    (coded / ".cache" / "desk").mkdir(parents=True, exist_ok=True)
    (coded / ".cache" / "desk" / "visits.json").write_text("{")
    assert "première visite" in seat(coded).page("/")


def test_who_codes_blind_sees_nothing_of_the_others_here(coded, seat: Seat, glose):
    glose("assign", TEXT, "--to", "anna,basile", "--coder", "lead")
    seat(coded, "basile").decide(CODED)
    anna = seat(coded)
    lines = {one["coder"]: one["codings"] for one in anna.get("/api/study/coders")}
    assert lines == {"anna": 0, "basile": None}
    assert "basile" not in [one["coder"] for one in anna.get("/api/study/changes?after=0")]
    assert anna.get("/api/study/disagreements")["matters"] == []
    assert waiting(anna)["mine"]["places"][0]["href"] == f"/texts/{TEXT}"
    assert "0 codage ·" in anna.page("/")
    assert {one["coder"]: one["codings"] for one in seat(coded, "lead").get("/api/study/coders")}["basile"] == 1
