"""What one table shows otherwise: merged rows, the first rows, other labels, a difference, its own N and shares."""

from dataclasses import replace

import pytest

from coding.codebook.case_count import CaseCount, TooManyCases
from coding.codebook.file import load_codebook, read_codebook
from coding.codebook.quantifiers import read_quantifiers
from corpus.cases import Case
from reports.statements.statements import statements_of
from reports.tables.axis import UnknownAxis
from reports.tables.compared import cell_changes, marked
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from tests.reports.conftest import BOOK

CASES = {
    name: Case(name, attributes={"unit": unit})
    for name, unit in {"Nice": "town", "Lyon": "town", "Brest": "village", "Mulhouse": "village"}.items()
}
CODINGS = [
    ("nice", 10, 12, "aims.green", "Nice", {"degree": "strong"}),
    ("nice", 12, 14, "aims.jobs", "Nice", {"degree": "wanted"}),
    ("lyon", 10, 12, "aims.jobs", "Lyon", {"degree": "mentioned"}),
    ("brest", 10, 12, "aims.green", "Brest", {"degree": "wanted"}),
    ("brest", 12, 14, "obstacles", "Brest"),
    ("brest", 14, 16, "staff", "Brest", {"value": "three"}),
]


@pytest.fixture
def towns(material, a_text):
    """Four cases in two groups; all but Mulhouse is read."""
    texts = [a_text(name.lower(), case=name) for name in CASES]
    return material(texts, CODINGS, cases=CASES, read=["nice", "lyon", "brest"])


def declared(table):
    return load_codebook(f"{BOOK}tables:\n  - {table}\n").tables["t"]


def values(made):
    return {key: cell.value for key, cell in made.cells.items() if cell.value}


def test_merged_codes_are_one_row_that_counts_a_case_once(towns):
    merge = "[{id: both, label: {en: Both}, of: [aims.green, aims.jobs]}]"
    table = declared(f"{{id: t, rows: {{codes: codes, merge: {merge}}}, columns: unit, cell: cases, totals: true}}")
    made = synthesise(table, replace(towns, language="en"))
    assert [(row.id, row.label) for row in made.rows][:2] == [("aims", "Aims"), ("both", "Both")]
    assert "aims.green" not in {row.id for row in made.rows}
    assert (made.cells["both", "town"].value, made.cells["both", "village"].value) == (2, 1)
    assert made.row_totals["both"] == 3
    assert not made.cells["both", "town"].rolled


def test_merged_columns_and_their_statements(towns):
    merge = "[{id: all, label: {en: everyone}, of: [town, village]}]"
    table = declared(f"{{id: t, rows: aims, columns: {{attribute: unit, merge: {merge}}}, cell: cases}}")
    made = synthesise(table, towns)
    assert [column.id for column in made.columns] == ["all"]
    assert made.cells["aims", "all"].value == 3


def test_a_merged_row_has_a_sentence_of_its_own(towns):
    merge = "[{id: both, label: {fr: Les deux}, of: [aims.green, aims.jobs]}]"
    table = declared(f"{{id: t, rows: {{codes: aims, merge: {merge}}}, columns: cases}}")
    thresholds, _ = read_quantifiers({}, lambda name: name)
    said = statements_of(synthesise(table, towns), towns, thresholds, "fr")
    of_both = [one for one in said if one.row == "both"]
    assert [(one.found, one.n) for one in of_both] == [(("Nice", "Lyon", "Brest"), 3)]


def test_the_first_rows_are_those_with_the_largest_n_and_ties_are_named(towns):
    table = declared("{id: t, rows: {codes: codes, leaves: true}, columns: cases, most: 2, others: true}")
    made = synthesise(table, replace(towns, language="en"))
    assert [(row.id, made.n(row.id)) for row in made.rows] == [("aims.green", 2), ("aims.jobs", 2), ("_others", 1)]
    assert made.rows_in_all == 4
    assert made.cells["_others", "Brest"].codings == 2
    cut = synthesise(declared("{id: t, rows: {codes: codes, leaves: true}, columns: cases, most: 3}"), towns)
    assert cut.tied == ("Effectif",)
    notes = " ".join(rendered_table(cut, replace(towns, language="en")).notes)
    assert "3 rows shown of 4." in notes
    assert "Effectif" in notes


