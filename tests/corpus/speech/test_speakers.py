"""What a person says of the speakers: a list, a table, a pattern."""

import pytest

from corpus.read import read_text
from corpus.speech.speakers import read_speakers
from tests.talk import spoken

FOCUS = "A : Bonjour.\n\nH1 : Salut.\n\nNB2 : Oui.\n\nA : Bien.\n\nH1 : Voilà.\n\nNB2 : Non.\n"


def speakers(given):
    said, problems = read_speakers(given)
    assert problems == ()
    return said


def test_roles_can_be_said_for_some_labels_only(written):
    said = speakers("A=interviewer,NB2=other")
    text, _ = read_text(written("f.txt", FOCUS), speakers=said)
    assert {t.speaker: t.role for t in text.turns} == {"A": "interviewer", "H1": "respondent", "NB2": "other"}


def test_a_list_of_speakers_names_them_and_ignores_what_is_none(written):
    listed = written("who.yaml", "A: {name: Animatrice, role: interviewer}\nNB2: none\n")
    text, _ = read_text(written("f.txt", FOCUS), speakers=speakers(str(listed)))
    assert [t.speaker for t in text.turns] == ["Animatrice", "H1", "Animatrice", "H1"]
    assert "NB2 : Oui." in text.quote(text.turns[1])


def test_a_pattern_is_the_only_thing_that_makes_a_label(written):
    source = "<Ada> Je commence.\n<Bo> Je réponds : oui.\nNote : rien.\n<Ada> Fin.\n"
    text, _ = read_text(written("p.txt", source), speakers=speakers(r"^<(?P<speaker>\w+)>\s*"))
    assert spoken(text) == [("Ada", "Je commence."), ("Bo", "Je réponds : oui.\nNote : rien."), ("Ada", "Fin.")]


def test_a_list_of_speakers_in_csv(written):
    listed = written("who.csv", "label;speaker;role\nH1;Hélène;respondent\nA;;interviewer\n")
    text, _ = read_text(written("f.txt", FOCUS), speakers=speakers(str(listed)))
    assert {t.speaker for t in text.turns} == {"A", "Hélène", "NB2"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Q=boss", "is not a role"),
        ("(", "is not a regular expression"),
        (r"^\w+ -", "needs a group"),
        ("absent.yaml", "cannot be read"),
    ],
)
def test_faults_in_speakers_are_named(given, message):
    said, problems = read_speakers(given)
    assert said is None
    assert message in problems[0].message
