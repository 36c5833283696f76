"""The places of a network's nodes: near those they are tied to, none on another, the same every time."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures.layout import Box, lay_out

BOX = Box(20, 8, 20)
BOXES = st.builds(Box, st.floats(8, 140), st.floats(4, 15), st.floats(8, 55))


@st.composite
def networks(draw):
    boxes = draw(st.lists(BOXES, min_size=1, max_size=14))
    node = st.integers(0, len(boxes) - 1)
    return draw(st.lists(st.tuples(node, node, st.floats(0, 1)), max_size=30)), boxes


def overlaps(places, boxes) -> bool:
    """Whether any node or label lies on another."""
    for first in range(len(boxes)):
        for second in range(first):
            across = abs(places[first, 0] - places[second, 0]) - (boxes[first].width + boxes[second].width) / 2
            upper, lower = sorted((first, second), key=lambda node: places[node, 1] - boxes[node].up)
            down = places[lower, 1] - boxes[lower].up - places[upper, 1] - boxes[upper].down
            if max(across, down) < -0.01:
                return True
    return False


@settings(max_examples=settings().max_examples * 2 // 5)
@given(networks())
def test_no_label_lies_on_another_node_or_label(network):
    ties, boxes = network
    assert not overlaps(lay_out(ties, boxes), boxes)


def test_forty_long_labels_all_tied_to_each_other_find_room():
    boxes = [Box(140, 15, 50)] * 40
    assert not overlaps(lay_out([(a, b, 1.0) for a in range(40) for b in range(a)], boxes), boxes)


def test_networks_apart_stand_side_by_side_and_then_below():
    places = lay_out([(0, 1, 0.5), (2, 3, 0.5), (4, 5, 0.5)], [BOX] * 6, room=300)
    assert places[2:4, 0].min() > places[:2, 0].max()
    assert places[4:, 1].min() > places[:4, 1].max()


@settings(max_examples=settings().max_examples // 5)
@given(networks())
def test_the_same_network_is_laid_out_the_same(network):
    assert np.array_equal(lay_out(*network), lay_out(*network))
    assert lay_out(*network).min() >= 0


def test_a_chain_is_laid_out_as_a_chain():
    places = lay_out([(0, 1, 0.5), (1, 2, 0.5), (2, 3, 0.5)], [BOX] * 4)
    far = np.linalg.norm(places[0] - places[3])
    assert all(np.linalg.norm(places[at] - places[at + 1]) < far / 2 for at in range(3))


def test_a_strong_tie_is_shorter_than_a_weak_one():
    places = lay_out([(0, 1, 1.0), (0, 2, 0.0)], [BOX] * 3)
    assert np.linalg.norm(places[0] - places[1]) < np.linalg.norm(places[0] - places[2])


def test_nodes_without_ties_stand_below_in_a_row():
    places = lay_out([(0, 1, 0.5)], [BOX, BOX, BOX, Box(20, 4, 20)])
    assert places[2, 1] == places[3, 1] > max(places[0, 1], places[1, 1])
