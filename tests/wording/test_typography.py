"""What people read has the apostrophe of print, whichever one the catalogues are typed with."""

import io
import re

import pytest
from babel.messages.mofile import read_mo

from wording.catalogues import CATALOGUES, compile_catalogues
from wording.typography import typeset


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("l'étude d'Issy", "l’étude d’Issy"),
        ("qu'« oui »", "qu’«\u00a0oui\u00a0»"),
        ("l'{term.one}", "l’{term.one}"),
        ("the team's", "the team’s"),
        ("'x' or \"d'\"", "'x' or \"d'\""),
        ("un but majeur : Brest", "un but majeur\u00a0: Brest"),
        ("« eau ; énergie » ?", "«\u00a0eau\u202f; énergie\u00a0»\u202f?"),
        ("5 %", "5\u202f%"),
        ("@page :first { } a :hover", "@page :first { } a :hover"),
        ("\n  : rien", "\n  : rien"),
    ],
)
def test_apostrophes_and_spaces_are_set_where_they_are_words(typed, read):
    assert typeset(typed) == read


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_word_that_people_read_has_a_typed_apostrophe(language):
    compiled = io.BytesIO(compile_catalogues(sorted((CATALOGUES / language).glob("*.po")), language))
    forms = [
        message.string if isinstance(message.string, (list, tuple)) else [message.string]
        for message in read_mo(compiled)
    ]
    said = [form for some in forms for form in some]
    assert any("’" in form for form in said)
    assert [form for form in said if re.search(r"\w'[\w«{]", form)] == []


def test_plurals_are_set_as_well(tmp_path):
    path = tmp_path / "one.po"
    forms = 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "{n} jour d\'étude"\nmsgstr[1] "{n} jours d\'étude"\n'
    path.write_text(f'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);"\n\n{forms}', encoding="utf-8")
    compiled = compile_catalogues([path], "fr")
    assert "jours d’étude".encode() in compiled
    assert b"'" not in compiled
