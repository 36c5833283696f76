"""The heat map: states told apart by their signs, values by their tone."""

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reports.figures.heat_map import MOST_SQUARES, Grid, Square, heat_map
from reports.figures.lettering import PRINTED
from wording.catalogues import say

SVG = "{http://www.w3.org/2000/svg}"
STATES = ("coded", "rolled", "stale", "missing", "absent", "read", "unread", "unclassified")


def grid(*squares: Square, title="Objectifs") -> Grid:
    """A grid of one row with those squares."""
    columns = tuple((f"c{at}", f"Cas {at}") for at in range(len(squares)))
    cells = {("environment", f"c{at}"): square for at, square in enumerate(squares)}
    return Grid("objectives", title, (("environment", "Environnement", 0),), columns, cells)


@cache
def signs(square: Square) -> frozenset[str]:
    """What is drawn for a square but colours: the paths, and the letters."""
    root = etree.fromstring(heat_map(grid(square), language="fr").svg(titled=False))
    paths = {element.get("d") for element in root.iter(f"{SVG}path")}
    hollow = {
        f"hollow {element.get('d')}" for element in root.iter(f"{SVG}path") if element.get("fill") == "transparent"
    }
    letters = {element.text for element in root.iter(f"{SVG}text")} - {"Environnement", "Cas 0"}
    return frozenset(paths | hollow | letters)


def words(figure) -> list[str]:
    return [element.text for element in etree.fromstring(figure.svg()).iter(f"{SVG}text")]


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_sign_that_no_other_state_has(state):
    legend = {say(f"figure_{each}", "fr") for each in STATES}
    others = [signs(Square(other)) - legend for other in STATES if other != state]
    assert all(signs(Square(state)) - legend != other for other in others)


def test_read_and_unread_are_never_drawn_alike():
    hatched = signs(Square("unread")) - signs(Square("read"))
    assert "?" in hatched
    assert any(path and path.count("M") > 5 for path in hatched), "an unread square is hatched"


def test_the_key_explains_the_states_there_are_and_no_others():
    said = words(heat_map(grid(Square("coded"), Square("unread")), language="fr"))
    assert "codé" in said
    assert "pas encore lu en entier" in said
    assert "dit absent" not in said


def test_the_text_alternative_counts_the_states():
    figure = heat_map(grid(Square("coded"), Square("coded"), Square("rolled"), Square("unread")), language="fr")
    assert figure.alt == (
        "Les cellules croisent 1 ligne et 4 colonnes\u00a0: "
        "codé (2)\u202f; codé seulement à un niveau inférieur (1)\u202f; pas encore lu en entier (1). "
        "La ligne «\u00a0Environnement\u00a0» est la plus remplie (3 sur 4)."
    )


def test_values_are_written_in_their_squares_and_the_key_names_the_shade_of_each():
    said = words(heat_map(grid(Square("coded", "fort", 0.9), Square("coded", "voulu", 0.2)), language="fr"))
    assert (said.count("fort"), said.count("voulu")) == (2, 2)


def test_of_many_numbers_the_key_shows_five_shades_from_the_least_to_the_most():
    said = words(heat_map(grid(*(Square("coded", str(n)) for n in range(1, 22))), language="fr"))
    assert [n for n in map(str, range(1, 22)) if said.count(n) == 2] == ["1", "6", "11", "16", "21"]


def test_shades_without_words_are_five_from_weak_to_strong():
    said = words(heat_map(grid(Square("coded", "", 0.1), Square("coded", "", 0.8)), language="fr"))
    assert {"codé, faible", "codé, fort"} <= set(said)


def test_a_value_too_long_for_a_square_gives_way_to_a_dot():
    said = words(heat_map(grid(Square("coded", "une phrase qui ne tient pas dans un carreau")), language="fr"))
    assert said == ["Environnement", "Cas 0", "codé", "Objectifs"]


def grounds(*squares: Square) -> list[str]:
    rows = heat_map(grid(*squares), language="fr").chart.datasets["squares"]
    return [row["ground"] for row in rows]


