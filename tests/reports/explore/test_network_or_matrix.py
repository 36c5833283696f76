"""Codes that meet are drawn as a network where its labels can be read in print, else as a matrix."""

from dataclasses import replace

import numpy as np
import pytest

from reports.explore import drawing
from reports.explore.code_matrix import code_matrix
from reports.explore.cooccurrence import Cooccurrence

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
