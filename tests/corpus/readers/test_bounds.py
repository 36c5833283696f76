"""Files with more text than anybody codes are refused, whatever their format, and the limit is told."""

import pytest

from corpus.read import read_text
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
