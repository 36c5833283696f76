"""The team's statements at the desk: the commands' verdicts, each with what bears on it."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
STATEMENTS = """\
- {id: Q1, text: "Toutes cherchent l'attractivité.", quantifier: all, code: objectives.attractiveness}
- {id: Q2, text: "Seule Nice la cherche.", quantifier: only, code: objectives.attractiveness, cases: [Nice]}
"""


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, in a study with two statements, of which one is borne out."""
    (coded / "statements.yaml").write_text(STATEMENTS, encoding="utf-8")
    anna = seat(coded)
    anna.decide(
        {"decision": "code", "text": TEXT, "code": "objectives.attractiveness", "quote": "attirer des entreprises"}
    )
    return anna


def test_verdicts_are_the_commands_and_follow_what_is_recorded(anna, glose):
    found = anna.get("/api/statements")["statements"]
    assert found == glose("statements", "--check", "--lang", "fr", "--json").lines
    assert [one["n"] for one in found] == [1, 1]
    anna.post("/api/undo", {})
    assert [one["n"] for one in anna.get("/api/statements")["statements"]] == [0, 0]


def test_a_statement_opens_the_quotes_that_bear_on_it(anna):
    told = anna.get("/api/statements/Q2")
    assert [one["quote"] for one in told["for"]] == ["attirer des entreprises"]
    page = anna.page("/statements?open=Q2")
    assert page.count('<figure class="quote-card"') == 1
    assert told["statement"]["why"].replace("'", "&#39;") in page
    anna.get("/api/statements/Q9", 404)


def test_a_study_without_statements_says_how_to_write_them(coded, seat: Seat):
    assert "statements.yaml" in seat(coded).page("/statements")


def test_faults_are_shown_with_their_place(anna, coded):
    (coded / "statements.yaml").write_text("- {id: Q1, code: nothing, quantifier: all}\n", encoding="utf-8")
    assert "statements.yaml:1" in anna.page("/statements")
