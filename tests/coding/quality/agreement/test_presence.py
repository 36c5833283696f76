"""Agreement on a yes or no, against published and hand-computed examples."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.quality.agreement.presence import Agreement, agreement


def of_table(both: int, first: int, second: int, neither: int) -> Agreement:
    """The agreement of two coders whose judgements make this table: both say yes, only the first, only the second, none."""
    given = np.repeat([2, 1, 1, 0], [both, first, second, neither])
    return agreement(given, np.full(len(given), 2))


def of_ratings(*coders: list[int | None]) -> Agreement:
    """The agreement of coders who each say 1 or 0 of every unit, or None where they did not judge."""
    units = list(zip(*coders, strict=True))
    judges = np.array([sum(said is not None for said in unit) for unit in units], np.int64)
    return agreement(np.array([sum(said == 1 for said in unit) for unit in units], np.int64), judges)


def test_krippendorffs_own_example_of_two_coders_and_a_yes_or_no():
    """Krippendorff 2011, section A: Meg and Owen, ten units; alpha = 2/21, printed as 0.095."""
    meg: list[int | None] = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    owen: list[int | None] = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    found = of_ratings(meg, owen)
    assert found.alpha == pytest.approx(2 / 21)
    assert found.agreed == pytest.approx(0.6)
    assert (found.units, found.given, found.undefined) == (10, 6, None)


@pytest.mark.parametrize(
    ("table", "agreed", "positive", "alpha"),
    [
        ((40, 10, 10, 40), 0.8, 0.8, 0.602),  # neither prevalence nor bias
        ((70, 10, 10, 10), 0.8, 0.875, 0.378125),  # prevalence
        ((40, 20, 0, 40), 0.8, 0.8, 0.602),  # bias leaves alpha as it is
        ((2, 2, 2, 94), 0.96, 0.5, 0.481770833333),  # a rare code: high agreement, middling alpha
        ((19, 10, 6, 256), 0.945017182131, 0.703703703704, 0.673961840629),  # the example of R's epi.kappa
        ((0, 10, 10, 0), 0.0, 0.0, -0.95),  # whatever one says the other denies
    ],
)
def test_two_coders_in_a_two_by_two_table(
    table: tuple[int, int, int, int], agreed: float, positive: float, alpha: float
):
    found = of_table(*table)
    assert found.agreed == pytest.approx(agreed)
    assert found.positive == pytest.approx(positive)
    assert found.alpha == pytest.approx(alpha)


def test_three_coders_agree_by_pairs():
    """Four units: 3 of 3, 2 of 3, 1 of 3, 0 of 3; a third of the pairs agree where one differs."""
    found = of_ratings([1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0])
    assert found.agreed == pytest.approx((1 + 1 / 3 + 1 / 3 + 1) / 4)
    assert found.positive == pytest.approx((3 + 1 + 0) / 6)


def test_one_coder_alone_agrees_with_nobody():
    found = of_ratings([1, 0, 1])
    assert found == Agreement(0, 0, None, None, None, "no_pair")


def test_coders_who_share_nothing_do_not_disagree():
    assert of_ratings([1, 0, None, None], [None, None, 1, 0]).undefined == "no_pair"


@pytest.mark.parametrize(("said", "positive"), [(1, 1.0), (0, None)])
def test_without_variation_alpha_is_undefined_though_all_agree(said: int, positive: float | None):
    found = of_ratings([said] * 20, [said] * 20)
    assert (found.agreed, found.positive, found.alpha, found.undefined) == (1.0, positive, None, "no_variation")


judgements = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=40)


@given(judgements)
def test_alpha_is_one_less_the_disagreement_found_over_the_disagreement_expected(units: list[tuple[int, int]]):
    """By its definition: every ordered pair of judgements in a unit weighs 1 / (judges - 1); expected are all pairs."""
    yes, no = (np.array(column, np.int64) for column in zip(*units, strict=True))
    found = agreement(yes, yes + no)
    paired = [[1] * said + [0] * denied for said, denied in units if said + denied >= 2]
    pool = [judgement for unit in paired for judgement in unit]
    if len(set(pool)) < 2:
        assert found.alpha is None
        return
    observed = sum((a != b) / (len(unit) - 1) for unit in paired for a, b in permutations(unit, 2))
    expected = sum(a != b for a, b in permutations(pool, 2)) / (len(pool) - 1)
    assert found.alpha == pytest.approx(1 - observed / expected)


@given(judgements)
def test_to_say_the_opposite_of_everything_leaves_agreement_as_it_is(units: list[tuple[int, int]]):
    yes, no = (np.array(column, np.int64) for column in zip(*units, strict=True))
    one, other = agreement(yes, yes + no), agreement(no, yes + no)
    assert (one.agreed, one.units, one.undefined) == (pytest.approx(other.agreed), other.units, other.undefined)
    assert one.alpha == (None if other.alpha is None else pytest.approx(other.alpha))


@given(judgements, st.lists(st.integers(0, 1), max_size=10))
def test_units_with_one_judge_change_nothing(units: list[tuple[int, int]], alone: list[int]):
    yes, no = (np.array(column, np.int64) for column in zip(*units, strict=True))
    more = np.array(alone, np.int64)
    with_them = agreement(np.concatenate((yes, more)), np.concatenate((yes + no, np.ones(len(more), np.int64))))
    assert with_them == agreement(yes, yes + no)
