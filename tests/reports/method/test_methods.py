"""The methods section: its words in both languages, and what it says of a study with and without decisions."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from reports.method.checklists import HALPERN, STANDARDS
from reports.method.methods import method_items, method_sections
from reports.phrases import Phrases
from wording.catalogues import CATALOGUES
from workbench.study import Study
from workbench.study_account import account_of


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "methods.po").open("rb") as file:
        return read_po(file, locale=language)


def wordings(language: str) -> dict[str, list[str]]:
    """The singular and, where there is one, the plural of every message by key."""
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            [message.string] if isinstance(message.string, str) else list(message.string)
        )
        for message in catalogue(language)
        if message.id
    }


def holes(wording: str) -> set[str]:
    """The values a message speaks of; words that only agree with what the study calls its cases are no values."""
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name and name.partition(".")[0] != "term"}


def test_both_languages_say_the_same_things_with_the_same_numbers():
    french, english = wordings("fr"), wordings("en")
    assert french.keys() == english.keys()
    for key, said in french.items():
        assert holes(said[-1]) == holes(english[key][-1]), key
        assert all((*said, *english[key])), key


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_study_without_texts_has_its_sections_and_makes_nothing_up(study: Path, language: str):
    with Study.open(study) as opened:
        account = account_of(opened)
    sections = method_sections(account, language)
    told = " ".join(
        p for s in sections for p in (s.title, *s.paragraphs, *s.todos, *(c for row in s.rows for c in row))
    )
    assert "methods." not in told
    assert "nan" not in told.split()
    assert not re.search(r"\d\s?%", told)
    items = method_items(account, language)
    expected = [(s, a.item) for s, asked in STANDARDS.items() for a in asked] + [(HALPERN, str(n)) for n in range(1, 7)]
    assert [(item.standard, item.item) for item in items] == expected


def test_every_table_is_as_wide_as_its_head(coded: Path):
    with Study.open(coded) as opened:
        sections = method_sections(account_of(opened), "fr")
    for section in sections:
        assert len({len(row) for row in section.rows}) <= 1, section.title


def test_a_number_that_rounds_to_nothing_has_no_minus():
    phrases = Phrases("methods", "fr")
    assert phrases.number(-0.0006, 2) == "0,00"
    assert phrases.number(-0.95, 2) == "\u22120,95"


def test_a_day_is_said_once_and_a_stretch_with_both_ends():
    phrases = Phrases("methods", "fr")
    assert phrases.period("2026-03-02T09:00:00Z", "2026-03-02T17:00:00Z") == "le 2 mars 2026"
    assert phrases.period("2026-03-02T09:00:00Z", "2026-04-05T17:00:00Z") == "du 2 mars 2026 au 5 avril 2026"
