"""What a table names may be left out by conditions, or not have been there yet; what the study never had is an error."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from corpus.attributes import read_conditions
from corpus.cases import Case, attributes_of, attributes_with_texts, case_attribute
from reports.tables.axis import UnknownAxis
from reports.tables.narrowing import narrow
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from tests.reports.conftest import BOOK

UNITS = {"Nice": "town", "Lyon": "town", "Brest": "village"}
CASES = {name: Case(name, attributes={"unit": unit}) for name, unit in UNITS.items()}


@pytest.fixture
def study(material, a_text):
    """Three cases in two kinds of place, their texts in two waves."""
    texts = [a_text(name.lower(), case=name, wave=str(at % 2 + 1)) for at, name in enumerate(CASES)]
    codings = [(name.lower(), 0, 1, "aims", name) for name in CASES]
    made = material(texts, codings, cases=CASES, read=("nice", "lyon", "brest"))
    return replace(made, language="en", attributes=attributes_of(CASES, {}))


def only(study, condition):
    """The part of the study that the condition leaves."""
    known = attributes_with_texts(study.attributes, study.texts.values(), {})
    return narrow(study, read_conditions([condition], {**known, "case": case_attribute(CASES.values())}))


def shown(line, part):
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: aims, {line}}}\n").tables["t"]
    return rendered_table(synthesise(table, part), part)


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("columns: wave, cell: texts, labels: {'2': Second}", "wave=1"),
        ("columns: wave, cell: texts, sort: {by: '2'}", "wave=1"),
        ("columns: {attribute: unit, merge: [{id: all, of: [town, village]}]}, cell: cases", "unit=town"),
        ("columns: cases, labels: {Brest: B}", "unit=town"),
        ("columns: wave, cell: texts", "kind=document"),
        ("columns: unit, cell: cases, where: [case!=Brest]", "unit=town"),
        ("columns: unit, cell: cases, where: [wave=2]", "wave=1"),
    ],
)
def test_what_is_left_out_may_be_named(study, line, condition):
    assert shown(line, study).rows[0].n is not None
    assert shown(line, only(study, condition)).rows[0].n is not None


def test_a_difference_with_a_column_that_is_left_out_is_not_shown_and_says_so(study):
    line = "columns: wave, cell: texts, totals: true, difference: ['1', '2']"
    assert [column.label for column in shown(line, study).columns] == ["1", "2", "1 → 2"]
    part = shown(line, only(study, "wave=1"))
    assert [column.label for column in part.columns] == ["1"]
    assert "No difference is shown: the column 2 is not in this part of the study." in part.notes
    assert not any("No difference" in note for note in shown(line, study).notes)


@pytest.mark.parametrize(
    "line",
    [
        "columns: wave, cell: texts, difference: ['1', '3']",
        "columns: wave, cell: texts, labels: {'3': Third}",
        "columns: wave, cell: texts, sort: {by: '3'}",
        "columns: {attribute: unit, merge: [{id: all, of: [town, city]}]}, cell: cases",
        "columns: wawe, cell: texts",
    ],
)
def test_what_the_study_does_not_have_is_an_error_in_a_part_of_it_as_well(study, line):
    for part in (study, only(study, "wave=1"), only(study, "unit=town")):
        with pytest.raises(UnknownAxis):
            shown(line, part)
