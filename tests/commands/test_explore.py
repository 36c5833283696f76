"""glose explore as its user meets it: what it prints, what a program reads, and what it refuses."""

import csv
import json

import pytest

DECISIONS = """\
text,quote,code,decision,case,degree,value
nice-entretien,faire venir des entreprises,objectives.attractiveness,code,,strong,
nice-entretien,"On veut attirer des entreprises et des emplois.",objectives.attractiveness,code,,wanted,
nice-entretien,"ce n'est pas une priorité chez nous",objectives.environment,code,,absent,
nice-entretien,Le travail en silos reste un frein,challenges,code,,,six services
nice-entretien,on travaille en silos depuis toujours,challenges,code,,,sept services
plan-lyon,Le climat d'abord,objectives.environment,code,,priority,
plan-lyon,Des emplois ensuite,objectives.attractiveness,code,,axis,
plan-lyon,Le climat d'abord,challenges,code,,,
"""

PLAN = "# Plan\n\nDate : 2016-02-01\n\nLe climat d'abord. Des emplois ensuite.\n\nEt rien d'autre [pour l'instant].\n"


@pytest.fixture
def explored(coded, once, written, glose):
    """An interview of Nice and a plan of Lyon, coded; Nice is read."""

    def make():
        glose("add", written("plan-lyon.md", PLAN), "--case", "Lyon", "--kind", "document")
        glose("decide", written("d.csv", DECISIONS), "--coder", "anna")
        glose("decide", written("r.csv", "text,quote,code,decision\nnice-entretien,,,read\n"), "--coder", "anna")

    once(make)
    return coded


COMMANDS = [
    ("cross", "objectives", "--by", "status"),
    ("cooccurrence",),
    ("timeline", "objectives"),
    ("similarity",),
    ("saturation",),
    ("portrait", "objectives"),
    ("portrait", "nice-entretien"),
    ("contradictions",),
    ("missing",),
]


@pytest.mark.parametrize("question", COMMANDS, ids=" ".join)
def test_every_question_is_answered_on_screen_in_json_and_in_csv(question, explored, glose, tmp_path):
    assert glose("explore", *question).out.strip()
    lines = glose("explore", *question, "--json").lines
    assert lines
    file = tmp_path / "answer.csv"
    assert str(file) in glose("explore", *question, "--csv", file).out
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == len(lines)
    assert set(rows[0]) == {key for line in lines for key in line}
    assert glose("explore", *question, "--csv", "-").out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted({question[0] for question in COMMANDS}))
def test_every_question_has_help_with_an_example(name, glose):
    assert f"Example:\n    glose explore {name}" in glose("explore", name, "--help").out


def test_json_and_a_file_together_leave_stdout_to_the_json(explored, glose, tmp_path):
    said = glose("explore", "missing", "--json", "--csv", tmp_path / "missing.csv")
    assert all(json.loads(line) for line in said.out.splitlines())
    assert "missing.csv" in said.err


def test_cross_shows_n_of_each_column_and_shares(explored, glose):
    said = glose("explore", "cross", "objectives", "--by", "status").out
    assert "N 2" in said
    assert "2 100%" in said
    assert "column shares are of the column’s cases" in said
    line = next(x for x in glose("explore", "cross", "objectives", "--by", "status", "--json").lines if x["n"])
    assert (line["code"], line["value"], line["n"], line["units"], line["column_share"]) == (
        "objectives",
        "métropole",
        2,
        2,
        1.0,
    )


def test_where_leaves_only_some_cases(explored, glose):
    lines = glose(
        "explore", "cross", "challenges", "--by", "kind", "--cell", "count", "--where", "case=Lyon", "--json"
    ).lines
    assert {line["value"]: line["n"] for line in lines} == {"document": 1}
    assert "leave out Nice" in glose("explore", "similarity", "Nice", "--where", "case=Lyon", code=1).err


