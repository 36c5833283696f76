"""The map of cases: where they lie, what they show, and what is left out."""

from itertools import pairwise

import pytest
from lxml import etree

from reports.figures.case_map import CasePoint, case_map
from reports.figures.heat_map import Square
from reports.figures.palette import contrast, luminance, shade

SVG = "{http://www.w3.org/2000/svg}"
NICE = CasePoint("Nice", 43.7, 7.27, Square("coded", "fort", 0.9))
BREST = CasePoint("Brest", 48.39, -4.49, Square("read"))
TOKYO = CasePoint("Tokyo", 35.7, 139.7, Square("coded", "fort", 0.9))


def discs(figure) -> dict[str, dict]:
    spec = figure.chart.to_dict()
    return {row["case"]: row for data in spec["datasets"].values() for row in data if "case" in row}


def words(figure) -> set[str]:
    return {element.text for element in etree.fromstring(figure.svg()).iter(f"{SVG}text")}


def test_a_map_of_cases_alone_says_nothing_of_codings():
    figure = case_map("T", [NICE, BREST], language="fr", shades=False)
    assert figure.alt == "Carte, 2 cas\u00a0: Nice, Brest."
    assert "codé" not in words(figure)


def test_east_is_right_and_north_is_up():
    placed = discs(case_map("T", [NICE, BREST], language="fr"))
    assert placed["Brest"]["x"] < placed["Nice"]["x"]
    assert placed["Brest"]["y"] < placed["Nice"]["y"]


def test_names_degrees_and_signs_are_in_words_and_in_the_key():
    said = words(case_map("T", [NICE, BREST], language="fr"))
    assert {"Nice", "Brest", "fort", "lu, rien trouvé", "–"} <= said


@pytest.mark.parametrize("strengths", [(0.9,), (0.7, 0.8), (0.4, 0.6, 0.8, 1.0), (0.0, 0.25, 0.5, 0.75, 1.0)])
def test_shades_that_are_there_are_told_apart_and_the_strongest_is_the_darkest(strengths):
    points = [CasePoint(f"c{s}", 44 + 4 * s, 1 + 5 * s, Square("coded", f"d{s}", s)) for s in strengths]
    placed = discs(case_map("T", points, language="fr"))
    grounds = [placed[point.case]["ground"] for point in points]
    assert grounds[-1] == shade(1)
    assert all(contrast(one, darker) > 1.2 for one, darker in pairwise(grounds))
    assert [luminance(ground) for ground in grounds] == sorted((luminance(ground) for ground in grounds), reverse=True)


def test_a_case_outside_of_france_takes_the_outlines_away_and_that_is_said():
    assert "Sans contours" in case_map("T", [NICE, TOKYO], language="fr").alt
    assert "Sans contours" not in case_map("T", [NICE], language="fr").alt


def test_cases_without_coordinates_are_named():
    assert "Sans coordonnées\u00a0: Lyon." in case_map("T", [NICE], unplaced=["Lyon"], language="fr").alt


def test_without_any_place_the_figure_says_so():
    assert "latitude" in case_map("T", [], language="en").alt


@pytest.mark.parametrize("many", [2, 6])
def test_discs_at_one_place_are_pushed_apart(many):
    points = [CasePoint(f"c{at}", 48.85, 2.35, Square("read")) for at in range(many)]
    placed = [(row["x"], row["y"]) for row in discs(case_map("T", points, language="en")).values()]
    assert len(set(placed)) == many
    assert min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a in placed for b in placed if a is not b) > 5


def test_the_text_alternative_lists_cases_by_what_they_show():
    assert case_map("T", [NICE, BREST], language="en").alt == (
        "Map of 2 cases: fort (Nice); read, nothing found (Brest)."
    )
