"""Tables as an Excel workbook: a sheet for each table, and their quotes on a sheet of their own."""

import io
import re
from collections.abc import Sequence
from typing import Any

from corpus.attributes import as_date, as_number
from reports.formats.frames import QUOTE_COLUMNS, quotes_frame
from reports.lineage import Citations
from reports.tables.paper import Sheet, SheetCell, SheetRow
from reports.wording import say

FILLS = {
    "coded": "#E6F0F9",
    "rolled": "#F6FAFD",
    "absent": "#F4E9F5",
    "unread": "#F6EFE4",
    "stale": "#FFF4CC",
    "missing": "#F6EFE4",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_CELL = 32_767


def workbook(sheets: Sequence[Sheet], citations: Citations, *, study: str) -> bytes:
    """The workbook's bytes. Numbers and days are typed; all else is text, so that no formula can hide in a quote."""
    import pandas

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
        "remove_timezone": True,
    }
    language = sheets[0].language if sheets else "fr"
    with pandas.ExcelWriter(target, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        book: Any = writer.book
        book.set_properties({"title": sheets[0].title if len(sheets) == 1 else study, "subject": study})
        taken = {say("quotes", language).casefold()}
        for sheet in sheets:
            _write_table(book, sheet, _name(sheet.id, taken))
        frames = [quotes_frame(sheet, citations) for sheet in sheets]
        for sheet, frame in zip(sheets, frames, strict=True):
            frame.insert(0, "table", sheet.id)
        whole = pandas.concat(frames) if len(frames) > 1 else frames[0] if frames else pandas.DataFrame()
        name = say("quotes", language)
        whole.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
        page = writer.sheets[name]
        page.set_column(1 + QUOTE_COLUMNS.index("quote"), 1 + QUOTE_COLUMNS.index("quote"), 80)
        page.autofilter(0, 0, max(len(whole), 1), len(whole.columns) - 1)
    return target.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have: 31 characters, none of them forbidden, not taken (case aside)."""
    plain = _FORBIDDEN.sub("_", wanted)[:31]
    name, number = plain, 2
    while name.casefold() in taken:
        name, number = f"{plain[:28]}~{number}", number + 1
    taken.add(name.casefold())
    return name


def _write_table(book: Any, sheet: Sheet, name: str) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    plain = {"text_wrap": True, "valign": "top"} if sheet.wide else {"align": "center"}
    looks = {look: book.add_format({**plain, "bg_color": fill}) for look, fill in FILLS.items()}
    looks["plain"] = book.add_format(plain)
    looks["day"] = book.add_format({**plain, "num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(name)
    page.write_string(0, 0, sheet.title, book.add_format({"bold": True, "font_size": 14}))
    for column, words in enumerate(sheet.heads()):
        page.write_string(2, column, words, bold)
    for at, row in enumerate(sheet.rows, 3):
        page.write_string(at, 0, row.label, book.add_format({"indent": row.depth, "bold": row.depth == 0}))
        _write_row(page, at, row, sheet, looks)
    below = len(sheet.rows) + 3
    if sheet.totals:
        page.write_string(below, 0, sheet.totals.label, bold)
        _write_row(page, below, sheet.totals, sheet, looks)
        below += 1
    legend = [f"{sign}  {words}" for _, sign, words in sheet.legend]
    for offset, sentence in enumerate([*legend, *sheet.notes], 1):
        page.write_string(below + offset, 0, sentence)
    _lay_out(page, sheet)


def _lay_out(page: Any, sheet: Sheet) -> None:
    page.freeze_panes(3, 1)
    page.set_column(0, 0, 44)
    page.set_column(1, len(sheet.columns), 36 if sheet.wide else 13)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)


def _write_row(page: Any, at: int, row: SheetRow, sheet: Sheet, looks: dict[str, Any]) -> None:
    column = 1
    for cell in row.cells:
        _write_cell(page, at, column, cell, looks)
        column += 1
    if sheet.counts:
        if row.n is not None:
            page.write_number(at, column, row.n)
        column += 1
    if row.total is not None:
        _write_cell(page, at, column, row.total, looks)


def _write_cell(page: Any, row: int, column: int, cell: SheetCell, looks: dict[str, Any]) -> None:
    look = looks.get(cell.look, looks["plain"])
    if cell.number is not None:
        page.write_number(row, column, cell.number, look)
        return
    typed = _typed(cell) if cell.look == "plain" else None
    if isinstance(typed, float):
        page.write_number(row, column, typed, look)
    elif typed is not None:
        page.write_datetime(row, column, typed, looks["day"])
    else:
        page.write_string(row, column, cell.text[:_LONGEST_CELL], look)


def _typed(cell: SheetCell) -> Any:
    """The number or day that an attribute is written as; None for everything else."""
    from datetime import datetime, time

    if len(cell.parts) != 1:
        return None
    written = cell.parts[0].text
    try:
        return datetime.combine(as_date(written), time())
    except ValueError:
        pass
    try:
        return as_number(written) if not written.endswith("%") else None
    except ValueError:
        return None
