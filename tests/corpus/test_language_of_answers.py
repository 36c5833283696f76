"""A short answer has the language of the study, unless its own words say otherwise."""

import pytest

from corpus.answers import Columns, read_answers
from corpus.parse.language import detect_language

ENGLISH = (
    "I don't know|The bus is late|Not enough buses|Too expensive for me|Yes|It's fine|Nothing|More buses please|"
    "We want benches|They never come|She works there|My kids like it|Because of the noise|Never|What bus?|"
    "Thanks|I'd rather walk|The parking is full|Safer streets at night|It depends|Don't care|Ask the mayor|"
    "You can't sit|With my son|Somebody should clean"
).split("|")
FRENCH = (
    "Je ne sais pas|Le bus est en retard|Pas assez de bus|Trop cher pour moi|Oui|C'est bien|Rien|Plus de bus|"
    "On veut des bancs|Ils ne viennent jamais|Elle travaille là|Mes enfants aiment|À cause du bruit|Jamais|Quel bus ?|"
    "Merci|J’aime marcher|Le parking est plein|Des rues plus sûres|Aucune idée|Ça dépend|M'en fiche|"
    "Demandez au maire|L'éclairage|Avec mon fils"
).split("|")
OF_EITHER = (
    "OK|Parking|Facebook|Lyon|Bus, tram|Wifi|Tram 12|The Voice|Game of Thrones|Le Monde|Tour de France|Non-stop|"
    "Police|Transport|McDonald's|La Poste|No comment|Le bus is late|12"
).split("|")


@pytest.mark.parametrize(("answers", "language", "study"), [(ENGLISH, "en", "fr"), (FRENCH, "fr", "en")])
def test_words_of_one_language_only_decide(answers, language, study):
    assert [answer for answer in answers if detect_language(answer, study)[0] != language] == []


@pytest.mark.parametrize("study", ["fr", "en"])
def test_names_and_words_of_both_languages_leave_a_short_answer_in_that_of_the_study(study):
    assert [answer for answer in OF_EITHER if detect_language(answer, study) != (study, False)] == []


def test_a_short_answer_in_a_table_has_the_language_of_its_own_words(written):
    rows = (
        "id;âge;avis\n1;30;Le marché est bien et les gens sont gentils avec nous.\n2;40;The bus is late\n3;50;Parking\n"
    )
    texts, _ = read_answers(written("avis.csv", rows), Columns(texts=("avis",)))
    assert [text.language for text in texts] == ["fr", "en", "fr"]
