"""The framework matrix at the desk: a cell is written over its quotes, signed, and says when it is out of date."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
CELL = {"code": "objectives", "case": "Nice"}
ASKED = "/api/summaries/cell?code=objectives&case=Nice"


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, who has coded two places about Nice."""
    anna = seat(coded)
    anna.decide(
        {"decision": "code", "text": TEXT, "code": "objectives.attractiveness", "quote": "attirer des entreprises"},
        {"decision": "code", "text": TEXT, "code": "objectives.environment", "quote": "l'environnement"},
    )
    return anna


def numbers(anna):
    return [one["number"] for one in anna.get(ASKED)["quotes"]]


def test_a_cell_is_written_over_its_quotes_signed_and_taken_back(anna, glose):
    first, _ = numbers(anna)
    text = f"Nice cherche des entreprises [^{first}]."
    assert anna.get(ASKED)["state"] == "missing"
    made = anna.post("/api/summaries", {**CELL, "text": text, "over": []})
    assert (made["cell"]["text"], made["cell"]["state"]) == (text, "written")
    assert [one["cited"] for one in made["cell"]["quotes"]] == [True, False]
    assert anna.post("/api/summaries/sign", CELL)["cell"]["state"] == "signed"
    assert "already" in anna.post("/api/summaries/sign", CELL, 409)["message"]
    assert [one["summary"] for one in glose("summarise", "objectives", "Nice", "--show", "--json").lines] == [text]
    assert f"entreprises<sup>{first}</sup>." in anna.page("/summaries?code=objectives&case=Nice")
    anna.post("/api/undo", {})
    anna.post("/api/undo", {})
    assert anna.get(ASKED)["state"] == "missing"


def test_a_sentence_without_a_quote_of_the_cell_is_refused_and_shown(anna):
    first, _ = numbers(anna)
    text = f"Nice cherche des entreprises [^{first}]. Et des emplois. Et l'eau [^9999]."
    sentences = anna.post("/api/summaries/check", {**CELL, "text": text})["sentences"]
    assert [bool(one["problems"]) for one in sentences] == [False, True, True]
    refused = anna.post("/api/summaries", {**CELL, "text": text, "over": []}, 422)
    assert len(refused["problems"]) == 2
    assert anna.get(ASKED)["state"] == "missing"


def test_who_wrote_meanwhile_is_told(anna, glose):
    first, second = numbers(anna)
    glose("summarise", "objectives", "Nice", "--text", f"Autre [^{second}].", "--coder", "basile")
    sent = {**CELL, "text": f"Nice [^{first}].", "over": []}
    assert "basile" in anna.post("/api/summaries", sent, 409)["message"]
    over = anna.get(ASKED)["over"]
    assert anna.post("/api/summaries", {**sent, "over": over})["new"] is True


def test_a_stale_cell_says_why(anna):
    first, _ = numbers(anna)
    anna.post("/api/summaries", {**CELL, "text": f"Nice [^{first}].", "over": []})
    [coding] = [c for c in anna.get(f"/api/texts/{TEXT}/records")["codings"] if "entreprises" in c["quote"]]
    anna.decide({"decision": "retract", "text": TEXT, "coding": coding["id"]})
    cell = anna.get(ASKED)
    assert cell["state"] == "stale"
    assert cell["remarks"][0] in anna.page("/summaries?code=objectives&case=Nice").replace("&#39;", "'")
    assert [one["state"] for one in anna.get("/api/summaries")["cells"] if one["text"]] == ["stale"]
