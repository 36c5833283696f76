"""From how many cases of N a quantifier may be said, and bounds as a team writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.quantifiers import QUANTIFIERS, Thresholds, quantifier_of, read_bound, read_quantifiers

DEFAULT = Thresholds()


def place(name):
    return f"codebook.yaml:{name}"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "none"),
        (1, "few"),
        (2, "few"),
        (3, "several"),
        (7, "several"),
        (8, "most"),
        (13, "most"),
        (14, "nearly_all"),
        (15, "all"),
    ],
)
def test_of_fifteen_cases_by_the_default_bounds(n, said):
    assert quantifier_of(n, 15, DEFAULT) == said


def test_exactly_half_is_not_most():
    assert quantifier_of(7, 14, DEFAULT) == "several"
    assert quantifier_of(8, 14, DEFAULT) == "most"


@pytest.mark.parametrize(("n", "total", "said"), [(1, 1, "all"), (1, 2, "few"), (2, 3, "nearly_all"), (0, 1, "none")])
def test_nearly_all_is_never_less_than_most(n, total, said):
    assert quantifier_of(n, total, DEFAULT) == said


def test_more_cases_than_are_declared_are_all():
    """14 or 15? The codebook declares 14, fifteen have it."""
    assert quantifier_of(15, 14, DEFAULT) == "all"


def test_fewer_than_a_few_are_only_these():
    thresholds, problems = read_quantifiers({"few": "2"}, place)
    assert problems == ()
    assert quantifier_of(1, 15, thresholds) == "only"
    assert quantifier_of(2, 15, thresholds) == "few"


@pytest.mark.parametrize(
    ("written", "at_least"),
    [
        ("N", 15),
        ("N-1", 14),
        ("N − 2", 13),
        (">1/2", 8),
        ("1/2", 8),
        (">= 2/3", 10),
        ("> 2/3", 11),
        ("≥2/3 N", 10),
        (">N/2", 8),
        ("N/3", 5),
        ("80%", 12),
        ("33,3 %", 5),
        (">80%", 13),
        ("3", 3),
        (">3", 4),
    ],
)
def test_bounds_as_written(written, at_least):
    assert read_bound(written).at_least(15) == at_least


@pytest.mark.parametrize("written", ["", "viele", "N+1", "0", "1/0", "3/2", "120%", ">N", "half", "-1", "0%"])
def test_what_is_no_bound(written):
    with pytest.raises(ValueError, match=r"\w"):
        read_bound(written)


def test_a_bound_says_itself_as_it_is_written():
    assert [str(read_bound(w)) for w in ("N-1", ">1/2", "80%", "3", ">3", "N")] == [
        "N-1",
        ">1/2",
        "4/5",
        "3",
        ">3",
        "N",
    ]


def test_every_fault_in_quantifiers_is_told_with_its_place():
    given_bounds = {"most": "half", "many": "5", "only": "2", "all": "80%", "few": "4", "nearly_all": "1/3"}
    _, problems = read_quantifiers(given_bounds, place)
    told = {problem.place: problem.message for problem in problems}
    assert len(problems) == 6
    assert "'half' is not a bound" in told[place("most")]
    assert any("no quantifier 'many'" in p.message for p in problems)
    assert any("the bound of all cannot be set" in p.message for p in problems)
    assert any("several (3) is not more than few (4)" in p.message for p in problems)
    assert any("nearly_all (1/3) is less than most (>1/2)" in p.message for p in problems)


def test_all_may_be_written_down_as_what_it_is():
    assert read_quantifiers({"all": "N"}, place) == (DEFAULT, ())


counts = st.integers(1, 300).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
bounds = st.builds(
    Thresholds,
    nearly_all=st.sampled_from(["N-1", "N-2", "90%", ">4/5"]).map(read_bound),
    most=st.sampled_from([">1/2", "2/3", "60%"]).map(read_bound),
    several=st.integers(3, 6).map(str).map(read_bound),
    few=st.integers(1, 2).map(str).map(read_bound),
)


@given(counts, bounds)
def test_what_is_said_holds_and_nothing_stronger_does(count, thresholds):
    n, total = count
    said = quantifier_of(n, total, thresholds)
    assert thresholds.holds(said, n, total)
    order = ["all", "nearly_all", "most", "several", "few"]
    stronger = order[: order.index(said)] if said in order else order if said == "only" else []
    assert not any(thresholds.holds(q, n, total) for q in stronger if q != "few")


@given(counts, bounds, st.sampled_from(["all", "nearly_all", "most", "several"]))
def test_one_case_more_never_unsays_a_quantifier_that_counts_upward(count, thresholds, quantifier):
    n, total = count
    if thresholds.holds(quantifier, n, total):
        assert thresholds.holds(quantifier, min(n + 1, total), total)


@given(counts, bounds, st.sampled_from(QUANTIFIERS), st.integers(0, 300))
def test_a_quantifier_is_reachable_exactly_if_some_number_still_possible_reaches_it(
    count, thresholds, quantifier, more
):
    n, total = count
    possible = min(n + more, total)
    reached = any(thresholds.holds(quantifier, k, total) for k in range(n, possible + 1))
    assert thresholds.reachable(quantifier, n, possible=possible, total=total) == reached
