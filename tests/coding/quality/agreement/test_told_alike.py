"""Units that all coders judge alike may be counted as one that weighs as many: every sum stays what it was."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.quality.agreement import tally
from coding.quality.agreement.code_sets import alpha_of_sets, jaccard
from coding.quality.agreement.tally import MISSING, tally_of_ratings, told_alike


@given(
    coders=st.sampled_from([2, 5, 45]),
    units=st.integers(0, 40),
    seed=st.integers(0, 99),
    many=st.sampled_from([1, 10**6]),
)
def test_sums_are_those_of_all_units(coders, units, seed, many):
    chance = np.random.default_rng(seed)
    ratings = chance.integers(MISSING, 2, (coders, 8)).astype(np.int8)[:, chance.integers(0, 8, units)]
    weight, group = chance.integers(1, 9, units).astype(np.float64), chance.integers(0, 3, units)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "MANY", many)
        fewer, weights, groups = told_alike(ratings, weight, group, 3)
    whole = tally_of_ratings(ratings, 2, weight=weight, group=group, groups=3)
    short = tally_of_ratings(fewer, 2, weight=weights, group=groups, groups=3)
    for field in fields(whole):
        assert getattr(short, field.name) == pytest.approx(getattr(whole, field.name)), field.name
    assert coders == 45 or fewer.shape[1] <= 24


@given(sets=st.integers(1, 30), codes=st.integers(1, 6), seed=st.integers(0, 99))
def test_alpha_of_sets_is_what_comparing_all_with_all_gives(sets, codes, seed):
    chance = np.random.default_rng(seed)
    every = np.unique(chance.random((sets, codes)) < 0.3, axis=0)
    said = chance.integers(MISSING, len(every), (3, 20))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coding.quality.agreement.code_sets.PAIRS", 5)
        found = alpha_of_sets(every, said, jaccard)
    apart = np.array(
        [[1 - (a & b).sum() / max((a | b).sum(), 1) if (a | b).any() else 0 for b in every] for a in every]
    )
    units = [column[column != MISSING] for column in said.T if (column != MISSING).sum() >= 2]
    observed = sum(apart[np.ix_(unit, unit)].sum() / (len(unit) - 1) for unit in units)
    all_ = np.concatenate([*units, np.zeros(0, np.int64)])
    expected = apart[np.ix_(all_, all_)].sum()
    assert found.denominator == pytest.approx(expected)
    assert found.numerator == pytest.approx(expected - (len(all_) - 1) * observed)
