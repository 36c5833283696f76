"""Crossed tables on a material by hand: which coding a cell shows, what is counted, what conditions leave."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from coding.codebook.table_declaration import AxisDeclaration, TableDeclaration
from coding.records.replay import Reading
from corpus.attributes import Attribute, Condition
from reports.tables.axis import UnknownAxis
from reports.tables.narrowing import narrow
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table

CODES, CASES = AxisDeclaration("codes"), AxisDeclaration("cases")


def table(cell="count", *, rows=CODES, columns=CASES, **more):
    return TableDeclaration("t", {"en": "T"}, rows, columns, cell, **more)


def read(made):
    """The state, value and number of codings of each cell that has codings."""
    cells = made.cells.items()
    return {key: (cell.state, cell.value, cell.codings) for key, cell in cells if cell.codings}


def graded(*degrees):
    """Codings of one code in one text, each further to the front of it than the one before."""
    last = len(degrees)
    return [("a", last - at, last - at + 1, "aims.green", "Nice", {"degree": d}) for at, d in enumerate(degrees)]


def test_among_degrees_of_one_text_the_latest_is_the_one_coded_last_wherever_it_stands(material, a_text):
    made = synthesise(table("latest"), material([a_text("a", case="Nice")], graded("strong", None, "wanted")))
    assert made.cells["aims.green", "Nice"].value == "wanted"


def test_the_latest_degree_is_that_of_the_youngest_text_whenever_it_was_coded(material, a_text):
    texts = [a_text("a", case="Nice", date="2016-01-01"), a_text("b", case="Nice", date="2015-01-01")]
    late = ("b", 0, 1, "aims.green", "Nice", {"degree": "strong"})
    made = synthesise(table("latest"), material(texts, [*graded("wanted"), late]))
    assert made.cells["aims.green", "Nice"].value == "wanted"


@pytest.mark.parametrize(
    ("degrees", "state", "strongest"),
    [
        (["wanted", "strong", "mentioned"], "coded", "strong"),
        (["absent"], "absent", "absent"),
        (["absent", "absent"], "absent", "absent"),
        (["absent", "wanted"], "coded", "wanted"),
        (["absent", None], "coded", None),
        ([None, None], "coded", None),
    ],
)
def test_a_cell_is_absent_only_where_every_coding_says_so(material, a_text, degrees, state, strongest):
    made = synthesise(table("degree"), material([a_text("a", case="Nice")], graded(*degrees)))
    cell = made.cells["aims.green", "Nice"]
    assert (cell.state, cell.value, cell.rolled) == (state, strongest, False)
    above = made.cells["aims", "Nice"]
    assert (above.state, above.value, above.rolled) == (state, strongest, True)


def test_a_row_of_its_own_coding_is_not_rolled_whatever_is_below_it(material, a_text):
    codings = [("a", 0, 1, "aims", "Nice"), ("a", 1, 2, "aims.green", "Nice")]
    made = synthesise(table(), material([a_text("a", case="Nice")], codings))
    assert not made.cells["aims", "Nice"].rolled
    turned = synthesise(table(rows=CASES, columns=CODES), material([a_text("a", case="Nice")], codings[1:]))
    assert turned.cells["Nice", "aims"].rolled
    assert not turned.cells["Nice", "aims.green"].rolled


@pytest.fixture
def two_cases(material, a_text):
    """Nice with two texts, Lyon with one; a coding under a code that the codebook has lost."""
    texts = [a_text("a", case="Nice"), a_text("b", case="Nice"), a_text("c", case="Lyon")]
    codings = [
        ("a", 0, 3, "aims.green", "Nice", {"degree": "wanted"}),
        ("a", 2, 5, "aims.green", "Nice", {"degree": "absent"}),
        ("b", 0, 2, "aims.jobs", "Nice", {"coder": "basile"}),
        ("c", 0, 4, "aims.green", "Lyon", {"degree": "absent"}),
        ("c", 6, 7, "staff", "Lyon", {"value": "12"}),
        ("c", 8, 9, "lost", "Lyon"),
    ]
    return material(texts, codings, read=("a", "b"))


@pytest.mark.parametrize(
    ("cell", "nice", "lyon", "rows", "columns", "total"),
    [
        ("count", (3, 2, 1, 0), (1, 1, 0, 1), (4, 3, 1, 1), (3, 2), 5),
        ("texts", (2, 1, 1, 0), (0, 0, 0, 1), (2, 1, 1, 1), (2, 1), 3),
        ("words", (7, 5, 2, 0), (4, 4, 0, 1), (11, 9, 2, 1), (7, 5), 12),
        ("cases", (1, 1, 1, 0), (0, 0, 0, 1), (1, 1, 1, 1), (1, 1), 2),
    ],
)
def test_what_counts_once_counts_once_in_cells_and_in_totals(two_cases, cell, nice, lyon, rows, columns, total):
    shown = ("aims", "aims.green", "aims.jobs", "staff")
    made = synthesise(table(cell), two_cases)
    for case, numbers in (("Nice", nice), ("Lyon", lyon)):
        assert tuple(int(made.cells[code, case].number or 0) for code in shown) == numbers
    assert tuple(made.row_totals[code] for code in shown) == rows
    assert tuple(made.column_totals[case] for case in ("Nice", "Lyon")) == columns
    assert made.total == total


def test_turned_a_table_has_the_same_totals_a_code_above_counts_once(two_cases):
    made, turned = synthesise(table(), two_cases), synthesise(table(rows=CASES, columns=CODES), two_cases)
    assert (turned.row_totals, turned.column_totals) == (made.column_totals, made.row_totals)
    assert (turned.row_totals["Nice"], turned.total) == (3, 5)


def test_every_cell_knows_its_row_and_column_coded_or_not(two_cases):
    cells = synthesise(table(), two_cases).cells
    assert {key: (cell.row, cell.column) for key, cell in cells.items()} == {key: key for key in cells}
    assert {cell.state for cell in cells.values()} >= {"coded", "read", "unread"}


def test_without_codings_every_total_is_zero(material, a_text):
    made = synthesise(table(), material([a_text("a", case="Nice")], []))
    assert made.total == 0
    assert {*made.row_totals.values(), *made.column_totals.values()} == {0}


def test_what_does_not_count_has_headers_but_no_totals(two_cases):
    made = synthesise(table("degree"), two_cases)
    assert [header.id for header in made.columns] == ["Nice", "Lyon"]
    assert {key for key, cell in made.cells.items() if cell.values} == set(), "values are for tables of values"
    assert (made.row_totals, made.column_totals, made.total) == ({}, {}, None)


def test_where_no_codes_cross_a_lost_code_counts_nowhere_and_nothing_is_rolled_up(two_cases):
    made = synthesise(table(rows=CASES, columns=AxisDeclaration("texts")), two_cases)
    assert {key: cell.number for key, cell in made.cells.items() if cell.codings} == {
        ("Nice", "a"): 2, ("Nice", "b"): 1, ("Lyon", "c"): 2
    }  # fmt: skip
    assert not any(cell.rolled for cell in made.cells.values())


def test_only_codings_that_meet_the_conditions_count(two_cases):
    made = synthesise(table(where=("coder=basile",)), two_cases)
    assert (made.cells["aims", "Nice"].number, made.row_totals["aims.green"], made.total) == (1, 0, 1)


@pytest.mark.parametrize("axis", ["rows", "columns"])
def test_what_cannot_be_crossed_is_named_with_its_table(two_cases, axis):
    with pytest.raises(UnknownAxis, match=r"table t names 'size'"):
        synthesise(table(**{axis: AxisDeclaration("attribute", ("size",))}), two_cases)


@pytest.mark.parametrize(
    ("of", "share"), [("row", 2 / 3), ("column", 2 / 3), ("table", 2 / 5)], ids=["row", "column", "table"]
)
def test_a_share_is_of_its_row_column_or_table(two_cases, of, share):
    made = synthesise(table(shares=of), two_cases)
    assert made.cells["aims.green", "Nice"].share == pytest.approx(share)
    assert made.cells["obstacles", "Nice"].share == (None if of == "row" else 0)


def test_no_coding_is_read_or_unread_by_the_texts_of_the_case(two_cases):
    made = synthesise(table(), two_cases)
    assert made.cells["obstacles", "Nice"].state == "read"
    assert made.cells["obstacles", "Lyon"].state == "unread"
    assert made.n("aims.green") == 1
    assert made.unread("obstacles") == 1


def test_where_coders_cross_each_has_read_for_himself(two_cases):
    coders = AxisDeclaration("coders")
    cells = synthesise(table(columns=coders, rows=AxisDeclaration("texts")), two_cases).cells
    assert [cells["a", coder].state for coder in ("anna", "basile")] == ["coded", "unread"]
    assert [cells["b", coder].state for coder in ("anna", "basile")] == ["read", "coded"]
    assert read(synthesise(table(columns=coders), two_cases))["aims.jobs", "basile"] == ("coded", 1, 1)


def test_values_and_degrees_are_shown_side_by_side_with_the_codings_that_give_them(material, a_text):
    codings = [
        ("a", 0, 1, "staff", "Nice", {"value": "12"}),
        ("a", 1, 2, "staff", "Nice", {"value": "14"}),
        ("a", 2, 3, "staff", "Nice", {"value": "12"}),
        ("a", 3, 4, "staff", "Nice"),
        *graded("wanted", "strong", "wanted"),
    ]
    made = material([a_text("a", case="Nice")], codings)
    staff = synthesise(table("value"), made).cells["staff", "Nice"]
    assert (staff.value, staff.codings) == ("12 | 14", 4)
    starts = {value: made.codings.start[positions].tolist() for value, positions in staff.values}
    assert starts == {"12": [0, 12], "14": [6]}
    green = synthesise(table("degrees"), made).cells["aims.green", "Nice"]
    assert [(value, len(positions)) for value, positions in green.values] == [("strong", 1), ("wanted", 2)]


def condition(name, value):
    return Condition(Attribute(name), "=", value)


def test_conditions_mark_codings_in_the_same_columns_and_leave_what_belongs_to_them(two_cases):
    by_basile = replace(two_cases, readings=[*two_cases.readings, Reading("r", "c", 0, 9, "basile", "2020")])
    left = narrow(by_basile, [condition("coder", "basile")])
    assert left.codings is by_basile.codings
    assert [left.codings.code.at(at) for at in left.chosen.nonzero()[0].tolist()] == ["aims.jobs"]
    assert (left.coders, {reading.coder for reading in left.readings}) == (("basile",), {"basile"})
    again = narrow(left, [condition("case", "Lyon")])
    assert not again.chosen.any()
    assert list(again.cases) == ["Lyon"]


def test_a_table_with_conditions_cites_the_codings_of_the_whole(two_cases):
    made = synthesise(table(where=("case=Lyon",)), two_cases)
    evidence = made.cells["staff", "Lyon"].evidence
    assert [two_cases.codings.code.at(at) for at in evidence.tolist()] == ["staff"]
    assert [header.id for header in made.columns] == ["Lyon"]
    assert made.row_totals["aims.green"] == 1


def test_on_the_page_a_class_whose_cases_are_all_in_classes_it_holds_looks_rolled(material, a_text):
    classes = [("early", "Nice", "a", "anna"), ("late", "Lyon", "b", "anna")]
    made = material([a_text("a", case="Nice"), a_text("b", case="Lyon")], [], classes=classes)
    declared = table("class", rows=AxisDeclaration("typology", ("maturity",)))
    laid_out = rendered_table(synthesise(declared, made), made)
    looks = {row.id: (row.cells[0].look, row.cells[0].text, row.n) for row in laid_out.rows}
    assert looks["pioneer"] == ("rolled", "(Nice)", 1)
    assert looks["early"] == ("coded", "Nice", 1)
    assert looks["lone"] == ("plain", "–", 0)


@pytest.mark.parametrize(("cell", "shown"), [("latest", ("absent", "absent")), ("degree", ("coded", "strong"))])
def test_what_is_absent_by_the_latest_is_so_where_the_latest_is_asked_for(material, a_text, cell, shown):
    made = synthesise(table(cell), material([a_text("a", case="Nice")], graded("strong", "absent")))
    green = made.cells["aims.green", "Nice"]
    assert (green.state, green.value) == shown


def test_a_latest_degree_beside_an_older_absence_is_present(material, a_text):
    made = synthesise(table("latest"), material([a_text("a", case="Nice")], graded("absent", "wanted")))
    assert made.cells["aims.green", "Nice"].state == "coded"


@pytest.mark.parametrize(("read", "anna"), [(("a", "b"), "unread"), (("a", "b", "c"), "read"), ((), "unread")])
def test_of_a_code_and_a_coder_silence_is_read_where_that_coder_has_read_everything(two_cases, read, anna):
    readings = [Reading(f"r{text}", text, 0, 1_000, "anna", "2020") for text in read]
    made = synthesise(table(columns=AxisDeclaration("coders")), replace(two_cases, readings=readings))
    assert [made.cells["obstacles", coder].state for coder in ("anna", "basile")] == [anna, "unread"]
    turned = synthesise(table(rows=AxisDeclaration("coders"), columns=CODES), replace(two_cases, readings=readings))
    assert [turned.cells[coder, "obstacles"].state for coder in ("anna", "basile")] == [anna, "unread"]


def test_without_a_text_nobody_has_read_anything(two_cases):
    made = synthesise(table(columns=AxisDeclaration("coders")), replace(two_cases, texts={}, readings=[]))
    assert {cell.state for cell in made.cells.values() if not cell.codings} == {"unread"}


def test_a_code_of_its_own_and_one_rolled_up_are_told_apart_cell_by_cell(told):
    """
    code aims
    code aims.green
    code staff
    text a Nice
    text b Lyon
    text c Brest
    a 0:1 aims.green Nice
    b 0:1 aims Lyon
    b 1:2 aims.green Lyon
    c 0:1 staff Brest
    """
    cells = synthesise(table("mention"), told).cells
    rolled = {key for key, cell in cells.items() if cell.rolled}
    assert rolled == {("aims", "Nice")}
    assert {key for key, cell in cells.items() if cell.codings} == {
        ("aims", "Nice"), ("aims.green", "Nice"), ("aims", "Lyon"), ("aims.green", "Lyon"), ("staff", "Brest")
    }  # fmt: skip
    assert {cell.value for cell in cells.values()} == {None}


@pytest.mark.parametrize("turned", [False, True])
def test_a_summary_is_that_of_its_code_and_case_whichever_is_the_row(two_cases, turned):
    written = {("aims", "Nice"): SimpleNamespace(text="Nice verdit."), ("Lyon", "staff"): SimpleNamespace(text="?")}
    rows, columns = (CASES, CODES) if turned else (CODES, CASES)
    made = synthesise(table("summary", rows=rows, columns=columns), replace(two_cases, summaries=written))
    found = {tuple(sorted(key)): cell for key, cell in made.cells.items() if cell.summary}
    assert list(found) == [("Nice", "aims")]
    assert (found["Nice", "aims"].value, found["Nice", "aims"].summary) == ("Nice verdit.", written["aims", "Nice"])
    assert made.total is None


def test_a_degree_beside_a_value_is_its_own_and_a_mention_has_none(material, a_text):
    codings = [*graded("mentioned", "strong"), ("a", 5, 6, "aims.green", "Nice"), ("a", 6, 7, "aims.green", "Nice")]
    made = synthesise(table("degrees"), material([a_text("a", case="Nice")], codings))
    green = made.cells["aims.green", "Nice"]
    assert (green.value, green.codings) == ("strong", 4)
    assert [value for value, _ in green.values] == ["strong", "mentioned"]


def test_a_share_is_missing_where_the_whole_is_zero(two_cases):
    made = synthesise(table("cases", shares="column"), two_cases)
    assert made.cells["aims", "Nice"].share == 1
    nobody = synthesise(table("cases", shares="row"), two_cases)
    assert nobody.cells["obstacles", "Lyon"].share is None
    assert nobody.cells["aims.green", "Lyon"].share == 0


def test_a_mention_shows_no_degree(material, a_text):
    made = synthesise(table("mention"), material([a_text("a", case="Nice")], graded("strong")))
    assert (made.cells["aims.green", "Nice"].value, made.cells["aims.green", "Nice"].state) == (None, "coded")
