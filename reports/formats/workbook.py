"""Tables as an Excel workbook: contents that lead to a sheet for each table, and their quotes on a sheet as well."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from reports.citations import Citations
from reports.figures.lettering import printable
from reports.formats.looks import Looks
from reports.formats.quote_sheets import QuoteSheets
from reports.formats.sheet_text import as_words, height_of, link_to, name_of_sheet
from reports.formats.sheet_values import DAY
from reports.formats.table_sheet import TableSheet
from reports.tables.rendering import RenderedTable
from wording.catalogues import say

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": DAY,
    "remove_timezone": True,
}
_CONTENTS = {"": 6, "quotes_table": 80, "sheet_rows": 10, "sheet_columns": 10, "quotes": 10}
"""The columns of the contents with their widths, by the keys of their heads."""
_LONGEST_HEADER = 200
_A4 = 9


def workbook(
    tables: Sequence[RenderedTable], citations: Citations | None, *, study: str, authors: Sequence[str] = ()
) -> bytes:
    """The workbook's bytes. Numbers, shares and days are typed; all else is text, so that nothing is run as a formula.

    Several tables have contents before them, which lead to each sheet and each sheet back to them. Without citations
    there are no quotes.
    """
    from xlsxwriter import Workbook

    target = io.BytesIO()
    language = tables[0].language if tables else "fr"
    contents = say("contents", language)
    with Workbook(target, _OPTIONS) as book:
        title = tables[0].title if len(tables) == 1 else study
        by = printable(", ".join(authors))
        book.set_properties({"title": printable(title), "subject": printable(study), "author": by})
        looks, taken = Looks(book), {contents.casefold(), say("quotes", language).casefold()}
        several = len(tables) > 1
        names = {
            rendered.id: name_of_sheet(f"{at}. {rendered.title}" if several else rendered.title, taken)
            for at, rendered in enumerate(tables, 1)
        }
        front = book.add_worksheet(contents) if several else None
        for rendered in tables:
            page = book.add_worksheet(names[rendered.id])
            TableSheet(page, rendered, looks).write(contents=contents if several else None)
        quotes = QuoteSheets(book, looks, language, taken - {say("quotes", language).casefold()})
        if citations is not None:
            quotes.write(tables, citations, names)
        if front is not None:
            _write_contents(front, tables, names, quotes.names, looks, study=study)
        for page in book.worksheets():
            _print_on_paper(page, study)
    return target.getvalue()


def _write_contents(
    page: Any,
    tables: Sequence[RenderedTable],
    names: Mapping[str, str],
    quotes: Sequence[str],
    looks: Looks,
    *,
    study: str,
) -> None:
    """The study's title and a line for each sheet, with its size."""
    language = tables[0].language
    page.write_string(0, 0, as_words(printable(study)), looks.of(bold=True, font_size=14))
    head = {"bold": True, "bottom": 1}
    for column, (key, width) in enumerate(_CONTENTS.items()):
        page.set_column(column, column, width)
        words = say(key, language) if key else ""
        page.write_string(2, column, words, looks.of(**head, align="left" if column < 2 else "right"))
    link = looks.of(font_color="#0B5394", underline=1, text_wrap=True, valign="top")
    for at, rendered in enumerate(tables, 1):
        row, number = at + 2, looks.of(valign="top")
        page.write_number(row, 0, at, looks.of(valign="top", align="left"))
        page.write_url(row, 1, link_to(names[rendered.id]), link, printable(rendered.title))
        found = sum(part.quotes for _, _, part in rendered.parts())
        for column, count in enumerate((len(rendered.rows), len(rendered.columns), found), 2):
            page.write_number(row, column, count, number)
        page.set_row(row, height_of([(rendered.title, float(_CONTENTS["quotes_table"]))]))
    for row, name in enumerate(quotes, len(tables) + 4):
        page.write_url(row, 1, link_to(name), link, name)
    page.freeze_panes(3, 0)
    page.print_area(0, 0, len(tables) + 3 + len(quotes), len(_CONTENTS) - 1)
    page.repeat_rows(2)
    page.fit_to_pages(1, 0)


def _print_on_paper(page: Any, study: str) -> None:
    """A4 in landscape, the study's title above and the number of the page below."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_header(f"&L&8{printable(study).replace('&', '&&')[:_LONGEST_HEADER]}")
    page.set_footer("&L&8&A&R&8&P / &N")
