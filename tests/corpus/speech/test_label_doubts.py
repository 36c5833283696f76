"""A voice is never guessed in silence: labels that were not taken are named, with the option that takes them."""

import pytest

from corpus.read import read_text
from corpus.speech.speakers import read_speakers

POINTS = [f"Le point {n} est traité, sans débat, par la halle entière, en peu de mots." for n in range(90)]
MINUTES = "\n\n".join(
    [
        *("Compte rendu du marché.", "Halle : rien à dire.", "Mairie : on note."),
        *POINTS,
        *("Halle : encore rien.", "Mairie : bien.", "Halle : non.", "Mairie : oui."),
    ]
)
TALK = "E : Qui vend ?\n\nR : Ma sœur.\n\nE : Et l'hiver ?\n\nR : On ferme.\n\n"
LETTER = TALK + "R : Voici la lettre.\n" + "Une ligne sans personne.\n" * 30 + "Mairie : bonjour\nMairie : salut\n"


def problems_of(written, content, **given):
    return read_text(written("a.txt", content), **given)[1]


def about(problems, words):
    return [problem for problem in problems if words in problem.message]


def test_a_document_full_of_labels_names_them_and_the_option_that_takes_them(written):
    text, problems = read_text(written("a.txt", MINUTES))
    assert text.kind == "document"
    [doubt] = about(problems, "look like speakers")
    assert "Halle (3), Mairie (3)" in doubt.message
    assert "--speakers 'Halle=other,Mairie=other'" in doubt.message
    assert doubt.level == "warning"
    named, _ = read_speakers("Halle=other,Mairie=other")
    taken, _ = read_text(written("b.txt", MINUTES), speakers=named)
    assert [turn.speaker for turn in taken.turns] == ["Halle", "Mairie"] * 3


@pytest.mark.parametrize(
    "written_as", ["Q. Qui vend ?\n\nMa sœur.\n\nQ. Et l'hiver ?\n\nOn ferme.", "Q : Qui ?\n\nQ : Où ?"]
)
def test_questions_in_a_document_are_named(written, written_as):
    [doubt] = about(problems_of(written, "\n\n".join([*POINTS, written_as])), "look like speakers")
    assert "Q (2)" in doubt.message


def test_a_plan_with_lines_like_objectif_1_has_no_such_doubt(written):
    plan = "".join(f"Objectif {n} : ouvrir la halle.\n\nNote : à revoir.\n\nBudget : aucun.\n\n" for n in range(1, 4))
    assert about(problems_of(written, plan), "look like speakers") == []


def test_a_label_in_a_transcript_that_was_not_taken_is_named(written):
    doubts = about(problems_of(written, LETTER), "Mairie (2)")
    assert doubts


def test_speakers_that_the_file_does_not_have_are_an_error(written):
    named, _ = read_speakers("Anna=interviewer,Bert=respondent")
    text, problems = read_text(written("a.txt", TALK), speakers=named)
    assert text is None
    [problem] = [problem for problem in problems if problem.level == "error"]
    assert "has none of the labels that --speakers names (Anna, Bert)" in problem.message
    assert "E (2), R (2)" in problem.message


def test_one_speaker_that_the_file_does_not_have_is_a_doubt(written):
    named, _ = read_speakers("E=interviewer,Bert=respondent")
    text, problems = read_text(written("a.txt", TALK), speakers=named)
    assert text is not None
    [problem] = about(problems, "Bert")
    assert problem.level == "warning"


def test_an_expression_that_matches_no_line_is_an_error(written):
    named, _ = read_speakers(r"^<(\w+)>")
    text, problems = read_text(written("a.txt", TALK), speakers=named)
    assert text is None
    assert about(problems, "no line matches the regular expression")


def test_a_label_that_a_person_declared_no_speaker_is_not_doubted(written):
    named, _ = read_speakers("Mairie=none,E=interviewer")
    doubts = problems_of(written, LETTER, speakers=named)
    assert about(doubts, "Mairie") == []


@pytest.mark.parametrize("label", ["Claire :", "Animateur –", "[Claire]", "Claire Roux :", "P1 :", "Enquêtrice —"])
def test_one_late_label_before_words_to_somebody_is_doubted(written, label):
    tasks = "".join(f"Tâche {n}\n\nJ'ai trouvé le bouton, puis cliqué sur la page.\n\n" for n in range(6))
    [doubt] = about(problems_of(written, f"{tasks}{label} merci beaucoup, on s'arrête là."), "look like speakers")
    assert label.strip(" :–—[]") in doubt.message


def test_paragraphs_that_open_alike_with_an_unknown_sign_are_named(written):
    talk = "Int 1 ~ Qui vend ?\n\nPart 2 ~ Ma sœur.\n\nInt 1 ~ Et l'hiver ?\n\nPart 2 ~ On ferme."
    [doubt] = about(problems_of(written, talk), "open with the same few words")
    assert "Int 1 (2), Part 2 (2)" in doubt.message


ASKED = "Enquêtrice : Qui vend ?\nEnquêtée : Ma sœur.\nEnquêtrice : Et l'hiver ?\nEnquêtée : On ferme.\n"


@pytest.mark.parametrize(
    "line", ["Marie : Pardon, je passe.", "L'enquêtrice, en riant : D'accord.", "Mme Le Goff : Oui."]
)
def test_a_name_that_occurs_once_is_named_although_no_blank_line_is_above_it(written, line):
    doubts = about(problems_of(written, f"{ASKED}{line}\n{ASKED}"), " once ")
    assert [doubt.place for doubt in doubts] == ["a.txt:5"]


@pytest.mark.parametrize("line", ["Vous dites donc : on ferme.", "et puis voilà\nLyon : la grande ville."])
def test_words_before_a_colon_in_a_wrapped_line_raise_no_doubt(written, line):
    assert about(problems_of(written, f"{ASKED}{line}\n{ASKED}"), "stands once where others") == []


@pytest.mark.parametrize("label", ["Enquêteur", "Animateur.rice", "Interviewer"])
def test_a_document_in_which_an_interviewer_speaks_once_says_so(written, label):
    words = f"Bonjour, merci de me recevoir.\nJe vous en prie.\n{label} : et ensuite ?\nOn a continué.\n"
    [doubt] = about(problems_of(written, words), "look like speakers")
    assert f"{label} (1)" in doubt.message
    assert f"--speakers '{label}=interviewer'" in doubt.message


def test_a_document_with_two_answers_says_so(written):
    [doubt] = about(problems_of(written, "La halle.\n\nR : c'est sale.\n\nOn sort.\n\nR : on plante."), "look like")
    assert "R (2)" in doubt.message


@pytest.mark.parametrize("words", ["Animateur : Jean Dupont\n\nLa séance est ouverte.", "A. La halle.\n\nA. La rue."])
def test_a_role_with_a_name_and_items_of_a_list_raise_no_doubt(written, words):
    assert about(problems_of(written, words), "look like speakers") == []


def test_a_doubt_shows_the_beginning_of_a_voice_without_end(written):
    voice = "Lise " * 50_000
    rows = "".join(f'"{who}","{said}"\n' for who, said in [("Jo", "Qui vend ?"), (voice, "Ma sœur.")] * 3)
    path = written("a.csv", f"speaker,text\n{rows}")
    assert all(len(problem.message) < 500 for problem in read_text(path)[1])
