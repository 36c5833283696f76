"""The dendrogram: joins at their distances, over the labels they join."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from scipy.cluster.hierarchy import leaves_list, linkage

from reports.figures.dendrogram import dendrogram

SVG = "{http://www.w3.org/2000/svg}"
LABELS = ["Brest", "Lyon", "Nice", "Paris"]
LINKS = np.array([[0, 1, 0.2, 2], [2, 3, 0.5, 2], [4, 5, 0.9, 4]])


def lines(figure) -> list[dict]:
    spec = figure.chart.to_dict()
    [joins] = [mark for mark in spec["layer"] if mark["mark"].get("strokeCap") == "round"]
    return spec["datasets"][joins["data"]["name"]]


def test_the_text_alternative_says_what_is_nearest_and_what_joins_last():
    assert dendrogram("Arbre", LABELS, LINKS, measure="distance de Jaccard", language="fr").alt == (
        "L’arbre réunit 4 éléments selon leur ressemblance (distance de Jaccard). "
        "Les plus proches sont Brest et Lyon (0,20). La dernière jonction, à 0,90, relie Brest, Lyon au reste."
    )


def test_every_join_is_two_lines_along_and_one_across_at_its_distance():
    drawn = lines(dendrogram("Arbre", LABELS, LINKS, measure="d", language="fr"))
    across = [line["x"] for line in drawn if line["x"] == line["x2"] and line["y"] != line["y2"]]
    assert [round(x / across[-1] * 0.9, 2) for x in across] == [0.2, 0.5, 0.9]
    assert len(drawn) == 3 * len(LINKS)


def test_groups_with_many_members_are_named_by_some():
    names = [f"cas {at}" for at in range(12)]
    links = linkage(np.array([[0.0], *[[10.0 + at] for at in range(5)], *[[100.0 + at] for at in range(6)]]), "average")
    assert dendrogram("A", names, links, measure="d", language="en").alt.endswith(
        "connects cas 10, cas 11, cas 6 and 3 more to the rest."
    )


@settings(max_examples=settings().max_examples // 4)
@given(st.lists(st.floats(0, 100), min_size=2, max_size=12))
def test_leaves_stand_in_the_order_in_which_scipy_joins_them(values):
    links = linkage(np.array(values)[:, None], "average")
    labels = [f"n{at}" for at in range(len(values))]
    root = etree.fromstring(dendrogram("A", labels, links, measure="d", language="fr").svg(titled=False))
    shown = [element.text for element in root.iter(f"{SVG}text") if element.text.startswith("n")]
    assert shown == [labels[leaf] for leaf in leaves_list(links)]


def test_all_alike_join_at_once():
    figure = dendrogram("A", ["a", "b"], np.array([[0, 1, 0.0, 2]]), measure="d", language="en")
    assert {line["x2"] for line in lines(figure)} == {0}


@pytest.mark.slow
def test_a_chain_of_very_many_is_drawn_too():
    chain = np.array([[0, 1, 1, 2], *([2_000 + at - 1, at + 1, at + 1, at + 2] for at in range(1, 1_999))], float)
    assert len(lines(dendrogram("A", ["n"] * 2_000, chain, measure="d", language="en"))) == 3 * len(chain)
