"""The language of a text: stated, detected, or uncertain with a warning."""

import pytest

from corpus.parse.language import detect_language
from corpus.read import read_text

FRENCH = "La ville est dans le projet, et les habitants sont pour."
ENGLISH = "The city is in the project and the people are for it."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (FRENCH, ("fr", True)),
        (ENGLISH, ("en", True)),
        ("Aix Lyon Nantes", ("fr", False)),
        (f"{FRENCH} {ENGLISH}", ("en", False)),
    ],
)
def test_a_language_is_certain_where_its_common_words_clearly_prevail(content, expected):
    assert detect_language(content) == expected


def test_an_uncertain_language_is_named_in_a_warning(written):
    text, problems = read_text(written("names.txt", "Aix Lyon Nantes\n"), kind="document")
    assert text.language == "fr"
    [warning] = problems
    assert warning.level == "warning"
    assert str(warning) == "names.txt: its language is uncertain; treated as fr. If that is wrong, pass --lang."


@pytest.mark.parametrize(
    ("content", "language"), [(FRENCH, None), ("Langue : en\n\nAix Lyon Nantes", None), ("Aix Lyon", "en")]
)
def test_a_language_that_is_clear_stated_or_given_brings_no_warning(written, content, language):
    _, problems = read_text(written("a.txt", content), kind="document", language=language)
    assert problems == ()
