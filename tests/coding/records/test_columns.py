"""Columns of codings say what the codings say, in the order of records, however they were read."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coding.records.columns import FIELDS, Column, ColumnsBuilder, columns_of
from coding.records.replay import Coding
from corpus.place import Place

NAMES = st.sampled_from(["a", "b", "c.d", "é"])


@st.composite
def codings(draw):
    """A few codings, many of them at the same place, at the same time, or with nothing where something may be missing."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, 3))
        made.append(
            Coding(
                id=f"{draw(st.integers(0, 9))}{number:063}",
                place=Place(draw(NAMES), start, start + draw(st.integers(1, 3)), "…"),
                code=draw(NAMES),
                case=draw(st.none() | NAMES),
                degree=draw(st.none() | NAMES),
                coder=draw(NAMES),
                time=f"2026-11-27T00:00:0{draw(st.integers(0, 2))}.000000Z",
                suggested=draw(st.booleans()),
                value=draw(st.none() | NAMES),
            )
        )
    return made


def as_records_come(made):
    """By text, place, time, id: the order in which a ledger gives its records."""
    return sorted(made, key=lambda c: (c.place.text, c.place.start, c.place.end, c.time, c.id))


@given(codings())
def test_columns_say_what_the_codings_say_in_the_order_of_records(made):
    columns = columns_of(made)
    assert len(columns) == len(made)
    for at, coding in enumerate(as_records_come(made)):
        assert columns.id(at) == coding.id
        for name in ("code", "case", "degree", "coder", "value"):
            assert getattr(columns, name).at(at) == getattr(coding, name), name
        assert (columns.text.at(at), columns.start[at], columns.end[at]) == (
            coding.place.text,
            coding.place.start,
            coding.place.end,
        )
        assert bool(columns.suggested[at]) == coding.suggested


@given(codings(), st.integers(1, 5))
def test_it_does_not_matter_in_what_portions_rows_are_read(made, portion):
    rows = [
        (c.id, p.text, p.start, p.end, c.code, c.case, c.degree, c.value, c.coder, c.time, c.suggested)
        for c in made
        for p in [c.place]
    ]
    assert all(len(row) == len(FIELDS) for row in rows)
    builder = ColumnsBuilder()
    for at in range(0, len(rows), portion):
        builder.add(rows[at : at + portion])
    whole, apart = columns_of(made), builder.columns()
    assert whole.ids.tolist() == apart.ids.tolist()
    assert whole.code.names == apart.code.names
    assert whole.code.numbers.tolist() == apart.code.numbers.tolist()


def test_a_name_nobody_has_stands_for_no_coding():
    columns = columns_of(
        [Coding("0" * 64, Place("t", 0, 1, "x"), "a", None, None, "anna", "2026-11-27T00:00:00.000000Z")]
    )
    assert columns.code.number("zz") not in columns.code.numbers
    assert columns.case.number("Nice") not in columns.case.numbers


def test_a_name_has_its_number_in_a_column_and_what_is_not_there_has_none():
    column = Column(("a", "b"), np.array([1, 0, -1], np.int32))
    assert [column.number(name) for name in ("a", "b", "c")] == [0, 1, -2]
    assert (column.numbers == column.number("c")).tolist() == [False, False, False]
    assert column.mapped([10, 20]).tolist() == [20, 10, -1]
