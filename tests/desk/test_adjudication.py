"""Disagreements at the desk: shown side by side, settled once by who leads, taken back and done again."""

from urllib.parse import urlencode

import pytest

from tests.desk.conftest import Seat
from workbench.consensus import standing_codings
from workbench.study import Study

TEXT = "nice-entretien"
CODE = "objectives.attractiveness"


def row(quote="attirer des entreprises", code=CODE, **more):
    return {"decision": "code", "text": TEXT, "code": code, "quote": quote, **more}


@pytest.fixture
def lead(coded, seat: Seat):
    """Who leads, where anna and basile read the text and differ on the borders of a code, and on whether there is another."""
    anna, basile = seat(coded), seat(coded, "basile")
    anna.decide(row(), row("travail en silos", "challenges"), row("travail en silos", "objectives.environment"))
    basile.decide(row("veut attirer des entreprises"), row("travail en silos", "challenges"))
    for one in (anna, basile):
        one.post("/api/read", {"text": TEXT, "passages": list(range(1, 9))})
    return seat(coded, "lea")


def shown(lead, asked=""):
    return lead.get(f"/api/adjudication?{asked}")


def sent(one, outcome, **more):
    return {"name": one["name"], "considered": one["considered"], "outcome": outcome, **more}


def standing(folder, code=CODE):
    """The quotes of a code that stand once it is settled."""
    with Study.open(folder) as study:
        return sorted(one.place.quote for one in standing_codings(study, code=code))


def test_what_each_coded_stands_side_by_side(lead):
    found = shown(lead)
    assert found["agreed"] == 1
    first, second = found["open"]
    assert [(one["code"], one["differ"]) for one in first["codes"]] == [(CODE, "autres limites")]
    anna, basile = first["coders"]
    assert (anna["name"], basile["name"]) == ("anna", "basile")
    assert [words for words, coded in basile["passages"][0] if coded] == ["veut attirer des entreprises"]
    assert "".join(words for words, _ in anna["passages"][0]).startswith("La priorité")
    assert [side["codings"] == [] for side in second["coders"]] == [False, True]
    page = lead.page("/adjudication")
    assert "<mark>veut attirer des entreprises</mark>" in page
    assert "rien codé de cela" in lead.page(f"/adjudication?{urlencode({'at': second['name']})}")
    assert f"/adjudication?text={TEXT}" in str(lead.get("/api/study/disagreements"))


def test_names_are_hidden_where_that_is_wished_and_a_number_still_takes(lead, coded):
    page = lead.page("/adjudication?hidden=1")
    assert "anna" not in page.split("<main")[1]
    assert "basile" not in page.split("<main")[1]
    [first, _] = shown(lead, "hidden=1")["open"]
    assert [one["name"] for one in first["coders"]] == ["codeur 1", "codeur 2"]
    quotes = [one["codings"][0]["quote"] for one in first["coders"]]
    lead.post("/api/adjudication", sent(first, "take", take=2, hidden="yes"))
    assert quotes[1] in standing(coded)
    assert quotes[0] not in standing(coded)


@pytest.mark.parametrize(
    ("outcome", "more", "stand"),
    [
        ("take", {"take": 2}, ["veut attirer des entreprises"]),
        ("both", {}, ["attirer des entreprises", "veut attirer des entreprises"]),
        ("first_to_last", {}, ["veut attirer des entreprises"]),
        ("common", {}, ["attirer des entreprises"]),
        ("neither", {"reason": "definition unclear", "note": "reread  it"}, []),
        ("another", {"code": "challenges"}, ["veut attirer des entreprises"]),
    ],
)
def test_it_is_settled_taken_back_and_settled_again(lead, coded, outcome, more, stand):
    first = shown(lead)["open"][0]
    lead.post("/api/adjudication", sent(first, outcome, **more))
    assert [one["name"] for one in shown(lead)["open"]] == ["nice-entretien:7:objectives.environment"]
    lead.post("/api/adjudication", sent(first, outcome, **more), 409)
    settled = standing(coded, more.get("code", CODE))
    assert [quote for quote in settled if "silos" not in quote] == stand
    lead.post("/api/undo", {})
    assert shown(lead)["open"][0] == first
    lead.post("/api/redo", {})
    assert standing(coded, more.get("code", CODE)) == settled
    [entry] = lead.get("/api/history?kind=adjudicate")["acts"][0]["entries"]
    page = lead.page(f"/history?entry={entry['id']}")
    assert ("reread it" in page) is ("note" in more)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"outcome": "take"}, "Choose from"),
        ({"outcome": "take", "take": 9}, "Choose from"),
        ({"outcome": "agreed"}, "Choose one of"),
        ({"outcome": "another", "code": "nothing"}, "nothing"),
        ({"outcome": "another", "code": CODE, "degree": "huge"}, "huge"),
        ({"outcome": "both", "reason": "mood"}, "mood"),
    ],
)
def test_what_cannot_stand_is_refused(lead, more, why):
    first = shown(lead)["open"][0]
    assert why in lead.post("/api/adjudication", {**sent(first, "both"), **more}, 422)["message"]
    assert len(shown(lead)["open"]) == 2


