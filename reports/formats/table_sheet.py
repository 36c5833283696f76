"""A table on a sheet of its own: its title, typed cells, shares in columns of their own, legend and notes below."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reports.formats.fills import FILLS
from reports.formats.fitting import Page, panels
from reports.formats.looks import Looks
from reports.formats.sheet_text import LINE, as_words, height_of, lines_of, link_to, longest_word, portions
from reports.formats.sheet_values import share_shape, value_of
from reports.tables.rendering import RenderedCell, RenderedRow, RenderedTable
from wording.catalogues import say

HEAD = 2
"""The row of the heads, counted from 0."""
_LABEL = 44
_NARROW, _COLUMN, _WIDEST = 9, 13, 90
_PROSE = 36
_LINES = 20
"""A column of long words is made wider until its longest cell has no more lines."""
_FEW = 4
_NOTE = 130
"""How wide the sentences below a table may become, in digits."""
_PRINTED = Page(width=780, largest=10, least=5.5)
"""A4 in landscape; a table that does not fit so is printed over several pages, the labels on each."""
_BOLD = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1}


class TableSheet:
    """Writes one table on one sheet."""

    def __init__(self, page: Any, rendered: RenderedTable, looks: Looks) -> None:
        self._page, self._table, self._looks = page, rendered, looks
        self._language = rendered.language
        cells = range(len(rendered.columns))
        self._shared = [at for at in cells if any(row.cells[at].share is not None for row in rendered.rows)]
        self._heads = rendered.heads()
        self._heads += [f"{rendered.columns[at].label} (%)" for at in self._shared]
        self._widths = self._measured()
        self._plain: dict[str, Any] = (
            {"text_wrap": True, "valign": "top"} if rendered.wide else {"align": "center", "valign": "top"}
        )
        self._left_over: list[str] = []

    def write(self, *, contents: str | None) -> None:
        """Write it all; `contents` is the name of the sheet that its first lines lead back to."""
        table, page = self._table, self._page
        for column, width in enumerate(self._widths):
            page.set_column(column, column, width)
        self._across(0, table.title, bold=True, font_size=14, line=20)
        if contents is not None:
            page.write_url(1, 0, link_to(contents), self._looks.of(font_color="#0B5394", underline=1), f"← {contents}")
        self._write_heads()
        rows = [*table.rows, *((table.totals,) if table.totals else ())]
        for at, row in enumerate(rows, HEAD + 1):
            self._write_row(at, row, total=row is table.totals)
        below = HEAD + 1 + len(rows)
        legend = [f"{sign}  {words}" for _, sign, words in table.legend]
        sources = [say("sources", self._language), *table.sources] if table.sources else []
        notes = [*legend, *table.notes, *sources, *self._left_over]
        for at, sentence in enumerate(notes, below + 1):
            self._across(at, sentence, text_wrap=True)
        self._set_up(last=below + len(notes))

    def _write_heads(self) -> None:
        for column, words in enumerate(self._heads):
            words_alone = 0 < column <= len(self._table.columns) and not self._table.wide
            align = "center" if words_alone else "left" if column <= len(self._table.columns) else "right"
            self._looks.write_words(self._page, HEAD, column, words, **_BOLD, align=align)
        heights = [(words, width * 0.9) for words, width in zip(self._heads, self._widths, strict=True)]
        self._page.set_row(HEAD, height_of(heights))

    def _write_row(self, at: int, row: RenderedRow, *, total: bool) -> None:
        table, cells = self._table, [*row.cells]
        look: dict[str, Any] = {"bold": row.depth == 0, "text_wrap": True, "valign": "top"}
        look |= {"indent": row.depth, "align": "left"} if row.depth else {}
        self._looks.write_words(self._page, at, 0, row.label, **(_BOLD if total else look))
        for column, cell in enumerate(cells, 1):
            self._write_cell(at, column, cell, row)
        column = 1 + len(table.columns)
        if table.counts:
            if row.n is not None:
                self._page.write_number(at, column, row.n, self._looks.of(bold=True, valign="top"))
            column += 1
        if table.has_row_totals:
            if row.total is not None:
                self._write_cell(at, column, row.total, row)
            column += 1
        for at_share, shared in enumerate(self._shared, column):
            if shared < len(cells) and (share := cells[shared].share) is not None:
                look = {"num_format": share_shape(self._language, share=share), "align": "right", "valign": "top"}
                self._page.write_number(at, at_share, share, self._looks.of(**look))
        words = [(row.label, self._widths[0] - 2.0 * row.depth)]
        words += [(cell.text, self._widths[column]) for column, cell in enumerate(cells, 1) if cell.number is None]
        self._page.set_row(at, height_of(words))

    def _write_cell(self, at: int, column: int, cell: RenderedCell, row: RenderedRow) -> None:
        look = {**self._plain, **({"bg_color": FILLS[cell.look]} if cell.look in FILLS else {})}
        found = value_of(cell, self._language)
        if isinstance(found.value, str) or (found.shape and not self._looks.has_room_for(found.shape)):
            self._write_words(at, column, cell.text, look, row)
            return
        look |= {"num_format": found.shape} if found.shape else {}
        if isinstance(found.value, datetime):
            self._page.write_datetime(at, column, found.value, self._looks.of(**{**look, "align": "left"}))
        else:
            self._page.write_number(at, column, found.value, self._looks.of(**look))

    def _write_words(self, at: int, column: int, text: str, look: dict[str, Any], row: RenderedRow) -> None:
        """Words; what one cell cannot hold goes below the table, under the names of its row and column."""
        first, *others = portions(text, say("continued_below_table", self._language))
        self._looks.write_words(self._page, at, column, first, **look)
        for other in others:
            colon = say("figure_colon", self._language).rstrip()
            self._left_over += [f"{row.label}, {self._heads[column]}{colon}", other]

    def _across(self, at: int, words: str, *, line: float = LINE, **look: Any) -> None:
        """A sentence over as many columns as it needs, wrapped where these are not enough."""
        last, room = 0, self._widths[0]
        while last + 1 < len(self._widths) and room < _NOTE:
            last += 1
            room += self._widths[last]
        shown = self._looks.of(**look, valign="top", **({} if "text_wrap" in look else {"text_wrap": True}))
        if last:
            self._page.merge_range(at, 0, at, last, "", shown)
        self._page.write_string(at, 0, as_words(words), shown)
        self._page.set_row(at, height_of([(words, room * LINE / line)], line=line))

    def _measured(self) -> list[float]:
        """The columns' widths: no word of a head broken, and long words in no more lines than are pleasant to read."""
        table = self._table
        labels = [len(row.label) + 2 * row.depth + 2 for row in table.rows]
        widths: list[float] = [min(max([*labels, len(table.corner) + 4, _NARROW]), _LABEL)]
        for at, column in enumerate(table.columns):
            texts = [row.cells[at].text for row in table.rows]
            least = _short_width([column.label, *texts])
            widths.append(max(_prose_width(texts, few=len(table.columns) <= _FEW), least) if table.wide else least)
        return widths + [_short_width([words]) for words in self._heads[len(widths) :]]

    def _set_up(self, *, last: int) -> None:
        """What stays in sight, what can be filtered, and how it is printed."""
        page, table, right = self._page, self._table, len(self._widths) - 1
        page.freeze_panes(HEAD + 1, 1)
        if table.rows:
            page.autofilter(HEAD, 0, HEAD + len(table.rows), right)
        page.print_area(0, 0, last, right)
        page.repeat_rows(HEAD)
        fitted = len(panels(table, _PRINTED))
        page.fit_to_pages(fitted, 0)
        if fitted > 1:
            page.repeat_columns(0)


def _short_width(texts: Sequence[str]) -> float:
    longest = max(map(longest_word, texts), default=0) * 1.05 + 2.5
    return min(max(longest, _NARROW), 2 * _COLUMN)


def _prose_width(texts: Sequence[str], *, few: bool) -> float:
    """Few columns of words are as wide as a page lets them be, many are narrow and high."""
    longest = max(texts, key=len, default="")
    width = min(max(len(longest) / (2 if few else 4), _COLUMN), _PROSE)
    while width < _WIDEST and lines_of(longest, width) > _LINES:
        width += 6
    return width
