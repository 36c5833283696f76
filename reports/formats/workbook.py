"""Tables as an Excel workbook: a sheet for each table, and their quotes on a sheet of their own."""

import io
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from corpus.attributes import as_date, as_number
from reports.citations import Citations
from reports.figures.lettering import printable
from reports.formats.fitting import Page, panels
from reports.formats.frames import QUOTE_COLUMNS, quotes_frame
from reports.tables.rendering import RenderedCell, RenderedRow, RenderedTable
from wording.catalogues import say

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
_MOST_LINES = 1_000_000
_QUOTE_WIDTHS = {1 + QUOTE_COLUMNS.index("quote"): 80, 1 + QUOTE_COLUMNS.index("memo"): 40}
_PRINTED = Page(width=780, largest=10, least=5.5)
"""A4 in landscape; a table that does not fit so is printed over several pages, the labels on each."""


def workbook(tables: Sequence[RenderedTable], citations: Citations, *, study: str) -> bytes:
    """The workbook's bytes. Numbers and days are typed; all else is text, so that no formula can hide in a quote."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
        "remove_timezone": True,
    }
    language = tables[0].language if tables else "fr"
    with Workbook(target, options) as book:
        title = tables[0].title if len(tables) == 1 else study
        book.set_properties({"title": printable(title), "subject": printable(study)})
        taken = {say("quotes", language).casefold()}
        for rendered in tables:
            _write_table(book, rendered, _name(rendered.id, taken))
        _write_quotes(book, tables, citations, language)
    return target.getvalue()


def _write_quotes(book: Any, tables: Sequence[RenderedTable], citations: Citations, language: str) -> None:
    """The quotes of all tables, a line each; on a second sheet and more where one is full."""
    name = say("quotes", language)
    heads = [say(f"quotes_{key}", language) for key in ("table", *QUOTE_COLUMNS)]
    looks = {"head": book.add_format({"bold": True, "bottom": 1}), "text": book.add_format({"valign": "top"})}
    looks["quote"] = book.add_format({"valign": "top", "text_wrap": True})
    page, at, pages = _quotes_page(book, name, heads, looks), 0, 1
    for rendered in tables:
        for line in quotes_frame(rendered, citations).itertuples(index=False):
            if at == _MOST_LINES:
                page.autofilter(0, 0, at, len(heads) - 1)
                pages += 1
                page, at = _quotes_page(book, f"{name} {pages}", heads, looks), 0
            at += 1
            _write_quote(page, at, (rendered.id, *line), looks)
    page.autofilter(0, 0, max(at, 1), len(heads) - 1)


def _quotes_page(book: Any, name: str, heads: Sequence[str], looks: dict[str, Any]) -> Any:
    page = book.add_worksheet(name)
    for column, words in enumerate(heads):
        page.write_string(0, column, words, looks["head"])
        page.set_column(column, column, _QUOTE_WIDTHS.get(column, 14))
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    return page


def _write_quote(page: Any, at: int, line: Sequence[Any], looks: dict[str, Any]) -> None:
    for column, value in enumerate(line):
        if isinstance(value, int):
            page.write_number(at, column, value, looks["text"])
        elif isinstance(value, str) and value:
            look = looks["quote"] if column in _QUOTE_WIDTHS else looks["text"]
            page.write_string(at, column, _cut(value), look)


def _cut(text: str) -> str:
    """As much of a text as a cell may hold."""
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have: 31 characters, none of them forbidden, not taken (case aside)."""
    plain = _FORBIDDEN.sub("_", wanted)[:31]
    name, number = plain, 2
    while name.casefold() in taken:
        name, number = f"{plain[:28]}~{number}", number + 1
    taken.add(name.casefold())
    return name


