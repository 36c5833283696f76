"""Signs: hatching keeps to its rectangle."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reports.figures.markers import circle, hatch, void


@given(st.floats(1, 200), st.floats(1, 60))
def test_hatching_fills_its_rectangle_and_does_not_leave_it(width, height):
    ends = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", hatch(width, height))]
    assert all(abs(x) <= width / 2 + 0.01 and abs(y) <= height / 2 + 0.01 for x, y in ends)
    assert len(ends) // 2 >= int((width + height) / 5 - 0.5), "a line every five pixels"


def test_hatching_rises():
    first, last = re.findall(r"(-?[\d.]+),(-?[\d.]+)", hatch(10, 10))[:2]
    assert float(first[0]) < float(last[0])
    assert float(first[1]) > float(last[1])


def test_the_empty_set_is_a_circle_struck_through():
    assert void(4).startswith(circle(4))
    assert void(4).endswith("M-5,5L5,-5")
