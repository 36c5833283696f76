"""Columns by where a coding stands: who speaks, under which heading, after which question."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from coding.records.replay import Reading
from corpus.text import Passage, Text, Turn
from reports.tables.synthesis import synthesise
from tests.reports.conftest import BOOK

ASKED = "Et vos buts ?"


def interview(name, answer):
    """A question of 13 letters and an answer, each a turn and a passage."""
    content = f"{ASKED}\n{answer}"
    spans = [(0, len(ASKED)), (len(ASKED) + 1, len(content))]
    turns = (Turn(1, *spans[0], "Q", "interviewer"), Turn(2, *spans[1], f"Mme {name}", "respondent"))
    passages = tuple(Passage(n, *span, turn=n) for n, span in enumerate(spans, 1))
    return Text(name, "interview", content, "fr", "Nice", f"{name}.txt", "0" * 64, turns=turns, passages=passages)


def document():
    content = "Buts\nVert partout."
    passages = (Passage(1, 0, 4, level=1), Passage(2, 5, len(content)))
    return Text("plan", "document", content, "fr", "Nice", "plan.txt", "0" * 64, passages=passages)


@pytest.fixture
def places(material):
    """A coding of the interviewer's words, one of each of two answers, one in a document; 6 letters are a word."""
    texts = [interview("a", "Le vert avant tout."), interview("b", "Des emplois surtout."), document()]
    codings = [
        ("a", 0, 1, "aims.jobs", "Nice"),
        ("a", 3, 4, "aims.green", "Nice"),
        ("b", 3, 4, "aims.green", "Nice"),
        ("plan", 1, 2, "aims.green", "Nice"),
    ]
    return material(texts, codings)


def counts(places, columns):
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: aims, columns: {columns}, cell: count}}\n").tables["t"]
    made = synthesise(table, replace(places, language="en"))
    return {
        (row.id, column.label): made.cells[row.id, column.id].value
        for row in made.rows
        for column in made.columns
        if made.cells[row.id, column.id].value
    }


def test_by_the_role_of_who_speaks(places):
    assert counts(places, "speaker_role") == {
        ("aims", "Interviewer"): 1,
        ("aims.jobs", "Interviewer"): 1,
        ("aims", "Respondent"): 2,
        ("aims.green", "Respondent"): 2,
    }


def test_by_name_and_merged(places):
    assert ("aims.green", "Mme a") in counts(places, "speaker")
    merged = "{attribute: speaker, merge: [{id: both, label: Both, of: [Mme a, Mme b]}]}"
    assert counts(places, merged)["aims.green", "Both"] == 2


def test_by_heading_and_by_question_which_are_one_where_they_are_alike(places):
    assert counts(places, "heading") == {("aims", "Buts"): 1, ("aims.green", "Buts"): 1}
    assert counts(places, "question") == {("aims", ASKED): 3, ("aims.green", ASKED): 2, ("aims.jobs", ASKED): 1}


def test_an_attribute_of_that_name_comes_first(material, a_text):
    texts = [a_text("a", case="Nice", question="Q1")]
    made = counts(material(texts, [("a", 10, 12, "aims.green", "Nice")]), "question")
    assert made == {("aims", "Q1"): 1, ("aims.green", "Q1"): 1}


@pytest.mark.parametrize("columns", ["speaker_role", "speaker", "heading", "question"])
def test_what_was_not_read_is_not_said_to_be_empty(places, columns):
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: aims, columns: {columns}}}\n").tables["t"]
    states = {cell.state for cell in synthesise(table, places).cells.values()}
    assert states == {"coded", "unread"} or states == {"coded"}
    read = [Reading(f"r{text}", text, 0, len(places.texts[text].content), "anna", "2020") for text in places.texts]
    then = {cell.state for cell in synthesise(table, replace(places, readings=read)).cells.values()}
    assert then == {"coded", "read"} or then == {"coded"}


def test_a_voice_is_read_where_the_texts_that_have_it_are(places):
    """Mme a speaks in one text only, which is read; nobody knows of the others yet."""
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: aims, columns: speaker}}\n").tables["t"]
    read = [Reading("ra", "a", 0, len(places.texts["a"].content), "anna", "2020")]
    made = synthesise(table, replace(places, readings=read))
    assert (made.cells["aims.jobs", "Mme a"].state, made.cells["aims.jobs", "Mme b"].state) == ("read", "unread")
