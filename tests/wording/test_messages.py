"""Messages come in the language that the person asks for, else the study's, else the locale's."""

import pytest

from wording.messages import ask_for_language, in_one_language, language, take_language_of_study, tr, tr_n
from wording.spelling import did_you_mean, folded, nearest


@pytest.fixture(autouse=True)
def _nothing_asked(monkeypatch):
    for name in ("GLOSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    take_language_of_study(None)
    yield
    ask_for_language(None)
    take_language_of_study(None)


def test_the_person_comes_before_the_study_and_the_study_before_the_locale(monkeypatch):
    assert language() == "en"
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert language() == "fr"
    take_language_of_study("en")
    assert language() == "en"
    monkeypatch.setenv("GLOSE_LANG", "fr")
    assert language() == "fr"
    ask_for_language("en")
    assert language() == "en"


def test_lc_all_is_stronger_than_lang(monkeypatch):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert language() == "en"


def test_a_message_is_translated_with_its_values():
    assert tr("Did you mean {name!r}?", name="Nice") == "Did you mean 'Nice'?"
    ask_for_language("fr")
    assert tr("Did you mean {name!r}?", name="Nice") == "Vouliez-vous dire «\u00a0Nice\u00a0»\u202f?"


def test_an_unknown_message_stays_in_english():
    ask_for_language("fr")
    assert tr("Not in the catalogue: {what}", what=1) == "Not in the catalogue: 1"


@pytest.mark.parametrize(("count", "said"), [(0, "0 texts"), (1, "1 text"), (1234, "1,234 texts")])
def test_a_number_takes_the_singular_only_for_one(count, said):
    assert tr_n("{n} text", "{n} texts", count) == said


def test_the_nearest_word_is_found_without_accents_and_capitals():
    assert nearest("objectif", ["Objectifs", "défis"]) == "Objectifs"
    assert nearest("DEFIS", ["Objectifs", "défis"]) == "défis"
    assert nearest("zzz", ["Objectifs", "défis"]) is None
    assert did_you_mean("defi", ["défis"]) == " Did you mean 'défis'?"
    assert did_you_mean("zzz", ["défis"]) == ""
    assert nearest("environement", ["objectives", "objectives.environment"]) == "objectives.environment"


def test_two_spellings_of_one_word_fold_to_the_same():
    assert folded("Œuvre d'ÉTÉ") == folded("oeuvre d'été") == "oeuvre d'ete"


def test_the_language_stays_as_it_was_when_many_messages_began(monkeypatch):
    monkeypatch.setenv("GLOSE_LANG", "fr")
    with in_one_language():
        monkeypatch.setenv("GLOSE_LANG", "en")
        assert language() == "fr"
    assert language() == "en"