def test_what_was_coded_since_is_looked_at_again(lead, coded, seat: Seat):
    first = shown(lead)["open"][0]
    seat(coded, "basile").decide(row("La priorité"))
    lead.post("/api/adjudication", sent(first, "both"), 409)


def test_code_by_code_a_passage_is_settled_in_parts(coded, seat: Seat):
    anna, basile = seat(coded), seat(coded, "basile")
    anna.decide(row(), row(code="challenges"))
    basile.decide(row("La priorité", "objectives.environment"))
    anna.decide(row("La priorité", "objectives.environment"))
    for one in (anna, basile):
        one.post("/api/read", {"text": TEXT, "passages": list(range(1, 9))})
    lead = seat(coded, "lea")
    [whole] = shown(lead)["open"]
    parts = shown(lead, "by_code=1")["open"]
    assert [len(one["codes"]) for one in (whole, *parts)] == [2, 1, 1]
    lead.post("/api/adjudication", sent(parts[0], "take", take=1, by_code="yes"))
    [left] = shown(lead)["open"]
    assert left["codes"] == parts[1]["codes"]
    # A list narrowed to one code settles that code alone.
    lead.post("/api/undo", {})
    [narrow] = shown(lead, "code=challenges")["open"]
    lead.post("/api/adjudication", sent(narrow, "take", take=2))
    assert [one["code"] for one in shown(lead)["open"][0]["codes"]] == [CODE]


def test_agreements_are_taken_over_in_one_act(lead):
    lead.post("/api/adjudication/agreed", {"number": 7}, 409)
    lead.post("/api/adjudication/agreed", {"number": 1})
    assert shown(lead)["agreed"] == 0
    lead.post("/api/undo", {})
    assert shown(lead)["agreed"] == 1


def test_that_the_codebook_must_change_is_proposed_with_the_codings(lead):
    first = shown(lead)["open"][0]
    named = {"name": first["name"], "considered": first["considered"]}
    lead.post("/api/adjudication/propose", {**named, "wording": "Say where a place ends."})
    [proposal] = lead.get("/api/codebook/proposals")["proposals"]
    assert (proposal["codes"], len(proposal["codings"])) == ([CODE], 2)


@pytest.mark.parametrize("role", ["analyst", "reviewer", "reader"])
def test_who_does_not_lead_looks_and_settles_nothing(lead, coded, seat: Seat, role):
    other = seat(coded, "zoe", role)
    first = shown(other)["open"][0]
    other.post("/api/adjudication", sent(first, "both"), 403)
    assert "data-outcome" not in other.page("/adjudication")


def test_who_codes_blind_sees_nothing_of_the_others(coded, seat: Seat, glose):
    glose("assign", TEXT, "--to", "anna", "--to", "basile", "--blind", "--coder", "lea")
    anna, basile = seat(coded), seat(coded, "basile")
    anna.decide(row())
    basile.decide(row("veut attirer des entreprises"))
    for one in (anna, basile):
        assert shown(one)["open"] == []
        assert "veut attirer des entreprises</mark>" not in one.page("/adjudication")


def test_without_disagreement_the_page_says_so(coded, seat: Seat):
    assert "Rien n" in seat(coded).page("/adjudication")
