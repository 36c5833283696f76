"""One question, one number: tables, cross tables, statements and JSON say the same n and the same base."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.codebook.file import load_codebook
from coding.codebook.quantifiers import read_quantifiers
from corpus.cases import Case
from reports.citations import Citations, cells_json
from reports.explore.cross_table import cross
from reports.statements.statements import statements_of
from reports.tables.synthesis import synthesise
from tests.reports.conftest import BOOK

NAMES = ("Nice", "Lyon", "Brest", "Mulhouse", "Roubaix")
CODES = ("aims", "aims.green", "aims.jobs", "obstacles", "staff")
CASES = {name: Case(name, attributes={"unit": unit}) for name, unit in zip(NAMES, "aabba", strict=True)}
coded = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(CODES), st.integers(0, 25)), max_size=14)
reading = st.sets(st.sampled_from(NAMES))


def declared(shares):
    source = f"{BOOK}tables:\n  - {{id: t, rows: codes, columns: unit, cell: cases, shares: {shares}}}\n"
    return load_codebook(source).tables["t"]


@pytest.fixture(scope="module")
def tables():
    return {shares: declared(shares) for shares in ("cases", "read")}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coded, reading)
def test_n_and_its_base_are_the_same_wherever_they_stand(material, a_text, tables, codings, read):
    texts = [a_text(name.lower(), case=name) for name in NAMES]
    made = material(
        texts,
        [(name.lower(), at, at + 1, code, name) for name, code, at in codings],
        cases=CASES,
        read=[name.lower() for name in read],
    )
    made = replace(made, language="en")
    of_all, of_read = (synthesise(tables[shares], made) for shares in ("cases", "read"))
    thresholds, _ = read_quantifiers({}, lambda name: name)
    said = {one.row: one for one in statements_of(of_read, made, thresholds, "en")}
    for code in CODES:
        crossed = cross(made, code, by="unit")
        across = {column.value: at for at, column in enumerate(crossed.columns)}
        for unit in ("a", "b"):
            cell = of_all.cells[code, unit]
            assert (cell.number or 0, cell.base) == (
                crossed.rows[0].counts[across[unit]],
                crossed.columns[across[unit]].units,
            )
            known = of_read.cells[code, unit]
            assert (cell.number or 0) == (known.number or 0)
            told = re.search(rf"\b{unit} (\d+)/(\d+)", said[code].text)
            if told is None:  # what all have is not said of every group again
                assert said[code].text.startswith("All "), said[code].text
                assert known.number == known.base
                continue
            assert (int(told[1]), int(told[2])) == (known.number or 0, known.base)
        assert len(said[code].found) == sum(of_all.cells[code, unit].number or 0 for unit in ("a", "b"))
    for line in cells_json(of_all, Citations(made)):
        cell = of_all.cells[line["row"], line["column"]]
        assert (line["n"], line["N"]) == (of_all.n(cell.row), 2)
        assert line.get("base") == cell.base
