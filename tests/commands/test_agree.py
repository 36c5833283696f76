"""Agreement as a lead asks for it: what counts as judged, the measures of each code, why coders differ, and limits."""

import csv
from pathlib import Path

import pytest

from tests.decisions import HEAD, rows
from tests.server import BOTH

FIRST = "faire venir des entreprises"
SECOND = "attirer des entreprises et des emplois"
GREEN = "ce n'est pas une priorité"
SILOS = "Le travail en silos reste un frein"


@pytest.fixture
def twice(coded, once, glose, written):
    """Anna and basile have read the text; they agree on attractiveness, and part over a passage on silos."""
    said = rows(
        (FIRST, "objectives.attractiveness", "code", "anna"),
        (FIRST, "objectives.attractiveness", "code", "basile"),
        (SILOS, "challenges", "code", "anna"),
        (SILOS, "objectives.environment", "code", "basile"),
        ("", "", "read", "anna"),
        ("", "", "read", "basile"),
    )
    once(lambda: glose("decide", written("d.csv", said)))
    return coded


def measures(glose, *options):
    """By code and measure the lines of `--json`."""
    return {(line["code"], line["measure"]): line for line in glose("agree", "--json", *options).lines}


def test_read_and_empty_is_a_judgement(twice, glose):
    found = measures(glose)
    line = found["objectives.attractiveness", "krippendorff_alpha_nominal"]
    passages = len(glose("text", "nice-entretien", "--json").lines)
    assert (line["value"], line["unit"], line["units"], line["coders"]) == (1.0, "passage", 1, ["anna", "basile"])
    assert 2 < line["n"] <= passages
    assert found["challenges", "positive_agreement"]["value"] == 0.0
    assert found["challenges", "cohen_kappa"]["value"] == 0.0


def test_unread_is_missing(coded, glose, written):
    """Basile coded one passage and read nothing: there is one unit that both decided on."""
    said = rows(
        (FIRST, "objectives.attractiveness", "code", "anna"),
        ("", "", "read", "anna"),
        (FIRST, "challenges", "code", "basile"),
    )
    glose("decide", written("d.csv", said))
    found = measures(glose)
    assert found["objectives.attractiveness", "po"]["n"] == 1
    assert found["objectives.attractiveness", "po"]["value"] == 0.0
    assert found["objectives.environment", "krippendorff_alpha_nominal"]["value"] is None


def test_undefined_has_a_reason_and_no_value(twice, glose):
    line = measures(glose, "objectives")["objectives", "krippendorff_alpha_nominal"]
    assert line["value"] is None
    assert "no variation" in line["reason"]
    positive = measures(glose, "objectives")["objectives", "positive_agreement"]
    assert positive["reason"] == "nobody put the code on a unit compared"


def test_with_rolled_a_child_counts_for_its_parent(twice, glose):
    own, rolled = (measures(glose, "objectives", "--level", level)["objectives", "po"] for level in ("own", "rolled"))
    assert (own["units"], rolled["units"]) == (0, 2)


@pytest.mark.parametrize("unit", ["turn", "sentence", "character"])
def test_the_unit_is_named_in_every_line(twice, glose, unit):
    lines = glose("agree", "--unit", unit, "--json").lines
    assert {line["unit"] for line in lines} == {unit}
    alpha = measures(glose, "--unit", unit)["objectives.attractiveness", "krippendorff_alpha_nominal"]
    assert alpha["value"] == 1.0


def test_spans_have_two_alphas_of_their_own(twice, glose):
    found = measures(glose, "--unit", "span")
    same, other = "objectives.attractiveness", "challenges"
    assert [found[same, name]["value"] for name in ("u_alpha_1995", "u_alpha_2016")] == [1.0, 1.0]
    assert found[other, "u_alpha_1995"]["value"] < 0
    assert found["objectives", "u_alpha_1995"]["reason"] == "nobody marked anything"
    assert (found[same, "u_alpha_1995"]["units"], found[same, "u_alpha_1995"]["unit"]) == (2, "span")
    assert "alpha 2016" in glose("agree", "--unit", "span").out


def test_gamma_is_of_all_codes_together_and_says_how_exact_it_is(coded, glose, written):
    """The same borders with another code are less agreement; a coding inside another one is a unit of its own."""
    said = rows(
        (FIRST, "objectives.attractiveness", "code", "anna"),
        (FIRST, "objectives.attractiveness", "code", "basile"),
        ("venir", "challenges", "code", "anna"),
        ("venir", "challenges", "code", "basile"),
        (SILOS, "challenges", "code", "anna"),
        (SILOS, "challenges", "code", "basile"),
        ("", "", "read", "anna"),
        ("", "", "read", "basile"),
    )
    glose("decide", written("d.csv", said))
    line = measures(glose, "--unit", "span")[None, "gamma"]
    assert (line["value"], line["units"], line["given"], line["differing"]) == (1, 6, {"anna": 3, "basile": 3}, 0)
    glose("decide", written("e.csv", rows((SECOND, "challenges", "code", "anna"))))
    glose("decide", written("e.csv", rows((SECOND, "objectives.environment", "code", "basile"))))
    line = measures(glose, "--unit", "span")[None, "gamma"]
    assert 0 < line["precision"] < 0.1 < line["value"] < 1
    assert line["differing"] == len(SECOND)
    assert "gamma is below 1.0 for all together" in glose("agree", "--unit", "span", "--min", "gamma=1", code=1).err
    glose("agree", "--unit", "span", "--min", "gamma=0.1")