def test_the_rest_is_what_is_coded_in_rows_not_shown_whether_or_not_the_code_above_is(towns):
    made = synthesise(declared("{id: t, rows: codes, columns: cases, most: 1, others: true}"), towns)
    assert [(row.id, made.n(row.id)) for row in made.rows] == [("aims", 3), ("_others", 3)]
    codings = {column: (made.cells["aims", column].codings, made.cells["_others", column].codings) for column in CASES}
    assert codings == {"Nice": (2, 2), "Lyon": (1, 1), "Brest": (1, 3), "Mulhouse": (0, 0)}


def test_what_a_shown_row_counts_by_itself_is_not_in_the_rest(towns):
    made = synthesise(declared("{id: t, rows: codes, columns: cases, most: 2, others: true}"), towns)
    assert [row.id for row in made.rows] == ["aims", "aims.green", "_others"]
    rest = {column: made.cells["_others", column].codings for column in CASES}
    assert rest == {"Nice": 1, "Lyon": 1, "Brest": 2, "Mulhouse": 0}


def test_rows_are_sorted_by_what_a_column_holds(towns):
    by_degree = declared("{id: t, rows: cases, columns: {codes: [aims, staff]}, cell: degree, sort: {by: aims}}")
    assert [row.id for row in synthesise(by_degree, towns).rows] == ["Nice", "Lyon", "Brest", "Mulhouse"]
    by_group = declared("{id: t, rows: {codes: codes, leaves: true}, columns: unit, cell: cases, sort: {by: n}}")
    assert [row.id for row in synthesise(by_group, towns).rows][:2] == ["aims.green", "aims.jobs"]
    listing = declared("{id: t, rows: cases, columns: [case, size], sort: {by: size, order: up}}")
    sizes = dict(zip(CASES, ("1 000", "200", "30", "4"), strict=True))
    sized = replace(towns, cases={name: Case(name, attributes={"size": size}) for name, size in sizes.items()})
    assert [row.id for row in synthesise(listing, sized).rows] == ["Mulhouse", "Brest", "Lyon", "Nice"]


def test_sorting_by_what_is_no_column_is_an_error_with_the_nearest(towns):
    with pytest.raises(UnknownAxis, match=r"toown.*Did you mean 'town'"):
        synthesise(declared("{id: t, rows: aims, columns: unit, sort: {by: toown}}"), towns)


def test_labels_of_rows_and_columns_are_this_tables_own(towns):
    table = declared('{id: t, rows: aims, columns: unit, labels: {town: {fr: Villes}, aims.green: "Le vert"}}')
    made = synthesise(table, towns)
    assert [column.label for column in made.columns] == ["Villes", "village"]
    assert {row.id: row.label for row in made.rows}["aims.green"] == "Le vert"
    with pytest.raises(UnknownAxis, match=r"tovn.*Did you mean 'town'"):
        synthesise(declared("{id: t, rows: aims, columns: unit, labels: {tovn: Villes}}"), towns)


def test_shares_say_what_they_are_out_of(towns):
    of_all = synthesise(declared("{id: t, rows: aims, columns: unit, cell: cases, shares: cases}"), towns)
    cell = of_all.cells["aims", "village"]
    assert (cell.number, cell.share, cell.base) == (1, 0.5, 2)
    of_read = synthesise(declared("{id: t, rows: aims, columns: unit, cell: cases, shares: read}"), towns)
    assert (of_read.cells["aims", "village"].share, of_read.cells["aims", "village"].base) == (1.0, 1)
    notes = rendered_table(of_all, replace(towns, language="en")).notes
    assert any("town 2 and village 2" in note for note in notes)


def test_a_groups_own_n_is_what_its_shares_are_out_of(towns):
    table = declared(
        "{id: t, rows: aims, columns: unit, cell: cases, shares: cases, cases: {groups: {village: 4, town: 3}}}"
    )
    assert synthesise(table, towns).cells["aims", "village"].base == 4
    with pytest.raises(TooManyCases, match="town: N is 1 case"):
        synthesise(replace(table, cases=CaseCount(groups={"town": 1})), towns)


def test_more_coded_cases_than_n_is_an_error_and_the_reason_is_printed(towns):
    table = declared('{id: t, rows: aims, columns: cases, cases: {number: 9, reason: {fr: "Neuf communes."}}}')
    made = synthesise(table, towns)
    assert made.cases == 9
    assert any("N = 9" in note and "Neuf communes." in note for note in rendered_table(made, towns).notes)
    with pytest.raises(TooManyCases, match=r"codebook.yaml:\d+:\d+: N is 2 cases here, but 3 cases are coded"):
        synthesise(declared("{id: t, rows: aims, columns: cases, cases: 2}"), towns)


