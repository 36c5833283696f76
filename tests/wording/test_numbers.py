"""Numbers and percentages in words: how a half is rounded, and shares next to none."""

import pytest

from wording.messages import share
from wording.numbers import number, percent, rounded


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (1, 8, "13%"),
        (29, 200, "15%"),
        (3, 8, "38%"),
        (1, 300, "<\u00a01%"),
        (299, 300, ">\u00a099%"),
        (3, 3, "100%"),
        (197, 200, "99%"),
    ],
)
def test_a_half_is_rounded_up_as_people_and_spreadsheets_do(part, whole, shown):
    assert percent(part / whole, "en") == shown


def test_a_share_next_to_all_is_not_all_in_french_or_with_digits_either():
    assert percent(299 / 300, "fr") == ">\u00a099\u202f%"
    assert percent(0.9997, "en", 1) == ">\u00a099.9%"
    assert (percent(0.997, "en", 1), percent(sum([0.1] * 10), "en")) == ("99.7%", "100%")


def test_a_number_of_any_size_can_be_rounded():
    assert number(2.5, "fr", 0) == "3"
    assert str(rounded(-0.125, 2)) == "-0.13"
    assert rounded(1e200, 2) > 1e199


def test_the_terminal_says_next_to_all_as_reports_do():
    assert (share(299 / 300), share(1.0), share(0.997, 1), share(1 / 300)) == (">99%", "100%", "99.7%", "<1%")
