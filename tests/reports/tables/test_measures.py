"""Counts over all cells at once are those that counting one cell after another gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.table_declaration import AxisDeclaration, TableDeclaration
from coding.records.columns import columns_of
from coding.records.replay import Coding
from corpus.characters import WORD
from corpus.place import Place
from corpus.text import Text
from reports.study_material import StudyMaterial, kept_in_memory
from reports.tables.measures import Groups, Measures, values_given
from reports.tables.synthesis import synthesise
from tests.conftest import CODEBOOK

WORDS = "Un mot, l'autre : aujourd'hui deux-mille quinze. Fin"


def material(codings):
    from coding.codebook.file import load_codebook

    texts = {name: Text(name, "interview", WORDS, "fr", None, f"{name}.txt", "0" * 64) for name in ("a", "b")}
    return StudyMaterial(load_codebook(CODEBOOK), {}, texts, columns_of(codings), kept_in_memory(codings))


def table(cell, made):
    """The table of that cell, codes by cases."""
    axes = AxisDeclaration("codes"), AxisDeclaration("cases")
    return synthesise(TableDeclaration("t", {"en": "T"}, *axes, cell), made)


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
    spans = [word.span() for word in WORD.finditer(WORDS)]
    for cell in set(by_id.values()):
        mine = [c.place for c in made if by_id[c.id] == cell]
        words = {(p.text, start) for p in mine for start, end in spans if p.start < end and start < p.end}
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


def test_the_latest_degree_of_each_cell_is_its_own_and_none_where_no_coding_has_one(told):
    """The first coding and the first degree by name are as good as any other.

    code aims degree
    code jobs degree
    code staff
    text a Nice
    a 0:1 aims Nice absent
    a 1:2 staff Nice
    a 2:3 jobs Nice wanted
    """
    shown = {code: cell.value for (code, _), cell in table("latest", told).cells.items()}
    assert shown == {"aims": "absent", "staff": None, "jobs": "wanted"}


def test_a_text_with_a_date_is_younger_than_one_without_whenever_each_was_coded(told):
    """
    code aims degree
    text a Nice date=1990-01-01
    text b Nice
    a 0:1 aims Nice wanted
    b 0:1 aims Nice strong
    """
    assert table("latest", told).cells["aims", "Nice"].value == "wanted"


@pytest.mark.parametrize("cell", ["count", "cases", "texts", "words"])
def test_without_a_coding_every_number_is_zero(told, cell):
    """
    code aims degree
    text a Nice
    """
    made = table(cell, told)
    assert (made.row_totals, made.column_totals, made.total) == ({"aims": 0}, {"Nice": 0}, 0)


def test_without_a_coding_there_is_no_cell_to_measure(told):
    """
    code aims degree
    text a Nice
    """
    nothing = Groups.by(np.zeros(0, np.int64), np.zeros(0, np.int64))
    measures = Measures(told)
    assert [measures.strongest(nothing), measures.latest(nothing)] == [[], []]
    assert [measures.words(nothing).tolist(), measures.cases(nothing).tolist()] == [[], []]
    assert nothing.slices() == []


def test_a_case_that_is_not_named_is_none_of_the_cases(told):
    """Two codings about no case and one about Nice: found in one case.

    code aims degree
    text a Nice
    a 0:1 aims
    a 1:2 aims Nice
    a 2:3 aims
    """
    assert Measures(told).cases(Groups.by(np.zeros(3, np.int64), np.arange(3))).tolist() == [1]


def test_the_values_given_are_those_given_in_the_order_they_are_met(told):
    """
    code staff
    text a Nice
    a 0:1 staff Nice value=12
    a 1:2 staff Nice
    a 2:3 staff Nice value=9
    a 3:4 staff Nice value=12
    """
    found = values_given(told.codings, np.arange(4))
    assert [(value, where.tolist()) for value, where in found.items()] == [("12", [0, 3]), ("9", [2])]


def test_a_cell_that_has_none_of_what_is_counted_counts_zero_also_where_it_is_the_last():
    groups = Groups.by(np.array([3, 7, 7]), np.arange(3))
    assert groups.distinct(np.array([4, -1, -1], np.int32)).tolist() == [1, 0]


def test_the_words_of_one_cell_do_not_hide_those_of_the_next(told):
    """
    code aims
    code jobs
    text a Nice passages=3
    a 0:30 aims Nice
    a 0:1 jobs Nice
    """
    assert table("words", told).row_totals == {"aims": 30, "jobs": 1}


def test_many_codings_keep_their_order_within_each_cell():
    """A sort that is not stable keeps the order of a few, and mixes many."""
    zeros, ones = Groups.by(np.tile([1, 0], 60), np.arange(120)).slices()
    assert (zeros.tolist(), ones.tolist()) == (list(range(1, 120, 2)), list(range(0, 120, 2)))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("l'écologie, aujourd’hui", ["l'écologie", "aujourd’hui"]),
        ("vice-président", ["vice-président"]),
        ("smart--city", ["smart", "city"]),
        ("re\u0301seau", ["re\u0301seau"]),
        ("collec\u00adtivité", ["collec\u00adtivité"]),
        ("- 3,5 M€ -", ["3", "5", "M"]),
    ],
)
def test_what_a_word_is(written, words):
    assert WORD.findall(written) == words
