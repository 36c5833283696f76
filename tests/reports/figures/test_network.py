"""The network: thicker for stronger, and what stands alone is said."""

import pytest

from reports.figures.network import Edge, Node, network

NODES = [Node("a", "Attractivité", 10), Node("e", "Environnement", 5), Node("s", "Services", 2), Node("x", "Seul", 1)]
EDGES = [Edge("a", "e", 4, 0.36), Edge("e", "s", 1, 0.17)]


def rows(figure, field: str) -> list[dict]:
    spec = figure.chart.to_dict()
    return [row for data in spec["datasets"].values() for row in data if field in row]


def test_the_text_alternative_names_the_strongest_ties_and_how_many_stand_alone():
    assert network("Liens", NODES, EDGES, language="fr").alt == (
        "Le réseau montre 4 codes et 2 liens, d’autant plus épais que le lien est fort. Les plus forts\u00a0: "
        "Attractivité et Environnement (0,36, ensemble 4 fois)\u202f; Environnement et Services (0,17, ensemble 1 fois). "
        "1 code n’a pas de lien."
    )


def test_stronger_ties_are_thicker_and_no_disc_is_hidden():
    lines = {row["strength"]: row["thick"] for row in rows(network("Liens", NODES, EDGES, language="fr"), "thick")}
    assert lines[0.36] > lines[0.17] > 0


def test_the_area_of_a_disc_follows_how_often_the_code_occurs():
    areas = {row["node"]: row["area"] for row in rows(network("Liens", NODES, EDGES, language="fr"), "area")}
    assert areas["a"] == pytest.approx(2 * areas["e"], rel=0.01)


def test_edges_to_codes_not_shown_or_to_themselves_are_left_out():
    figure = network("Liens", NODES[:1], [Edge("a", "gone", 3, 0.5), Edge("a", "a", 3, 1.0)], language="en")
    assert figure.alt == "The network shows 1 code and 0 links, thicker where the link is stronger. 1 code has no link."


def test_nodes_that_weigh_nothing_are_still_seen():
    areas = [row["area"] for row in rows(network("Liens", [Node("a", "A", 0)], [], language="fr"), "area")]
    assert areas == [64.0]
