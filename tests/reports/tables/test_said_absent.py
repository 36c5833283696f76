"""What is only said to be absent looks like nothing else, and is in no count of texts or cases."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from reports.explore.timeline import timeline
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from tests.reports.conftest import BOOK

ABSENT = {"degree": "absent"}


@pytest.fixture
def study(material, a_text):
    """Nice says twice that something is not there, Lyon once that it is."""
    texts = [a_text("a", case="Nice", date="2015-05-01"), a_text("b", case="Lyon", date="2015-06-01")]
    codings = [("a", 0, 1, "aims", "Nice", ABSENT), ("a", 4, 5, "aims", "Nice", ABSENT), ("b", 0, 1, "aims", "Lyon")]
    return replace(material(texts, codings), language="en")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("texts", "∅"), ("cases", "∅"), ("count", "∅ 2"), ("places", "∅ 2"), ("words", "∅ 2"), ("mean_degree", "∅ 0 (2)")],
)
def test_a_number_says_that_it_stands_for_an_absence(study, cell, expected):
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: aims, columns: cases, cell: {cell}}}\n").tables["t"]
    rendered = rendered_table(synthesise(table, study), study)
    shown = {head.label: cell for head, cell in zip(rendered.columns, rendered.rows[0].cells, strict=True)}
    assert shown["Nice"].text == expected
    assert "∅" not in shown["Lyon"].text
    assert ("absent", "∅", "said to be absent") in rendered.legend


def test_a_timeline_counts_no_text_or_case_that_only_says_so(study):
    (year,) = timeline(study, "aims").moments
    assert (year.codings[0], year.coded_texts[0], year.cases[0], year.texts) == (3, 1, 1, 2)
