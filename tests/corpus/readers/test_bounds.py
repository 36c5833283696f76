"""Files with more text than anybody codes are refused, whatever their format, and the limit is told."""

import pytest

from corpus.read import read_text
from corpus.readers.sheets import read_sheets
from tests.office_files import docx_of, paragraph


@pytest.mark.parametrize(("name", "data"), [
    ("a.txt", "mot " * 500), ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n" + "mot " * 500), ("a.docx", docx_of(paragraph("mot " * 500))),
    ("a.csv", "nom;texte\nA;" + "mot " * 500), ("a.rtf", "{\\rtf1 " + "mot " * 500 + "}"),
])  # fmt: skip
def test_too_many_characters(written, monkeypatch, name, data):
    assert read_text(written(name, data))[0] is not None
    monkeypatch.setattr("corpus.readers.bounds.CHARACTERS_AT_MOST", 1000)
    text, [problem] = read_text(written(name, data))
    assert text is None
    assert "million characters" in problem.message


def test_a_plain_file_that_is_too_large_is_not_even_decoded(written, monkeypatch):
    monkeypatch.setattr("corpus.readers.bounds.PLAIN_BYTES_AT_MOST", 1000)
    monkeypatch.setattr("corpus.readers.plain.decode", None)
    assert "million characters" in read_text(written("a.txt", "mot " * 500))[1][0].message


@pytest.mark.parametrize(("name", "data", "limit", "told"), [
    ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nmot\n\n" * 11, "cue_lines.CUES_AT_MOST", "has more than 10 cues"),
    ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "mot " * 5, "cue_lines.CUE_AT_MOST", "the cue at 00:01.000 has more than"),
    ("a.csv", "nom;texte\nA;" + "mot " * 5, "sheets.CELL_AT_MOST", "2: has a cell of more than"),
    ("a.csv", "nom;texte\n" + "A;mot\n" * 5, "sheets.CELLS_AT_MOST", "has more than 10 cells"),
    ("a.csv", "nom;texte\nA;mot" + ";" * 10, "sheets.CELLS_AT_MOST", "has more than 10 cells"),
    ("a.txt", "Q : oui\nR : non\n" * 6, "bounds.LINES_AT_MOST", "has more than 10 lines or paragraphs"),
    ("a.rtf", "{\\rtf1 " + "{a}" * 4 + "}", "rtf_marks.MARKS_AT_MOST", "million marks"),
])  # fmt: skip
def test_what_is_counted_while_a_file_is_read(written, monkeypatch, name, data, limit, told):
    assert read_text(written(name, data))[0] is not None
    read_sheets.cache_clear()  # the same bytes would not be counted again
    monkeypatch.setattr(f"corpus.readers.{limit}", 10)
    text, [problem] = read_text(written(name, data))
    assert text is None
    assert told in problem.message


def test_a_quotation_mark_that_is_never_closed_is_told_at_its_row(written):
    _, [problem] = read_text(written("a.csv", 'nom;texte\nA;oui\nB;"' + "mot;\n" * 300_000))
    assert "3: has a cell of more than 1 million characters" in problem.message


def test_letters_written_as_codes_are_one_mark(written, monkeypatch):
    monkeypatch.setattr("corpus.readers.rtf_marks.MARKS_AT_MOST", 10)
    text, _ = read_text(written("a.rtf", "{\\rtf1\\ansicpg1251 " + "\\'ef\\'f0\\'e8\\'e2\\'e5\\'f2" * 20 + "}"))
    assert text is not None
    assert text.content == "привет" * 20
