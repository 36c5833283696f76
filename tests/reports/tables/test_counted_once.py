"""Distinct means distinct: one coder, one place, one code is one coding, however it came to be recorded twice."""

import pytest

from coding.codebook.file import load_codebook
from coding.codebook.table_declaration import AxisDeclaration, TableDeclaration
from reports.study_material import StudyMaterial
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from tests.reports.conftest import BOOK


@pytest.fixture
def counted(told: StudyMaterial):
    def count(cell, rows="codes", columns="cases", **keys):
        table = TableDeclaration("t", {"fr": "T"}, AxisDeclaration(rows), AxisDeclaration(columns), cell, **keys)
        return synthesise(table, told)

    return count


def test_the_same_code_twice_at_one_place_by_one_coder_counts_once(counted):
    """
    text a Nice
    a 10:12 aims.green Nice
    a 10:12 aims.green Nice strong suggested
    a 10:12 aims.green Nice value="six"
    a 10:12 aims.jobs Nice
    a 10:12 aims.green Lyon
    a 14:16 aims.green Nice
    """
    made = counted("count", totals=True)
    numbers = {key: cell.number for key, cell in made.cells.items() if cell.number}
    assert numbers == {
        ("aims", "Nice"): 3, ("aims", "Lyon"): 1,
        ("aims.green", "Nice"): 2, ("aims.green", "Lyon"): 1,
        ("aims.jobs", "Nice"): 1,
    }  # fmt: skip
    assert made.row_totals["aims"] == 4
    assert made.total == 4


def test_two_coders_on_the_same_words_are_two_codings_and_one_place(counted, told):
    """
    text a Nice
    a 10:12 aims.green Nice
    a 10:12 aims.green Nice by=basile
    a 10:12 aims.jobs Nice by=basile
    a 10:13 aims.green Nice by=basile
    """
    by_coding, by_place = counted("count"), counted("places", totals=True)
    assert by_coding.cells["aims.green", "Nice"].number == 3
    assert by_place.cells["aims.green", "Nice"].number == 2
    assert (by_place.cells["aims", "Nice"].number, by_place.total) == (2, 2)
    notes = rendered_table(by_coding, told).notes
    assert any("par codeur" in note for note in notes)
    assert any("quels que soient les codeurs" in note for note in rendered_table(by_place, told).notes)


def test_a_table_of_places_is_declared_like_any_count():
    source = BOOK + "tables: [{id: p, rows: codes, cell: places, totals: true, shares: row}]\n"
    assert load_codebook(source).tables["p"].cell == "places"
