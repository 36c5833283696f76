"""What a comma means in the numbers of the case list: `130,000` people, or `2,5` of something."""

import pytest

from corpus.attributes import BadCondition, as_number, read_conditions, type_attributes
from corpus.cases import Case, check_attributes


def _typed(values, language="", declared=None):
    return type_attributes({"size": values}, declared or {}, language)["size"]


def _told(values, language):
    cases = {f"c{n}": Case(f"c{n}", attributes={"size": value}) for n, value in enumerate(values)}
    return [problem.message for problem in check_attributes(cases, {}, language=language)]


@pytest.mark.parametrize(
    ("values", "language", "read", "doubt"),
    [
        (["130,000", "900", "22000"], "en", [130000, 900, 22000], False),
        (["130,000", "900", "22000"], "fr", [130, 900, 22000], True),
        (["130,000", "1,234,567"], "fr", [130000, 1234567], False),
        (["2,264", "2,5", "3"], "fr", [2.264, 2.5, 3], False),
        (["0,125", "12"], "en", [0.125, 12], False),
        (["12,500", "2,5"], "en", [12.5, 2.5], True),
        (["12,500", "1,234.5", "2,5"], "fr", [12.5, 1234.5, 2.5], True),
        (["12", "2,5"], "en", [12, 2.5], False),
    ],
)
def test_a_comma_is_read_as_the_column_and_the_study_write_it_or_a_doubt_is_told(values, language, read, doubt):
    attribute = _typed(values, language)
    assert [attribute.read(value) for value in values] == read
    assert len(_told(values, language)) == doubt
    assert not doubt or f"may be {as_number(values[0], language='en'):g} or" in _told(values, language)[0]


def test_a_bound_that_can_be_read_in_two_ways_is_not_guessed():
    french, english = _typed(["130000", "900"], "fr"), _typed(["130000", "900"], "en")
    with pytest.raises(BadCondition, match="may be 100000 or 100: write one of these"):
        read_conditions(["size>=100,000"], {"size": french})
    held = read_conditions(["size>=100,000"], {"size": english})[0]
    assert [held.holds({"size": value}) for value in ("130,000", "900")] == [True, False]


def test_programs_get_numbers_without_the_commas_that_group_thousands():
    column = _typed(["1,234,567.5", "12,500", "7", ""], "en")
    assert [column.plain(value) for value in ("1,234,567.5", "12,500", "7", "")] == ["1234567.5", "12500", "7", ""]
    assert _typed(["2,5"], "fr").plain("2,5") == "2,5"
