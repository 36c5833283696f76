"""The words of descriptions, as the study's passages have them."""

import pytest

from coding.suggesting.features.definition import Description
from coding.suggesting.features.lexicon import uninflected
from coding.suggesting.features.token_index import TokenIndex
from corpus.parse.analysis import analyse


@pytest.fixture
def described(read, tmp_path):
    """The words that a description has in common with a text of these words."""

    def vector(content, written, language="en"):
        text = read("t.txt", content, language=language, kind="document")
        description = Description(TokenIndex.of([text], analyse([text], cache=tmp_path)))
        return sorted(" ".join(description.term(column)) for column in description.vector([written]))

    return vector


@pytest.mark.slow
def test_a_word_with_hyphens_is_its_parts_where_the_study_parts_it(described):
    assert described("A low carbon economy.\n", "Low-carbon heating") == ["carbon", "low", "low carbon"]


@pytest.mark.slow
def test_a_word_with_hyphens_stays_one_where_the_study_has_it(described):
    assert described("On veut co-construire, construire.\n", "La co-construction, co-construire", "fr") == [
        "co-construire"
    ]


@pytest.mark.slow
def test_an_english_word_is_found_in_another_form_where_the_study_lacks_its_own(described):
    assert described("The law says: cache the plan of the city.\n", "Laws, caching, planning, cities") == [
        "cache", "cache plan", "city", "law", "plan", "plan city",
    ]  # fmt: skip


@pytest.mark.slow
def test_small_words_describe_in_phrases_but_not_in_prose(read, tmp_path):
    text = read("t.txt", "Where was I? How does the money come in?\n", language="en", kind="document")
    description = Description(TokenIndex.of([text], analyse([text], cache=tmp_path)))

    def words(*wording):
        return {word for column in description.vector(*wording) for word in description.term(column)}

    assert words(["Where the money comes from, and how."]) == {"money", "come"}
    assert words([], ["where the money comes"]) == {"where", "money", "come"}


def test_the_likeliest_form_without_an_ending_comes_first():
    assert uninflected("planning")[0] == "plan"
    assert uninflected("cities")[0] == "city"
    assert not uninflected("water")
