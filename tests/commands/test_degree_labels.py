"""Degrees that a study labels in both languages: worded so wherever people read, by their ids wherever programs do."""

import csv

import pytest

from coding.codebook.file import load_codebook
from coding.statements.statement import Statement
from reports.statement_fields import subject_of
from workbench.study import Study

pytestmark = pytest.mark.slow

LABELLED = (
    "mentioned, {id: axis, label: {en: guideline}}, strong, {id: priority, label: {fr: au premier plan, en: uppermost}}"
)


@pytest.fixture
def labelled(decided):
    """The study with codings, `priority` labelled in both languages, `axis` in English alone."""
    path = decided / "codebook.yaml"
    source = path.read_text(encoding="utf-8")
    assert source.count("mentioned, axis, strong, priority") == 1
    path.write_text(source.replace("mentioned, axis, strong, priority", LABELLED), encoding="utf-8")
    return decided


def plain(said):
    return " ".join(said.out.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize(("language", "word"), [("fr", "au premier plan"), ("en", "uppermost")])
@pytest.mark.parametrize("form", ["md", "html", "csv", "tex"])
def test_tables_have_the_label(labelled, glose, tmp_path, form, language, word):
    glose("tables", "objectives", "--lang", language, "--format", form, "--out", tmp_path / "out")
    written = "".join(page.read_text(encoding="utf-8") for page in (tmp_path / "out").rglob(f"*.{form}"))
    assert word in written
    assert {"fr": "uppermost", "en": "au premier plan"}[language] not in written


def test_programs_have_the_id(labelled, glose, tmp_path):
    cells = {(c["row"], c["column"]): c["value"] for c in glose("tables", "objectives", "--json").lines}
    assert cells["objectives.attractiveness", "Nice"] == "priority"
    assert {line["degree"] for line in glose("quotes", "objectives", "--json").lines} == {"priority", "mentioned"}
    glose("export", "csv", "--out", tmp_path / "out")
    [path] = (tmp_path / "out").rglob("codings.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.read()
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    rows = list(csv.DictReader(text.splitlines(), delimiter=delimiter))
    assert {row["degree"] for row in rows} == {"priority", "mentioned", ""}


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "donne à « Attractivité » le degré « au premier plan »"), ("en", "the degree “uppermost”")],
)
def test_sentences_have_the_label(labelled, glose, language, said):
    assert said in plain(glose("statements", "objectives", "--lang", language))


def test_a_claim_of_a_degree_has_the_label_of_its_language_else_the_usual_word(labelled, glose):
    glose("history")  # opens the study
    book = load_codebook((labelled / "codebook.yaml").read_text(encoding="utf-8"))
    claim = Statement("Q1", {}, None, code="objectives.attractiveness", degree="axis")
    assert subject_of(claim, book, "en") == "Attractiveness (at least “guideline”)"
    assert subject_of(claim, book, "fr").replace("\u00a0", " ") == "Attractivité (« axe » au moins)"


@pytest.mark.parametrize(("language", "word"), [("fr", "au premier plan"), ("en", "uppermost")])
def test_a_figure_has_the_label(labelled, glose, tmp_path, language, word):
    glose("figure", "objectives", "--lang", language, "--format", "svg", "--out", tmp_path / "out")
    [drawn] = (tmp_path / "out").rglob("*.svg")
    assert word in drawn.read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "word"), [("fr", "au premier plan"), ("en", "uppermost")])
def test_screens_and_the_codebook_have_the_label(labelled, glose, language, word):
    asked = ("--lang", language)
    quotes = glose("quotes", "objectives", *asked)
    assert word in quotes.out
    entry = next(
        line["entry"] for line in glose("quotes", "objectives", "--json").lines if line["degree"] == "priority"
    )
    for command in (
        ("trace", entry),
        ("history",),
        ("explore", "portrait", "objectives.attractiveness"),
        ("explore", "contradictions", "--kind", "degree"),
        ("summarise", "objectives.attractiveness", "Nice", "--show"),
    ):
        assert word in plain(glose(*command, *asked)), command


def test_a_condition_knows_the_label(labelled, glose):
    found = glose(
        "table", "objectives", "cases", "--where", "degree=au premier plan", "--cell", "degree", "--json"
    ).lines
    assert {c["value"] for c in found if c["value"]} == {"priority"}


def test_a_broken_codebook_does_not_keep_the_history_from_being_read(labelled, glose):
    (labelled / "codebook.yaml").write_text("codes: 3\n", encoding="utf-8")
    with Study.open(labelled) as study:
        assert study.degree_labels == {}
    assert "priorité" in plain(glose("history", "--lang", "fr"))
