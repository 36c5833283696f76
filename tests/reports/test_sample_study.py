"""The sample study comes out as the published study reports it, cell for cell."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "examples" / "smart-cities"
FACTS = Path(__file__).parent / "facts"
TYPOLOGIES = ("maturity", "operationality", "openness", "organisation")
MENTIONS = (
    "vision",
    "construction",
    "political_support",
    "governance_means",
    "participation",
    "support_structures",
    "research",
    "networks",
    "projects",
    "challenges",
)
TABLES = ("objectives", *MENTIONS, *TYPOLOGIES)
CROSSED = (
    "strategy_state",
    "openness_participants",
    "organisation_means",
    "participation_tools",
    "project_names",
    "figures",
)
LISTED = (
    "objectives_general",
    "strategy_values",
    "governance_values",
    "participation_values",
    "project_values",
    "challenges_general",
    "surveys",
    "funding_figures",
    "national_figures",
)


@pytest.fixture
def cells(sample, glose):
    """The cells of these tables, by table, row and column."""

    def read(*names):
        lines = glose("tables", *names, "--json", "--study", sample).lines
        return {(cell["table"], cell["row"], cell["column"]): cell for cell in lines}

    return read


def facts(name="cells"):
    with (FACTS / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def values_of(table):
    """The values that the study gives in that table, by row and column."""
    found = defaultdict(set)
    for fact in facts("values"):
        if fact["table"] == table:
            found[fact["row"], fact["column"]].add(fact["value"])
    return found


def shown(cell):
    return {value["value"] for value in cell["values"] if value["value"]}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_equals_the_study_cell_for_cell(cells, table):
    made = cells(table)
    expected = [fact for fact in facts() if fact["table"] == table]
    assert len(made) == len(expected) > 0
    wrong = []
    for fact in expected:
        cell = made[table, fact["row"], fact["column"]]
        found = (cell["state"], cell["value"] or "", "yes" if cell.get("rolled") else "")
        if found != (fact["state"], fact["value"], fact["rolled"]):
            wrong.append((fact["row"], fact["column"], found, (fact["state"], fact["value"], fact["rolled"])))
        if fact["own"]:
            own = {value["value"] for value in cell["values"] if value["code"] == fact["row"]}
            if fact["own"] not in own:
                wrong.append((fact["row"], fact["column"], "own", own, fact["own"]))
    assert wrong == []


@pytest.mark.parametrize("table", CROSSED)
def test_a_table_of_values_holds_each_value_given_and_no_other(cells, table):
    """Names, numbers and dates, several in one cell where the study has several, none overwritten."""
    made = {(row, column): shown(cell) for (_, row, column), cell in cells(table).items()}
    assert {place: values for place, values in made.items() if values} == values_of(table)


@pytest.mark.parametrize("table", LISTED)
def test_a_listing_of_values_has_a_row_for_each_value_given_and_no_other(cells, table):
    """Values about no case in particular are the notes' own: what is said of all, most or some, and the surveys."""
    made = defaultdict(set)
    for (_, row, column), cell in cells(table).items():
        if column == "value":
            code, case, _ = row.split("/", 2)
            made[case, code] |= shown(cell)
    assert made == values_of(table)


def test_the_attributes_of_the_cases_are_those_of_the_study(cells):
    made = {(row, column): {cell["value"]} for (_, row, column), cell in cells("corpus").items() if cell["value"]}
    assert made == values_of("corpus")


def test_the_team_wrote_each_statement_of_the_study_naming_the_same_cases():
    statements = yaml.safe_load((SAMPLE / "statements.yaml").read_text(encoding="utf-8"))
    named = {s["id"]: set(s.get("cases", s.get("except", []))) for s in statements}
    assert named == {fact["id"]: {case for case in fact["cases"].split(";") if case} for fact in facts("statements")}


def test_a_statement_has_the_cases_that_the_study_names_and_its_number(cells):
    """Where another code holds what a statement says of its cases, the check says so; three statements are such."""
    otherwise = {"Q23": {"Toulouse", "Plaine Commune"}, "Q25": {"Roubaix"}}
    otherwise["Q32"] = {"Mulhouse", "Rennes", "Toulouse"}
    made = cells("statements")
    for fact in facts("statements"):
        found = made["statements", fact["id"], "cases"]["value"] or ""
        named = {case for case in fact["cases"].split(";") if case}
        assert named - set(found.split(", ")) == otherwise.get(fact["id"], set()), fact["id"]
    for safe, n in {"Q07": 2, "Q22": 2, "Q27": 2, "Q30": 2, "Q34": 15}.items():
        assert made["statements", safe, "n"]["value"] == f"{n}/15"


