"""Codes that meet are drawn as a network where its labels can be read in print, else as a matrix."""

from dataclasses import replace

import numpy as np
import pytest
from lxml import etree

from reports.explore import drawing
from reports.explore.code_matrix import code_matrix
from reports.explore.cooccurrence import Cooccurrence
from reports.figures.lettering import PRINTED

MET = Cooccurrence(
    within="passage",
    codes=("green", "jobs", "staff"),
    labels=("Environnement", "Emplois", "Agents"),
    together=np.array([[5, 2, 1], [2, 4, 3], [1, 3, 6]]),
    c=np.array([[1, 0.3, 0.1], [0.3, 1, 0.4], [0.1, 0.4, 1]]),
    g2=None,
    units=12,
)


def test_a_network_that_fits_is_drawn():
    assert drawing.network_of(MET, language="fr").alt != code_matrix(MET, least=1, language="fr").alt


@pytest.mark.parametrize("least", [1, 3])
def test_a_network_that_is_too_wide_for_print_is_a_matrix(monkeypatch, least):
    monkeypatch.setattr(drawing, "PRINTED", 20.0)
    found = drawing.network_of(MET, least=least, language="fr")
    matrix = code_matrix(MET, least=least, language="fr")
    assert (found.title, found.alt) == (matrix.title, matrix.alt)


def test_nothing_meets_and_nothing_fails():
    apart = replace(MET, together=np.diag([5, 4, 6]))
    assert drawing.network_of(apart, language="fr").alt


def of_many(codes: int) -> Cooccurrence:
    """So many codes with long names, each of which meets all others."""
    ids = tuple(f"c{at}" for at in range(codes))
    labels = tuple(f"Développement économique local {at}" for at in range(codes))
    together = np.ones((codes, codes), int) + np.diag([3] * codes)
    return Cooccurrence("passage", ids, labels, together, np.full((codes, codes), 0.5), None, units=40)


def words_of(figure) -> list[str]:
    return [element.text for element in etree.fromstring(figure.svg()).iter("{http://www.w3.org/2000/svg}text")]


def test_a_matrix_of_many_codes_can_be_read_in_print_and_says_what_is_left_out():
    figure = code_matrix(of_many(40), language="fr")
    assert float(etree.fromstring(figure.svg()).get("width")) <= PRINTED + 30
    shown = sum("Développement" in words for words in words_of(figure))
    assert f"N = 40 passages lus ou codés. {40 - shown} codes de plus, moins liés, ne sont pas dessinés." in words_of(
        figure
    )
    assert {"1", str(shown)} <= set(words_of(figure)), "columns are headed by the numbers of the rows"


def test_the_code_itself_is_not_taken_for_a_pair():
    few = words_of(code_matrix(MET, language="fr"))
    assert {"le code lui-même", "n", "N = 12 passages lus ou codés."} <= set(few)
    assert few.count("Emplois") == 2, "few codes have their names above as well"


def test_a_network_says_what_it_is_counted_in_and_how_often_codes_occur():
    said = words_of(drawing.network_of(MET, language="fr"))
    assert "N = 12 passages lus ou codés." in said
    assert "L’aire d’un disque suit le nombre de présences du code\u00a0: de 4 à 6." in said


def test_a_network_of_only_a_few_of_many_codes_gives_way_to_the_matrix(monkeypatch):
    monkeypatch.setattr(drawing, "NODES", range(6, 4, -2))
    assert drawing.network_of(of_many(40), language="fr").title == code_matrix(of_many(40), language="fr").title
