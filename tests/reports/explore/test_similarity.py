"""Likeness of cases, the tree of their groups, and the tree in letters."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reports.explore.branches import branches
from reports.explore.drawing import dendrogram_of
from reports.explore.similarity import NothingToCompare, average_linkage, ruzicka, similarity


def test_cases_by_their_codes(told):
    """
    text a Nice
    text b Lyon
    text c Brest
    text d Metz
    a 0:1 aims.green Nice
    a 2:3 aims.jobs Nice
    b 0:1 aims.green Lyon
    b 2:3 obstacles Lyon
    b 4:5 aims.jobs Lyon absent
    c 4:5 staff Brest
    read a
    """
    found = similarity(told)
    pair = next(p for p in found.pairs("Nice") if p.second == "Lyon")
    # one of three: that jobs are said to be absent in Lyon is no likeness
    assert pair.similarity == pytest.approx(1 / 3)
    assert (pair.shared, pair.only_first, pair.only_second) == (("aims.green",), ("aims.jobs",), ("obstacles",))
    assert found.pairs()[0] == pair
    assert (found.uncoded, found.unread) == (("Metz",), ("Lyon", "Brest"))
    assert np.allclose(found.links[:, 2], [2 / 3, 1])


def test_degrees_weigh(told):
    """
    text a
    a 0:1 aims.green Nice strong
    a 2:3 aims.green Lyon wanted
    a 4:5 obstacles Lyon
    a 6:7 aims.jobs Nice
    """
    found = similarity(told, measure="degrees")
    # smaller: 1/3 · greater: 1 (green) + 1 (obstacles, no scale) + 1/2 (jobs, no degree given)
    assert found.pairs()[0].similarity == pytest.approx((1 / 3) / 2.5)


def test_fewer_than_two_cases_cannot_be_compared(material, a_text):
    with pytest.raises(NothingToCompare):
        similarity(material([a_text("a")], [("a", 0, 1, "aims", "Nice")]))


def test_average_linkage_on_a_worked_distance_matrix():
    """Five taxa a-e: (a, b) at 17, e joins at 22, (c, d) at 28, all at 33: UPGMA by hand."""
    distances = np.array(
        [[0, 17, 21, 31, 23], [17, 0, 30, 34, 21], [21, 30, 0, 28, 39], [31, 34, 28, 0, 43], [23, 21, 39, 43, 0]], float
    )
    assert average_linkage(distances)[:, 2].tolist() == pytest.approx([17, 22, 28, 33])


weights = arrays(float, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.floats(0, 1))


@given(weights)
def test_law_likeness_is_symmetric_between_0_and_1_and_whole_with_itself(found):
    alike = ruzicka(found)
    assert np.allclose(alike, alike.T)
    assert ((alike >= 0) & (alike <= 1 + 1e-12)).all()
    assert np.allclose(np.diag(alike), 1)


@given(arrays(bool, st.tuples(st.integers(1, 5), st.integers(1, 7))))
def test_law_of_yes_and_no_it_is_jaccard(found):
    alike = ruzicka(found.astype(float))
    for one, other in np.ndindex(alike.shape):
        either = (found[one] | found[other]).sum()
        expected = (found[one] & found[other]).sum() / either if either else 1
        assert alike[one, other] == pytest.approx(expected)


def test_the_tree_in_letters():
    links = np.array([[0, 1, 0.2, 2], [2, 3, 0.8, 3]])
    assert branches(["Nice", "Lyon", "Brest"], links, width=12) == [
        "Brest ╶──────────┐",
        "Nice  ╶┬─────────┘",
        "Lyon  ╶┘",
        "      0.86    0.20",
    ]


@given(st.integers(2, 12), st.integers(20, 60), st.randoms(use_true_random=False))
def test_law_every_case_stands_once_in_the_tree_and_no_line_is_wider_than_said(cases, width, random):
    points = np.array([[random.random() for _ in range(cases)] for _ in range(cases)])
    links = average_linkage(np.abs(points - points.T))
    labels = [f"case {number}" for number in range(cases)]
    lines = branches(labels, links, width=width)
    room = max(map(len, labels)) + 1
    assert sorted(line[:room].strip() for line in lines[:-1]) == sorted(labels)
    assert all(len(line) <= room + width for line in lines)


def test_readers_are_told_who_is_in_a_group_and_what_marks_it(told):
    """
    text a Nice
    text b Lyon
    text c Brest
    a 0:1 aims.green Nice
    b 0:1 aims.green Lyon
    c 4:5 staff Brest
    read a
    """
    found = similarity(told)
    assert not dendrogram_of(found, told).told
    said = {
        language: dendrogram_of(found, replace(told, for_readers=True, language=language)) for language in ("en", "fr")
    }
    assert said["en"].told == (
        "By the themes they mention, the cases form 2 groups: A, Brest (Staff); B, Lyon and Nice (Green). "
        "In brackets: themes that are clearly more frequent in the group than elsewhere."
    )
    assert said["fr"].told == (
        "D’après les thèmes abordés, les cas forment 2 groupes\u00a0: A, Brest (Effectif)\u202f; "
        "B, Lyon et Nice (Vert). "
        "Entre parenthèses\u00a0: les thèmes nettement plus fréquents dans le groupe qu’ailleurs."
    )
    assert "on the themes mentioned" in said["en"].alt
    assert "code" not in said["fr"].alt
