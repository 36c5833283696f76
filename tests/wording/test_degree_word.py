"""What a degree is called, where the study does not say."""

import pytest

from wording.degree_word import USUAL, degree_word


def test_the_usual_degrees_have_their_french_words():
    french = "absent axe fort mentionné non oui priorité secondaire voulu"
    assert " ".join(sorted(degree_word(degree, "fr") for degree in USUAL)) == french
    assert {degree_word(degree, "en") for degree in USUAL} >= {"absent", "no", "priority", "yes"}


@pytest.mark.parametrize("degree", ["page", "turn", "total", "case"])
def test_a_degree_that_is_called_like_a_word_of_the_tables_stays_as_it_is(degree):
    assert degree_word(degree, "fr") == degree
