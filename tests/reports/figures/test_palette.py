"""Colours: legible, and in order when printed in grey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures import palette
from reports.figures.palette import contrast, luminance, shade, writing_on

STRENGTHS = st.floats(0, 1)


def test_contrast_as_wcag_counts_it():
    """Black on white is 21; #777777 on white is the well-known 4.48 that just fails."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.005)


@given(STRENGTHS)
def test_writing_is_legible_on_every_shade(strength):
    ground = shade(strength)
    assert contrast(writing_on(ground), ground) >= 4.5


@given(STRENGTHS, STRENGTHS)
def test_stronger_is_darker_in_grey_too(first, second):
    weak, strong = sorted((first, second))
    assert luminance(shade(weak)) >= luminance(shade(strong))


@pytest.mark.parametrize("strength", [-1, 2])
def test_a_strength_out_of_bounds_is_the_nearest_within(strength):
    assert shade(strength) == shade(min(max(strength, 0), 1))


@pytest.mark.parametrize("name", ["INK", "SOFT", "CODED", "ABSENT", "UNREAD"])
def test_what_writes_is_legible_on_paper(name):
    assert contrast(getattr(palette, name), palette.PAPER) >= 4.5


@pytest.mark.parametrize("name", ["CODED", "DEEPER", "HATCH"])
def test_what_is_drawn_stands_out_from_paper(name):
    """WCAG 2.2, non-text contrast: 3 at least; the track of a bar is no data and may be fainter."""
    assert contrast(getattr(palette, name), palette.PAPER) >= 3 - 0.05
