"""Figures as files: whole, self-contained, spoken to who cannot see them, and the same every time."""

import struct
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from altair import LayerChart
from jsonschema import ValidationError
from lxml import etree

from reports.figures.bars import Bar, bars
from reports.figures.dendrogram import dendrogram
from reports.figures.figure import Figure, UnknownFigureFormat, write_figure
from reports.figures.heat_map import Grid, Square, heat_map
from reports.figures.lettering import width_of
from reports.figures.network import Edge, Node, network
from reports.figures.saturation import Step, saturation_curve
from reports.figures.timeline import Point, timeline

SVG = "{http://www.w3.org/2000/svg}"
NICE = Grid("t", "T", (("a", "A", 0),), (("nice", "Nice"),), {("a", "nice"): Square("coded")})

FULL = {
    "heat map": lambda: heat_map(NICE, language="fr"),
    "bars": lambda: bars("Thèmes", [Bar("a", "A", 2, unread=1)], total=3, language="fr"),
    "network": lambda: network(
        "Liens", [Node("a", "A", 2), Node("b", "B", 1)], [Edge("a", "b", 1, 0.5)], language="fr"
    ),
    "timeline": lambda: timeline("Dates", [Point(date(2015, 12, 8), "a", 1), Point("2016", "b", 2)], language="fr"),
    "dendrogram": lambda: dendrogram("Arbre", ["A", "B"], np.array([[0, 1, 0.4, 2]]), measure="Jaccard", language="fr"),
    "saturation": lambda: saturation_curve("Saturation", [Step("t1", 3, 3, 5)], language="fr"),
}
EMPTY = {
    "heat map": lambda: heat_map(Grid("t", "T", (), (), {}), language="fr"),
    "bars": lambda: bars("Thèmes", [], total=0, language="fr"),
    "network": lambda: network("Liens", [], [], language="fr"),
    "timeline": lambda: timeline("Dates", [], language="fr"),
    "dendrogram": lambda: dendrogram("Arbre", ["A"], [], measure="Jaccard", language="fr"),
    "saturation": lambda: saturation_curve("Saturation", [], language="fr"),
}


def parsed(figure: Figure):
    return etree.fromstring(figure.svg())


@pytest.fixture(params=FULL.values(), ids=FULL, scope="module")
def figure(request) -> Figure:
    """One of each kind, drawn once for all that is asked of it."""
    return request.param()


def test_an_svg_names_itself_to_a_screen_reader(figure):
    root = parsed(figure)
    assert (root.get("role"), root.get("lang")) == ("img", "fr")
    title, desc = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", figure.title)
    assert (desc.tag, desc.text) == (f"{SVG}desc", figure.alt)
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_an_svg_refers_to_nothing_outside(figure):
    svg = figure.svg().replace('xmlns="http://www.w3.org/2000/svg"', "")
    for foreign in ("http", "href", "@import", "@font-face", "<script", "<style", "<image"):
        assert foreign not in svg


@pytest.mark.slow
@pytest.mark.parametrize("made", FULL.values(), ids=FULL)
def test_the_same_input_gives_the_same_bytes_whatever_was_drawn_before(made):
    first = made()
    assert first.png(1) == first.png(1)
    heat_map(NICE, language="en").svg()
    assert made().svg() == first.svg()


def test_the_chart_is_valid_vega_lite(figure):
    spec = figure.chart.to_dict()
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6.")
    LayerChart.from_dict(spec)  # raises where the schema does not allow it
    wrong = {**spec, "layer": [{**spec["layer"][0], "mark": {"type": "blob"}}]}
    with pytest.raises(ValidationError):
        LayerChart.from_dict(wrong)


@pytest.mark.slow
def test_a_png_has_as_many_pixels_as_the_scale_says(figure):
    width, height = (float(parsed(figure).get(side)) for side in ("width", "height"))
    png = figure.png(3)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (round(width * 3), round(height * 3))


@pytest.mark.parametrize("made", EMPTY.values(), ids=EMPTY)
def test_a_figure_of_nothing_says_so(made):
    assert "Rien à montrer\u00a0: il n’y a pas de données." in made().alt
    assert "Rien à montrer" in made().svg()


def test_ids_are_unique_when_several_figures_stand_in_a_page():
    page = [made() for made in FULL.values()] + [bars("Thèmes", [], total=1, language="fr", name="autres")]
    ids = [element.get("id") for figure in page for element in parsed(figure).iter() if element.get("id")]
    assert sorted(ids) == sorted(f"{figure.id}{part}" for figure in page for part in ("", "-title", "-desc"))
    assert len(ids) == len(set(ids))
    assert bars("Thèmes", [], total=1, language="fr", name="autres").id == page[-1].id


def test_an_id_tells_nothing_of_the_codebook():
    figure = bars("Thèmes", [], total=1, language="fr", name="secret_table")
    assert figure.id.startswith("bars-")
    assert "secret" not in figure.svg()


def test_the_title_is_drawn_unless_the_page_has_it():
    figure = FULL["bars"]()
    drawn = [element.text for element in parsed(figure).iter(f"{SVG}text")]
    bare = [element.text for element in etree.fromstring(figure.svg(titled=False)).iter(f"{SVG}text")]
    assert "Thèmes" in drawn
    assert "Thèmes" not in bare
    assert f">{figure.title}</title>" in figure.svg(titled=False)


def test_labels_from_anywhere_do_not_break_the_file():
    hostile = "</text><script>alert('x')</script> & \x0b\x00 \" ' 日本"
    root = parsed(bars(hostile, [Bar("a", hostile, 1)], total=1, language="fr"))
    assert not list(root.iter(f"{SVG}script"))
    assert "<script>" in root[0].text


def test_a_figure_is_written_by_its_ending(tmp_path):
    figure = FULL["bars"]()
    svg = write_figure(figure, tmp_path / "figures" / "a.SVG").read_text(encoding="utf-8")
    assert svg.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    assert write_figure(figure, tmp_path / "a.png").read_bytes() == figure.png()
    assert write_figure(figure, tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["a.gif", "a"])
def test_other_endings_are_refused_and_nothing_is_written(name, tmp_path):
    with pytest.raises(UnknownFigureFormat, match=r"written as \.svg, \.png or \.pdf"):
        write_figure(FULL["bars"](), tmp_path / name)
    assert list(Path(tmp_path).iterdir()) == []


def test_words_keep_the_room_they_were_laid_out_for_whatever_font_stands_in():
    words = "Un projet très long à nommer"
    grid = Grid("g", "G", (("a", "A", 0), ("b", words, 1)), (("nice", "東京"),), {("a", "nice"): Square("coded")})
    shown = {one.text: one for one in parsed(heat_map(grid, language="fr")).iter(f"{SVG}text") if one.text}
    assert float(shown[words].get("textLength")) == pytest.approx(width_of(words, 12), abs=0.1)
    assert shown[words].get("lengthAdjust") == "spacingAndGlyphs"
    assert shown["東京"].get("textLength") is None, "nobody knows how wide these letters are"
