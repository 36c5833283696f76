"""`tables:` of the codebook: every way to declare rows, columns and cells, and every fault at its line and column."""

import pytest

from coding.codebook.file import read_codebook

HEAD = """\
codes:
  - {id: a, label: A, codes: [{id: b, label: B}, {id: c, label: C}]}
  - {id: d, label: D}
typologies:
  - {id: size, label: Taille, classes: [{id: big, label: Grande}]}
tables:
"""


def table(line):
    """The one table that a line declares, and the problems met."""
    book, problems = read_codebook(HEAD + f"  - {line}\n")
    return (None if book is None else book.tables["t"]), problems


@pytest.mark.parametrize(
    ("said", "kind", "names"),
    [
        ("codes", "codes", ()),
        ("a", "codes", ("a",)),
        ("a.b", "codes", ("a.b",)),
        ("cases", "cases", ()),
        ("texts", "texts", ()),
        ("coders", "coders", ()),
        ("kind", "kind", ()),
        ("size", "typology", ("size",)),
        ("unit", "attribute", ("unit",)),
        ("{codes: [a.b, d]}", "codes", ("a.b", "d")),
        ("{codes: codes, level: 1}", "codes", ()),
        ("{typology: size}", "typology", ("size",)),
        ("{attribute: unit}", "attribute", ("unit",)),
        ("{dates: quarter}", "dates", ("quarter",)),
    ],
)
def test_rows_are_named_or_spelt_out(said, kind, names):
    found, problems = table(f"{{id: t, rows: {said}}}")
    assert problems == ()
    assert (found.rows.kind, found.rows.names) == (kind, names)
    assert (found.columns.kind, found.cell) == ("cases", "mention")


def test_a_table_has_filters_an_order_totals_shares_a_figure_and_a_note():
    found, problems = table(
        "{id: t, rows: a, columns: unit, cell: count, where: 'kind=interview', sort: {by: n}, totals: true,"
        " shares: row, hide_empty: true, figure: bars, note: {fr: 'Lu deux fois.'}}"
    )
    assert problems == ()
    assert found.where == ("kind=interview",)
    assert (found.order.by, found.order.down) == ("n", True)
    assert (found.totals, found.shares, found.hide_empty, found.figure) == (True, "row", True, "bars")
    assert found.note == {"fr": "Lu deux fois."}


@pytest.mark.parametrize(
    ("line", "at", "message"),
    [
        ("{id: t, rows: a.x}", "rows", "no code 'a.x'"),
        ("{id: t, rows: {codes: [a, zz]}}", "codes", "no code 'zz'"),
        ("{id: t, rows: {typology: zz}}", "typology", "no typology 'zz'"),
        ("{id: t, rows: {codes: a, attribute: b}}", "rows", "exactly one of the keys"),
        ("{id: t, rows: {attribute: b, level: 2}}", "rows", "level and leaves only go with codes"),
        ("{id: t, rows: a, cell: colour}", "cell", "unknown cell 'colour'. Choose one of: mention, degree"),
        ("{id: t, rows: a, columns: d}", "columns", "glose explore cooccurrence"),
        ("{id: t, rows: a, columns: interviews}", "columns", "can be rows, not columns"),
        ("{id: t, rows: interviews}", "rows", "has a list of columns"),
        ("{id: t, rows: a, columns: [case]}", "columns", "goes with rows cases, texts, or a listing"),
        ("{id: t, rows: statements, columns: [n, colour]}", "columns", "colour: statements have no such column"),
        ("{id: t, rows: a, cell: degree, shares: row}", "shares", "shares only go with counts"),
        ("{id: t, rows: cases, columns: kind, cell: summary}", "cell", "need codes as rows or columns"),
        ("{id: t, rows: a, xyz: red}", "xyz", "unknown key 'xyz'. Remove it; docs/tables.md lists the keys."),
        ("{id: t, rows: a, diference: [x, y]}", "diference", "unknown key 'diference'. Did you mean 'difference'?"),
        ("{id: t, rows: a, merge: []}", "merge", "unknown key 'merge'. Write it below `rows` or `columns`"),
        ("{id: t, rows: a, difference: [x]}", "difference", "difference: must be a list of 2."),
        ("{id: t, rows: a, difference: [x, y, z]}", "difference", "difference: must be a list of 2."),
        ("{id: t, rows: a, note: [x]}", "note", "note: must be text, or a text for each language."),
        ("{id: t, rows: [a]}", "rows", "rows: a word (codes, cases, a code's id …), or a mapping with one of codes"),
        ("{id: t, rows: a, figure: pie}", "figure", "figure"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(line, at, message):
    """`at` is the key at whose beginning the fault is told."""
    _, problems = table(line)
    number, column = HEAD.count("\n") + 1, f"  - {line}".index(f"{at}:") + 1
    assert [p.place for p in problems if message in p.message] == [f"codebook.yaml:{number}:{column}"], problems


def test_a_table_declared_twice_is_an_error():
    _, problems = read_codebook(HEAD + "  - {id: t, rows: a}\n  - {id: t, rows: d}\n")
    assert [p.message for p in problems] == ["the table 't' is declared twice."]
