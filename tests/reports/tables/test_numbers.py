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
        ("sum", ("£1 200", "4 500 £"), "£5,700 (2)"),
        ("sum", ("£1,5m", "£2m"), "£3.50m (2)"),
        ("sum", ("-$30", "$10"), "-$20 (2)"),
        ("sum", ("£30", "$10"), "units differ"),
        ("sum", ("about £30",), "●"),
        ("mean", ("4 agents", "une dizaine", "6 agents"), "5 agents (2)"),
    ],
)
def test_values_together(material, a_text, cell, given, expected):
    found, _ = shown(material, [a_text("a", case="Nice")], values(*given), cell)
    assert found == expected


def test_what_is_no_number_and_what_has_other_units_is_said(material, a_text):
    _, notes = shown(material, [a_text("a", case="Nice")], values("4", "une dizaine"), "sum")
    assert "one value is not a number" in notes
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
    assert "one coding has no degree" in notes


def test_degrees_of_two_scales_make_no_mean(material, a_text):
    book = BOOK.replace("scales: {degree:", "scales: {order: [low, high], degree:").replace(
        "{id: jobs, label: {fr: Emplois, en: Jobs}, scale: degree}", "{id: jobs, label: Jobs, scale: order}"
    )
    given = [
        ("a", 0, 1, "aims.green", "Nice", {"degree": "strong"}),
        ("a", 1, 2, "aims.jobs", "Nice", {"degree": "high"}),
    ]
    made = replace(material([a_text("a", case="Nice")], given, codebook=book), language="en")
    table = load_codebook(f"{book}tables:\n  - {{id: t, rows: aims, columns: cases, cell: mean_degree}}\n").tables["t"]
    rendered = rendered_table(synthesise(table, made), made)
    assert [row.cells[0].text for row in rendered.rows] == ["scales differ", "3 (1)", "1 (1)"]
    assert any("different scales, nothing is computed" in note for note in rendered.notes)


def test_the_difference_of_numbers_is_a_number_in_their_unit(material, a_text):
    texts = [a_text(name.lower(), case=name) for name in ("Nice", "Lyon")]
    given = [
        ("nice", 0, 1, "staff", "Nice", {"value": "180 M€"}),
        ("lyon", 0, 1, "staff", "Lyon", {"value": "100,5 M€"}),
        ("nice", 1, 2, "obstacles", "Nice", {"value": "3 km"}),
        ("lyon", 1, 2, "obstacles", "Lyon", {"value": "3 ha"}),
    ]
    made = replace(material(texts, given), language="en")
    line = "{id: t, rows: {codes: [staff, obstacles]}, columns: cases, cell: median, difference: [Nice, Lyon]}"
    table = load_codebook(f"{BOOK}tables:\n  - {line}\n").tables["t"]
    rendered = rendered_table(synthesise(table, made), made)
    assert [row.cells[-1].text for row in rendered.rows] == ["\u221279.50 M€", "?"]
    assert rendered.rows[0].cells[-1].number == -79.5


def test_what_codes_below_add_looks_no_different_and_is_not_explained_twice(material, a_text):
    given = [("a", 0, 1, "aims.green", "Nice", {"degree": "strong"})]
    made = replace(material([a_text("a", case="Nice")], given), language="en")
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: aims, columns: cases, cell: mean_degree}}\n").tables["t"]
    signs = [sign for _, sign, _ in rendered_table(synthesise(table, made), made).legend]
    assert signs.count("3 (n)") == 1


@pytest.mark.parametrize(("language", "expected"), [("en", "13,500 people (2)"), ("fr", "1,012.50 people (2)")])
def test_numbers_are_read_as_the_language_of_their_text_writes_them(material, a_text, language, expected):
    text = replace(a_text("a", case="Nice"), language=language)
    assert (
        shown(material, [text], values("12,500 people", "1,000 people" if language == "en" else "1 000 people"), "sum")[
            0
        ]
        == expected
    )


def test_one_amount_that_two_coders_wrote_in_two_ways_counts_once(material, a_text):
    given = (("4,5 M€", "anna"), ("4,50 M€", "basile"), ("5 M€", "basile"))
    codings = [("a", 0, 1, "staff", "Nice", {"value": value, "coder": coder}) for value, coder in given]
    assert shown(material, [a_text("a", case="Nice")], codings, "sum")[0] == "9.50 M€ (2)"
