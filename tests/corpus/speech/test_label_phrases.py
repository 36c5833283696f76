"""Words before a colon that are part of what is said are no voice, or are doubted by name."""

import pytest

from corpus.read import read_text
from corpus.speech.speakers import read_speakers

ESSAY = "Le marché ouvre tôt.\n\n{label} : la halle ferme.\n\nOn vend du pain.\n\n"
TALK = "E : Qui vend ?\n\n{label} : Ma sœur.\n\nE : Et l'hiver ?\n\n{label} : On ferme.\n\n"


def of_phrases(problems):
    return [problem for problem in problems if "read as words of a sentence" in problem.message]


@pytest.mark.parametrize(
    "label",
    [
        *("Par contre, et j'insiste", "Par contre", "Au final", "Du coup", "Pas du tout", "Mais ce qu'il faut"),
        *("On the other hand", "To be honest", "My point", "Not at all", "PAR CONTRE"),
    ],
)
def test_words_that_open_a_clause_are_no_voice_in_a_text_without_labels(written, label):
    text, _ = read_text(written("a.txt", ESSAY.format(label=label) * 3))
    assert text.speakers == ()


@pytest.mark.parametrize("label", ["De toute façon", "Bien sûr", "Le problème", "Long story short", "Franchement"])
def test_a_phrase_that_was_taken_for_a_voice_is_doubted_by_name(written, label):
    text, problems = read_text(written("a.txt", TALK.format(label=label)))
    assert label in {speaker.name for speaker in text.speakers}
    [doubt] = of_phrases(problems)
    assert f"{label} (2)" in doubt.message
    assert f"{label}=none" in doubt.message


@pytest.mark.parametrize("label", ["De toute façon", "Long story short"])
def test_a_phrase_that_a_person_stated_is_not_doubted(written, label):
    named, _ = read_speakers(f"{label}=respondent")
    _, problems = read_text(written("a.txt", TALK.format(label=label)), speakers=named)
    assert of_phrases(problems) == []


@pytest.mark.parametrize(
    "label",
    [
        *("Maire de Lyon", "Directrice adjointe", "Public, au fond", "Premier adjoint", "Deuxième intervenante"),
        *("La dame au fond", "Marie de la Tour", "Marie et Paul", "Son Nguyen", "Du Wei", "Le Goff", "Voix off"),
        *("Dupont, chef de projet", "Chargée de mission", "Emily", "Clément", "Shop owner", "Older woman"),
        *("Participant three", "Élue d'opposition", "Madame la présidente", "MARIE DUPONT"),
    ],
)
def test_names_and_roles_of_several_words_are_voices_without_a_doubt(written, label):
    text, problems = read_text(written("a.txt", TALK.format(label=label)))
    assert label in {speaker.name for speaker in text.speakers}
    assert of_phrases(problems) == []


def test_a_voice_with_a_remark_behind_its_name_is_not_doubted(written):
    talk = f"{TALK.format(label='Marie')}Marie, en riant : On ferme.\n\nE : Ah ?\n\nMarie, en riant : Oui.\n"
    assert of_phrases(read_text(written("a.txt", talk))[1]) == []
