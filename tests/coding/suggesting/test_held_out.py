"""Scores that a passage's own decisions had no part in, neither themselves nor by way of other passages."""

import numpy as np
import pytest

from coding.codebook.file import load_codebook
from coding.suggesting.fusion import fuse
from coding.suggesting.held_out import FOLDS, held_out
from coding.suggesting.suggester import Suggester
from coding.suggesting.training_decision import TrainingDecision
from corpus.parse.analysis import analyse

pytestmark = pytest.mark.slow
"""It needs a language pipeline."""

BOOK = """\
codebook: {languages: [fr]}
codes:
  - {id: water, label: Eau, definition: "Rivières et réseaux d'eau.", cues: [rivière, canal]}
  - {id: roads, label: Routes, definition: "Chaussées et circulation.", cues: [route, camion]}
"""
WORDS = ("La rivière monte", "Le canal déborde", "La route est coupée", "Les camions passent", "Le budget est voté")
PLACES = ("près du pont", "devant la mairie", "au marché", "dans la vallée", "sous la halle", "à l'entrée du bourg")


def test_held_out_sums_are_those_of_a_suggester_that_never_saw_the_decisions(read, tmp_path):
    lines = [f"{words} {place}, {n} fois par an." for n, place in enumerate(PLACES) for words in WORDS]
    text = read("t.txt", "\n\n".join(lines) + "\n")
    suggester = Suggester([text], analyse([text], cache=tmp_path), load_codebook(BOOK))
    decided = [TrainingDecision(("water", "roads")[n % 5 > 1], "t", n + 1, n % 5 < 4, "", "") for n in range(0, 30, 2)]
    suggester.learn(decided)
    assert suggester.learned is not None
    held = held_out(suggester.features, suggester.learned, suggester.fused, decided)
    assert suggester.features.spaces.neighbours.nnz
    for fold in range(FOLDS):
        part = np.arange(fold, len(held.passages), FOLDS)
        unseen = fuse(suggester.features, suggester.learned.without(held.passages[part]))
        assert held.raw[:, part] == pytest.approx(unseen.raw[:, held.passages[part]], abs=1e-9)
    assert held.raw != pytest.approx(suggester.fused.raw[:, held.passages], abs=1e-3)