def test_the_difference_of_two_columns_is_one_more(towns):
    table = declared(
        "{id: t, rows: aims, columns: unit, cell: cases, shares: cases, totals: true, difference: [village, town]}"
    )
    rendered = rendered_table(synthesise(table, towns), replace(towns, language="en"))
    assert rendered.columns[-1].label == "village → town"
    # Mulhouse was not read: nobody knows whether its villages have jobs as an aim.
    assert {row.id: row.cells[-1].text for row in rendered.rows} == {
        "aims": "+50\u00a0points",
        "aims.green": "0\u00a0points",
        "aims.jobs": "?",
    }
    assert all(len(row.cells) == len(rendered.columns) for row in (*rendered.rows, rendered.totals))
    assert [row.n for row in rendered.rows] == [2, 2, 1]
    plain = rendered_table(
        synthesise(declared("{id: t, rows: aims, columns: unit, difference: [town, village]}"), towns), towns
    )
    assert [row.cells[-1].text for row in plain.rows] == ["=", "=", "?"]
    with pytest.raises(UnknownAxis, match="no column 'city'"):
        synthesise(declared("{id: t, rows: aims, columns: unit, difference: [town, city]}"), towns)


def test_cells_that_showed_something_else_are_marked(towns, material, a_text):
    table = declared("{id: t, rows: aims, columns: cases, cell: degree}")
    texts = [a_text(name.lower(), case=name) for name in CASES]
    earlier = material(texts, CODINGS[:2], cases=CASES, read=["nice", "lyon", "brest"])
    before, now = (rendered_table(synthesise(table, one), replace(one, language="en")) for one in (earlier, towns))
    changed = {(change.row.id, change.column.id): (change.before, change.after) for change in cell_changes(before, now)}
    assert changed["aims.jobs", "Lyon"] == ("–", "mentioned")
    assert ("aims.green", "Nice") not in changed
    shown = marked(before, now, since="2016-03-01")
    lyon = [column.id for column in shown.columns].index("Lyon")
    assert {row.id: row.cells[lyon].text for row in shown.rows}["aims.jobs"] == "mentioned [← –]"
    assert any("1 March 2016" in note for note in shown.notes)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("rows: aims, others: true", "others needs `most`"),
        ("rows: maturity, most: 2", "all of its classes"),
        ("rows: aims, columns: unit, cell: count, shares: cases", "cells that count them"),
        ("rows: {codes: aims, merge: [{id: x, of: [aims.green, aims.grean]}]}", "Did you mean 'aims.green'"),
        ("rows: {codes: aims, merge: [{id: x, of: [aims.green, aims.green]}]}", "merged twice"),
        ("rows: cases, columns: [case], difference: [a, b]", "two columns that are crossed"),
        ("rows: aims, cases: 0", "must be at least 1"),
    ],
)
def test_what_does_not_go_together_is_told_at_its_line(keys, fault):
    book, problems = read_codebook(f"{BOOK}tables:\n  - {{id: t, {keys}}}\n")
    assert book is None
    assert any(fault in problem.message and problem.place.startswith("codebook.yaml:19:") for problem in problems)


def test_why_the_groups_have_their_n_and_what_was_left_out_are_said(towns):
    count = '{number: 9, reason: {en: "Nine of them."}, groups: {village: 4, town: 3}}'
    table = declared(
        f"{{id: t, rows: aims, columns: unit, cell: cases, shares: cases, where: [case!=Mulhouse], cases: {count}}}"
    )
    english = replace(towns, language="en")
    notes = rendered_table(synthesise(table, english), english).notes
    assert any("village 4" in note and "Nine of them." in note for note in notes)
    assert "Scope: all cases but Mulhouse." in notes


def test_a_list_of_one_code_is_that_code_without_those_below(towns):
    def rows(written):
        return [row.id for row in synthesise(declared(f"{{id: t, rows: {{codes: {written}}}}}"), towns).rows]

    assert rows("[aims]") == ["aims"]
    assert rows("aims") == ["aims", "aims.green", "aims.jobs"]


