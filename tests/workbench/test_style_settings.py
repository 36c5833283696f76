"""`style:` of study.yaml."""

import pytest

from reports.figures.style import FigureStyle
from workbench.settings import read_settings


def test_a_colour_a_font_or_greys():
    source = 'style: {colour: "#17704a", font: Source Sans 3, greyscale: true}'
    assert read_settings(source, "s").style == FigureStyle("#17704a", "Source Sans 3", greyscale=True)
    assert read_settings("title: T", "s").style is None


@pytest.mark.parametrize("wrong", ["colour: green", "colours: x", "greyscale: 3", 'font: "a;b"', "font: 3"])
def test_what_cannot_be_is_told_at_its_line(wrong):
    settings = read_settings(f"title: T\nstyle: {{{wrong}}}", "s")
    assert settings.style is None
    assert settings.problems[0].place.startswith("study.yaml:2")