def _write_table(book: Any, rendered: RenderedTable, name: str) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    plain = {"text_wrap": True, "valign": "top"} if rendered.wide else {"align": "center"}
    looks = {look: book.add_format({**plain, "bg_color": fill}) for look, fill in FILLS.items()}
    looks["plain"] = book.add_format(plain)
    looks["number"] = book.add_format({"bold": True})
    looks["day"] = book.add_format({**plain, "num_format": "yyyy-mm-dd"})
    looks["shaped"] = cache(
        lambda look, shape: book.add_format(
            {**plain, "num_format": shape, **({"bg_color": FILLS[look]} if look in FILLS else {})}
        )
    )
    page = book.add_worksheet(name)
    page.write_string(0, 0, rendered.title, book.add_format({"bold": True, "font_size": 14}))
    counts = book.add_format({"bold": True, "bottom": 1, "align": "right", "valign": "vcenter"})
    for column, words in enumerate(rendered.heads()):
        page.write_string(2, column, words, counts if column > len(rendered.columns) else bold)
    labels = [
        book.add_format({"indent": depth, "bold": depth == 0, "text_wrap": True, "valign": "top"})
        for depth in range(1 + max((row.depth for row in rendered.rows), default=0))
    ]
    for at, row in enumerate(rendered.rows, 3):
        page.write_string(at, 0, row.label, labels[row.depth])
        _write_row(page, at, row, rendered, looks)
    below = len(rendered.rows) + 3
    if rendered.totals:
        page.write_string(below, 0, rendered.totals.label, bold)
        _write_row(page, below, rendered.totals, rendered, looks)
        below += 1
    legend = [f"{sign}  {words}" for _, sign, words in rendered.legend]
    for offset, sentence in enumerate([*legend, *rendered.notes], 1):
        page.write_string(below + offset, 0, sentence)
    _lay_out(page, rendered)


def _lay_out(page: Any, rendered: RenderedTable) -> None:
    page.freeze_panes(3, 1)
    page.set_column(0, 0, 44)
    page.set_column(1, len(rendered.columns), 36 if rendered.wide else 13)
    page.set_landscape()
    page.set_paper(9)
    page.repeat_rows(2)
    if len(panels(rendered, _PRINTED)) == 1:
        page.fit_to_pages(1, 0)
    else:
        page.set_print_scale(70)
        page.repeat_columns(0)


def _write_row(page: Any, at: int, row: RenderedRow, rendered: RenderedTable, looks: dict[str, Any]) -> None:
    column = 1
    for cell in row.cells:
        _write_cell(page, at, column, cell, looks)
        column += 1
    if rendered.counts:
        if row.n is not None:
            page.write_number(at, column, row.n, looks["number"])
        column += 1
    if row.total is not None:
        _write_cell(page, at, column, row.total, looks)


def _write_cell(page: Any, row: int, column: int, cell: RenderedCell, looks: dict[str, Any]) -> None:
    look = looks.get(cell.look, looks["plain"])
    if cell.number is not None:
        shape = _shape(cell.text)
        page.write_number(row, column, cell.number, looks["shaped"](cell.look, shape) if shape else look)
        return
    typed = _typed(cell) if cell.look == "plain" else None
    if isinstance(typed, float):
        page.write_number(row, column, typed, look)
    elif typed is not None:
        page.write_datetime(row, column, typed, looks["day"])
    else:
        page.write_string(row, column, _cut(cell.text), look)


def _shape(written: str) -> str:
    """The number format that shows a number as it is written, brackets and share included; empty where there are none.

    The cell stays a number: `(3)` and `10 · 26 %` can be summed.
    """
    found = re.match(r"(\D*)\d(?:[\d\s.,]*\d)?(.*)", written)
    if found is None or not (found[1] or found[2]):
        return ""
    before, after = (f'"{words}"' if words else "" for words in found.groups())
    return f"{before}#,##0{after}"


def _typed(cell: RenderedCell) -> Any:
    """The number or day that an attribute is written as; None for everything else."""
    from datetime import datetime, time

    if len(cell.parts) != 1:
        return None
    written = cell.day or cell.parts[0].text
    try:
        return datetime.combine(as_date(written), time())
    except ValueError:
        pass
    try:
        return as_number(written) if not written.endswith("%") else None
    except ValueError:
        return None
