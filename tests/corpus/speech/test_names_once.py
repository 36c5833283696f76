"""A voice that speaks once, labels in other signs, and labels that are only doubted."""

import io

import docx
import pytest

from corpus.read import read_text
from tests.corpus.speech.test_names import exchange, spoken, talk, turns_set

LEAVES = ("Iris Blanc", "Pardon, je dois partir.")


def doubts(path):
    return [problem.message for problem in read_text(path)[1]]


def with_one_more(text, label):
    """The conversation with a third voice, which speaks once, before its last question."""
    return text.replace("\n\nLucie : Et l'hiver", f"\n\n{label} : {LEAVES[1]}\n\nLucie : Et l'hiver")


def test_a_name_that_occurs_once_is_a_voice_where_every_line_has_one(read, written):
    lines = with_one_more(talk("Lucie", "Théo"), "Iris Blanc")
    text = read("a.txt", lines)
    assert spoken(text) == [*exchange("Lucie", "Théo")[:4], LEAVES, *exchange("Lucie", "Théo")[4:]]
    assert any("occurs only once" in doubt for doubt in doubts(written("b.txt", lines)))


@pytest.mark.parametrize(
    ("asks", "answers", "after"),
    [
        ("<Lucie>", "<Théo>", ": "),
        ("{Lucie}", "{Théo}", " "),
        ("• Lucie", "• Théo", " : "),
        ("> Lucie", "> Théo", " : "),
        ("Lucie [she/her]", "Théo (he/him)", ": "),
        ("Lucie (0:12)", "Théo (0:15)", " : "),
        ("[00:00:12] **Lucie", "[00:00:15] **Théo", ":** "),
    ],
)
def test_signs_around_a_name_are_no_part_of_it_nor_of_the_speech(read, asks, answers, after):
    assert spoken(read("a.txt", talk(asks, answers, after))) == exchange("Lucie", "Théo")


@pytest.mark.parametrize(
    ("asks", "answers", "after"),
    [("E", "12", " : "), ("INTERVIEWER", "007", ": "), ("Enquêteurs.trices", "Enquêtés.ées", " : "), ("E", "R", " -")],
)
def test_numbers_plurals_and_a_glued_dash(read, asks, answers, after):
    assert spoken(read("a.txt", talk(asks, answers, after))) == exchange(asks, answers)


def test_a_name_without_a_blank_line_above(read):
    assert spoken(read("a.txt", talk("Lucie", "Théo", "\n", "\n"))) == exchange("Lucie", "Théo")
    assert spoken(read("a.txt", talk("Int", "2H", " : ", "\n"))) == exchange("Int", "2H")


def test_a_time_before_a_letter_and_a_dash(read):
    text = read("a.txt", talk("[00:01:10] E", "[00:02:10] R", " – "))
    assert spoken(text) == exchange("E", "R")
    assert text.turns[-1].timestamp == "0:02:10"


@pytest.mark.parametrize("style", ["Heading 1", "Heading 2"])
def test_a_heading_that_names_somebody_once_ends_the_turn_before(read, written, style):
    made = docx.Document(io.BytesIO(turns_set(style, "Normal")))
    before = made.paragraphs[8]
    before.insert_paragraph_before(LEAVES[0], style=style)
    before.insert_paragraph_before(LEAVES[1])
    out = io.BytesIO()
    made.save(out)
    text = read("a.docx", out.getvalue())
    assert spoken(text)[4] == LEAVES
    assert any("occurs only once" in doubt for doubt in doubts(written("b.docx", out.getvalue())))


@pytest.mark.parametrize("lines", ["E : Quand ?\n\nR : En mai.\n", "Lucie : Quand ?\n\nThéo : En mai.\n"])
def test_two_turns_are_doubted_where_they_are_not_taken(read, written, lines):
    text = read("a.txt", lines)
    assert text.turns or any("look like speakers" in doubt for doubt in doubts(written("b.txt", lines)))
