"""Sums, means and medians of values and degrees: by hand, with what is no number left out and said."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from tests.reports.conftest import BOOK


def values(*given):
    return [("a", at, at + 1, "staff", "Nice", {"value": value}) for at, value in enumerate(given)]


def shown(material, texts, codings, cell, row="staff"):
    made = material(texts, codings)
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: codes, columns: cases, cell: {cell}}}\n").tables["t"]
    rendered = rendered_table(synthesise(table, made), replace(made, language="en"))
    cells = {line.id: line.cells[0].text for line in rendered.rows}
    return cells[row], " ".join(rendered.notes)


@pytest.mark.parametrize(
    ("cell", "given", "expected"),
    [
        ("sum", ("180 M€", "20 M€"), "200 M€ (2)"),
        ("sum", ("1 200", "300,5"), "1,500.50 (2)"),
        ("mean", ("3", "4", "8"), "5 (3)"),
        ("median", ("3", "4", "80"), "4 (3)"),
        ("sum", ("180 M€", "20 k€"), "units differ"),
        ("sum", ("une dizaine",), "●"),
        ("sum", ("2014 : première mobilisation", "2016 – deuxième"), "●"),
        ("sum", ("2014 : première mobilisation", "6 agents"), "6 agents (1)"),
        ("sum", ("-4 °C", "12 °C"), "8 °C (2)"),
        ("mean", ("4 agents", "une dizaine", "6 agents"), "5 agents (2)"),
    ],
)
def test_values_together(material, a_text, cell, given, expected):
    found, _ = shown(material, [a_text("a", case="Nice")], values(*given), cell)
    assert found == expected


def test_what_is_no_number_and_what_has_other_units_is_said(material, a_text):
    _, notes = shown(material, [a_text("a", case="Nice")], values("4", "une dizaine"), "sum")
    assert "1 value is no number" in notes
    _, notes = shown(material, [a_text("a", case="Nice")], values("4 €", "4 M€"), "sum")
    assert "nothing is computed" in notes


def test_a_value_that_two_coders_gave_at_one_place_counts_once(material, a_text):
    twice = [("a", 0, 1, "staff", "Nice", {"value": "4", "coder": coder}) for coder in ("anna", "basile")]
    assert shown(material, [a_text("a", case="Nice")], twice, "sum")[0] == "4 (1)"


def test_degrees_by_their_positions_with_the_scale_below(material, a_text):
    given = [("a", at, at + 1, "aims.green", "Nice", {"degree": d}) for at, d in enumerate(("wanted", "strong", None))]
    found, notes = shown(material, [a_text("a", case="Nice")], given, "mean_degree", "aims.green")
    assert found == "2 (2)"
    assert "wanted 1, mentioned 2, strong 3" in notes
    assert "1 coding without a degree" in notes