def test_cooccurrence_by_passage(explored, glose):
    lines = glose("explore", "cooccurrence", "--json", "--sort", "together").lines
    assert {(line["first"], line["second"], line["together"]) for line in lines} == {
        ("objectives.attractiveness", "objectives.environment", 1),
        ("objectives.attractiveness", "challenges", 1),
        ("objectives.environment", "challenges", 1),
    }
    assert "No two codes co-occur in a passage 5 times" in glose("explore", "cooccurrence", "--min-count", 5).out


def test_a_timeline_goes_by_the_texts_own_date(explored, glose):
    lines = glose("explore", "timeline", "objectives", "--json").lines
    assert [(x["period"], x["codings"]) for x in lines if x["code"] == "objectives"] == [("2015", 3), ("2016", 2)]


def test_contradictions_with_both_quotes_and_where_they_stand(explored, glose):
    said = glose("explore", "contradictions").out
    assert "six services" in said
    assert "“on travaille en silos depuis toujours”" in said
    assert "--kind degree" in said
    values = {line["kind"]: line["code"] for line in glose("explore", "contradictions", "--json").lines}
    assert values == {"degree": "objectives.attractiveness", "value": "challenges"}
    assert {x["kind"] for x in glose("explore", "contradictions", "--kind", "value", "--json").lines} == {"value"}
    assert "No code has two values" in glose("explore", "contradictions", "--kind", "class").out


def test_likeness_of_one_case_names_what_is_shared_and_what_is_not(explored, glose):
    said = glose("explore", "similarity", "Grand Lyon").out
    assert "shared with Nice, the most similar (2)" in said
    assert "only Lyon, not Nice, the most different (1)\n  objectives.environment" in said


def test_what_cannot_be_answered_says_what_to_do(explored, glose):
    assert "Did you mean 'objectives.environment'?" in glose("explore", "portrait", "environment", code=1).err
    assert "Choose one of: status" in glose("explore", "cross", "objectives", "--by", "colour", code=1).err
    assert "no code 'vision'" in glose("explore", "timeline", "vision", code=1).err
    assert "Missing option '--by'" in glose("explore", "cross", "objectives", code=2).err
    glose("explore", code=2)


def test_an_empty_study_is_answered_not_refused_where_that_can_be(study, glose):
    assert "No two codes co-occur" in glose("explore", "cooccurrence").out
    assert "codes never used" in glose("explore", "missing").out
    assert "No text is coded yet" in glose("explore", "saturation").out
    assert "No text has a date" in glose("explore", "timeline", "objectives", code=1).err
    assert "Fewer than two cases" in glose("explore", "similarity", code=1).err
    assert "0/3" in glose("explore", "portrait", "objectives").out


def test_brackets_in_names_are_not_taken_for_markup(study, written, glose):
    glose("add", written("[bold]texte.txt", "Un texte [red]sans codes[/red]."))
    assert "[bold]texte" in glose("explore", "portrait", "[bold]texte").out
    assert "[bold]texte" in glose("explore", "missing").out


@pytest.mark.parametrize(
    "question", [("cooccurrence",), ("timeline", "objectives"), ("similarity",), ("saturation",)], ids=" ".join
)
def test_a_figure_is_written_by_its_suffix(question, explored, glose, tmp_path):
    svg = tmp_path / "figure.svg"
    glose("explore", *question, "--figure", svg)
    assert "<svg" in svg.read_text(encoding="utf-8")
    assert ".svg, .png or .pdf" in glose("explore", *question, "--figure", tmp_path / "figure.gif", code=1).err


def test_questions_are_listed_in_the_order_of_the_docs(glose):
    said = glose("explore", "--help").out
    names = [name for name, *_ in COMMANDS if said.count(f"  {name} ")]
    assert sorted(dict.fromkeys(names), key=lambda name: said.index(f"  {name} ")) == list(dict.fromkeys(names))


def test_ids_keep_their_ends_where_there_is_no_room(explored, glose, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    said = glose("explore", "cooccurrence", "--within", "text").out
    assert "…environment" in said
    assert max(map(len, said.splitlines())) <= 60


def test_contradictions_end_with_their_number(explored, glose):
    assert glose("explore", "contradictions").out.splitlines()[-1].endswith(": 1 degree, 1 value.")
