"""Conversations in tables, and what stands beside them: other tables, paragraphs, columns of questions; Markdown."""

import io

import docx
import pytest

from corpus.read import read_text
from tests.talk import spoken

TALK = [("Lucie", "Quand ?"), ("Théo", "En mai, avec ma tante."), ("Lucie", "Et après ?"), ("Théo", "On a vendu.")]
MORE = [("Lucie", "Et l'hiver ?"), ("Théo", "On ferme à midi.")]


def word(*parts):
    """A Word file of tables (lists of rows) and paragraphs."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(rows=0, cols=2)
        for row in part:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_conversation_goes_on_in_a_shorter_table(read):
    assert spoken(read("a.docx", word(TALK, "", MORE))) == TALK + MORE


def test_a_paragraph_below_a_conversation_is_nobodys(read):
    text = read("a.docx", word("Fait à la mairie.", TALK, "Fin de l'entretien."))
    assert spoken(text) == TALK
    assert {text.quote(p) for p in text.passages if p.turn is None} == {"Fait à la mairie.", "Fin de l'entretien."}


def test_a_column_for_the_interviewer_and_one_under_a_name(read):
    rows = [("Enquêtrice", "Théo"), *((TALK[n][1], TALK[n + 1][1]) for n in (0, 2))]
    assert [words for _, words in spoken(read("a.docx", word(rows)))] == [words for _, words in TALK]
    assert [turn.role for turn in read("b.docx", word(rows)).turns] == ["interviewer", "respondent"] * 2


def test_columns_of_questions_and_answers_are_rows_and_doubted(written):
    rows = [("Question", "Réponse"), *((TALK[n][1], TALK[n + 1][1]) for n in (0, 2))]
    text, problems = read_text(written("a.docx", word(rows)))
    assert text is not None
    assert text.kind == "document"
    assert any("questions and answers" in problem.message for problem in problems)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_conversation_in_a_table_in_markdown(read, end):
    rows = [("Qui", "Propos"), ("---", "---"), *TALK]
    assert spoken(read("a.md", end.join(f"| {who} | {words} |" for who, words in rows))) == TALK
