"""Slips of whoever typed the labels: what is one name is one, what may be is doubted."""

import pytest

from corpus.read import read_text
from tests.corpus.speech.test_names import exchange, spoken, talk


def long_talk(*slips):
    """A conversation of Jeanne and Enquêtrice in which these lines have a slip in their label."""
    usual = talk("Enquêtrice", "Jeanne").strip()
    return "\n\n".join([usual, usual, *slips, usual]) + "\n"


def doubts(path):
    return [problem.message for problem in read_text(path)[1]]


@pytest.mark.parametrize("slip", ["jeanne :", "JEANNE :", "Enquetrice :", "enquêtrice:"])
def test_capitals_and_accents_make_no_other_voice(read, slip):
    text = read("a.txt", long_talk(f"{slip} Voilà."))
    assert {turn.speaker for turn in text.turns} == {"Enquêtrice", "Jeanne"}


@pytest.mark.parametrize(("slip", "name"), [("Jeane", "Jeanne"), ("Jenane", "Jeanne"), ("Enquêtice", "Enquêtrice")])
def test_a_name_that_differs_by_a_letter_is_doubted(written, slip, name):
    assert any(
        f"“{slip}” (1) may be “{name}”" in doubt for doubt in doubts(written("a.txt", long_talk(f"{slip} : Oui.")))
    )


def test_numbers_tell_names_apart(written):
    lines = "".join(f"Enq : Et vous ?\n\nPart{1 + (n == 5)} : Oui.\n\n" for n in range(9))
    assert not any("written by a slip" in doubt for doubt in doubts(written("a.txt", lines)))


@pytest.mark.parametrize("label", ["Jeanne ;", "Jeanne.", "Jeanne -", "Enquêtrice;", "Jeanne)"])
def test_a_name_with_another_sign_stays_in_the_turn_above_and_is_doubted(read, written, label):
    source = long_talk(f"{label} Voilà.")
    assert any(
        "without the sign of its labels" in doubt and f"{label} Voilà." in doubt
        for doubt in doubts(written("b.txt", source))
    )
    assert spoken(read("a.txt", talk("Enquêtrice", "Jeanne"))) == exchange("Enquêtrice", "Jeanne")


def test_a_sentence_that_opens_with_a_name_is_no_slip(written):
    source = long_talk("Jeanne est partie.", "Jeanne, tu viens ?")
    assert not any("without the sign of its labels" in doubt for doubt in doubts(written("a.txt", source)))


def test_a_label_within_a_line_is_doubted_with_its_words(written):
    source = long_talk("Jeanne : Oui. Enquêtrice : Et après ?")
    assert any(
        "within a line" in doubt and "Enquêtrice : Et après ?" in doubt for doubt in doubts(written("a.txt", source))
    )


def test_a_name_within_a_sentence_is_no_label(written):
    source = long_talk("Jeanne : Il l'a dit à Jeanne : jamais. On m'appelle Jeanne.")
    assert not any("within a line" in doubt for doubt in doubts(written("a.txt", source)))


def test_a_name_alone_on_its_line_among_labels_is_doubted(written):
    source = long_talk("Jeanne\n: Voilà.")
    assert any("without the sign of its labels" in doubt for doubt in doubts(written("a.txt", source)))
