"""Signs behind a label other than one colon, words for a role alone on a line, and what opens a speech and is no name."""

import pytest

from corpus.read import read_text


def voices(tmp_path, source):
    path = tmp_path / "entretien.txt"
    path.write_text(source, encoding="utf-8")
    text, problems = read_text(path)
    assert text is not None
    return [(turn.speaker, text.quote(turn)) for turn in text.turns], " ".join(problem.message for problem in problems)


SAID = [("Comment allez-vous ?", "Bien, merci."), ("Et l'hiver ?", "On ferme."), ("Et l'été ?", "On ouvre.")]


@pytest.mark.parametrize(
    "sign",
    [" >> ", ">> ", " -> ", " --> ", " => ", " → ", " .: ", " :: ", " :- ", " :– ", " : - ", " :> ", " = ", " > "],
)
@pytest.mark.parametrize("names", [("Q", "R"), ("Enquêtrice", "Enquêté"), ("Inès", "Léna")])
def test_a_sign_of_several_characters_belongs_to_the_label(tmp_path, sign, names):
    asks, answers = names
    lines = [f"{asks}{sign}{question}\n\n{answers}{sign}{answer}\n\n" for question, answer in SAID]
    turns, doubts = voices(tmp_path, "".join(lines))
    expected = [turn for question, answer in SAID for turn in ((asks, question), (answers, answer))]
    assert turns == expected or (turns == [] and "as labels of speakers do" in doubts)


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Question.", "Réponse."),
        ("Q.", "R."),
        ("QUESTION.", "RÉPONSE."),
        ("— Question.", "— Réponse."),
        ("Enquêtrice.", "Enquêté."),
        ("Interviewer.", "Respondent."),
        ("Question 1.", "Réponse 1."),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_word_for_a_role_alone_on_its_line_is_a_label_with_its_full_stop(tmp_path, asks, answers, gap):
    turns, _ = voices(tmp_path, "".join(f"{asks}{gap}{q}\n\n{answers}{gap}{a}\n\n" for q, a in SAID))
    assert [words for _, words in turns] == [words for pair in SAID for words in pair]
    assert len({speaker for speaker, _ in turns}) == 2


def test_letters_with_a_full_stop_above_paragraphs_are_no_voices(tmp_path):
    turns, _ = voices(tmp_path, "A.\n\nLe marché.\n\nB.\n\nLa gare.\n\nC.\n\nLe port.\n\nI.\n\nLa fin.\n")
    assert turns == []


@pytest.mark.parametrize(
    "opening",
    ["Et je le redis", "Alors moi je dis", "Bref", "Mais bon", "Donc voilà", "En gros", "Je répète", "I say it again",
     "So", "But then again", "Deuxième point", "Résultat", "On est d'accord", "Et, j'insiste"],
)  # fmt: skip
def test_what_opens_a_speech_again_and_again_is_no_voice(tmp_path, opening):
    talk = "".join(f"Q : {q}\n\nR : {a}\n\n{opening} : il faut garder l'école.\n\n" for q, a in SAID)
    turns, _ = voices(tmp_path, talk)
    assert {speaker for speaker, _ in turns} == {"Q", "R"}
    assert sum(words.count("il faut garder l'école") for _, words in turns) == 3


@pytest.mark.parametrize(
    "name", ["Elle", "Moi", "Voix off", "Jeune femme", "Ben", "Le maire", "L'enquêtrice", "Mère de Léa"]
)
def test_what_people_call_themselves_stays_a_voice(tmp_path, name):
    turns, _ = voices(tmp_path, "".join(f"Q : {q}\n\n{name} : {a}\n\n" for q, a in SAID))
    assert {speaker for speaker, _ in turns} == {"Q", name}


def test_a_person_may_state_that_somebody_is_called_so(tmp_path):
    from corpus.speech.speakers import read_speakers

    path = tmp_path / "a.txt"
    path.write_text("".join(f"Q : {q}\n\nSo : {a}\n\n" for q, a in SAID), encoding="utf-8")
    text, _ = read_text(path, speakers=read_speakers("So=respondent")[0])
    assert text is not None
    assert {turn.speaker for turn in text.turns} == {"Q", "So"}
