"""Co-occurrence counted by hand, and against the plain definition on random codings."""

from dataclasses import replace
from itertools import combinations

import pytest

from coding.codebook.meaning import Unsought
from reports.explore.cooccurrence import cooccurrence


def by_codes(found, **options):
    return {(p.first, p.second): p for p in found.pairs(**options)}


def test_within_a_passage_codes_need_not_touch(told):
    """
    text a
    text b
    a 0:2 aims.green
    a 5:8 obstacles
    a 12:14 aims.green
    b 8:12 obstacles
    b 25:27 aims.jobs
    read a
    """
    found = cooccurrence(told)
    (pair,) = found.pairs()
    assert (pair.first, pair.second) == ("aims.green", "obstacles")
    # obstacles lie in three passages (one coding reaches over two), green in two, both in one: 1 / (2 + 3 - 1)
    assert (pair.together, pair.n_first, pair.n_second, pair.c) == (1, 2, 3, 0.25)
    # three passages read in a, three coded in b
    assert found.units == 6
    assert pair.expected == 1.0


def test_what_was_read_before_a_code_was_there_is_no_passage_without_it(told):
    """
    text a
    a 0:2 aims.green
    a 5:8 obstacles
    read a
    """
    unsought = {told.readings[0].id: Unsought(added=frozenset({"obstacles"}))}
    assert (cooccurrence(told).units, cooccurrence(told).read_before) == (3, 0)
    found = cooccurrence(replace(told, unsought=unsought))
    assert (found.units, found.read_before) == (1, 2)
    assert found.notes[1].values == {"units": 2}
    assert cooccurrence(replace(told, unsought=unsought), ["aims"]).units == 3


def test_within_a_text_and_rolled_up_to_the_top(told):
    """
    text a
    text b
    a 0:2 aims.green
    a 20:22 obstacles
    b 0:2 aims.jobs
    """
    assert by_codes(cooccurrence(told, within="text")).keys() == {("aims.green", "obstacles")}
    pair = by_codes(cooccurrence(told, within="text", level=1))["aims", "obstacles"]
    assert (pair.n_first, pair.n_second, pair.c) == (2, 1, 0.5)
    assert cooccurrence(told, ["obstacles"], within="text").pairs() == []


def test_overlap_counts_stretches_and_compares_characters(told):
    """
    text a
    a 0:10 aims.green
    a 2:4 obstacles
    a 3:5 obstacles
    a 7:8 obstacles
    a 12:13 obstacles
    """
    found = cooccurrence(told, within="overlap")
    (pair,) = found.pairs()
    # Green covers 59 characters; obstacles 17 (words 2-4, one stretch) and 5 of them, and 5 outside.
    assert (pair.together, pair.n_first, pair.n_second) == (2, 1, 3)
    assert pair.c == pytest.approx(22 / (59 + 5))
    assert pair.g2 is None


def test_two_coders_on_one_passage_count_once(material, a_text):
    codings = [("a", 0, 2, code, None, {"coder": coder}) for code in ("aims", "staff") for coder in ("anna", "basile")]
    (pair,) = cooccurrence(material([a_text("a")], codings)).pairs()
    assert (pair.together, pair.n_first, pair.c) == (1, 1, 1.0)


def test_nothing_coded_is_no_pair(material, a_text):
    for within in ("passage", "text", "overlap"):
        assert cooccurrence(material([a_text("a")], []), within=within).pairs() == []


@pytest.mark.parametrize("within", ["passage", "text"])
def test_random_codings_agree_with_the_definition(material, a_text, random_numbers, within):
    codes = ["aims", "aims.green", "aims.jobs", "obstacles", "staff"]
    texts = [a_text(name, 4) for name in "abcd"]
    drawn = [
        (
            "abcd"[random_numbers.integers(4)],
            int(at),
            int(at + random_numbers.integers(1, 15)),
            codes[random_numbers.integers(5)],
            None,
        )
        for at in random_numbers.integers(0, 25, 60)
    ]
    made = material(texts, drawn)
    units = {code: set() for code in codes}
    for name, first, last, code, _ in drawn:
        passages = {p.number for p in made.texts[name].passages_in(first * 6, last * 6 - 1)}
        units[code] |= {(name, number) for number in passages} if within == "passage" else {(name, 0)}
    found = by_codes(cooccurrence(made, within=within))
    for one, other in combinations(codes, 2):
        both = units[one] & units[other]
        pair = found.get((one, other))
        assert (pair.together if pair else 0) == len(both)
        if pair:
            assert pair.c == pytest.approx(len(both) / len(units[one] | units[other]))
