"""Nouns before a colon: what is talked about is no voice, what somebody is called by trade is one."""

import pytest

from corpus.read import read_text
from tests.talk import spoken

TALK = "Enquêteur : Depuis quand ?\n\nMarie : Douze ans.\n\n{noun} : {said}\n\n"


def doubts_about(problems, label):
    return [problem for problem in problems if label in problem.message]


@pytest.mark.parametrize(
    "noun", ["Réponse courte", "Simple question", "Budget", "Calendrier", "Organisation", "Short answer", "Deadlines"]
)
def test_a_noun_beside_two_voices_stays_in_the_turn_and_is_named(written, noun):
    text, problems = read_text(written("a.txt", TALK.format(noun=noun, said="deux millions.") * 2))
    assert {speaker.name for speaker in text.speakers} == {"Enquêteur", "Marie"}
    assert doubts_about(problems, f"{noun} (2)")


def test_a_noun_of_the_same_text_that_seldom_speaks_is_doubted(written):
    talk = "Enquêteur : Et la halle ?\n\nMarie : On voit la halle de loin.\n\n" * 5
    text, problems = read_text(written("a.txt", f"{talk}Halle : ouverte.\n\n{talk}Halle : fermée.\n"))
    assert "Halle" in {speaker.name for speaker in text.speakers}
    assert doubts_about(problems, "read as words of a sentence: Halle (2)")


@pytest.mark.parametrize("name", ["Paul", "Maïté", "Clément", "Cadre", "Voisine"])
def test_a_name_that_is_no_noun_of_the_text_is_not_doubted(written, name):
    text, problems = read_text(written("a.txt", TALK.format(noun=name, said="Moi aussi.") * 3))
    assert name in {speaker.name for speaker in text.speakers}
    assert not doubts_about(problems, "words of a sentence")


@pytest.mark.parametrize(
    "trade",
    ["Travailleur social", "Ouvrier agricole", "Tailleur indépendant", "Aide soignante", "Social worker", "Farm owner"],
)
def test_a_trade_that_answers_is_a_voice_without_a_doubt(written, trade):
    talk = f"Enquêtrice : Depuis quand ?\n\n{trade} : Douze ans.\n\n" * 2
    text, problems = read_text(written("a.txt", talk))
    assert [who for who, _ in spoken(text)] == ["Enquêtrice", trade] * 2
    assert problems == ()


def test_the_fields_of_a_form_are_no_voices(written):
    form = "Pilote : la ville.\nPartenaires : les communes.\nSuivi : tous les ans.\n\n"
    text, problems = read_text(written("a.txt", f"Plan d'action\n\n{form * 3}"))
    assert text.kind == "document"
    assert doubts_about(problems, "Pilote (3), Partenaires (3), Suivi (3)")


def test_three_voices_in_turn_are_no_form_where_somebody_asks(read):
    talk = "Claire : Qui vend ?\n\nMarie : Ma sœur.\n\nPaul : Et moi.\n\n"
    assert [who for who, _ in spoken(read("a.txt", talk * 3))] == ["Claire", "Marie", "Paul"] * 3
