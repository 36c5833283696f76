"""The sample study comes out as the published study reports it, cell for cell."""

import csv
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

import cli

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "examples" / "smart-cities"
FACTS = Path(__file__).parent / "facts"
TYPOLOGIES = ("maturity", "operationality", "openness", "organisation")
TABLES = ("vision", "objectives", *TYPOLOGIES, "political_support", "challenges")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample study made with the verbs: texts added, the three coders' decisions recorded."""
    folder = tmp_path_factory.mktemp("sample") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GLOSE_CODER", raising=False)
        assert cli.run(["start", str(folder), "--codebook", str(ROOT / "codebook.yaml")]) == 0
        for name in ("study.yaml", "cases.csv"):
            shutil.copy(SAMPLE / name, folder / name)
        texts = sorted(str(path) for path in (SAMPLE / "texts").iterdir())
        assert cli.run(["add", *texts, "--study", str(folder)]) == 0
        for coder in ("anna", "basile", "lead"):
            assert cli.run(["decide", str(SAMPLE / "decisions" / f"{coder}.csv"), "--study", str(folder)]) == 0
    return folder


@pytest.fixture
def cells(sample, glose):
    """The cells of these tables, by table, row and column."""

    def read(*names):
        lines = glose("tables", *names, "--json", "--study", sample).lines
        return {(cell["table"], cell["row"], cell["column"]): cell for cell in lines}

    return read


def facts():
    with (FACTS / "cells.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


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


def test_every_coded_code_and_case_of_the_study_is_coded_and_no_other(sample, glose):
    """Also the codes whose tables are not declared yet: projects, partnerships, construction."""
    wanted = {
        (f["row"], f["column"])
        for f in facts()
        if f["state"] == "coded" and not f["rolled"] and f["table"] not in TYPOLOGIES
    }
    rows = {f["row"] for f in facts() if f["table"] not in TYPOLOGIES}
    held = set()
    for line in glose("quotes", "vision", "--json", "--study", sample).lines:
        assert line["text"]
    for family in sorted({row.split(".")[0] for row in rows}):
        for line in glose("quotes", family, "--json", "--study", sample).lines:
            if line["coder"] == "lead" and line["code"] in rows:
                held.add((line["code"], line["case"]))
    assert held == wanted


def test_the_interviews_are_those_of_the_study(cells):
    made = cells("interviews")
    with (FACTS / "interviews.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    assert len({row for _, row, _ in made}) == len(expected) == 15
    for fact in expected:
        for column in ("case", "date", "mode"):
            assert made["interviews", fact["text"], column]["value"] == fact[column]
        assert made["interviews", fact["text"], "role"]["value"]


def test_every_cell_can_be_traced_to_quotes_that_stand_in_the_text(sample, cells, glose):
    texts = {}
    for cell in cells().values():
        if cell["table"] == "interviews":
            continue
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
    by = {
        coder: {
            (q["text"], q["code"])
            for root in ("vision", "objectives", "governance", "challenges", "strategy", "partnership", "projects")
            for q in glose("quotes", root, "--json", "--study", sample).lines
            if q["coder"] == coder and q["text"] in shared
        }
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