def test_counts_are_darker_the_larger_they_are():
    few, some, many = grounds(*(Square("coded", text) for text in ("1", "5", "10")))
    assert few > some > many, "darker is the smaller number in hexadecimal"


def test_what_says_how_strong_it_is_is_not_measured_by_its_number():
    weak, strong = grounds(Square("coded", "90", 0.1), Square("coded", "2", 1.0))
    assert weak > strong


def test_cells_of_rows_that_are_not_shown_are_not_drawn():
    cells = {("environment", "c0"): Square("coded"), ("gone", "c0"): Square("coded")}
    shown = Grid("t", "T", (("environment", "Environnement", 0),), (("c0", "Cas"), ("c1", "Cas")), cells)
    assert len(heat_map(shown, language="fr").chart.datasets["squares"]) == 1


def test_a_grid_that_nobody_could_read_is_not_drawn_but_said_to_be_too_large():
    rows = tuple((str(at), str(at), 0) for at in range(MOST_SQUARES))
    figure = heat_map(Grid("t", "T", rows, (("a", "A"), ("b", "B")), {}), language="en")
    assert "Too large to be legible: 2,000 rows and 2 columns." in figure.alt


@settings(max_examples=settings().max_examples // 4)
@given(st.lists(st.sampled_from(STATES), min_size=1, max_size=8))
def test_every_square_is_drawn_once_where_its_column_stands(states):
    rows = heat_map(grid(*(Square(state) for state in states)), language="en").chart.datasets["squares"]
    assert [row["column"] for row in rows] == [f"c{at}" for at in range(len(states))]
    steps = {round(after["x"] - before["x"], 6) for before, after in pairwise(rows)}
    assert len(steps) <= 1


def degrees(columns: int, rows: int = 1) -> Grid:
    """A grid that holds two degrees in each row, one of them of a code below, and is read elsewhere."""
    heads = tuple((f"c{at}", f"Cas {at}") for at in range(columns))
    cells = {(f"r{row}", head): Square("read") for row in range(rows) for head, _ in heads}
    for row in range(rows):
        cells[f"r{row}", "c0"] = Square("coded", "prioritaire", 1.0)
        cells[f"r{row}", "c1"] = Square("rolled", "(secondaire)", 0.5)
    return Grid("objectives", "Objectifs", tuple((f"r{row}", f"Code {row}", 0) for row in range(rows)), heads, cells)


def width_and_height(figure) -> tuple[float, float]:
    root = etree.fromstring(figure.svg(titled=False))
    return float(root.get("width")), float(root.get("height"))


def test_degrees_are_written_where_print_can_hold_them():
    said = words(heat_map(degrees(4), language="fr"))
    assert "(secondaire)" in said
    assert said.count("prioritaire") == 2, "in its square and in the key"


def test_degrees_give_way_to_numbers_that_the_key_explains_where_the_figure_would_be_too_wide():
    said = words(heat_map(degrees(15), language="fr"))
    assert [said.count(word) for word in ("(1)", "2", "secondaire", "prioritaire")] == [1, 2, 1, 1]


@pytest.mark.parametrize("columns", [15, 25, 30])
def test_a_heat_map_of_many_columns_is_no_wider_than_print_can_read(columns):
    assert width_and_height(heat_map(degrees(columns), language="fr"))[0] <= PRINTED + 30


def test_many_rows_stand_closer():
    assert width_and_height(heat_map(degrees(3, 30), language="fr"))[1] < 30 * 26


def test_no_letter_of_a_figure_is_smaller_than_eleven_pixels():
    drawn = heat_map(degrees(15, 30), language="fr").svg()
    assert min(float(size) for size in re.findall(r'font-size[:=]"? ?([0-9.]+)', drawn)) >= 11


@pytest.mark.parametrize(("columns", "turned"), [(15, 315), (50, 270)])
def test_heads_stand_upright_where_there_are_too_many_columns_for_print(columns, turned):
    drawn = heat_map(degrees(columns), language="fr").svg()
    assert f"rotate({turned - 360})" in drawn or f"rotate({turned})" in drawn
