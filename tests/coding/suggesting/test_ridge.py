"""What decided passages teach together: nearer to what is like them, no code only because it was given often."""

import numpy as np
import pytest
from scipy import sparse

from coding.suggesting.features.spaces import PassageVectors
from coding.suggesting.learned import Learned
from coding.suggesting.ridge import LATEST, Ridge
from coding.suggesting.vectors import Vectors, similarity

TREES, TRAMS, RENTS, TAXES = range(4)
"""Columns: each passage below is about some of them."""


def said(*subjects):
    """Passages that have these words, as unit rows in words alone."""
    rows = np.zeros((len(subjects), 4))
    for row, words in enumerate(subjects):
        rows[row, list(words)] = 1 / np.sqrt(len(words))
    empty = np.zeros((len(subjects), 0))
    return PassageVectors(sparse.csr_array(rows), sparse.csr_array((len(subjects), 1)), empty, empty)


def described(*columns):
    """Codes whose descriptions are one word each, or nothing."""
    rows = np.zeros((len(columns), 4))
    for row, column in enumerate(columns):
        if column is not None:
            rows[row, column] = 1.0
    empty = np.zeros((len(columns), 0))
    return Vectors(sparse.csr_array(rows), sparse.csr_array((len(columns), 1)), empty, empty)


def learned(given, *, kin=None, order=None):
    """What was given, rows of codes × passages, and nothing rejected."""
    flags = np.array(given, float)
    akin = np.eye(len(flags)) if kin is None else np.array(kin, float)
    latest = None if order is None else np.array(order, np.int64)
    return Learned(sparse.csr_array(flags), sparse.csr_array(flags.shape), sparse.csr_array(akin), order=latest)


def gained(ridge, codes, passages):
    """What the ridge adds to the codes' sums in the passages, shape (codes, passages)."""
    moved = ridge.move(codes, codes, passages, keep=lambda words: words)
    added = np.asarray((moved.words - codes.words) @ passages.words.T)
    return added + ridge.centre[:, None]


def test_passages_like_those_that_a_code_was_given_to_come_nearer_to_it_and_others_do_not():
    passages = said([TREES], [TREES, RENTS], [TRAMS], [TRAMS, TAXES], [TREES], [TRAMS])
    codes = described(None, None)
    ridge = Ridge.of(learned([[1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0]]), np.zeros((2, 6)), passages)
    added = gained(ridge, codes, passages)
    assert added[0, 4] > 0.3 * ridge.share > -0.3 * ridge.share > added[1, 4]
    assert added[1, 5] > 0.3 * ridge.share > -0.3 * ridge.share > added[0, 5]
    likeness = similarity(ridge.move(codes, codes, passages, keep=lambda words: words), passages)
    assert likeness.words[0, 4] > 0.3 * ridge.share


def test_a_code_does_not_rise_everywhere_only_because_it_was_given_often():
    subjects = [[TREES], [TRAMS], [TREES, TRAMS], [RENTS], [RENTS, TREES], [TREES, TAXES], [TAXES]]
    often, once = [1, 1, 1, 0, 1, 1, 1], [0, 0, 0, 1, 0, 0, 0]
    passages, codes = said(*subjects), described(None, None)
    ridge = Ridge.of(learned([often, once]), np.zeros((2, 7)), passages)
    added = gained(ridge, codes, passages)
    assert added.mean(axis=1) == pytest.approx([0.0, 0.0], abs=1e-9)
    assert np.abs(added).max() > 0.1 * ridge.share


def test_what_the_codebook_got_right_already_is_not_learned_again():
    passages = said([TREES], [TRAMS], [RENTS])
    given = learned([[1, 0, 0], [0, 1, 1]])
    wrong = Ridge.of(given, np.zeros((2, 3)), passages)
    right = Ridge.of(given, np.array([[3.0, 0.0, 0.0], [0.0, 3.0, 3.0]]), passages)
    assert wrong.weights[0, 0] > 0.1
    assert np.abs(right.weights).max() == pytest.approx(0.0, abs=1e-12)


def test_a_code_that_nobody_gave_learns_no_words():
    passages = said([TREES], [TRAMS], [RENTS])
    plain = np.array([[0.0, 0, 0], [0.9, 0.1, 0.4], [0.0, 0, 0]])
    ridge = Ridge.of(learned([[1, 1, 0], [0, 0, 0], [0, 0, 1]]), plain, passages)
    assert not ridge.weights[1].any()
    assert ridge.weights[0].any()


def test_a_passage_with_a_more_special_code_does_not_speak_against_the_code_above_it():
    passages = said([TREES], [TRAMS], [RENTS], [TAXES])
    given = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]]  # a code, one below it, and another
    akin = Ridge.of(learned(given, kin=[[1, 1, 0], [1, 1, 0], [0, 0, 1]]), np.zeros((3, 4)), passages)
    apart = Ridge.of(learned(given), np.zeros((3, 4)), passages)
    assert apart.weights[0, 1] == pytest.approx(apart.weights[0, 2])
    assert akin.weights[0, 1] > akin.weights[0, 2] + 0.1


def test_a_word_that_may_not_be_learned_is_not():
    passages, codes = said([TREES, TAXES], [TRAMS], [RENTS]), described(None, None)
    ridge = Ridge.of(learned([[1, 0, 0], [0, 1, 1]]), np.zeros((2, 3)), passages)
    allowed = np.array([True, True, True, False])
    moved = ridge.move(codes, codes, passages, keep=lambda words: words * allowed)
    assert moved.words[0, TREES] > 0.1 * ridge.share
    assert moved.words[0, TAXES] == 0


def test_without_a_coding_nothing_moves():
    passages, codes, moved = said([TREES], [TRAMS]), described(TREES), described(TRAMS)
    ridge = Ridge.of(learned([[0, 0]]), np.zeros((1, 2)), passages)
    assert ridge.move(codes, moved, passages, keep=lambda words: words) is moved
    sums = np.array([[0.4, 0.0]])
    assert ridge.add(sums) == pytest.approx(sums)


def test_it_counts_for_more_the_more_is_decided_and_looks_at_the_latest_only():
    count = LATEST + 50
    passages = said(*([[TREES], [TRAMS]] * (count // 2)))
    order = np.arange(count)[::-1]
    given = np.zeros((1, count))
    given[0, ::2] = 1
    few = Ridge.of(learned(np.where(np.arange(count) < 10, given, 0)), np.zeros((1, count)), passages)
    ridge = Ridge.of(learned(given, order=order), np.zeros((1, count)), passages)
    assert 0 < few.share < ridge.share < 1
    assert sorted(ridge.passages.tolist()) == list(range(LATEST))


def test_a_code_that_nothing_speaks_for_stays_without_a_sum():
    passages = said([TREES], [TREES, TRAMS], [RENTS])
    ridge = Ridge.of(learned([[1, 1, 0], [0, 0, 1]]), np.zeros((2, 3)), passages)
    assert ridge.centre[0] < 0 < -ridge.centre[0] < 0.5
    added = ridge.add(np.array([[0.5, 0.0, 0.2], [0.0, 0.0, 0.0]]))
    assert added[0, 1] == 0
    assert added[0, 0] == pytest.approx(0.5 + ridge.centre[0])
    assert not added[1].any()
