"""Bars by group: shares on one scale, n of each group's own N."""

from lxml import etree

from reports.figures.grouped_bars import GroupedBar, grouped_bars

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [GroupedBar("a", "Climat", ((6, 7), (1, 2))), GroupedBar("b", "Emploi", ((7, 7), (0, 0)), depth=1)]


def figure():
    return grouped_bars("Thèmes", ROWS, ["commune", "métropole"], language="en")


def test_each_bar_is_the_share_of_its_group_whatever_the_size_of_the_group():
    spec = figure().chart.to_dict()
    bars = [row for data in spec["datasets"].values() for row in data if "of" in row]
    long = {(bar["n"], bar["of"]): round((bar["x2"] - bar["x"]) / 96, 3) for bar in bars}
    assert long == {(6, 7): 0.857, (1, 2): 0.5, (7, 7): 1.0, (0, 0): 0.0}


def test_n_of_the_group_stands_at_every_bar():
    said = {element.text for element in etree.fromstring(figure().svg()).iter(f"{SVG}text")}
    assert {"6/7", "1/2", "7/7", "0/0", "commune", "métropole"} <= said


def test_the_text_alternative_says_where_groups_differ_most():
    assert "differ most on: Climat (commune 6/7, métropole 1/2)" in figure().alt


def test_a_group_that_is_not_read_has_a_question_mark_and_no_zero():
    rows = [*ROWS, GroupedBar("c", "Eau", ((0, 3), (0, 4)), unread=frozenset({1}))]
    made = grouped_bars("Thèmes", rows, ["commune", "métropole"], language="en")
    said = {element.text for element in etree.fromstring(made.svg()).iter(f"{SVG}text")}
    assert {"0/3", "?", "not yet read in full"} <= said
    assert "0/4" not in said
    assert "Eau (commune 0/3, métropole ?)" in made.alt
    assert "not yet read in full" not in figure().svg()
