"""Interviews in which a colour tells the questions, whichever side of the conversation has it."""

import io

import docx
import pytest
from docx.shared import RGBColor

TALK = ["Quand avez-vous commencé ?", "En mai.", "Qui vous aide ?", "Ma tante.", "Et ensuite, dites-moi ?", "On ferme."]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [((0, 0, 255), None), (None, (0, 0, 255)), ((255, 0, 0), (0, 0, 0)), ((0, 128, 0), (128, 0, 0))],
    ids=["questions", "answers", "questions and black", "both"],
)
def test_each_side_is_told_by_its_colour(read, asks, answers):
    made = docx.Document()
    for number, words in enumerate(TALK):
        run = made.add_paragraph().add_run(words)
        colour = answers if number % 2 else asks
        if colour:
            run.font.color.rgb = RGBColor(*colour)
    out = io.BytesIO()
    made.save(out)
    text = read("a.docx", out.getvalue())
    assert [text.quote(turn) for turn in text.turns] == TALK
    assert [turn.role for turn in text.turns] == ["interviewer", "respondent"] * 3
