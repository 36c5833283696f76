"""Measures of association against the examples their sources publish, and the laws they keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.association import Difference, adjusted, difference, jaccard, log_likelihood


def test_the_c_coefficient_of_the_atlas_ti_manual():
    """100 quotations with A, 10 with B, 5 with both: c = 5/105."""
    assert round(float(jaccard(5, 100, 10)), 3) == 0.048


def test_g2_of_the_most_surprising_bigram_in_dunning_1993():
    """“the swiss” 110 times, “the” with other words 2442, “swiss” after others 111, neither 29114: 270.72."""
    total = 110 + 2442 + 111 + 29114
    assert float(log_likelihood(110, 110 + 2442, 110 + 111, total)) == pytest.approx(270.72, abs=0.01)


def test_g2_tells_repulsion_from_attraction_and_is_nothing_at_independence():
    assert float(log_likelihood(0, 50, 50, 100)) < 0 < float(log_likelihood(50, 50, 50, 100))
    assert float(log_likelihood(25, 50, 50, 100)) == pytest.approx(0, abs=1e-9)
    assert float(log_likelihood(0, 0, 0, 0)) == 0


counts = st.integers(0, 200)


@given(counts, counts, counts, counts)
def test_measures_stay_in_bounds_and_do_not_care_which_code_comes_first(both, one_alone, other_alone, neither):
    one, other, total = both + one_alone, both + other_alone, both + one_alone + other_alone + neither
    c = float(jaccard(both, one, other))
    assert 0 <= c <= 1
    assert c == float(jaccard(both, other, one))
    g2 = float(log_likelihood(both, one, other, total))
    assert g2 == pytest.approx(float(log_likelihood(both, other, one, total)), abs=1e-6)


@pytest.mark.slow
def test_chi_square_where_cochran_allows_it():
    """40 of 100 against 20 of 100: χ² = 9.524 with one degree of freedom, p = .002, V = .218."""
    test = difference([40, 20], [100, 100])
    assert (test.method, test.freedom) == ("chi_square", 1)
    assert test.statistic == pytest.approx(9.524, abs=0.001)
    assert test.p == pytest.approx(0.00203, abs=0.0001)
    assert test.v == pytest.approx(0.218, abs=0.001)


def test_fishers_tea_tasting_lady():
    """Three of four cups told right both ways (Fisher 1935): p = .486 on both sides."""
    test = difference([3, 1], [4, 4])
    assert test.method == "fisher"
    assert test.p == pytest.approx(0.4857, abs=0.0001)


def test_no_test_where_there_is_nothing_to_test():
    assert difference([3, 2, 1], [4, 4, 4]).why == "too_few"
    assert difference([3, 0], [4, 0]).why == "one_column"
    assert difference([4, 4], [4, 4]).why == "too_few"


def test_holm_steps_down_through_the_tests_that_were_made():
    """.01, .04, .03 of three tests: .03, .06, .06."""
    tests = [
        Difference("fisher", p=0.01),
        None,
        Difference("fisher", p=0.04),
        Difference("fisher", p=0.03),
        Difference("none"),
    ]
    found = [test.adjusted if test else None for test in adjusted(tests)]
    assert found == [pytest.approx(0.03), None, pytest.approx(0.06), pytest.approx(0.06), None]
