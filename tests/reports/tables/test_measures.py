"""Counts over all cells at once are those that counting one cell after another gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coding.records.columns import columns_of
from coding.records.replay import Coding
from corpus.place import Place
from corpus.text import Text
from reports.study_material import StudyMaterial, kept_in_memory
from reports.tables.measures import WORD, Groups, Measures
from tests.conftest import CODEBOOK

WORDS = "Un mot, l'autre : aujourd'hui deux-mille quinze. Fin"


def material(codings):
    from coding.codebook.file import load_codebook

    texts = {name: Text(name, "interview", WORDS, "fr", None, f"{name}.txt", "0" * 64) for name in ("a", "b")}
    return StudyMaterial(load_codebook(CODEBOOK), {}, texts, columns_of(codings), kept_in_memory(codings))


places = st.tuples(st.sampled_from("ab"), st.integers(0, len(WORDS) - 1), st.integers(1, 20), st.integers(0, 3))


def coding(number, text, start, end):
    place = Place(text, start, end, WORDS[start:end])
    return Coding(f"{number:064}", place, "objectives", None, None, "anna", "2026-11-27T00:00:00.000000Z")


@given(st.lists(places, min_size=1, max_size=12))
def test_a_word_counts_once_in_a_cell_however_many_codings_hold_it(found):
    made = [coding(n, t, s, min(s + length, len(WORDS))) for n, (t, s, length, _) in enumerate(found)]
    by_id = {c.id: cell for c, (*_, cell) in zip(made, found, strict=True)}
    held = material(made)
    keys = np.array([by_id[held.codings.id(at)] for at in range(len(made))])
    groups = Groups.by(keys, np.arange(len(made)))
    counted = dict(zip(groups.keys.tolist(), Measures(held).words(groups).tolist(), strict=True))
    begins = [word.start() for word in WORD.finditer(WORDS)]
    for cell in set(by_id.values()):
        mine = [c.place for c in made if by_id[c.id] == cell]
        words = {(p.text, at) for p in mine for at in begins if p.start <= at < p.end}
        assert counted[cell] == len(words)


@given(st.lists(places, min_size=1, max_size=12))
def test_texts_are_counted_once_in_a_cell(found):
    made = [coding(n, t, s, min(s + length, len(WORDS))) for n, (t, s, length, _) in enumerate(found)]
    by_id = {c.id: cell for c, (*_, cell) in zip(made, found, strict=True)}
    held = material(made)
    keys = np.array([by_id[held.codings.id(at)] for at in range(len(made))])
    groups = Groups.by(keys, np.arange(len(made)))
    texts = dict(zip(groups.keys.tolist(), groups.distinct(held.codings.text.numbers).tolist(), strict=True))
    assert texts == {cell: len({c.place.text for c in made if by_id[c.id] == cell}) for cell in set(by_id.values())}
    assert sum(groups.counts.tolist()) == len(made)


def test_a_word_has_its_apostrophes_and_hyphens():
    assert WORD.findall(WORDS) == ["Un", "mot", "l'autre", "aujourd'hui", "deux-mille", "quinze", "Fin"]
