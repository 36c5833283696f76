"""A workbook that an office takes as it is: contents, typed cells, nothing cut, print set up, no formula."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from reports.cell import Header
from reports.formats.sheet_values import share_shape, value_of
from reports.formats.workbook import workbook
from reports.tables.rendering import RenderedCell, RenderedPart, RenderedRow, RenderedTable


class NoQuotes:
    """Citations of tables without quotes."""

    def prepare(self, _evidence):
        """Nothing to prepare."""

    def of(self, _part):
        """No quotes."""
        return []


def cell(text, look="plain", **more):
    return RenderedCell((RenderedPart(text),), look, text, **more)


def table(*cells, title="Parts", wide=False, **more):
    """A table of one row."""
    columns = tuple(Header(f"c{at}", f"Colonne {at}") for at, _ in enumerate(cells))
    rows = (RenderedRow("r", "Ligne", 0, cells, None, None),)
    return RenderedTable("t", title, "Code", columns, rows, (), (), "fr", counts=False, wide=wide, **more)


def book(*tables, study="Étude"):
    return load_workbook(io.BytesIO(workbook(tables, NoQuotes(), study=study)))


def shown(value):
    """The one cell of a table with that cell."""
    return book(table(value))["Parts"]["B4"]


def test_several_tables_have_contents_that_lead_to_them_and_back():
    made = book(table(cell("a"), title="L'emploi"), replace(table(cell("b"), title="La ville"), id="u"))
    assert made.sheetnames == ["Sommaire", "1. L'emploi", "2. La ville", "Extraits"]
    contents = made["Sommaire"]
    links = {row[1].value: row[1].hyperlink.location for row in contents.iter_rows(min_row=4) if row[1].hyperlink}
    assert links == {
        "L'emploi": "'1. L''emploi'!A1",
        "La ville": "'2. La ville'!A1",
        "Extraits": "'Extraits'!A1",
    }
    assert made["2. La ville"]["A2"].hyperlink.location == "'Sommaire'!A1"


def test_one_table_has_no_contents():
    assert book(table(cell("a"))).sheetnames == ["Parts", "Extraits"]


@pytest.mark.parametrize(
    ("value", "number", "shape"),
    [
        (cell("(3)", "rolled", number=3), 3, '"("#,##0")"'),
        (cell("3,50 M€ (4)", "coded", number=3.5), 3.5, '#,##0.00" M€ (4)"'),
        (cell("+3", number=3.0), 3, '+#,##0;"−"#,##0;#,##0'),
        (cell("12", number=12), 12, "General"),
        (cell("2015"), 2015, "General"),
        (cell("12,5 %"), 0.125, '0.0"\u202f"%'),
        (cell("5 %"), 0.05, '[=0]0"\u202f"%;[<0.005]"<\u00a01\u202f%";0"\u202f"%'),
    ],
)
def test_a_number_stays_a_number_and_is_shown_as_it_is_written(value, number, shape):
    found = shown(value)
    assert (found.value, found.number_format) == (number, shape)


@pytest.mark.parametrize("words", ["01004", "007", "33123456789012345", "3 rue Haute", "12-14"])
def test_what_only_looks_like_a_number_stays_words(words):
    assert shown(cell(words)).value == words


def test_a_share_has_a_column_of_its_own():
    sheet = book(table(cell("10 · 26 %", "coded", number=10, share=0.26)))["Parts"]
    assert [one.value for one in sheet[3]] == ["Code", "Colonne 0", "Colonne 0 (%)"]
    assert [one.value for one in sheet[4]] == ["Ligne", 10, 0.26]


def test_words_that_could_be_a_formula_are_guarded_against_being_edited_into_one():
    found = shown(cell("=1+1"))
    assert (found.value, found.data_type, found.quotePrefix) == ("=1+1", "s", True)
    assert not shown(cell("un")).quotePrefix


def test_words_that_look_like_the_librarys_markup_stay_words():
    assert shown(cell("<r>a & b</r>")).value == "<r>a & b</r> "


def test_words_that_no_cell_holds_go_on_below_the_table():
    text = "mot " * 12_000
    sheet = book(table(cell(text.strip(), "coded"), wide=True))["Parts"]
    first = sheet["B4"].value
    assert first.endswith("[suite sous le tableau]")
    below = [one.value for (one,) in sheet.iter_rows(min_row=5, max_col=1) if one.value]
    assert below[0] == "Ligne, Colonne 0\u00a0:"
    assert (first.removesuffix(" [suite sous le tableau]") + " " + below[1]).split() == text.split()


def test_rows_are_high_enough_for_wrapped_words():
    sheet = book(table(cell("des mots " * 60, "coded"), wide=True))["Parts"]
    lines = 540 / sheet.column_dimensions["B"].width
    assert sheet.row_dimensions[4].height >= lines * 15


def test_heads_stay_in_sight_are_filtered_and_printed_on_each_page():
    sheet = book(table(cell("a"), cell("b")))["Parts"]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:C4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'Parts'!$A$1:$C$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_more_formats_of_numbers_than_excel_takes_become_words():
    cells = [cell(f"{at} ({at})", "coded", number=at) for at in range(300)]
    sheet = book(table(*cells))["Parts"]
    kinds = {one.data_type for one in sheet[4]}
    assert kinds == {"s", "n"}
    assert sheet.cell(4, 301).value == "299 (299)"
    assert len({one.number_format for one in sheet[4]}) < 200


@pytest.mark.parametrize(
    ("written", "language", "held"), [("130,000", "en", 130000.0), ("130,000", "fr", "130,000"), ("2,5", "fr", 2.5)]
)
def test_a_number_with_a_comma_is_never_a_smaller_one(written, language, held):
    assert value_of(cell(written), language).value == held


def test_a_share_next_to_all_is_not_shown_as_all():
    assert '[>=0.995]">\u00a099%"' in share_shape("en", share=299 / 300)
    assert share_shape("en", share=1.0) == share_shape("en", share=0.5)


def test_its_properties_name_the_authors():
    made = workbook([table(cell("a"))], NoQuotes(), study="Étude", authors=("Anne Roy", "Luc Petit"))
    assert load_workbook(io.BytesIO(made)).properties.creator == "Anne Roy, Luc Petit"
