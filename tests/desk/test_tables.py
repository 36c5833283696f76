"""Tables at the desk: the report's own, live, and a cell that opens its quotes."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, who has coded two places with degrees."""
    anna = seat(coded)
    anna.decide(
        {"decision": "code", "text": TEXT, "code": "objectives.attractiveness", "quote": "faire venir des entreprises", "degree": "priority"},
        {"decision": "code", "text": TEXT, "code": "objectives.environment", "quote": "l'environnement", "degree": "absent"},
    )  # fmt: skip
    return anna


def test_a_table_is_the_commands(anna, glose):
    assert anna.get("/api/tables/objectives")["cells"] == glose("tables", "objectives", "--json").lines
    assert [one["id"] for one in anna.get("/api/tables")["tables"]][:2] == ["objectives", "challenges"]


def test_a_cell_opens_its_quotes_and_each_leads_into_its_text(anna):
    cell = anna.get("/api/tables/objectives/cell?row=objectives.attractiveness&column=Nice")
    [quote] = cell["quotes"]
    assert (cell["heading"], cell["all"], quote["degree"]) == ("Attractivité · Nice", 1, "priority")
    assert quote["address"] == f"/texts/{TEXT}#c{quote['start']}-{quote['end']}"
    text = anna.get(f"/api/texts/{TEXT}")["text"]
    assert text[quote["start"] : quote["end"]] == quote["quote"] == "faire venir des entreprises"


def test_the_page_has_the_cell_open_and_follows_what_is_recorded(anna):
    address = "/tables/objectives?row=objectives&column=Nice"
    page = anna.page(address)
    assert page.count('<figure class="quote-card"') == 2
    assert page.count('aria-current="true" title=') == 1
    anna.post("/api/undo", {})
    assert anna.page(address).count('<figure class="quote-card"') == 0


def test_a_case_in_a_class_leads_to_the_quote_it_rests_on(anna, glose):
    glose("classify", "maturity", "Nice", "pioneer", "--text", TEXT, "--quote", "La priorité", "--coder", "anna")
    [quote] = anna.get("/api/tables/maturity/cell?row=pioneer&column=Nice")["quotes"]
    assert (quote["quote"], quote["decision"]) == ("La priorité", "classify")
    assert "row=pioneer" in anna.page("/tables/maturity")


@pytest.mark.parametrize(
    "path", ["/api/tables/none", "/api/tables/objectives/cell?row=objectives&column=Lyon", "/tables/none"]
)
def test_what_is_not_there(anna, path):
    assert anna.client.get(path).status_code == 404


def test_every_declared_table_is_listed_and_opens(anna):
    listed = anna.page("/tables")
    for one in anna.get("/api/tables")["tables"]:
        assert f'href="/tables/{one["id"]}"' in listed
        assert one["title"] in anna.page(f"/tables/{one['id']}").replace("&#39;", "'")


def test_a_table_is_narrowed_as_by_the_command(anna, glose):
    address = "/api/tables/objectives?where=status%3Dcommune"
    assert anna.get(address)["cells"] == glose("tables", "objectives", "--where", "status=commune", "--json").lines
    page = anna.page("/tables/objectives?where=status%3Dm%C3%A9tropole&row=objectives&column=Nice")
    assert page.count('<figure class="quote-card"') == 2
    assert (
        'href="?where=status%3Dm%C3%A9tropole&amp;row=' in page or 'href="?where=status%3Dm%C3%A9tropole&row=' in page
    )
    assert "colour" in anna.page("/tables/objectives?where=colour%3Dred")
