"""A corrected transcript: nothing is lost in silence, and the old text can still be shown."""

import pytest

from tests.conftest import INTERVIEW
from tests.server import BOTH

pytestmark = BOTH


@pytest.fixture
def decided(glose, once, coded):
    """The study with three quotes of its interview coded, and the whole of it read."""

    def make():
        for code, quote in (
            ("objectives.attractiveness", "La priorité, c'est de faire venir des entreprises."),
            ("challenges", "on travaille en silos depuis toujours"),
            ("objectives.environment", "l'environnement, ce n'est pas une priorité"),
        ):
            glose("code", "nice-entretien", code, "--quote", quote, "--coder", "anna")

    once(make)
    return coded


CORRECTED = (
    INTERVIEW.replace("Et puis l'environnement, ce n'est pas une priorité chez nous.\n\n", "")
    .replace("faire venir des entreprises", "faire venir les entreprises")
    .replace("Entretien inventé", "Entretien inventé, relu")
)


def test_codings_find_their_place_and_the_lost_one_is_named(decided, glose, written):
    said = glose("correct", "nice-entretien", written("new.txt", CORRECTED), "--coder", "anna", "--yes", "--json")
    fates = {line["what"]: line["fate"] for line in said.lines}
    assert fates == {"objectives.attractiveness": "changed", "challenges": "moved", "objectives.environment": "lost"}
    content = glose("text", "nice-entretien").out
    for line in glose("quotes", "challenges", "--json").lines + glose("quotes", "objectives", "--json").lines:
        assert content[line["start"] : line["end"]] == line["quote"]
    assert [line["quote"] for line in glose("quotes", "objectives", "--json").lines] == [
        "La priorité, c'est de faire venir les entreprises."
    ]
    [problem] = glose("check", "--json").lines
    assert (problem["level"], "l'environnement, ce n'est pas une priorité" in problem["message"]) == ("warning", True)


def test_the_old_text_stays_and_the_index_can_be_written_anew(decided, glose, written):
    glose("correct", "nice-entretien", written("new.txt", CORRECTED), "--coder", "anna", "--yes")
    assert glose("text", "nice-entretien", "--version", 1).out == INTERVIEW + "\n"
    assert glose("text", "nice-entretien", "--version", 2).out == glose("text", "nice-entretien").out
    assert "no version 3" in glose("text", "nice-entretien", "--version", 3, code=1).err
    before = glose("quotes", "challenges", "--json").out
    glose("check", "--rebuild")
    assert glose("quotes", "challenges", "--json").out == before
    kinds = [line["kind"] for line in glose("history", "--text", "nice-entretien", "--json").lines]
    assert kinds.count("move") == 3


def test_no_means_no(decided, glose, written, monkeypatch):
    monkeypatch.setattr("click.prompt", lambda *_, **__: "n")
    said = glose("correct", "nice-entretien", written("new.txt", CORRECTED), "--coder", "anna", code=1)
    assert "lost objectives.environment" in said.out
    assert "1 moved, 1 changed, 0 shrunk, 1 lost" in said.out
    assert len(glose("quotes", "objectives", "--json").lines) == 2
    assert glose("text", "nice-entretien").out == INTERVIEW + "\n"


def test_a_lost_coding_that_is_coded_anew_is_no_longer_named(decided, glose, written):
    glose("correct", "nice-entretien", written("new.txt", CORRECTED), "--coder", "anna", "--yes")
    glose("code", "nice-entretien", "objectives.environment", "--quote", "La priorité", "--coder", "anna")
    assert glose("check", "--json").lines == []


def test_the_same_file_corrects_nothing_and_an_unreadable_one_changes_nothing(decided, glose, written):
    assert "nothing to correct" in glose("correct", "nice-entretien", written("s.txt", INTERVIEW), "--yes", code=1).err
    assert "cannot be read" in glose("correct", "nice-entretien", written("e.txt", ""), "--yes", code=1).err
    assert len(glose("history", "--text", "nice-entretien", "--json").lines) == 4


def test_a_second_correction_goes_on_from_the_first(decided, glose, written):
    glose("correct", "nice-entretien", written("new.txt", CORRECTED), "--coder", "anna", "--yes")
    again = CORRECTED.replace("Q : D'accord.", "Q : D'accord, très bien.")
    glose("correct", "nice-entretien", written("newer.txt", again), "--coder", "basile", "--yes")
    [line] = glose("quotes", "challenges", "--json").lines
    assert again[line["start"] : line["end"]] == "on travaille en silos depuis toujours"
    assert line["coder"] == "anna"
    glose("undo", "--coder", "anna")
    assert glose("check", "--json", "--rebuild").code == 0
