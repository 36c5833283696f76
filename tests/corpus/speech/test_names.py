"""Names as people write them in labels, and the roles that they tell."""

import io

import docx
import pytest

from corpus.label_words import is_interviewer_word, is_respondent_word
from tests.talk import spoken

ASKED = ("Comment le marché a-t-il commencé ?", "Qui vend le fromage ?", "Et l'hiver ?")
ANSWERED = ("Avec trois étals, sous la halle.", "Ma sœur, depuis vingt ans.", "On ferme à midi.")


def talk(asks, answers, after=" : ", between="\n\n"):
    """A conversation of six turns between two labels."""
    lines = (
        f"{who}{after}{words}"
        for pair in zip(ASKED, ANSWERED, strict=True)
        for who, words in zip((asks, answers), pair, strict=True)
    )
    return between.join(lines) + "\n"


def exchange(asks, answers):
    return [
        turn for question, answer in zip(ASKED, ANSWERED, strict=True) for turn in ((asks, question), (answers, answer))
    ]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Animateur/trice", "Participant·e"),
        ("Enquêtrice-eur", "Enquêté-e"),
        ("Intervieweur·euse", "interviewé(e)"),
        ("Modérateur.trice", "P3/H/52"),
        ("Enq?", "Mme D."),
        ("E#1", "P#2"),
        ("I", "2F"),
        ("Chercheuse", "Resp. 4 (maire)"),
        ("Paul", "M. D'Hondt-Lévy"),
        ("Dubois, Anne", "Le Goff, Yann"),
        ("A.-M. B.", "J.-P. K."),
        ("+33 6 12 34 56 78", "Lucie"),
        ("0612345678", "06 98 76 54 32"),
        ("🎤 Lucie", "Théo 🙂"),
        ("Marie-Ange de la Tour", "Saïd El-Amrani"),
        ("ENQUÊTEUR·RICE", "ÉLU·E"),
    ],
)
@pytest.mark.parametrize("after", [" : ", ": ", ":"], ids=["spaced", "english", "glued"])
def test_two_voices_take_turns_whatever_their_names(read, asks, answers, after):
    assert spoken(read("a.txt", talk(asks, answers, after))) == exchange(asks, answers)


@pytest.mark.parametrize(
    "after",
    [
        "\u00a0: ",
        "\u202f:\u00a0",
        "\u2009: ",
        "\t",
        " :\t",
        " – ",
        " — ",
        " - ",
        "\u00a0– ",
        " ‒ ",
        " ― ",
        " | ",
        " > ",
    ],
)
def test_what_stands_between_a_name_and_the_speech(read, after):
    assert spoken(read("a.txt", talk("Lucie", "Théo", after))) == exchange("Lucie", "Théo")


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "\ufeff", "\u2060", "\u202a"])
@pytest.mark.parametrize(
    "put",
    [
        lambda sign, name: f"{sign}{name}",
        lambda sign, name: f"{name[:2]}{sign}{name[2:]}",
        lambda sign, name: f"{name}{sign}",
        lambda sign, name: f"{sign}{sign}{name}{sign}",
    ],
    ids=["before", "inside", "after", "around"],
)
def test_signs_without_width_are_overlooked_and_kept(read, sign, put):
    written = talk(put(sign, "Animatrice"), "Théo").replace(" : ", f" :{sign} ")
    text = read("a.txt", written)
    assert [(who, words.strip(sign)) for who, words in spoken(text)] == exchange("Animatrice", "Théo")
    assert text.turns[0].role == "interviewer"
    assert text.content == written.removeprefix("\ufeff")


def test_letters_taken_apart_name_the_same_speaker(read):
    """É as one character and as E with a combining accent (NFD), as files from a Mac have it."""
    text = read("a.txt", talk("E", "Rene\u0301e").replace("Rene\u0301e", "Renée", 1))
    assert {turn.speaker for turn in text.turns} == {"E", "Renée"}


