"""Dots with intervals on an axis."""

from lxml import etree

from reports.figures.dot_plot import Dot, dot_plot

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [Dot("a", "Confiance", -0.002), Dot("b", "Silos", 0.5, (0.25, 0.75)), Dot("c", "Environnement", 1.0)]


def drawn(figure):
    return [element.text for element in etree.fromstring(figure.svg()).iter(f"{SVG}text")]


def plot(rows=ROWS, language="fr"):
    return dot_plot("Alpha", rows, lines=(0.67, 0.8), language=language)


def test_each_row_has_its_label_and_value_and_the_axis_its_lines():
    assert {"Confiance", "Silos", "0,50", "1,00", "0,67", "0,80"} <= set(drawn(plot()))
    assert "-0,00" not in drawn(plot())


def test_dots_and_intervals_stand_where_their_values_are():
    spec = plot([Dot("a", "A", 0.0), Dot("b", "B", 0.5, (0.25, 0.75))]).chart.to_dict()
    rows = [row for data in spec["datasets"].values() for row in data]
    dots = [row["x"] for row in rows if "value" in row]
    assert dots == [0.0, 170.0]
    assert {(85.0, 255.0)} <= {(row["x"], row.get("x2")) for row in rows}


def test_the_text_alternative_names_the_lowest():
    assert plot(language="en").alt == "3 rows as dots. Lowest: Confiance, 0.00; Silos, 0.50; Environnement, 1.00."


def test_nothing_to_draw_is_said():
    assert plot([], "en").alt
