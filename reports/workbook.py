"""A table as an Excel workbook: the table on one sheet, its quotes on another."""

import io
from typing import Any

from reports.frames import quotes_frame
from reports.lineage import Citations
from reports.sheet import Sheet, SheetCell
from reports.wording import say

_FILLS = {"coded": "#E6F0F9", "rolled": "#F6FAFD", "absent": "#F4E9F5", "unread": "#F6EFE4"}


def workbook(sheet: Sheet, citations: Citations, *, study: str) -> bytes:
    """The workbook's bytes. Numbers are numbers; text is written as text, so no formula can hide in a quote."""
    import pandas

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pandas.ExcelWriter(target, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        book: Any = writer.book
        book.set_properties({"title": sheet.title, "subject": study})
        _write_table(book, sheet)
        name = say("quotes", sheet.language)
        quotes_frame(sheet, citations).to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
        writer.sheets[name].set_column(5, 5, 80)
    return target.getvalue()


def _write_table(book: Any, sheet: Sheet) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    looks = {look: book.add_format({"align": "center", "bg_color": fill}) for look, fill in _FILLS.items()}
    plain = book.add_format({"align": "center"} if sheet.legend else {"text_wrap": True, "valign": "top"})
    page = book.add_worksheet(sheet.id[:31])
    page.write_string(0, 0, sheet.title, book.add_format({"bold": True, "font_size": 14}))
    head = [sheet.corner, *(column.label for column in sheet.columns), *(["n"] if sheet.counts else [])]
    for column, words in enumerate(head):
        page.write_string(2, column, words, bold)
    for number, row in enumerate(sheet.rows, 3):
        page.write_string(number, 0, row.label, book.add_format({"indent": row.depth, "bold": row.depth == 0}))
        for column, cell in enumerate(row.cells, 1):
            _write_cell(page, number, column, cell, looks.get(cell.look, plain))
        if sheet.counts:
            page.write_number(number, len(row.cells) + 1, row.n or 0)
    below = len(sheet.rows) + 4
    legend = [f"{sign}  {words}" for _, sign, words in sheet.legend]
    for offset, sentence in enumerate([*legend, *sheet.notes]):
        page.write_string(below + offset, 0, sentence)
    page.freeze_panes(3, 1)
    page.set_column(0, 0, 44)
    page.set_column(1, len(sheet.columns), 13 if sheet.legend else 48)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)


def _write_cell(page: Any, row: int, column: int, cell: SheetCell, look: Any) -> None:
    if cell.number is not None:
        page.write_number(row, column, cell.number, look)
    else:
        page.write_string(row, column, cell.text, look)
