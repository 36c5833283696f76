"""The quotes of tables on a sheet, a line each: on a second sheet and more where one is full, none of them cut."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from reports.citations import Citations
from reports.formats.frames import QUOTE_COLUMNS, quotes_frame
from reports.formats.looks import Looks
from reports.formats.sheet_text import LINE, height_of, name_of_sheet, portions
from reports.tables.rendering import RenderedTable
from wording.catalogues import say

_MOST_LINES = 1_000_000
_WIDTHS = {"quote": 90, "memo": 40, "entry": 20, "row": 26, "code": 26, "time": 20}
_USUAL = 14
_WRAPPED = ("quote", "memo")


class QuoteSheets:
    """Writes quotes one below the other and opens sheets as they fill up."""

    def __init__(self, book: Any, looks: Looks, language: str, taken: set[str]) -> None:
        self._book, self._looks, self._language, self._taken = book, looks, language, taken
        self._columns = ("table", *QUOTE_COLUMNS)
        self._heads = [say(f"quotes_{key}", language) for key in self._columns]
        self._more = say("continued_in_next_row", language)
        self._page: Any = None
        self._at = 0
        self.names: list[str] = []

    def write(self, tables: Sequence[RenderedTable], citations: Citations, sheets: Mapping[str, str]) -> None:
        """Write the quotes of these tables, each with the name of its table's sheet, by the table's id."""
        self._open()
        for rendered in tables:
            for line in quotes_frame(rendered, citations).itertuples(index=False):
                self._write((sheets[rendered.id], *line))
        self._close()

    def _write(self, line: Sequence[Any]) -> None:
        """A quote; words that one cell cannot hold go on in the next row, which repeats everything else."""
        pieces = [portions(one, self._more) if isinstance(one, str) else [one] for one in line]
        rows = max(map(len, pieces))
        filled = [one if len(one) > 1 else one * rows for one in pieces]
        for row in zip_longest(*filled, fillvalue=""):
            if self._at == _MOST_LINES:
                self._close()
                self._open()
            self._at += 1
            self._write_row(row)

    def _write_row(self, row: Sequence[Any]) -> None:
        for at, value in enumerate(row):
            if isinstance(value, int):
                self._page.write_number(self._at, at, value, self._looks.of(valign="top"))
            elif isinstance(value, str) and value:
                look = {"text_wrap": True} if self._columns[at] in _WRAPPED else {}
                self._looks.write_words(self._page, self._at, at, value, valign="top", **look)
        wrapped = [
            (value, float(_WIDTHS[name]))
            for name, value in zip(self._columns, row, strict=True)
            if name in _WRAPPED and isinstance(value, str)
        ]
        if (height := height_of(wrapped)) > LINE:
            self._page.set_row(self._at, height)

    def _open(self) -> None:
        name = say("quotes", self._language) + (f" {len(self.names) + 1}" if self.names else "")
        self.names.append(name_of_sheet(name, self._taken))
        self._page, self._at = self._book.add_worksheet(self.names[-1]), 0
        for at, words in enumerate(self._heads):
            self._page.write_string(0, at, words, self._looks.of(bold=True, bottom=1))
            self._page.set_column(at, at, _WIDTHS.get(self._columns[at], _USUAL))
        self._page.freeze_panes(1, 0)
        self._page.fit_to_pages(1, 0)
        self._page.repeat_rows(0)

    def _close(self) -> None:
        last = len(self._heads) - 1
        self._page.autofilter(0, 0, max(self._at, 1), last)
        self._page.print_area(0, 0, max(self._at, 1), last)
