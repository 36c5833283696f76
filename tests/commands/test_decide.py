"""Decisions recorded from files and by commands, and what quotes, history and progress say of them."""

import pytest

from tests.commands.conftest import DECISIONS
from tests.server import BOTH


@pytest.mark.slow
@BOTH
def test_decide_records_all_or_none(coded, written, glose):
    wrong = DECISIONS.replace("challenges,code", "challanges,code")
    said = glose("decide", written("wrong.csv", wrong), code=1)
    assert "wrong.csv:4, column code" in said.err
    assert "nothing was recorded" in said.err
    assert glose("quotes", "objectives", "--json").lines == []
    glose("decide", written("right.csv", DECISIONS))
    assert len(glose("quotes", "objectives", "--json").lines) == 2
    again = glose("decide", written("right.csv", DECISIONS))
    assert "already recorded; skipped" in again.out
    assert len(glose("quotes", "objectives", "--json").lines) == 2


@pytest.mark.slow
def test_an_accepted_suggestion_is_kept_whole_in_the_history(decided, glose):
    [line] = [line for line in glose("history", "--json", "--code", "objectives").lines if line["kind"] == "accept"]
    kept = line["payload"]["suggestion"]
    assert kept["evidence"]
    assert kept["suggester"]
    assert kept["made_with"]["fr"]
    assert line["payload"]["codebook"] == kept["codebook"]


@BOTH
def test_code_undo_and_history(coded, glose):
    glose("code", "nice-entretien", "challenges", "--quote", "frein", "--coder", "basile")
    assert [line["quote"] for line in glose("quotes", "challenges", "--json").lines] == ["frein"]
    assert "already" in glose("code", "nice-entretien", "challenges", "--quote", "frein", "--coder", "basile").err
    glose("undo", "--coder", "basile")
    assert glose("quotes", "challenges", "--json").lines == []
    kinds = [(line["kind"], line["undone"]) for line in glose("history", "--coder", "basile", "--json").lines]
    assert ("code", True) in kinds
    assert kinds[-1] == ("undo", False)
    assert "nothing to undo" in glose("undo", "--coder", "basile", code=1).err


def test_somebody_must_decide(coded, glose, monkeypatch):
    assert "No coder given" in glose("code", "nice-entretien", "challenges", "--quote", "frein", code=1).err
    monkeypatch.setenv("GLOSE_CODER", "zoé")
    glose("code", "nice-entretien", "challenges", "--quote", "frein")
    assert glose("quotes", "challenges", "--json").lines[0]["coder"] == "zoé"


@pytest.mark.slow
def test_quotes_filter_by_case_and_take_classes(decided, glose):
    assert glose("quotes", "challenges", "--case", "Nice", "--json").lines == []
    [line] = glose("quotes", "challenges", "--case", "Saint-Étienne", "--json").lines
    assert (line["memo"], line["turn"]) == ("Une autre ville", 4)
    [line] = glose("quotes", "maturity.pioneer", "--json").lines
    assert line["decision"] == "classify"
    assert "Did you mean" in glose("quotes", "objectives.atractiveness", code=1).err


@pytest.mark.slow
def test_progress_counts_what_is_read_and_left(decided, glose):
    glose("suggest")
    [line] = [line for line in glose("progress", "--json").lines if line["coder"] == "anna"]
    assert (line["passages"], line["read"], line["codings"], line["rejected"]) == (8, 8, 3, 0)
    assert line["suggested"] == 2
    assert line["left"] == 0


@pytest.mark.slow
def test_what_a_person_reads_says_the_same_as_the_json(decided, glose):
    glose("suggest")
    shown = glose("suggest", "--threshold", 0).out
    assert "· cue “faire venir des entreprises”" in shown
    assert "is negated here" in shown
    assert "Quels sont les objectifs de la ville ?" in glose("turns", "nice-entretien").out
    progress = glose("progress").out.split()
    assert progress[progress.index("nice-entretien") :][:4] == ["nice-entretien", "anna", "8", "8"]
    assert "“Le travail en silos reste un frein”" in glose("quotes", "challenges").out
    assert "No codings match" in glose("quotes", "objectives.environment").err
    story = glose("history", "--code", "objectives").out
    assert "accepted nice-entretien objectives.attractiveness priority" in " ".join(story.split())
    glose("undo", "--coder", "anna", "-n", 5)
    assert "(undone)" in glose("history", "--coder", "anna").out
    assert glose("quotes", "objectives", "--json").lines == []


@pytest.mark.slow
def test_a_retracted_class_makes_room_for_another(decided, written, glose):
    head = "text,quote,code,decision,case,coder\n"
    other = written(
        "other.csv", head + 'nice-entretien,"faire venir des entreprises",maturity.turning_point,classify,Nice,anna\n'
    )
    assert "Retract that first" in glose("decide", other, code=1).err
    glose(
        "decide",
        written("back.csv", head + 'nice-entretien,"faire venir des entreprises",maturity.pioneer,retract,Nice,anna\n'),
    )
    glose("decide", other)
    cells = {c["row"]: c["value"] for c in glose("tables", "maturity", "--json").lines}
    assert cells["Nice"] == "turning_point"
