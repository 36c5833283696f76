"""One question, one number: tables, cross tables, statements and JSON say the same n and the same base."""

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.codebook.file import load_codebook
from coding.codebook.quantifiers import read_quantifiers
from corpus.attributes import Attribute, read_conditions
from corpus.cases import Case, attributes_with_texts, case_attribute
from reports.citations import Citations, cells_json
from reports.explore.cross_table import cross
from reports.statements.statements import statements_of
from reports.tables.narrowing import finished_attribute, narrow, only_chosen
from reports.tables.synthesis import synthesise
from tests.reports.conftest import BOOK

NAMES = ("Nice", "Lyon", "Brest", "Mulhouse", "Roubaix")
CODES = ("aims", "aims.green", "aims.jobs", "obstacles", "staff")
CASES = {
    name: Case(name, attributes={"unit": unit}) for name, unit in zip(NAMES, ("a", "a", "b", "", "b"), strict=True)
}
TEXTS = {name.lower(): (name, "interview", f"201{at % 3}-05-01") for at, name in enumerate(NAMES)} | {
    "plan": ("Nice", "document", "2012-01-01"),
    "notes": (None, "document", ""),
}
"""Each text's case, kind and date: Nice has two, one belongs to none and has no date."""
BY = {"unit": "unit", "kind": "kind", "year": "{dates: year}"}
WHERE = ("", "case!=Nice", "unit=b", "kind=interview", "finished=yes")
coded = st.lists(
    st.tuples(
        *(st.sampled_from(some) for some in ([*TEXTS], NAMES, CODES)),
        st.integers(0, 25),
        st.sampled_from((None, "absent")),
    ),
    max_size=14,
)
reading = st.sets(st.sampled_from([*TEXTS]))
anything = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def declared(by, cell, shares, extra=""):
    columns = BY.get(by, by)
    line = f"{{id: t, rows: codes, columns: {columns}, cell: {cell}, shares: {shares}, test: true{extra}}}"
    return load_codebook(f"{BOOK}tables:\n  - {line}\n").tables["t"]


TABLES = {key: declared(*key) for key in product(BY, ("cases", "texts"), ("cases", "read"))}


@pytest.fixture
def study(material, a_text):
    """Make the study of these codings and texts read, of which the condition leaves a part."""

    def make(codings, read, where=""):
        texts = [
            a_text(name, case=case, kind=kind, **({"date": date} if date else {}))
            for name, (case, kind, date) in TEXTS.items()
        ]
        made = material(
            texts,
            [(text, at, at + 1, code, case, {"degree": degree}) for text, case, code, at, degree in codings],
            cases=CASES,
            read=read,
        )
        made = replace(made, language="en", attributes={"unit": Attribute("unit")})
        if not where:
            return made
        known = attributes_with_texts(made.attributes, made.texts.values(), {})
        known = {**known, "case": case_attribute(made.cases.values()), "finished": finished_attribute()}
        return only_chosen(narrow(made, read_conditions([where], known)))

    return make


@anything
@given(coded, reading, st.sampled_from(WHERE), st.sampled_from([*TABLES]))
def test_n_and_its_base_are_the_same_wherever_they_stand(study, codings, read, where, key):
    by, cell, shares = key
    made = study(codings, read, where)
    if by == "unit" and not any(case.attributes["unit"] for case in made.cases.values()):
        return
    table = synthesise(TABLES[key], made) if by != "year" or _dated(made) else None
    if table is None:
        return
    for code in CODES:
        crossed = cross(made, code, by=by, cell=cell) if _divides(made, by) else None
        for at, column in enumerate(crossed.columns if crossed else ()):
            found = table.cells[code, column.value]
            assert (found.number or 0) == crossed.rows[0].counts[at]
            if shares == "cases":
                assert found.base == column.units
            assert (found.base or 0) <= column.units
            assert found.share is None or 0 <= found.share <= 1
    for line in cells_json(table, Citations(made)):
        found = table.cells[line["row"], line["column"]]
        assert (line["n"], line["N"]) == (table.n(found.row), len(table.columns))
        assert line.get("base") == found.base


def _dated(made):
    return any(text.metadata.get("date") for text in made.texts.values())


def _divides(made, by):
    """Whether anything has a value: a cross table of nothing is an error."""
    return bool(made.texts) if by == "kind" else _dated(made) if by == "year" else True


@anything
@given(coded, reading, st.sampled_from(WHERE), st.sampled_from((("unit", "cases"), ("kind", "texts"))))
def test_statements_say_the_numbers_of_the_table(study, codings, read, where, key):
    made = study(codings, read, where)
    if not (made.texts if key[0] == "kind" else any(case.attributes["unit"] for case in made.cases.values())):
        return
    table = synthesise(TABLES[*key, "read"], made)
    thresholds, _ = read_quantifiers({}, lambda name: name)
    said = {one.row: one for one in statements_of(table, made, thresholds, "en")}
    for code in CODES:
        for column in table.columns:
            known = table.cells[code, column.id]
            told = re.search(rf"\b{column.id}s? (\d+)/(\d+)", said[code].text)
            if not known.base:
                assert told is None
                continue
            if told is None:  # what all have is not said of every group again
                assert "by group" not in said[code].text
                assert known.number == known.base
                continue
            assert (int(told[1]), int(told[2])) == (known.number or 0, known.base)
        assert len(said[code].found) == sum(table.cells[code, column.id].number or 0 for column in table.columns)


@anything
@given(coded, reading)
def test_a_merged_row_has_the_base_of_its_group_and_counts_each_case_once(study, codings, read):
    made = study(codings, read)
    source = (
        f"{BOOK}tables:\n  - {{id: t, rows: {{codes: codes, merge: [{{id: both, of: [aims.green, obstacles]}}]}}, "
        "columns: unit, cell: cases, shares: cases}\n"
    )
    merged = synthesise(load_codebook(source).tables["t"], made)
    for column in merged.columns:
        members = {name for name, case in CASES.items() if case.attributes["unit"] == column.id}
        having = {
            case for _, case, code, _, degree in codings if code in ("aims.green", "obstacles") and degree is None
        } & members
        cell = merged.cells["both", column.id]
        assert ((cell.number or 0), cell.base) == (len(having), len(members))
        assert cell.share == len(having) / len(members)


def test_what_is_coded_in_a_group_belongs_to_it(study):
    """A text of Nice speaks of Lyon and Brest: of the cases that documents are about there are three, not one."""
    made = study([("plan", name, "aims", at, None) for at, name in enumerate(("Nice", "Lyon", "Brest"))], ())
    cell = synthesise(TABLES["kind", "cases", "cases"], made).cells["aims", "document"]
    assert (cell.number, cell.base, cell.share) == (3, 3, 1.0)
    texts = synthesise(TABLES["unit", "texts", "cases"], made).cells["aims", "b"]
    assert (texts.number, texts.base) == (1, 3)  # brest, roubaix, and the plan that speaks of Brest
