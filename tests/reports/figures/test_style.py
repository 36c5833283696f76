"""The study's style: another colour, another font, or greys, and everything as legible as before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures.bars import Bar, bars
from reports.figures.palette import CODED, INK, MANY, PAPER, UNREAD, contrast, luminance, shade
from reports.figures.style import FigureStyle, restyled, style_figures

GREEN = FigureStyle(colour="#17704a")
GREY = FigureStyle(greyscale=True)


def figure():
    return bars("T", [Bar("a", "A", 3)], total=4, language="en")


@pytest.fixture(autouse=True)
def plain():
    yield
    style_figures(None)


@given(st.floats(0, 1), st.sampled_from([GREEN, GREY, FigureStyle(colour="#b3470b")]))
def test_a_shade_is_as_light_as_before_so_that_what_is_written_on_it_stays_legible(strength, style):
    before = shade(strength)
    assert luminance(restyled(before, style)) == pytest.approx(luminance(before), abs=0.012)


def test_only_blues_change_with_the_colour():
    assert restyled(CODED, GREEN) != CODED
    for kept in (INK, PAPER, UNREAD, *MANY[1:]):
        assert restyled(kept, GREEN) == kept


def test_in_grey_there_is_no_colour_left():
    for colour in (CODED, UNREAD, *MANY):
        grey = restyled(colour, GREY)
        assert grey[1:3] == grey[3:5] == grey[5:7]


def test_white_is_still_read_on_every_colour_in_grey():
    assert all(contrast(PAPER, restyled(colour, GREY)) >= 4.5 for colour in MANY)


def test_figures_take_the_style_of_the_study_and_without_one_their_own():
    usual = figure().svg()
    style_figures(FigureStyle(colour="#17704a", font="Lato"))
    assert CODED not in figure().svg()
    assert "'Lato', Arial" in figure().svg()
    style_figures(None)
    assert figure().svg() == usual


def test_nothing_but_colours_and_fonts_changes():
    def bare(svg: str) -> str:
        return re.sub(r"#[0-9a-f]{6}", "#", svg)

    assert bare(restyled(figure().svg(), GREY)) == bare(figure().svg())


def test_only_a_font_that_we_did_not_choose_is_as_wide_as_reckoned():
    assert "textLength" in figure().svg(titled=False)
    style_figures(FigureStyle(font="Arial Narrow"))
    assert "textLength" not in figure().svg(titled=False)
