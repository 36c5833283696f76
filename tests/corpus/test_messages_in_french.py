"""A French study is told in French what is wrong with its files, with the file's name once."""

import pytest

from corpus.attributes import BadCondition, read_conditions
from corpus.marked_yaml import read_marked
from corpus.problem import GloseError
from corpus.read import read_text
from corpus.readers.registry import reader_for


@pytest.fixture(autouse=True)
def _french(monkeypatch):
    monkeypatch.setenv("GLOSE_LANG", "fr")


def test_a_damaged_file_is_refused_with_its_name_as_the_place(written):
    text, [problem] = read_text(written("entretien.docx", b"PK\x03\x04 rien"))
    assert text is None
    assert problem.place == "entretien.docx"
    assert problem.message.startswith("est endommagé (")
    assert problem.message.endswith("enregistrez-le de nouveau, ou retrouvez une copie.")


def test_a_colon_after_the_name_goes_with_it(written):
    text, [problem] = read_text(written("a.txt", b"\xff\xfea\x00\xd8"))
    assert text is None
    assert problem.message.startswith("l’octet 4 n’est pas en UTF-16")


def test_a_doubt_about_speakers(written):
    _, [problem] = read_text(written("a.txt", "On parle de la ville et des habitants.\n"), kind="interview")
    assert problem.message.startswith("aucun locuteur n’a été reconnu\u00a0:")


def test_a_key_twice_in_yaml():
    [problem] = read_marked("a: 1\na: 2\n", "codebook.yaml").problems
    assert str(problem) == (
        "codebook.yaml:2:1: la clé «\u00a0a\u00a0» figure deux fois (la première à la ligne 1). N’en gardez qu’une."
    )


def test_a_condition_and_a_suffix_that_are_unknown():
    with pytest.raises(BadCondition, match="«\u00a0grand\u00a0» n’est pas une condition"):
        read_conditions(["grand"], {})
    with pytest.raises(GloseError, match=r"\.mp3 est un fichier sonore\. Transcrivez-le d’abord"):
        reader_for(".mp3")
