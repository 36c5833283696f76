"""Gamma: the best alignment is the best, parts are kept apart, and what has no value says why."""

from itertools import product

import numpy as np
import pytest

from coding.quality.agreement import alignment
from coding.quality.agreement.alignment import (
    NOBODY,
    Marked,
    TooManyAlignments,
    Weights,
    disorder,
    distances,
    unitary_alignments,
)
from coding.quality.agreement.gamma import Chance, gamma
from coding.quality.agreement.measured import Undefined


def marked(*coders, part=0):
    """From (start, end, category) or (start, end, category, part) of each coder's spans."""
    rows = sorted((row, *span, part)[:5] for row, spans in enumerate(coders) for span in spans)
    coder, start, end, category, parts = np.array(rows, np.int64).reshape(-1, 5).T
    return Marked(len(coders), coder, start * 1.0, end * 1.0, category, parts)


def at_random(coders, spans, seed):
    """Spans that lie close, overlap, and have two categories."""
    chance = np.random.default_rng(seed)
    starts = chance.integers(0, 12 * spans, (coders, spans))
    ends = starts + chance.integers(3, 30, (coders, spans))
    categories = chance.integers(0, 2, (coders, spans))
    return marked(*(list(zip(*some, strict=True)) for some in zip(starts, ends, categories, strict=True)))


def least(some, weights):
    """The least disorder by trying every way to part the spans; no integer programme, nothing left out."""
    pairs = some.coders * (some.coders - 1) / 2
    choices = [
        [NOBODY, *range(some.of_coder(number).start, some.of_coder(number).stop)] for number in range(some.coders)
    ]
    cost = {}
    for row in product(*choices):
        spans = tuple(span for span in row if span != NOBODY)
        apart = [
            distances(some, np.array([one]), np.array([two]), weights)[0]
            for at, one in enumerate(spans)
            for two in spans[at + 1 :]
        ]
        cost[spans] = (sum(apart) + pairs - len(apart)) / pairs

    best = {frozenset(): 0.0}

    def found(left):
        if left not in best:
            first = min(left)
            those = [spans for spans in cost if first in spans and left.issuperset(spans)]
            best[left] = min(cost[spans] + found(left - set(spans)) for spans in those)
        return best[left]

    return found(frozenset(range(len(some.coder)))) / some.each


@pytest.mark.parametrize(("coders", "spans"), [(2, 5), (3, 3), (4, 2)])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_best_alignment_is_the_least_of_all(coders, spans, seed):
    some, weights = at_random(coders, spans, seed), Weights(1.5, 0.5)
    assert disorder(some, weights) == pytest.approx(least(some, weights))


def test_a_matrix_and_a_programme_find_the_same_for_two_coders(monkeypatch):
    some = at_random(2, 60, 1)
    by_matrix = disorder(some, Weights())
    monkeypatch.setattr(alignment, "MATRIX", 0)
    assert disorder(some, Weights()) == pytest.approx(by_matrix)


def test_spans_of_different_texts_are_never_taken_for_the_same():
    here, there = (0, 10, 0, 0), (11, 21, 0, 1)
    assert disorder(marked([here], [(1, 11, 0, 0)]), Weights()) == pytest.approx(0.01)
    assert disorder(marked([here], [there]), Weights()) == pytest.approx(2)
    three = marked([here], [there], [])
    assert (unitary_alignments(three, Weights(), 100)[0] != NOBODY).sum(axis=1).tolist() == [1, 1]


def test_who_marked_nothing_is_a_coder_all_the_same():
    some = [(0, 10, 0), (20, 50, 1), (70, 75, 0)]
    assert disorder(marked(some, some, []), Weights()) > disorder(marked(some, some), Weights()) == 0


def test_the_same_seed_gives_the_same_and_more_draws_a_more_exact_value():
    some = at_random(2, 12, 3)
    one, again = (gamma(some, Chance(7)) for _ in range(2))
    assert one == again
    few, many = (gamma(some, Chance(7, least=n, most=n)) for n in (30, 300))
    assert few.precision > many.precision
    assert few.value == pytest.approx(many.value, abs=2 * few.precision)


def test_chance_is_drawn_until_it_is_exact_enough():
    found = gamma(at_random(2, 12, 3), Chance(1, precision=0.02))
    assert found.draws > 30
    assert found.precision <= 0.021 * (1 - found.value)


@pytest.mark.parametrize(
    ("some", "reason"),
    [
        (marked([(0, 10, 0)]), "one_coder"),
        (marked([], []), "nothing_marked"),
        (marked([(5, 10, 0)], [(5, 10, 0)]), "no_chance"),
    ],
)
def test_undefined_says_why(some, reason):
    assert gamma(some, Chance()).value == Undefined(reason)


def test_more_alignments_than_can_be_weighed_are_refused():
    crowd = marked(*([(at, at + 50, 0) for at in range(40)] for _ in range(4)))
    with pytest.raises(TooManyAlignments):
        disorder(crowd, Weights(), most=1000)
