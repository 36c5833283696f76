"""Bars: n out of N, and what is not read yet."""

from lxml import etree

from reports.figures.bars import Bar, bars
from reports.figures.lettering import PRINTED

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    Bar("o", "Objectifs", 12),
    Bar("o.e", "Environnement", 3, depth=1, unread=2),
    Bar("o.s", "Services", 0, depth=1),
]


def drawn(figure) -> list[str]:
    return [element.text for element in etree.fromstring(figure.svg()).iter(f"{SVG}text")]


def test_n_of_all_stands_at_the_end_of_every_bar():
    assert {"12/15 (80\u202f%)", "3/15 (20\u202f%)", "0/15 (0\u202f%)"} <= set(
        drawn(bars("Thèmes", ROWS, total=15, language="fr"))
    )


def test_the_text_alternative_names_the_longest_and_what_is_missing():
    assert bars("Thèmes", ROWS, total=15, language="fr").alt == (
        "3 lignes sous forme de barres. En tête\u00a0: Objectifs, 12/15 (80\u202f%)\u202f; Environnement, 3/15 (20\u202f%)\u202f; "
        "Services, 0/15 (0\u202f%). 1 ligne est à zéro. 1 ligne n’est lue qu’en partie."
    )


def test_the_key_of_the_hatching_is_there_only_with_hatching():
    assert "pas encore lu en entier" in drawn(bars("Thèmes", ROWS, total=15, language="fr"))
    assert "pas encore lu en entier" not in drawn(bars("Thèmes", ROWS[:1], total=15, language="fr"))


def test_bars_are_as_long_as_their_numbers():
    spec = bars("Thèmes", ROWS, total=15, language="fr").chart.to_dict()
    [lengths] = [[row["x2"] for row in data] for data in spec["datasets"].values() if "n" in data[0]]
    assert [round(length / lengths[0] * 12, 6) for length in lengths] == [12, 3, 0]


def test_what_is_unread_never_reaches_beyond_all():
    spec = bars("Thèmes", [Bar("a", "A", 14, unread=9)], total=15, language="fr").chart.to_dict()
    [[row]] = [data for data in spec["datasets"].values() if "unread" in data[0]]
    assert row["x"] == (14 + 0.5) / 15 * 320


def test_more_than_all_is_drawn_and_said_as_it_is():
    """A case list shorter than its codings is the lead's to find, not the figure's to hide."""
    figure = bars("Thèmes", [Bar("a", "A", 4)], total=3, language="en")
    assert "4/3" in drawn(figure)
    assert bars("Thèmes", [Bar("a", "A", 0)], total=0, language="en").alt.endswith("A, 0/0 (0%). 1 row is at zero.")


def test_an_axis_counts_in_whole_numbers_up_to_all():
    assert {"0", "5", "10", "15"} <= set(drawn(bars("Thèmes", ROWS, total=15, language="fr")))


def test_bars_give_way_to_long_labels_so_that_print_can_hold_both():
    rows = [Bar(str(at), f"Accompagnement progressif de la transition énergétique {at}", at) for at in range(4)]
    drawn = etree.fromstring(bars("Codes", rows, total=40, language="fr").svg(titled=False))
    assert float(drawn.get("width")) <= PRINTED + 30
