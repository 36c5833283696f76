"""glose read: a wrong reading is put right after `add`, and codings keep their words."""

import json
from dataclasses import replace

import pytest

from corpus import structure
from corpus.text import Text
from tests.server import BOTH
from workbench.study import Study

pytestmark = BOTH

GROUP = """\
<H1> Le marché ouvre à six heures.

<A> Qui vend ?

<H1> Ma sœur, du fromage.

<H2> Et moi, du pain.

<A> Et l'hiver ?

<H2> On ferme à midi.
"""
WITHOUT_LABELS = GROUP.replace("<", "").replace(">", "")


@pytest.fixture
def group(study, glose, written):
    """A study with the text `group`, read as a document, in which a sentence is coded."""
    glose("add", written("group.txt", WITHOUT_LABELS), "--case", "Nice", "--kind", "document")
    glose("code", "group", "challenges", "--quote", "On ferme à midi.", "--coder", "anna")
    return study


def test_a_document_becomes_an_interview_and_its_coding_keeps_its_words(group, glose):
    said = glose(
        "read", "group", "--speakers", r"^([AH]\d?) (?=[A-ZE])", "--kind", "interview", "--coder", "anna", "--yes"
    )
    assert "H1 (" in said.out
    turns = glose("turns", "group", "--json").lines
    assert [turn["speaker"] for turn in turns] == ["H1", "A", "H1", "H2", "A", "H2"]
    [quote] = glose("quotes", "challenges", "--json").lines
    assert (quote["quote"], quote["speaker"]) == ("On ferme à midi.", "H2")
    assert glose("text", "group", "--version", 1).out.rstrip() == WITHOUT_LABELS.rstrip()


def test_nothing_is_recorded_before_a_yes(group, glose, monkeypatch):
    monkeypatch.setattr("click.prompt", lambda *_, **__: "n")
    said = glose("read", "group", "--speakers", "H1=respondent", "--kind", "interview", "--coder", "anna", code=1)
    assert said
    assert glose("turns", "group", "--json").out == ""


def test_what_reads_as_before_is_said_and_is_no_error(group, glose):
    said = glose("read", "group", "--kind", "document", "--coder", "anna", "--yes")
    assert "there is nothing to change" in said.err


def test_labels_that_are_not_in_the_file_are_refused(group, glose):
    said = glose(
        "read", "group", "--speakers", "Zoé=respondent", "--kind", "interview", "--coder", "anna", "--yes", code=1
    )
    assert "has none of the labels that --speakers names" in said.err


def test_strict_changes_nothing_where_a_doubt_is_left(group, glose):
    said = glose("read", "group", "--kind", "interview", "--strict", "--coder", "anna", "--yes", code=1)
    assert "--strict" in said.err
    assert glose("turns", "group", "--json").out == ""


def test_without_its_file_the_text_cannot_be_read_anew(group, glose):
    (group / "texts" / "group.txt").write_text("autre chose", encoding="utf-8")
    said = glose("read", "group", "--kind", "interview", "--coder", "anna", "--yes", code=1)
    assert "is not in texts/ any more" in said.err


LATE = "Le marché ferme tard.\n\nQui range ?\n\nENQUÊTRICE : Une dernière question ?\n\nNon, merci.\n"


@pytest.fixture
def old_reading(study, glose, written, monkeypatch):
    """A text as it was read before every word was in a passage: what precedes the label is in none."""

    def as_it_was(text: Text) -> str:
        turns = [p for p in text.passages if p.turn is not None]
        kept = tuple(p._replace(number=n) for n, p in enumerate(turns, 1))
        return structure.structure_json(replace(text, passages=kept, marks=None))

    with monkeypatch.context() as earlier:
        earlier.setattr("ledger.frozen_text.structure_json", as_it_was)
        glose("add", written("late.txt", LATE), "--case", "Nice")
    glose("code", "late", "challenges", "--quote", "Non, merci.", "--coder", "anna")
    return study


def test_an_old_reading_is_found_by_check_and_read_anew(old_reading, glose):
    [warning] = [json.loads(line) for line in glose("check", "--json").out.splitlines()]
    assert warning["place"] == "late"
    assert "about 6 of its words are in no passage" in warning["message"]
    assert "`glose read late`" in warning["message"]
    glose("read", "--outdated", "--coder", "anna", "--yes")
    assert glose("check", "--json").out == ""
    with Study.open(old_reading) as opened:
        text = opened.text("late")
    assert [text.quote(p) for p in text.passages if p.turn is None] == ["Le marché ferme tard.", "Qui range ?"]
    [quote] = glose("quotes", "challenges", "--json").lines
    assert quote["quote"] == "Non, merci."


@pytest.fixture
def of_several_cases(study, glose, written):
    """A group whose members belong to two cases, read with a list of its speakers."""
    talk = "".join(f"Animatrice : Et vous ?\n\n{who} : On ferme tôt.\n\n" for who in ("Inès", "Paul") * 3)
    members = written("membres.csv", "label,speaker,role,case\nInès,,respondent,Nice\nPaul,,respondent,Roubaix\n")
    glose("add", written("groupe-2.txt", talk), "--speakers", members, "--id", "groupe-2")
    return "groupe-2"


