"""A test in a declared table is the test of `glose explore cross`, and stands in the table with what was tested."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook, read_codebook
from corpus.cases import Case
from reports.citations import Citations, cells_json
from reports.explore.cross_table import cross
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from tests.reports.conftest import BOOK

NAMES = [f"case{number}" for number in range(24)]
CASES = {name: Case(name, attributes={"unit": "town" if at % 2 else "city"}) for at, name in enumerate(NAMES)}


def table(**keys):
    written = ", ".join(f"{key}: {value}" for key, value in keys.items())
    source = f"{BOOK}tables:\n  - {{id: t, rows: codes, columns: unit, test: true, {written}}}\n"
    return load_codebook(source).tables["t"]


@pytest.fixture
def made(material, a_text):
    """Of twelve cities ten have green aims, of twelve towns two; one case has obstacles."""
    green = [name for at, name in enumerate(NAMES) if (at % 2 and at < 4) or (not at % 2 and at < 20)]
    codings = [(name, 0, 1, "aims.green", name) for name in green]
    codings += [(name, 2, 3, "aims.green", name) for name in green[:3]] + [("case1", 4, 5, "obstacles", "case1")]
    texts = [a_text(name, case=name) for name in NAMES]
    return replace(material(texts, codings, cases=CASES, read=NAMES), language="en")


@pytest.mark.parametrize("cell", ["cases", "texts", "count"])
def test_a_row_is_tested_as_the_cross_table_tests_it(made, cell):
    found = synthesise(table(cell=cell), made).tests
    for code in ("aims.green", "obstacles"):
        row = cross(made, code, by="unit", cell=cell).rows[0].test
        assert (found[code].method, found[code].p, found[code].v) == (row.method, row.p, row.v)
    assert "staff" not in found


def test_p_and_v_stand_in_two_columns_with_what_was_tested_below(made):
    """Ten of twelve against two of twelve: chi-square is 32/3, V is 2/3; four tests are adjusted together."""
    shown = rendered_table(synthesise(table(cell="cases", totals="true"), made), made)
    assert shown.heads()[-4:-2] == ["p (Holm)", "Cramér’s V"]
    row = next(row for row in shown.rows if row.id == "aims.green")
    assert [cell.text for cell in row.cells[-2:]] == ["χ²\u00a0.003", "0.67"]
    assert len(shown.totals.cells) == len(shown.columns)
    assert any("whether the share of cases with the code" in note for note in shown.notes)
    assert any("not random or independent samples" in note for note in shown.notes)


def test_rows_left_out_are_tested_with_the_others(made):
    whole, first = (synthesise(table(cell="cases", **more), made) for more in ({}, {"most": 1, "others": "true"}))
    assert first.tests["aims.green"] == whole.tests["aims.green"]


def test_json_gives_the_test_of_each_row(made):
    lines = list(cells_json(synthesise(table(cell="cases"), made), Citations(made)))
    told = next(line["test"] for line in lines if line["row"] == "aims.green")
    assert (told["method"], round(told["v"], 3), told["why"]) == ("chi_square", 0.667, None)
    assert told["p"] < told["p_adjusted"]
    assert "test" not in next(line for line in lines if line["row"] == "staff")


@pytest.mark.parametrize("keys", ["columns: cases, cell: cases", "columns: unit, cell: degree"])
def test_what_cannot_be_tested_is_refused(keys):
    _, problems = read_codebook(f"{BOOK}tables:\n  - {{id: t, rows: codes, {keys}, test: true}}\n")
    assert "a test needs codes as rows" in " ".join(problem.message for problem in problems)