def test_gamma_without_a_value_says_why(twice, glose):
    line = measures(glose, "--unit", "span", "objectives.environment", "--texts", "nice-entretien")[None, "gamma"]
    assert (line["value"], line["units"]) == (None, 1)
    assert "by chance" in line["reason"]
    assert "Gamma has no value" in glose("agree", "--unit", "span", "objectives.environment").err


def test_characters_are_counted_one_by_one(twice, glose):
    line = measures(glose, "--unit", "character")["objectives.attractiveness", "po"]
    assert line["units"] == len(FIRST)


def test_borders_show_in_characters_and_with_a_least_overlap(coded, glose, written):
    said = rows(
        (FIRST, "objectives.attractiveness", "code", "anna"),
        ("entreprises.", "objectives.attractiveness", "code", "basile"),
        ("", "", "read", "anna"),
        ("", "", "read", "basile"),
    )
    said = said.replace('"entreprises."', '"venir des entreprises."')
    glose("decide", written("d.csv", said))
    key = ("objectives.attractiveness", "positive_agreement")
    assert measures(glose)[key]["value"] == 1.0
    shared, only_anna, only_basile = len("venir des entreprises"), len("faire "), len(".")
    expected = 2 * shared / (2 * shared + only_anna + only_basile)
    assert measures(glose, "--unit", "character")[key]["value"] == pytest.approx(expected)
    assert measures(glose, "--min-overlap", 24)[key]["value"] == 0.0


def test_without_interviewers_their_words_are_no_units(twice, glose):
    with_them, without = (measures(glose, "--interviewers", side)[None, "po"]["n"] for side in ("in", "out"))
    assert without < with_them


@BOTH
def test_each_disagreement_shows_what_both_coded_there(twice, glose):
    lines = glose("agree", "--disagreements", "--json").lines
    assert [line["code"] for line in lines] == ["objectives.environment", "challenges"]
    line = lines[1]
    assert (line["coders"], line["settled"]) == ({"anna": True, "basile": False}, False)
    assert SILOS in line["quote"]
    assert [coding["code"] for coding in line["codings"]["basile"]] == ["objectives.environment"]
    shown = glose("agree", "challenges", "--disagreements").out
    assert "basile: no (also: objectives.environment)" in " ".join(shown.split())


def test_a_sentence_says_what_others_gave_instead(twice, glose):
    shown = " ".join(glose("agree").out.split())
    assert "Unit: passage" in shown
    assert "They differ on 1 unit. Border cases with objectives.environment: 1." in shown


def test_in_french(twice, glose):
    shown = " ".join(glose("agree", "--lang", "fr").out.split())
    assert "Ils diffèrent sur 1 unité." in shown


def test_a_limit_makes_the_command_fail(twice, glose):
    glose("agree", "objectives.attractiveness", "--min", "alpha=0.67")
    assert "challenges" in glose("agree", "--min", "alpha=0.67", code=1).err
    glose("agree", "--min", "alpha", code=2)
    glose("agree", "--min", "beauty=0.5", code=2)


def test_all_measures_go_into_a_csv_file(twice, glose, tmp_path):
    glose("agree", "--csv", tmp_path / "agreement.csv")
    with (tmp_path / "agreement.csv").open(encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    kappas = [row for row in written if row["code"] == "challenges" and row["measure"] == "cohen_kappa"]
    assert [(row["value"], row["coders"]) for row in kappas] == [("0.0", "anna,basile")]


def test_one_coder_has_nobody_to_agree_with(twice, glose):
    assert "needs two coders" in glose("agree", "--coders", "anna", code=1).err
    glose("agree", "--coders", "anna,nobody", code=1)


def test_as_it_was_before_anybody_coded(twice, glose):
    assert "nothing to compare" in glose("agree", "--at", "2001-01-01", code=1).err


def test_intervals_come_from_drawing_texts_and_one_text_gives_none(twice, glose):
    line = measures(glose, "--bootstrap", 50)["objectives.attractiveness", "krippendorff_alpha_nominal"]
    assert (line["low"], line["high"]) == (None, None)


@pytest.mark.sample
def test_the_example_of_the_docs_is_what_the_sample_study_gives(sample, glose, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    page = (Path(__file__).parents[2] / "docs" / "agreement.md").read_text(encoding="utf-8")
    command = ("agree", "objectives.economic_development", "--coders", "anna,basile", "--lang", "en")
    shown = glose(*command, "--study", sample).out
    lines = [line.rstrip() for line in shown.strip().splitlines()]
    assert "\n".join(lines) in page


def test_who_coded_other_texts_only_denies_nothing(twice, glose, written):
    """Carla read the interview, and coded another: with the interview alone she is not compared."""
    glose("add", written("autre.txt", "Maire : Nous avons des capteurs dans toute la ville."))
    lines = ("nice-entretien,,,read,carla", "autre,des capteurs,challenges,code,carla")
    glose("decide", written("carla.csv", HEAD + "\n".join(lines) + "\n"))
    found = measures(glose, "--texts", "nice-entretien")
    assert found["objectives.attractiveness", "po"]["coders"] == ["anna", "basile"]
