"""What a text's page asks for: words, passages, what holds, in code points."""

import pytest

from tests.desk.conftest import Seat

WORDS = "Entretien\n\nCollectivité : Nice\n\nQ : Et 🏙️ ?\n\nR : La ville 🏙️ dit « e\u0301cologie » 👩‍👩‍👧 et Żółć, puis attirer des entreprises.\n"


@pytest.fixture
def emoji(study, glose, written):
    glose("add", written("nice.txt", WORDS))
    return study


def test_places_are_code_points_of_the_text(emoji, seat: Seat):
    anna = seat(emoji)
    before = anna.get("/api/texts/nice")
    assert {"text", "passages", "codings", "suggestions"} <= before.keys()
    for passage in before["passages"]:
        assert before["text"][passage["start"] : passage["end"]] == passage["quote"]
    at = before["text"].index("attirer")
    row = {"decision": "code", "text": "nice", "code": "objectives.attractiveness", "start": at, "end": at + 7}
    [coding] = anna.decide(row)["codings"]
    assert (coding["start"], coding["quote"], coding["coder"]) == (at, "attirer", "anna")
    assert anna.get("/api/texts/nice")["codings"] == [coding]


def test_the_terminal_sees_it_at_once_and_the_desk_what_the_terminal_does(emoji, seat: Seat, glose):
    anna = seat(emoji)
    anna.decide({"decision": "code", "text": "nice", "code": "challenges", "quote": "Żółć"})
    assert [line["quote"] for line in glose("quotes", "challenges", "--json").lines] == ["Żółć"]
    glose("code", "nice", "objectives", "--quote", "puis attirer", "--coder", "basile")
    codings = anna.get("/api/texts/nice/records")["codings"]
    assert [(c["coder"], c["quote"]) for c in codings] == [("anna", "Żółć"), ("basile", "puis attirer")]


def test_a_text_that_is_not_there(emoji, seat: Seat):
    assert "no text 'nica'" in seat(emoji).get("/api/texts/nica", 404)["message"]
    assert "no text" in seat(emoji).page("/texts/nica", 404)


def test_the_page_has_every_passage_with_its_words(coded, seat: Seat):
    page = seat(coded).page("/texts/nice-entretien")
    assert page.count("data-passage=") == len(seat(coded).get("/api/texts/nice-entretien")["passages"])
    assert "faire venir des entreprises" in page
    assert "<style" not in page
    assert page.count("<script") == page.count('<script type="module" src=')


def test_words_of_a_hostile_text_stay_words(study, seat: Seat, glose, written):
    glose("add", written("evil.txt", "R : <script>alert(1)</script> & \u202egnikcah\u202c \x1b[31m\n"), code=None)
    page = seat(study).page("/texts/evil")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
