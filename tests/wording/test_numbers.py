"""Numbers and percentages in words: how a half is rounded, and shares next to none."""

import pytest

from wording.numbers import number, percent, rounded


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(1, 8, "13%"), (29, 200, "15%"), (3, 8, "38%"), (1, 300, "<\u00a01%")]
)
def test_a_half_is_rounded_up_as_people_and_spreadsheets_do(part, whole, shown):
    assert percent(part / whole, "en") == shown


def test_a_number_of_any_size_can_be_rounded():
    assert number(2.5, "fr", 0) == "3"
    assert str(rounded(-0.125, 2)) == "-0.13"
    assert rounded(1e200, 2) > 1e199
