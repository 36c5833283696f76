"""Samples of codings: reproducible, whole, by strata; checked by hand where a hand can."""

import hashlib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.quality.sampling import NothingToDraw, allocate, draw
from coding.records.columns import Column


def ids_of(number):
    return np.array([hashlib.sha256(str(n).encode()).hexdigest() for n in range(number)], "S64")


def column(values):
    names = tuple(sorted(set(values)))
    return Column(names, np.array([names.index(value) for value in values], np.int32))


def test_the_sample_is_the_smallest_hashes_of_seed_and_id_as_anybody_can_check():
    ids = ids_of(100)
    by_hand = sorted((c.decode() for c in ids), key=lambda c: hashlib.sha256(f"7:{c}".encode()).digest())[:5]
    assert draw(ids, {}, size=5, seed=7).drawn == tuple(by_hand)


def test_the_order_of_reading_changes_nothing():
    ids, codes = ids_of(60), ["wifi"] * 40 + ["budget"] * 20
    there = draw(ids, {"code": column(codes)}, size=9, seed=3)
    back = draw(ids[::-1], {"code": column(codes[::-1])}, size=9, seed=3)
    assert there == back
    assert there != draw(ids, {"code": column(codes)}, size=9, seed=4)
    assert there.digest == hashlib.sha256("".join(sorted(c.decode() for c in ids)).encode()).hexdigest()


def test_a_small_stratum_gives_one_and_the_others_by_their_size():
    sample = draw(ids_of(101), {"code": column(["rare"] + ["budget"] * 30 + ["wifi"] * 70)}, size=11, seed=1)
    assert [(s.values, s.size, s.drawn) for s in sample.strata] == [
        (("budget",), 30, 3),
        (("rare",), 1, 1),
        (("wifi",), 70, 7),
    ]
    assert sorted(sample.stratum) == [0] * 3 + [1] + [2] * 7


def test_more_strata_than_codings_to_draw_are_drawn_together_and_still_spread():
    codes = [f"code{n // 10:02}" for n in range(500)]
    sample = draw(ids_of(500), {"code": column(codes)}, size=25, seed=5)
    assert sample.pooled
    assert [(s.values, s.drawn) for s in sample.strata] == [((), 25)]
    code_of = dict(zip((c.decode() for c in ids_of(500)), codes, strict=True))
    drawn = sorted(code_of[coding] for coding in sample.drawn)
    assert len(set(drawn)) == 25, "one of every second code, not several of a few"


def test_a_stratum_large_enough_is_kept_apart_from_the_small_ones():
    codes = ["wifi"] * 500 + [f"code{n:03}" for n in range(500)]
    sample = draw(ids_of(1000), {"code": column(codes)}, size=10, seed=5)
    assert [(s.values, s.size, s.drawn) for s in sample.strata] == [(("wifi",), 500, 5), ((), 500, 5)]


def test_all_are_drawn_where_there_are_no_more():
    assert set(draw(ids_of(4), {}, size=50, seed=1).drawn) == {c.decode() for c in ids_of(4)}


def test_nothing_can_be_drawn_from_nothing():
    with pytest.raises(NothingToDraw, match="nothing to draw from"):
        draw(ids_of(0), {}, size=5, seed=1)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=30), st.integers(0, 2000))
def test_an_allocation_adds_up_gives_each_stratum_one_and_none_more_than_it_has(sizes, more):
    total = len(sizes) + more
    taken = allocate(sizes, total)
    assert sum(taken) == min(total, sum(sizes))
    assert all(1 <= number <= size for number, size in zip(taken, sizes, strict=True))


@given(st.lists(st.integers(1, 500), min_size=2, max_size=30), st.integers(0, 200))
def test_a_larger_stratum_never_gives_fewer(sizes, more):
    taken = allocate(sorted(sizes), len(sizes) + more)
    assert all(small <= large or small - large == 1 for small, large in pairwise(taken))


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=120), st.integers(1, 130), st.integers(0, 9))
def test_a_sample_has_the_size_asked_each_coding_once_and_the_strata_it_tells_of(codes, size, seed):
    sample = draw(ids_of(len(codes)), {"code": column(codes)}, size=size, seed=seed)
    assert len(sample.drawn) == len(set(sample.drawn)) == min(size, len(codes))
    assert sum(stratum.size for stratum in sample.strata) == sample.population == len(codes)
    assert [sample.stratum.count(h) for h in range(len(sample.strata))] == [s.drawn for s in sample.strata]
    assert all(stratum.drawn for stratum in sample.strata)


def test_over_many_seeds_every_coding_comes_as_often_as_its_stratum_says():
    codes = column(["rare"] * 2 + ["wifi"] * 18)
    ids = ids_of(20)
    times = dict.fromkeys((c.decode() for c in ids), 0)
    for seed in range(2000):
        for coding in draw(ids, {"code": codes}, size=6, seed=seed).drawn:
            times[coding] += 1
    chances = [times[c.decode()] / 2000 for c in ids]
    assert chances[:2] == pytest.approx([0.5] * 2, abs=0.05)
    assert chances[2:] == pytest.approx([5 / 18] * 18, abs=0.05)
