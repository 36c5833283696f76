"""Codes made while confirming, in a pseudo-terminal: in the codebook file, on the screen and in the ledger."""

import pytest

from coding.codebook.file import load_codebook


@pytest.fixture
def terminal(coded, glose, at_terminal):
    """`terminal()`: anna confirms; the study is parsed already, so that starting is quick."""
    glose("suggest")
    return lambda *arguments, **options: at_terminal(coded, "confirm", "--coder", "anna", *arguments, **options)


def codebook(folder):
    return load_codebook((folder / "codebook.yaml").read_text(encoding="utf-8")).codes


def test_a_new_code_is_written_below_its_parent_and_codes_the_words_shown(terminal, coded, glose):
    before = (coded / "codebook.yaml").read_text(encoding="utf-8")
    person = terminal()
    person.sees("passage 4/8")
    person.press("n")
    person.sees("New code, its label")
    person.press("Emploi des jeunes", "enter")
    person.sees("Below which code does “Emploi des jeunes” go?", "(below no other code)")
    person.press("objectives", "enter")
    person.sees("Its id: objectives.emploi_des_jeunes")
    person.press("enter")
    person.sees("Definition")
    person.press("Du travail pour les jeunes.", "enter")
    person.sees("Which scale", "(no degrees)")
    person.press("down", "enter")
    person.sees("objectives.emploi_des_jeunes is in the codebook. Enter codes “La priorité")
    person.press("enter")
    person.sees("Degree?", "7=priority")
    person.press("6")
    person.sees("coded: objectives.emploi_des_jeunes (strong)", "passage 4/8")
    person.press("c", "jeunes")
    person.sees("> jeunes", "objectives.emploi_des_jeunes")
    person.press("escape", "q")
    person.ends()
    code = codebook(coded)["objectives.emploi_des_jeunes"]
    assert (code.label, code.definition, code.scale) == (
        {"fr": "Emploi des jeunes"},
        {"fr": "Du travail pour les jeunes."},
        "degree",
    )
    assert set(before.split("\n")) <= set((coded / "codebook.yaml").read_text(encoding="utf-8").split("\n"))
    [line] = glose("quotes", "objectives.emploi_des_jeunes", "--json").lines
    assert line["degree"] == "strong"
    assert glose("check", "--json").code == 0


def test_a_code_in_vivo_is_named_by_the_words_chosen_and_codes_them(terminal, coded, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("v")
    person.sees("Borders, by word")
    person.press("tab", "up", "tab", *["right"] * 6, "enter")
    person.sees("Code in vivo, in these words: venir des entreprises.")
    person.press("\x7f", "enter")
    person.sees("Below which code does “venir des entreprises” go?")
    person.press("enter")
    person.sees("coded: venir_des_entreprises", "coded as venir_des_entreprises")
    person.press("q")
    person.ends()
    assert codebook(coded)["venir_des_entreprises"].label == {"fr": "venir des entreprises"}
    [line] = glose("quotes", "venir_des_entreprises", "--json").lines
    assert line["quote"] == "venir des entreprises."


def test_going_back_from_any_question_makes_nothing(terminal, coded):
    before = (coded / "codebook.yaml").read_bytes()
    person = terminal()
    person.sees("passage 4/8")
    for answers in ([], ["Neuf", "enter"], ["Neuf", "enter", "enter"], ["Neuf", "enter", "enter", "enter"]):
        person.press("n")
        person.sees("New code, its label")
        person.press(*answers, "escape")
        person.sees("a accept")
    person.press("v", "escape", "q")
    person.ends()
    assert (coded / "codebook.yaml").read_bytes() == before


def test_an_id_that_is_taken_is_refused_and_asked_again(terminal, coded):
    person = terminal()
    person.sees("passage 4/8")
    person.press("n", "Freins", "enter", "enter")
    person.sees("Its id: freins")
    person.press(*["\x7f"] * 6, "challenges", "enter")
    person.sees("The codebook has challenges already")
    person.press("_2", "enter", "enter", "enter")
    person.sees("challenges_2 is in the codebook")
    person.press("escape", "q")
    person.ends()
    assert codebook(coded)["challenges_2"].label == {"fr": "Freins"}


def test_a_codebook_that_was_changed_meanwhile_is_left_as_it_is(terminal, coded):
    person = terminal()
    person.sees("passage 4/8")
    other = (coded / "codebook.yaml").read_text(encoding="utf-8") + "# by somebody else\n"
    (coded / "codebook.yaml").write_text(other, encoding="utf-8")
    person.press("n", "Neuf", "enter", "enter", "enter", "enter", "enter")
    person.sees("codebook.yaml was changed meanwhile by another program; nothing was written.")
    person.press("q")
    person.ends()
    assert (coded / "codebook.yaml").read_text(encoding="utf-8") == other


def test_what_was_read_before_a_code_was_made_is_unread_for_it(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press(" ")
    person.sees("passage 5/8")
    person.press("n", "Neuf", "enter", "enter", "enter", "enter", "enter")
    person.sees("neuf is in the codebook")
    person.press("escape", " ")
    person.sees("passage 7/8")
    person.press("q")
    person.ends()
    [progress] = glose("progress", "--json").lines
    assert (progress["read"], progress["reopened"]) == (5, 4)
