"""Sentences of the tables and the team's statements, as a lead meets them in the terminal and a script in JSON."""

import pytest

from workbench.statements import checked
from workbench.study import Study
from workbench.tabulating import material_of

DECISIONS = """\
text,quote,code,decision,case,degree
nice-entretien,"On veut attirer des entreprises et des emplois.",objectives.attractiveness,code,Nice,priority
nice-entretien,"ce n'est pas une priorité chez nous",objectives.environment,code,Nice,absent
nice-entretien,"faire venir des entreprises",objectives.attractiveness,code,Lyon,mentioned
nice-entretien,"faire venir des entreprises",maturity.pioneer,classify,Nice,
nice-entretien,,,read,,
"""

STATEMENTS = """\
- {id: Q1, text: Deux villes veulent attirer., quantifier: only, code: objectives.attractiveness, cases: [Nice, Lyon]}
- {id: Q2, text: Toutes agissent pour le climat., quantifier: all, code: objectives.environment}
- {id: Q3, text: Plusieurs peinent., quantifier: several, code: challenges}
- {id: Q4, text: La plupart sont pionnières., quantifier: most, class: maturity.pioneer}
"""


@pytest.fixture
def stated(coded, once, written, glose):
    once(lambda: glose("decide", written("d.csv", DECISIONS), "--coder", "anna"))
    return coded


@pytest.fixture
def claimed(stated):
    (stated / "statements.yaml").write_text(STATEMENTS, encoding="utf-8")
    return stated


def test_sentences_in_the_terminal(stated, glose):
    said = glose("statements", "objectives", "interviews")
    plain = " ".join(said.out.replace("\u00a0", " ").replace("\u202f", " ").split())
    assert "Objectifs par cas" in plain
    assert "Presque tous les cas (2/3) abordent « Attractivité » : Nice et Lyon." in plain
    assert plain.count("1 cas n’est pas encore lu en entier : Saint-Étienne.") == 1
    assert "Le seul cas lu jusqu’ici donne à « Attractivité » le degré « priorité » : Nice" in plain
    assert "Seuils sur 3 cas : tous dès 3," in plain
    assert "interviews" in said.err


def test_sentences_as_json_lead_to_their_cells(stated, glose):
    lines = glose("statements", "objectives", "--json", "--lang", "en").lines
    [line] = [one for one in lines if one["row"] == "objectives.attractiveness" and one["kind"] == "theme"]
    assert line["table"] == "objectives"
    assert (line["quantifier"], line["n"], line["N"], line["cases"]) == ("nearly_all", 2, 3, ["Nice", "Lyon"])
    assert line["unread"] == ["Saint-Étienne"]
    assert line["sentence"].startswith("Nearly all cases (2/3) mention “Attractiveness”")
    cells = {(c["row"], c["column"]) for c in glose("tables", "objectives", "--json").lines if c["state"] == "coded"}
    assert {(cell["row"], cell["column"]) for cell in line["cells"]} <= cells


def test_the_team_sets_the_bounds(stated, glose):
    book = stated / "codebook.yaml"
    bounds = 'quantifiers: {nearly_all: ">2/3", most: "2/3"}\n'
    book.write_text(book.read_text(encoding="utf-8") + bounds, encoding="utf-8")
    [line] = [
        one
        for one in glose("statements", "objectives", "--json").lines
        if one["row"] == "objectives.attractiveness" and one["kind"] == "theme"
    ]
    assert (line["quantifier"], line["at_least"]) == ("most", 2)


def test_statements_of_some_cases_only(stated, glose):
    lines = glose("statements", "objectives", "--where", "status=métropole", "--json").lines
    assert {line["N"] for line in lines} == {2}
    assert {line["quantifier"] for line in lines if line["row"] == "objectives.attractiveness"} == {"all", None}


def test_the_teams_statements_are_checked(claimed, glose):
    lines = {line["id"]: line for line in glose("statements", "--check", "--json", "--lang", "en").lines}
    assert {name: line["verdict"] for name, line in lines.items()} == {
        "Q1": "borne_out",
        "Q2": "contradicted",
        "Q3": "no_evidence",
        "Q4": "not_borne_out",
    }
    assert (lines["Q1"]["n"], lines["Q1"]["N"], lines["Q1"]["found"]) == (2, 3, ["Nice", "Lyon"])
    assert lines["Q1"]["claimed"] == {"number": None, "cases": ["Nice", "Lyon"], "except": []}
    assert lines["Q2"]["absent"] == ["Nice"]
    assert lines["Q4"]["unread"] == ["Saint-Étienne", "Lyon"]
    assert lines["Q4"]["why"].endswith("the verdict may still change.")
    entries = {quote["entry"] for quote in glose("quotes", "objectives.attractiveness", "--json").lines}
    assert set(lines["Q1"]["codings"]) == entries
    assert set(lines["Q1"]) == set(lines["Q4"]) - {"class"} | {"code"}


def test_verdicts_in_the_terminal(claimed, glose):
    said = glose("statements", "--check").out
    assert "Q2  contredit  0/3" in said
    assert "Toutes agissent pour le climat." in said
    assert "dit absent pour Nice" in said
    assert "4 statements: 1 borne out, 1 not borne out, 1 without evidence, 1 contradicted." in said


def test_a_finding_is_no_fault_unless_strictness_is_asked_for(claimed, written, glose):
    glose("statements", "--check", "--strict", code=1)
    sound = written("sound.yaml", STATEMENTS.splitlines()[0])
    assert "1 statement: 1 borne out." in glose("statements", "--check", sound, "--strict").out


def test_a_broken_file_is_told_whole_and_nothing_is_checked(stated, written, glose):
    broken = written(
        "s.yaml", "- {id: A, quantifier: mst, code: objectives}\n- {id: B, quantifier: most, code: nowhere}\n"
    )
    said = glose("statements", "--check", broken, code=1)
    assert said.out == ""
    assert "s.yaml:1:11: there is no quantifier 'mst'" in said.err
    assert "s.yaml:2:" in said.err
    assert "2 errors; nothing was checked" in said.err


def test_a_table_of_statements_is_empty_where_the_study_has_none(stated):
    with Study.open() as study:
        assert checked(study, material_of(study)) == []


def test_bounds_that_make_no_sense_are_told(stated, glose):
    book = stated / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8") + "quantifiers: {most: half}\n", encoding="utf-8")
    said = glose("statements", "objectives", code=1)
    assert "codebook.yaml" in said.err
    assert "'half' is not a bound" in said.err


def test_no_file_and_wrong_usage(stated, glose, tmp_path):
    assert "There is no file" in glose("statements", "--check", code=1).err
    assert "There is no file" in glose("statements", "--check", tmp_path / "none.yaml", code=1).err
    assert "needs --check" in glose("statements", "--strict", code=2).err
    assert "takes only a file" in glose("statements", "--check", "--where", "status=commune", code=2).err
    assert "no table 'nowhere'" in glose("statements", "nowhere", code=1).err
