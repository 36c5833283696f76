"""The score card, advice on cues, runs made again, and learning, as commands."""

import pytest

from coding.suggesting.suggester import SUGGESTER

pytestmark = pytest.mark.slow
"""They need a language pipeline."""


@pytest.fixture
def decided(coded, once, glose, written):
    """Suggestions accepted and refused, one coding by hand, from a file."""
    rows = [
        "text,quote,code,decision,reason,coder",
        "nice-entretien,faire venir des entreprises,objectives.attractiveness,accept,,lead",
        "nice-entretien,Le travail en silos reste un frein,challenges,reject,ailleurs,lead",
        "nice-entretien,ce n'est pas une priorité,objectives.environment,code,,lead",
    ]
    once(lambda: glose("decide", written("d.csv", "\n".join(rows) + "\n")))
    return coded


def test_the_score_card_by_code_and_by_suggester(decided, glose):
    lines = glose("suggestions", "--json").lines
    by = {line.get("code") or line.get("suggester") or line["what"]: line for line in lines}
    assert (by["all"]["accepted"], by["all"]["rejected"], by["all"]["missed"]) == (1, 1, 1)
    assert by["objectives.attractiveness"]["precision"] == 1.0
    assert by["challenges"]["precision"] == 0.0
    assert by[SUGGESTER]["shown"] == 2
    assert by["blind"]["passages_blind"] == 0
    shown = glose("suggestions").out
    assert "objectives.attractiveness" in shown
    assert "--blind 10%" in shown


def test_the_score_card_as_a_page(decided, glose, tmp_path):
    page = tmp_path / "card.html"
    glose("suggestions", "--html", page)
    content = page.read_text(encoding="utf-8")
    assert "Bilan des suggestions" in content
    assert "Attractivité" in content
    assert "http" not in content


def test_a_run_is_made_again_exactly_and_a_difference_is_said(decided, glose):
    glose("suggest")
    assert "the same" in glose("suggestions", "--repeat").out
    glose("code", "nice-entretien", "challenges", "--quote", "on travaille en silos depuis toujours", "--coder", "lead")
    assert "the same" in glose("suggestions", "--repeat").out
    book = decided / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("- lourdeur", "- toujours"), encoding="utf-8")
    glose("suggest")
    assert "the same" in glose("suggestions", "--repeat").out
    assert "0 runs" in glose("suggestions", "--repeat", "ffffffffff", code=1).err


def test_a_run_by_another_version_is_told_apart(decided, glose, monkeypatch):
    glose("suggest")
    monkeypatch.setattr("coding.suggesting.suggester.SUGGESTER", "fused/99")
    said = glose("suggestions", "--repeat", code=1).out
    assert f"suggester: then {SUGGESTER}, now fused/99" in said


def test_decisions_change_what_is_suggested_unless_the_study_says_not(decided, glose, coded):
    def scores():
        return {(s["code"], s["passage"]): s["score"] for s in glose("suggest", "--json", "--threshold", 0).lines}

    learned = scores()
    settings = coded / "study.yaml"
    settings.write_text(settings.read_text() + "\nlearn: none\n")
    assert scores() != learned


def test_each_coders_own_decisions_teach_where_the_study_says_so(decided, glose, coded):
    settings = coded / "study.yaml"
    settings.write_text(settings.read_text() + "\nlearn: own\n")

    def score(coder):
        lines = glose("suggest", "--json", "--threshold", 0, "--coder", coder).lines
        return {(s["code"], s["passage"]): s["score"] for s in lines}

    assert score("lead") != score("anna")


def test_cues_proposes_and_names_what_misleads(coded, glose, written):
    said = "\n\n".join(
        f"Q : Et ?\n\nR : {words}"
        for words in (
            "La mutualisation des achats avance.",
            "On fait de la mutualisation entre services.",
            "Le frein à main est serré.",
            "Un frein de voiture, rien d'autre.",
            "Les entreprises viennent.",
        )
    )
    glose("add", written("lyon-a.txt", said + "\n"), "--case", "Lyon")
    rows = [
        "text,quote,code,decision,coder",
        "lyon-a,La mutualisation des achats avance.,objectives.environment,code,lead",
        "lyon-a,On fait de la mutualisation entre services.,objectives.environment,code,lead",
        "lyon-a,Le frein à main est serré.,challenges,reject,lead",
        'lyon-a,"Un frein de voiture, rien d\'autre.",challenges,reject,lead',
        "lyon-a,Les entreprises viennent.,objectives.attractiveness,code,lead",
    ]
    glose("decide", written("d.csv", "\n".join(rows) + "\n"))
    by = {line["code"]: line for line in glose("cues", "--json").lines}
    assert "mutualisation" in [cue["word"] for cue in by["objectives.environment"]["new"]]
    assert "mutualisation" in [word["word"] for word in by["objectives.environment"]["learned"]]
    assert by["challenges"]["misleading"] == [{"cue": "frein", "refused": 2, "accepted": 0}]
    assert len(by["challenges"]["near_misses"]) == 2
    assert "mutualisation" in glose("cues", "objectives").out


def test_cues_without_decisions_says_so(coded, glose):
    assert "decide on some suggestions first" in glose("cues").err
