"""Error rates against published intervals, and what a weighted rate must keep to."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.quality.error_rate import Judged, error_rate, error_rates, wilson
from coding.quality.sampling import Sample, Stratum


@pytest.mark.parametrize(
    ("wrong", "size", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_as_newcombe_published_it(wrong, size, low, high):
    """Newcombe 1998, Statistics in Medicine 17: 857–872, table I, method 3."""
    assert wilson(wrong / size, size) == pytest.approx((low, high), abs=0.00005)


def verdicts(*numbers):
    """`verdicts((wrong, right), …)`, a pair a stratum."""
    return [Judged(h, wrong) for h, (bad, good) in enumerate(numbers) for wrong in [True] * bad + [False] * good]


def strata(*sizes):
    return [Stratum((str(n),), size, 0) for n, size in enumerate(sizes)]


def test_one_large_stratum_is_wilsons_own_interval():
    rate = error_rate(strata(10**9), verdicts((15, 133)))
    assert (rate.low, rate.high) == pytest.approx((0.0624, 0.1605), abs=0.00005)
    assert rate.effective == pytest.approx(148)


def test_a_stratum_weighs_what_it_has_not_what_it_gave():
    """900 codings with 1 wrong of 10, and 100 with 5 wrong of 10: 0.9 × 0.1 + 0.1 × 0.5."""
    rate = error_rate(strata(900, 100), verdicts((1, 9), (5, 5)))
    assert rate.rate == pytest.approx(0.14)
    assert (rate.judged, rate.wrong) == (20, 6)


def test_the_effective_size_is_the_strata_formula():
    """1 / Σ W²(N−n)/((N−1)n), worked by hand for two strata."""
    rate = error_rate(strata(900, 100), verdicts((1, 9), (5, 5)))
    by_hand = 0.9**2 * 890 / 899 / 10 + 0.1**2 * 90 / 99 / 10
    assert rate.effective == pytest.approx(1 / by_hand)


def test_a_proportional_sample_tells_as_much_as_a_simple_one():
    assert error_rate(strata(9 * 10**8, 10**8), verdicts((1, 89), (0, 10))).effective == pytest.approx(100)


def test_all_judged_leaves_no_doubt():
    rate = error_rate(strata(4), verdicts((1, 3)))
    assert (rate.rate, rate.low, rate.high, rate.effective) == (0.25, 0.25, 0.25, math.inf)


def test_nothing_judged_says_nothing():
    assert error_rate(strata(4), []).rate is None


def test_no_error_in_strata_of_one_each_is_not_taken_for_certainty():
    rate = error_rate(strata(*[100] * 10), verdicts(*[(0, 1)] * 10))
    assert (rate.rate, rate.low) == (0, 0)
    assert rate.high == pytest.approx(0.278, abs=0.001)


def test_rates_by_criterion_put_the_worst_first_and_say_what_is_covered():
    sample = Sample(1, ("coder",), 200, "", tuple(strata(150, 30, 20)), (), ())
    judged = [Judged(0, False, ("anna",)), Judged(1, True, ("basile",)), Judged(1, False, ("basile",))]
    rates = error_rates(sample, judged)
    assert [(value, part.wrong, part.rate) for _, value, part in rates.by] == [("basile", 1, 0.5), ("anna", 0, 0)]
    assert rates.covered == pytest.approx(0.9)
    assert [part.judged for part in rates.strata] == [1, 2, 0]


pairs = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(any), min_size=1, max_size=6)


@given(pairs, st.integers(0, 500), st.floats(0.5, 0.99))
def test_the_interval_holds_the_rate_and_stays_within_0_and_1(numbers, more, level):
    rate = error_rate(strata(*(bad + good + more for bad, good in numbers)), verdicts(*numbers), level=level)
    assert 0 <= rate.low <= rate.rate + 1e-12
    assert rate.rate - 1e-12 <= rate.high <= 1


@given(pairs, st.integers(0, 500))
def test_right_and_wrong_exchanged_mirror_the_interval(numbers, more):
    sizes = strata(*(bad + good + more for bad, good in numbers))
    one = error_rate(sizes, verdicts(*numbers))
    other = error_rate(sizes, verdicts(*((good, bad) for bad, good in numbers)))
    assert one.rate == pytest.approx(1 - other.rate)
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low))


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    """Four strata of unequal size and error, drawn 2,000 times: not less often than 93 of 100."""
    chance = random.Random(11)
    sizes, errors, drawn = (600, 250, 100, 50), (0.05, 0.1, 0.3, 0.6), (24, 10, 6, 4)
    wrong = [round(size * error) for size, error in zip(sizes, errors, strict=True)]
    truth, held = sum(wrong) / sum(sizes), 0
    for _ in range(2000):
        judged = [Judged(h, at < wrong[h]) for h in range(4) for at in chance.sample(range(sizes[h]), drawn[h])]
        rate = error_rate(strata(*sizes), judged)
        held += rate.low <= truth <= rate.high
    assert held / 2000 >= 0.93
