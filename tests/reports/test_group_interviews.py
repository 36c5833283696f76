"""A group interview belongs to the cases of its speakers: in lists of texts, and where readers are told who speaks."""

from dataclasses import replace

import numpy as np
import pytest

from coding.codebook.file import load_codebook
from corpus.cases import Case
from reports.citations import Citations
from reports.extracts import credit
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from tests.reports.conftest import BOOK

CASES = {name: Case(name, attributes={"unit": unit}) for name, unit in (("Nice", "town"), ("Lyon", "town"), ("Brest", "village"))}  # fmt: skip


@pytest.fixture
def group(material, a_text):
    """A group of readers whose two speakers are of Nice and Lyon; one coding is about Lyon, one about Brest."""
    text = a_text("group", role="readers", date="2021-06-04")
    first, (_, after, last) = text.turns[1], text.passages
    nice = first._replace(end=after.end, case="Nice")
    lyon = first._replace(number=3, start=last.start, case="Lyon")
    turns = (text.turns[0], nice, lyon)
    spoken = replace(text, turns=turns)
    codings = [("group", 12, 13, "aims", "Nice"), ("group", 22, 23, "aims", "Lyon"), ("group", 24, 25, "aims", "Brest")]
    return replace(material([spoken], codings, cases=CASES), language="en")


def test_who_speaks_has_what_the_head_of_the_text_says(group):
    told = [credit(one, group, "{role}, {unit}, {year}") for one in Citations(group).at(np.arange(3))]
    assert told == ["readers, town, 2021"] * 3


def test_a_list_of_interviews_names_the_cases_of_its_speakers(group):
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: interviews, columns: [case, role]}}\n").tables["t"]
    (row,) = rendered_table(synthesise(table, group), group).rows
    assert [cell.text for cell in row.cells] == ["Nice, Lyon", "readers"]
