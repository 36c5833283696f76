"""Numbers of cases and texts are written with the marks of the language that the table is in, as exact as they were."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from corpus.attributes import type_attributes
from corpus.cases import Case
from reports.formats.sheet_values import value_of
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from tests.reports.conftest import BOOK


def listed(material, a_text, values, *, study, language):
    """The cells of a list of cases with these values of one attribute, in a study of one language, told in another."""
    cases = {f"c{at}": Case(f"c{at}", attributes={"size": value}) for at, value in enumerate(values)}
    made = material([a_text("a", case="c0")], [], cases=cases)
    made = replace(made, language=language, attributes=type_attributes({"size": values}, {}, study))
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: cases, columns: [size]}}\n").tables["t"]
    return [row.cells[0] for row in rendered_table(synthesise(table, made), made).rows]


@pytest.mark.parametrize(
    ("values", "study", "french", "english"),
    [
        (["1,240,000", "8,600", "12.5"], "en", ["1\u202f240\u202f000", "8\u202f600", "12,5"], ["1,240,000", "8,600", "12.5"]),
        (["1 240 000", "12,50"], "fr", ["1\u202f240\u202f000", "12,50"], ["1,240,000", "12.50"]),
        (["1974", "2014", "75056"], "fr", ["1974", "2014", "75056"], ["1974", "2014", "75056"]),
        (["-1.476", "0.5", "0"], "en", ["-1,476", "0,5", "0"], ["-1.476", "0.5", "0"]),
        (["01004", "2", "3"], "fr", ["01004", "2", "3"], ["01004", "2", "3"]),
    ],
)  # fmt: skip
def test_each_language_has_its_marks(material, a_text, values, study, french, english):
    for language, expected in (("fr", french), ("en", english)):
        assert [cell.text for cell in listed(material, a_text, values, study=study, language=language)] == expected


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_spreadsheet_has_the_number_whatever_its_marks(material, a_text, language):
    cells = listed(material, a_text, ["8,600", "52.747", "1974"], study="en", language=language)
    kept = [value_of(cell, language) for cell in cells]
    assert [one.value for one in kept] == [8600, 52.747, 1974]
    assert [one.shape for one in kept] == ["#,##0", "#,##0.000", "0"]
