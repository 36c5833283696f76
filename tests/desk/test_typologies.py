"""Typologies at the desk: a case is decided on its quotes, by the same rules as in the terminal."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
PATH = "/api/typologies/maturity"


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, in a study whose rules put whoever wants firms first among the pioneers."""
    file = coded / "codebook.yaml"
    rule = "{id: pioneer, when: [objectives.attractiveness],"
    file.write_text(file.read_text(encoding="utf-8").replace("{id: pioneer,", rule), encoding="utf-8")
    anna = seat(coded)
    anna.decide(
        {"decision": "code", "text": TEXT, "code": "objectives.attractiveness", "quote": "attirer des entreprises"},
        {"decision": "code", "text": TEXT, "code": "challenges", "quote": "travail en silos"},
    )
    return anna


def test_what_is_proposed_is_what_the_command_proposes(anna, glose):
    assert anna.get(PATH)["cases"] == glose("classify", "maturity", "--json").lines
    nice = anna.get(f"{PATH}/case?case=Nice")
    pioneer, _ = nice["classes"]
    assert (nice["state"], pioneer["rank"], pioneer["for"], pioneer["by_rules"]) == (
        "proposed",
        1,
        ["Attractivité"],
        True,
    )
    assert [one["quote"] for one in nice["quotes"] if one["number"] in pioneer["numbers"]] == [
        "attirer des entreprises"
    ]
    assert [one["quote"] for one in anna.get(f"{PATH}/case?case=Nice&all=1")["quotes"]][1:] == ["travail en silos"]


def test_a_case_is_decided_changed_and_taken_back(anna):
    [quote] = anna.get(f"{PATH}/case?case=Nice")["quotes"]
    sent = {"case": "Nice", "class": "pioneer", "quotes": [quote], "memo": "clear"}
    assert anna.post(PATH, sent)["recorded"] == 1
    assert anna.get(f"{PATH}/case?case=Nice")["mine"] == "pioneer"
    assert anna.post(PATH, sent)["recorded"] == 0
    other = {**sent, "class": "turning_point"}
    assert "pioneer" in anna.post(PATH, other, 409)["message"]
    anna.post(PATH, {**other, "instead": True})
    assert "Au tournant" in anna.page("/typologies/maturity")
    assert anna.page("/tables/maturity").count("row=turning_point") == 1
    anna.post(f"{PATH}/retract", {"case": "Nice", "reason": "too soon"})
    assert anna.get(f"{PATH}/case?case=Nice")["mine"] is None
    anna.post("/api/undo", {})
    assert anna.get(f"{PATH}/case?case=Nice")["mine"] == "turning_point"


def test_a_class_rests_on_quotes_and_none_needs_none(anna):
    anna.post(PATH, {"case": "Nice", "class": "pioneer"}, 422)
    anna.post(PATH, {"case": "Nice", "class": "pioneer", "quotes": [{"text": TEXT, "start": 3, "end": 99999}]}, 422)
    assert anna.post(PATH, {"case": "Lyon", "class": "no_evidence", "memo": "nothing"})["recorded"] == 1
    assert anna.get(PATH)["cases"][-1]["class"] == "no_evidence"


def test_what_is_not_there(anna):
    anna.page("/typologies/none", 404)
    anna.get("/api/typologies/none", 404)