@pytest.mark.parametrize("fact", facts("contradictions"), ids=lambda fact: fact["subject"])
def test_a_contradiction_of_the_study_is_found_with_both_its_sources(cells, fact):
    said = {}
    for (_, row, column), cell in cells("contradictions").items():
        if column == "values" and row == "/".join(filter(None, (fact["code"], fact["case"]))):
            said = {value["value"]: (value["text"], value["start"]) for value in cell["values"]}
    assert {fact["a"], fact["b"]} <= set(said)
    assert said[fact["a"]] != said[fact["b"]]


def test_the_summaries_rest_on_quotes_of_their_cells(sample, glose):
    done = glose("summarise", "--import", SAMPLE / "summaries.csv", "--coder", "lead", "--study", sample)
    assert done.code == 0, done.err
    written = {(s["code"], s["case"]) for s in glose("summarise", "--list", "--json", "--study", sample).lines}
    with (SAMPLE / "summaries.csv").open(encoding="utf-8") as file:
        assert {(row["code"], row["case"]) for row in csv.DictReader(file)} <= written


def test_every_coded_code_and_case_of_the_study_is_coded_and_no_other(sample, glose):
    """Codings about no case, which the team's notes hold, are in no cell of these tables."""
    wanted = {
        (f["row"], f["column"])
        for f in facts()
        if f["state"] == "coded" and not f["rolled"] and f["table"] not in TYPOLOGIES
    }
    rows = {f["row"] for f in facts() if f["table"] not in TYPOLOGIES}
    quotes = glose("quotes", "--json", "--study", sample).lines
    held = {(q["code"], q["case"]) for q in quotes if q["coder"] == "lead" and q["code"] in rows and q["case"]}
    assert held == wanted


def test_the_interviews_are_those_of_the_study(cells):
    made = cells("interviews")
    expected = facts("interviews")
    assert len({row for _, row, _ in made}) == len(expected) == 15
    for fact in expected:
        for column in ("case", "date", "mode"):
            assert made["interviews", fact["text"], column]["value"] == fact[column]
        assert made["interviews", fact["text"], "role"]["value"]


def test_every_cell_can_be_traced_to_quotes_that_stand_in_the_text(sample, cells, glose):
    texts = {}
    for cell in cells().values():
        if cell["table"] in TABLES:
            assert bool(cell["quotes"]) == (cell["state"] in ("coded", "absent"))
        for quote in cell["quotes"]:
            if quote["text"] not in texts:
                texts[quote["text"]] = glose("text", quote["text"], "--study", sample).out.removesuffix("\n")
            assert texts[quote["text"]][quote["start"] : quote["end"]] == quote["quote"]
            assert quote["coder"] == "lead"


def test_the_two_analysts_share_four_interviews_and_differ_somewhere(sample, glose):
    coders = defaultdict(set)
    for line in glose("progress", "--json", "--study", sample).lines:
        if line["codings"] and line["coder"] != "lead":
            coders[line["text"]].add(line["coder"])
    shared = [text for text, who in coders.items() if who == {"anna", "basile"}]
    assert len(shared) >= 4
    roots = {"vision", "objectives", "governance", "challenges", "strategy", "partnership", "projects"}
    quotes = [q for q in glose("quotes", "--json", "--study", sample).lines if q["code"].split(".")[0] in roots]
    by = {
        coder: {(q["text"], q["code"]) for q in quotes if q["coder"] == coder and q["text"] in shared}
        for coder in ("anna", "basile")
    }
    agreed = len(by["anna"] & by["basile"]) / len(by["anna"] | by["basile"])
    assert 0.5 < agreed < 0.98


def test_the_study_is_sound_and_says_that_it_is_invented(sample, glose):
    assert [line for line in glose("check", "--json", "--study", sample).lines if line["level"] == "error"] == []
    for line in glose("progress", "--json", "--coder", "lead", "--study", sample).lines:
        assert line["read"] == line["passages"] > 0
    for path in (SAMPLE / "texts").iterdir():
        if path.suffix in (".txt", ".md", ".vtt", ".html"):
            assert "inventé" in path.read_text(encoding="utf-8"), path.name