def test_the_cases_of_speakers_stay_in_a_new_reading_and_are_shown_where_they_change(of_several_cases, glose, written):
    assert (
        "reads as groupe-2 is" in glose("read", of_several_cases, "--kind", "interview", "--yes", "--coder", "anna").err
    )
    other = written("autres.csv", "label,speaker,role,case\nInès,,respondent,Roubaix\nPaul,,respondent,Nice\n")
    said = glose("read", of_several_cases, "--speakers", other, "--yes", "--coder", "anna").out
    assert "Inès (respondent, Nice, 3 turns)" in said
    assert "Inès (respondent, Roubaix, 3 turns)" in said


def test_the_turns_of_a_group_show_each_speakers_case(of_several_cases, glose):
    cases = {turn["speaker"]: turn["case"] for turn in glose("turns", of_several_cases, "--json").lines}
    assert cases["Inès"] == "Nice"
    assert cases["Paul"] == "Roubaix"


TALK = "".join(
    f"Q : Question {n} ?\n\nJD : Réponse {n}.\n\nCarnet : il hésite {n} fois.\n\n" for n in ("une", "deux", "trois")
)
"""A talk in which `Carnet` looks like a speaker and is none."""


def stays(glose, name):
    """What `glose read --outdated` and a plain `glose read` would make of the text: nothing new."""
    turns = glose("turns", name, "--json").out
    said = glose("read", name, "--yes", "--coder", "anna").err
    assert "there is nothing to change" in said
    assert glose("turns", name, "--json").out == turns
    return said


@pytest.mark.parametrize(
    ("speakers", "voices"),
    [
        ("Carnet=none", {"Q", "JD"}),
        ("Carnet=none,JD=interviewer,Q=respondent", {"Q", "JD"}),
        (r"^(Q|JD) : ", {"Q", "JD"}),
        ("names.csv", {"Q", "Jean Dupont"}),
        ("names.yaml", {"Enquêtrice", "Jean Dupont"}),
    ],
)
def test_what_was_stated_at_add_holds_in_every_later_reading(study, glose, written, speakers, voices):
    written("names.csv", "label,speaker,role\nJD,Jean Dupont,respondent\nCarnet,,none\n")
    written("names.yaml", "Q: {name: Enquêtrice}\nJD: {name: Jean Dupont}\nCarnet: none\n")
    given = written("talk.txt", TALK).parent / speakers if speakers.startswith("names") else speakers
    glose("add", written("talk.txt", TALK), "--case", "Nice", "--speakers", given)
    assert {turn["speaker"] for turn in glose("turns", "talk", "--json").lines} == voices
    said = stays(glose, "talk")
    assert "talk is read as stated before: --speakers" in said


def test_what_is_stated_anew_overrides_and_can_be_forgotten(study, glose, written):
    glose("add", written("talk.txt", TALK), "--case", "Nice", "--speakers", "Carnet=none")
    glose("read", "talk", "--speakers", "Carnet=other", "--yes", "--coder", "anna")
    assert {turn["speaker"] for turn in glose("turns", "talk", "--json").lines} == {"Q", "JD", "Carnet"}
    assert '--speakers "Carnet=other"' in stays(glose, "talk")
    glose("read", "talk", "--speakers", "Carnet=none", "--yes", "--coder", "anna")
    glose("read", "talk", "--as-detected", "--yes", "--coder", "anna")
    assert {turn["speaker"] for turn in glose("turns", "talk", "--json").lines} == {"Q", "JD", "Carnet"}
    assert "stated before" not in stays(glose, "talk")


def test_a_document_and_mended_letters_stay_so(study, glose, written):
    glose("add", written("doc.txt", TALK), "--case", "Nice", "--kind", "document")
    glose("add", written("twice.txt", TALK.replace("é", "Ã©")), "--case", "Nice", "--mend-letters", "--lang", "fr")
    assert "--kind document" in stays(glose, "doc")
    assert "--lang fr --mend-letters" in stays(glose, "twice")
    assert glose("turns", "doc", "--json").out == ""


def test_a_corrected_file_is_read_as_was_stated(study, glose, written):
    glose("add", written("talk.txt", TALK), "--case", "Nice", "--speakers", "Carnet=none")
    glose("correct", "talk", written("other.txt", TALK.replace("hésite", "rit")), "--yes", "--coder", "anna")
    assert {turn["speaker"] for turn in glose("turns", "talk", "--json").lines} == {"Q", "JD"}
    stripped = TALK.replace("Carnet :", "Là,")
    said = glose("correct", "talk", written("third.txt", stripped), "--yes", "--coder", "anna")
    assert "does not fit this file" in said.err


def test_a_text_from_before_this_was_kept_stays_readable_and_has_the_same_entry(study, glose, written):
    glose("add", written("talk.txt", TALK), "--case", "Nice")
    with Study.open(study) as opened:
        [entry] = [entry for entry in opened.ledger.entries(kind="text") if entry.text == "talk"]
        assert "reading" not in entry.payload.as_json()
        assert opened.text("talk").reading is None
    assert "stated before" not in stays(glose, "talk")
