"""Names found, confirmed, replaced; codings stay where they were; what is left is said."""

import csv

import pytest

TALK = """\
Enquêtrice : Bonjour Mme Berthier, vous êtes bien Claire Berthier ?

Claire Berthier : Oui. Avec mon collègue Antoine Mallet, on a voulu attirer des entreprises à Nice.

Enquêtrice : On peut vous joindre ?

Claire Berthier : À claire.berthier@exemple.fr ou au 04 93 00 11 22. Antoine aussi.
"""


@pytest.fixture
def named(glose, once, study, written):

    def make():
        glose("add", written("nice-berthier.txt", TALK), "--case", "Nice", "--id", "nice-a")
        quote = "mon collègue Antoine Mallet, on a voulu attirer des entreprises"
        glose("code", "nice-a", "objectives", "--quote", quote, "--coder", "anna")

    once(make)
    return study


def key(study):
    with (study / "pseudonyms.csv").open(encoding="utf-8") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


@pytest.mark.slow
def test_names_are_found_with_one_replacement_for_each_person(named, glose):
    found = {line["name"]: line for line in glose("pseudonyms", "--list", "--json").lines}
    assert {"Claire Berthier", "Berthier", "Antoine Mallet", "claire.berthier@exemple.fr", "04 93 00 11 22"} <= set(
        found
    )
    assert found["Berthier"]["replacement"] == found["Claire Berthier"]["replacement"]
    assert found["Antoine Mallet"]["replacement"] != found["Claire Berthier"]["replacement"]
    assert found["Nice"]["decision"] == "keep"
    assert key(named)["Claire Berthier"]["decision"] == ""
    assert (named / "pseudonyms.csv").stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_apply_confirms_the_rest_of_the_key_where_all_is_asked(named, glose):
    glose("pseudonyms", "--list")
    glose("pseudonyms", "--apply", "--all", "--yes", "--coder", "lead")
    assert "Mallet" not in glose("text", "nice-a").out
    assert key(named)["Antoine Mallet"]["decision"] == "replace"


@pytest.mark.slow
def test_confirmed_names_are_gone_from_text_speakers_and_quotes(named, glose):
    glose("pseudonyms", "--all", "--yes", "--coder", "lead")
    content = glose("text", "nice-a").out
    for name in ("Berthier", "Mallet", "Antoine", "exemple.fr", "04 93"):
        assert name not in content
    assert "Nice" in content
    turns = glose("turns", "nice-a", "--json").lines
    assert [turn["role"] for turn in turns] == ["interviewer", "respondent"] * 2
    assert turns[1]["speaker"].startswith("Personne ")
    [coding] = glose("quotes", "objectives", "--json").lines
    assert coding["quote"] == content[coding["start"] : coding["end"]]
    assert coding["coder"] == "anna"
    assert "attirer des entreprises" in coding["quote"]
    assert "Mallet" not in glose("tables", "objectives", "--json").out
    assert glose("text", "nice-a", "--version", 1).out == TALK + "\n"


@pytest.mark.slow
def test_a_file_corrected_afterwards_has_the_same_speakers(named, glose, written):
    glose("pseudonyms", "--all", "--yes", "--coder", "lead")
    before = [turn["speaker"] for turn in glose("turns", "nice-a", "--json").lines]
    corrected = glose("text", "nice-a").out.rstrip("\n").replace("on a voulu", "nous avons voulu") + "\n"
    glose("correct", "nice-a", written("corrected.txt", corrected), "--yes", "--coder", "lead")
    assert [turn["speaker"] for turn in glose("turns", "nice-a", "--json").lines] == before
    assert "nous avons voulu" in glose("text", "nice-a").out


@pytest.mark.slow
def test_the_history_shows_pseudonyms_unless_asked(named, glose):
    assert "Mallet" in glose("history", "--code", "objectives").out
    glose("pseudonyms", "--all", "--yes", "--coder", "lead")
    for shown in (glose("history").out, glose("history", "--json").out):
        assert "Mallet" not in shown
        assert "attirer des" in shown
    assert "Mallet" in glose("history", "--json", "--as-recorded").out


@pytest.mark.slow
def test_what_is_left_is_listed_by_check(named, glose, written):
    assert glose("check", "--json").lines == []
    glose("pseudonyms", "--all", "--yes", "--coder", "lead")
    glose(
        "add",
        written("b.txt", "Q : Et M. Lenoir ?\n\nR : Claire Berthier le connaît.\n\nQ : Bien.\n"),
        "--case",
        "Nice",
    )
    said = [line["message"] for line in glose("check", "--json").lines]
    assert any("“Lenoir”" in message and "not decided" in message for message in said)
    assert any("“Claire Berthier” is to be replaced" in message for message in said)


@pytest.mark.slow
def test_the_key_decides_and_its_faults_are_named(named, glose):
    glose("pseudonyms", "--list")
    path = named / "pseudonyms.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    only = [line.replace(",,", ",replace,", 1) if ",Antoine Mallet," in line else line for line in lines]
    path.write_text("\n".join(only), encoding="utf-8")
    glose("pseudonyms", "--apply", "--yes", "--coder", "lead")
    content = glose("text", "nice-a").out
    assert "Antoine Mallet" not in content
    assert "Claire Berthier" in content
    path.write_text("\n".join(only).replace(",replace,", ",perhaps,"), encoding="utf-8")
    assert "'perhaps' is not a decision. Write replace or keep" in glose("pseudonyms", "--apply", "--yes", code=1).err


@pytest.mark.slow
def test_asking_name_by_name(named, glose, monkeypatch):
    answers = iter(["r", "k", "e", "[X]", "s", "q", "yes"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    glose("pseudonyms", "--coder", "lead")
    decisions = [row["decision"] for row in key(named).values()]
    assert decisions.count("replace") == 2
    assert "[X]" in {row["replacement"] for row in key(named).values()}
    assert "" in decisions


@pytest.mark.slow
def test_a_first_name_as_a_label_is_certain_and_a_likely_name_is_told_apart(study, glose, written):
    talk = "Lucie : Qui vend ?\n\nThéo : Ma sœur, au marché de Quimper.\n\nLucie : Bien.\n\nThéo : Assembler.\n"
    glose("add", written("a.txt", talk), "--case", "Nice")
    found = {line["name"]: line["certain"] for line in glose("pseudonyms", "--list", "--json").lines}
    assert found == {"Lucie": True, "Théo": True, "Quimper": False}
