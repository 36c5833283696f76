"""Scales: round numbers, never more than asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures.scales import digits_of, ticks


@pytest.mark.parametrize(
    ("largest", "expected"),
    [(0.86, [0, 0.2, 0.4, 0.6, 0.8]), (15, [0, 5, 10, 15]), (143, [0, 50, 100]), (1, [0, 0.2, 0.4, 0.6, 0.8, 1])],
)
def test_ticks_are_round(largest, expected):
    assert ticks(largest) == expected


def test_counts_have_no_halves():
    assert ticks(2, whole=True) == [0, 1, 2]
    assert ticks(1, whole=True) == [0, 1]


def test_nothing_has_a_scale_of_nothing():
    assert ticks(0) == ticks(-1) == [0]


@given(st.floats(1e-6, 1e9), st.integers(1, 9))
def test_ticks_rise_from_0_evenly_and_stay_within(largest, most):
    values = ticks(largest, most=most)
    assert values[0] == 0
    assert 1 <= len(values) <= most + 1
    assert values[-1] <= largest * (1 + 1e-6)
    assert values == sorted(values)


@pytest.mark.parametrize(("values", "digits"), [([0, 0.2, 0.4], 1), ([0, 5, 10], 0), ([0, 0.05], 2), ([0], 0)])
def test_digits_tell_the_ticks_apart(values, digits):
    assert digits_of(values) == digits
