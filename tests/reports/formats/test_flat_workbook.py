"""Long tables as a workbook: what the cells hold, read by others."""

import io

import pytest

from corpus.readers.sheets import read_sheets
from reports.formats.flat_workbook import MOST_ROWS, FlatTable, flat_workbook

WORDS = (
    "=1+1", "  =1+1", "+33 1", "@a", "a & b < c > d", "<r>no markup</r>", "<r>&</r>", "_x0041_", "a_b", "tab\there",
    " blanks around ", "two\nlines", "été 😀 \u2028", "]]>", "'quoted'", '"',
)  # fmt: skip


def table(rows, heads=("name", "n"), **more):
    return FlatTable("codings", heads, len(rows), lambda: iter(rows), **more)


def read(data, **how):
    openpyxl = pytest.importorskip("openpyxl")
    return openpyxl.load_workbook(io.BytesIO(data), **how)["codings"]


@pytest.mark.parametrize("whole", [False, True])
def test_words_and_numbers_are_read_as_they_were_written(whole):
    rows = [(words, number) for number, words in enumerate(WORDS)]
    sheet = read(flat_workbook([table(rows)]), read_only=whole)
    found = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    # openpyxl leaves Excel's escapes as they are in words that stand in their cell.
    assert [(str(words).replace("_x005F_", "_"), number) for words, number in found] == rows
    assert all(cell.data_type in "sn" for row in sheet.iter_rows(min_row=2) for cell in row)


def test_signs_without_a_place_in_xml_are_escaped_as_excel_does():
    sheet = read(flat_workbook([table([("a\x00b\x0bc\rd\ufffe", 1)])]))
    assert sheet["A2"].value == "a_x0000_b_x000B_c_x000D_d_xFFFE_"


def test_our_own_reader_finds_the_same():
    rows = [(words, number) for number, words in enumerate(WORDS)]
    [sheet], _ = read_sheets(flat_workbook([table(rows)]), "a.xlsx")
    assert [row[0].strip() for row in sheet.rows[1:4]] == [words.strip() for words in WORDS[:3]]


def test_nothing_is_where_nothing_was():
    sheet = read(flat_workbook([table([(None, 0), ("", None)])]))
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3)] == [[None, 0], [None, None]]


def test_what_no_cell_holds_goes_on_in_further_columns():
    long = "😀 mot " * 12_000
    sheet = read(flat_workbook([table([("short", 1), (long, 2), (long, 3)])]))
    for row in (3, 4):
        pieces = [cell.value for cell in sheet[row] if isinstance(cell.value, str)]
        assert all(len(piece.encode("utf-16-le")) // 2 <= 32_767 for piece in pieces)
        assert sum(piece.count("mot") for piece in pieces) == 12_000
        assert sheet.cell(row, 2).value == row - 1


def test_heads_are_frozen_and_filtered():
    heads = tuple(f"code.{n}" for n in range(30))
    sheet = read(flat_workbook([table([tuple(range(30))], heads)]))
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:AD2")
    assert [cell.value for cell in sheet[1]] == list(heads)
    assert [cell.value for cell in sheet[2]] == list(range(30))


def test_what_a_sheet_cannot_hold_is_known_before():
    assert table([], words=1).fits_a_sheet
    assert not FlatTable("codings", ("a",), MOST_ROWS, lambda: iter(())).fits_a_sheet
    assert not FlatTable("codings", ("a",) * 16_385, 1, lambda: iter(())).fits_a_sheet
    many = FlatTable("cells", ("a",) * 300, 10_000, lambda: iter(()))
    assert many.fits_a_sheet
    assert not FlatTable("cells", ("a",) * 300, 10_000, lambda: iter(()), matrix=True).fits_a_sheet
