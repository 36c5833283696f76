"""What a description leaves out is taken from the passages that speak for its code most, as long as little is decided."""

import numpy as np
import pytest
from scipy import sparse

from coding.suggesting.features.spaces import PassageVectors
from coding.suggesting.learned import Learned
from coding.suggesting.surest import DECIDED, MOST, WEIGHT, WORDS, Surest
from coding.suggesting.vectors import Rarity, Vectors

PASSAGES = 20 * MOST
BESIDE = np.array([0.0, 1.0])


def sums(*best):
    """The sums of two codes in all passages, 0 but for 1 in these passages of the first."""
    found = np.zeros((2, PASSAGES))
    found[0, list(best)] = 1.0
    return found


def passages(*beside):
    """Passages whose topics and meaning are all in the second direction, those named, or in the first."""
    rows = np.tile([1.0, 0.0], (PASSAGES, 1))
    rows[list(beside)] = BESIDE
    nothing = sparse.csr_array((PASSAGES, 3))
    return PassageVectors(nothing, nothing, rows, rows)


def described():
    """Two codes with a word each, whose topics and meaning are in the first direction."""
    words = sparse.csr_array(np.array([[1.0, 0, 0], [0, 1.0, 0]]))
    return Vectors(words, words, np.tile([1.0, 0.0], (2, 1)), np.tile([1.0, 0.0], (2, 1)))


def learned(given=(), rejected=()):
    """Decisions on the first code in these passages."""
    flags = [np.zeros((2, PASSAGES)), np.zeros((2, PASSAGES))]
    flags[0][0, list(given)] = flags[1][0, list(rejected)] = 1
    return Learned(sparse.csr_array(flags[0]), sparse.csr_array(flags[1]), sparse.csr_array(np.eye(2)))


def slope(vectors, row=0):
    """How far the meaning of a code has moved from the first direction towards the second."""
    return vectors.meaning[row, 1] / vectors.meaning[row, 0]


def test_topics_and_meaning_move_towards_the_surest_passages_and_words_do_not():
    best = range(MOST)
    moved = Surest.of(sums(*best), np.zeros(2)).complete(described(), passages(*best), None)
    assert slope(moved) == pytest.approx(WEIGHT)
    assert moved.topics == pytest.approx(moved.meaning)
    assert (moved.words != described().words).nnz == (moved.letters != described().letters).nnz == 0


def test_a_long_description_is_completed_less():
    best = range(MOST)
    moved = Surest.of(sums(*best), np.full(2, WORDS)).complete(described(), passages(*best), None)
    assert slope(moved) == pytest.approx(WEIGHT / 2)


def test_where_nothing_speaks_for_a_code_its_description_stays():
    moved = Surest.of(sums(*range(MOST)), np.zeros(2)).complete(described(), passages(*range(PASSAGES)), None)
    assert slope(moved, row=1) == 0


def test_a_passage_where_another_code_is_ahead_is_less_sure():
    own = sums(*range(MOST + 1))
    own[1, 0] = 2.0
    moved = Surest.of(own, np.zeros(2)).complete(described(), passages(0), None)
    assert slope(moved) == 0


def test_decisions_take_the_place_of_what_is_guessed():
    best = range(MOST)
    surest = Surest.of(sums(*best), np.zeros(2))
    elsewhere = surest.complete(described(), passages(*best), learned(given=[50, 51, 52]))
    assert slope(elsewhere) == pytest.approx(WEIGHT * DECIDED / (DECIDED + 3))
    on_them = surest.complete(described(), passages(*best), learned(given=best[:5], rejected=best[5:]))
    assert slope(on_them) == 0


def test_in_a_study_of_a_few_passages_descriptions_stay():
    assert not Surest.of(np.ones((2, 19)), np.zeros(2)).shares.nnz
    assert not Surest.of(np.ones((0, 400)), np.zeros(0)).shares.nnz


def test_a_word_that_many_codes_share_weighs_less_in_each():
    words = np.array([[0.6, 0.8, 0.0], [0.6, 0.0, 0.8]])
    shared = Vectors(sparse.csr_array(words), sparse.csr_array(words), np.eye(2), np.eye(2))
    weighed = Rarity.of(shared).weigh(shared)
    assert weighed.words[[0]].toarray()[0, 0] < 0.6
    assert np.linalg.norm(weighed.letters.toarray(), axis=1) == pytest.approx([1, 1])
    alone = Vectors(sparse.csr_array(words[:1]), sparse.csr_array(words[:1]), np.eye(1), np.eye(1))
    assert Rarity.of(alone).weigh(alone).words.toarray() == pytest.approx(words[:1])
