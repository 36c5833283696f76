"""What a degree is called, where the study does not say."""

import pytest

from wording.catalogues import translations
from wording.degree_word import USUAL, degree_word


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_usual_degrees_are_in_the_catalogues(language):
    assert {degree for degree in USUAL if translations(language).gettext(degree) == ""} == set()
    assert degree_word("priority", language) == {"fr": "priorité", "en": "priority"}[language]
    assert degree_word("no", language) == {"fr": "non", "en": "no"}[language]


@pytest.mark.parametrize("degree", ["page", "turn", "total", "case"])
def test_a_degree_that_is_called_like_a_word_of_the_tables_stays_as_it_is(degree):
    assert degree_word(degree, "fr") == degree