@pytest.mark.parametrize("pronouns", ["(elle/she)", "(she/her)", "(iel)", "(he / him)", "(Elle)"])
def test_pronouns_are_no_part_of_a_name(read, pronouns):
    text = read("a.txt", talk(f"Claire Roux {pronouns}", "Théo"))
    assert spoken(text) == exchange("Claire Roux", "Théo")


@pytest.mark.parametrize(
    "line",
    [
        "Note : le marché ouvre tôt.",
        "https://marche.fr/a: ici",
        "à 10:30 : on ferme",
        "10:30 : on ferme",
        "1. Étals : trois",
    ],
)
def test_what_only_looks_like_a_name_stays_speech(read, line):
    text = read("a.txt", talk("E", "R").replace("Ma sœur, depuis vingt ans.", f"Ma sœur.\n\n{line}\n\n{line}"))
    assert [turn.speaker for turn in text.turns] == ["E", "R", "E", "R", "E", "R"]
    assert line in text.quote(text.turns[3])


@pytest.mark.parametrize(
    "word",
    ["Enquêteur", "Enquêtrice", "enquêteurs", "Enquêteur.rice", "Enquêteur·rice·s", "Enquêteur/trice", "Animateur-trice",
     "animateur(trice)", "Modérateur/modératrice", "Modératrice 2", "Chercheur·se", "Facilitateur", "Facilitator",
     "Interviewer 1", "The moderator", "Enq?", "Enq. 2", "INT", "Q", "L'enquêtrice (E1)", "doctorante", "Médiatrice"],
)  # fmt: skip
def test_words_for_who_asks(word):
    assert is_interviewer_word(word)
    assert not is_respondent_word(word)


@pytest.mark.parametrize(
    "word",
    ["Enquêté", "Enquêté.e", "Enquêté·e·s", "enquêtée", "Interviewé(e)", "interviewés", "Répondant·e", "Participant.e n° 3",
     "participante", "Respondent 2", "Interviewee", "R", "Rép.", "Élu·e", "usager/usagère", "habitant-e", "Participant #4"],
)  # fmt: skip
def test_words_for_who_answers(word):
    assert is_respondent_word(word)
    assert not is_interviewer_word(word)


def test_a_label_and_very_many_spaces_are_read_at_once(read):
    """A search in square time would take minutes for this line."""
    text = read("a.txt", "Q" + " " * 400_000 + "x\n\n" + talk("E", "R"))
    assert [turn.speaker for turn in text.turns] == ["E", "R"] * 3


def test_a_mark_after_very_many_spaces_is_read_at_once(read):
    text = read("a.txt", talk("E", "R") + "E : Fin." + " " * 300_000 + "x [0:01:02]\n")
    assert text.turns[-1].timestamp == "0:01:02"


def document(*paragraphs):
    """A Word file: each paragraph is (text, style) or (text, style, bold characters)."""
    made = docx.Document()
    for words, style, *bold in paragraphs:
        paragraph = made.add_paragraph(style=style)
        cut = bold[0] if bold else 0
        paragraph.add_run(words[:cut]).bold = True
        paragraph.add_run(words[cut:])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def turns_set(name_style, speech_style, *, before=(), bold=False):
    lines = [
        line
        for who, words in exchange("Lucie", "Théo")
        for line in ((who, name_style, 9 * bold), (words, speech_style))
    ]
    return document(*before, *lines)


@pytest.mark.parametrize(
    "data",
    [
        turns_set("Heading 1", "Normal"),
        turns_set("Heading 2", "Normal", before=[("Entretien 3", "Heading 1")]),
        turns_set("Normal", "Normal"),
        turns_set("Normal", "Normal", bold=True),
        turns_set("Subtitle", "Quote"),
        document(*((f"{who} {words}", "Normal", len(who)) for who, words in exchange("Lucie", "Théo"))),
    ],
    ids=["headings", "headings below a title", "paragraphs", "bold paragraphs", "styles", "bold at the head"],
)
def test_names_that_are_told_by_how_they_are_set(read, data):
    assert spoken(read("a.docx", data)) == exchange("Lucie", "Théo")