def test_the_n_of_groups_belongs_to_a_table():
    book = "codebook: {title: T, languages: [en], cases: {number: 3, groups: {town: 2}}}\ncodes: [{id: a, label: A}]\n"
    problems = read_codebook(book)[1]
    assert any("groups" in problem.message for problem in problems)
    assert not any(problem.level == "error" for problem in read_codebook(book.replace(", groups: {town: 2}", ""))[1])


def test_points_are_rounded_as_percentages_are_and_one_is_singular(material, a_text):
    """Of eight towns seven have green as an aim, of eight villages all: 12.5 points more."""
    kinds = {f"case {at}": "town" if at < 8 else "village" for at in range(16)}
    cases = {name: Case(name, attributes={"unit": unit}) for name, unit in kinds.items()}
    texts = [a_text(f"t{at}", case=name) for at, name in enumerate(kinds)]
    given = [(f"t{at}", 0, 1, "aims.green", name) for at, name in enumerate(kinds) if at]
    made = replace(material(texts, given, cases=cases, read=[text.id for text in texts]), language="en")
    table = declared(
        "{id: t, rows: {codes: [aims.green]}, columns: unit, cell: cases, shares: cases, difference: [town, village]}"
    )
    assert rendered_table(synthesise(table, made), made).rows[0].cells[-1].text == "+13\u00a0points"
    one = declared(
        "{id: t, rows: {codes: [aims.green]}, columns: unit, cell: cases, shares: cases, "
        "cases: {groups: {town: 100, village: 100}}, difference: [town, village]}"
    )
    assert rendered_table(synthesise(one, made), made).rows[0].cells[-1].text == "+1\u00a0point"


def test_a_share_of_nothing_has_no_difference(towns):
    """No document of the study is of a town: that is neither 0 % nor 50 points less."""
    table = declared(
        "{id: t, rows: aims, columns: kind, cell: texts, shares: cases, difference: [interview, document]}"
    )
    rendered = rendered_table(synthesise(table, towns), replace(towns, language="en"))
    assert rendered.rows[0].cells[-1].text == "?"


@pytest.mark.parametrize("columns", ["texts", "cases"])
def test_rows_are_sorted_by_the_n_that_is_shown(material, a_text, columns):
    """Jobs are coded in two texts, green three times in one."""
    texts = [a_text(name.lower(), case=name) for name in CASES]
    given = [("nice", at, at + 1, "aims.green", "Nice") for at in range(3)]
    given += [(name, 5, 6, "aims.jobs", name.title()) for name in ("lyon", "brest")]
    table = declared(
        f"{{id: t, rows: {{codes: aims, leaves: true}}, columns: {columns}, cell: count, sort: {{by: n}}}}"
    )
    assert [row.id for row in synthesise(table, material(texts, given)).rows] == ["aims.jobs", "aims.green"]


def test_codings_without_a_value_are_counted_below_the_table(material, a_text):
    cases = {**CASES, "Paris": Case("Paris", attributes={"unit": ""})}
    texts = [a_text(name.lower(), case=name) for name in cases]
    given = [*CODINGS, ("paris", 0, 1, "aims.green", "Paris"), ("paris", 1, 2, "staff", "Paris")]
    made = replace(material(texts, given, cases=cases), language="en")
    for line in ("rows: aims, columns: unit", "rows: unit, columns: {codes: aims}"):
        rendered = rendered_table(synthesise(declared(f"{{id: t, {line}, cell: count}}"), made), made)
        assert any(note == "Left out: 1 coding without “unit”." for note in rendered.notes)
    whole = rendered_table(synthesise(declared("{id: t, rows: codes, columns: unit}"), made), made)
    assert any("2 codings without" in note for note in whole.notes)
    none = rendered_table(synthesise(declared("{id: t, rows: obstacles, columns: unit}"), made), made)
    assert not any("without" in note for note in none.notes)


@pytest.mark.parametrize(("label", "rest"), [("Others", "All other rows"), ("Else", "Others")])
def test_the_rest_is_not_called_as_a_row_is(towns, label, rest):
    book = BOOK.replace("en: Obstacles", f"en: {label}")
    table = "{id: t, rows: codes, columns: unit, cell: count, most: 2, others: true}"
    declaration = load_codebook(f"{book}tables:\n  - {table}\n")
    made = synthesise(declaration.tables["t"], replace(towns, language="en", codebook=declaration))
    assert made.rows[-1].label == rest
