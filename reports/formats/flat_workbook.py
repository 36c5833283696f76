"""Long tables as an Excel workbook: the frame is the library's, the rows go straight into their sheets."""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Literal
from zipfile import ZIP_DEFLATED, ZipFile

from reports.formats.sheet_text import LONGEST_CELL, portions
from wording.messages import tr

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CELLS = 1_000_000
"""Of a matrix: spreadsheets take gigabytes for one that is larger, and nobody reads it there."""
_LEVEL = 3
"""Of deflate: rows are so repetitive that more takes twice the time for a few hundredths of the size."""
_PLAIN = re.compile(r"[ -%'-;=?-^`-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""Words without anything that markup or Excel would take for something else."""
_ESCAPED = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_REMEMBERED = 50_000

Row = Sequence[str | int | None]
ColumnKind = Literal["words", "whole", "mark", "number", "truth", "moment"]
"""What a column holds: words, whole numbers, 0 and 1, numbers, truth values (as 0 and 1), times (UTC, ISO 8601)."""


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table by its name: the heads of its columns, how many rows follow, and what makes them, each time anew.

    Where it is wide only its first columns may hold `words`; the others have 0, 1 or nothing. `kinds` says by head what
    a column holds, where it is not words.
    """

    name: str
    heads: Sequence[str]
    count: int
    rows: Callable[[], Iterator[Row]]
    matrix: bool = False
    words: int | None = None
    kinds: Mapping[str, ColumnKind] = field(default_factory=dict)

    def kind(self, column: int) -> ColumnKind:
        """What the column of that number (from 0) holds."""
        if self.words is not None and column >= self.words:
            return "mark"
        return self.kinds.get(self.heads[column], "words")

    @property
    def fits_a_sheet(self) -> bool:
        """Whether a sheet of Excel holds it, and a person who opens it is served by it."""
        cells = self.count * len(self.heads)
        held = self.count < MOST_ROWS and len(self.heads) <= MOST_COLUMNS
        return held and not (self.matrix and cells > MOST_CELLS)


def flat_workbook(sheets: Sequence[FlatTable]) -> bytes:
    """The workbook's bytes, heads frozen and filtered. Words are text, so nothing runs as a formula.

    What a cell cannot hold goes on in further columns, and says so. Signs that XML has no place for are written as
    Excel does (ECMA-376, 22.9.2.19: `_x000B_`). Every sheet must fit.
    """
    target = io.BytesIO()
    with ZipFile(_frame(sheets)) as frame, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as book:
        parts = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, 1)}
        for part in frame.infolist():
            with book.open(part.filename, "w") as out:
                data = frame.read(part)
                if part.filename in parts:
                    # Readers that trust the frame's dimension would stop after the heads.
                    before, end, after = _DIMENSION.sub(b"", data).partition(b"</sheetData>")
                    out.write(before)
                    _write_rows(out, parts[part.filename])
                    data = end + after
                out.write(data)
    return target.getvalue()


def _frame(sheets: Sequence[FlatTable]) -> io.BytesIO:
    """The workbook with nothing but heads."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    options = {"in_memory": True, "constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, options) as book:
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for column, head in enumerate(sheet.heads):
                page.write_string(0, column, head, bold)
            page.freeze_panes(1, 1)
            page.autofilter(0, 0, max(sheet.count, 1), len(sheet.heads) - 1)
    return target


def _write_rows(out: IO[bytes], sheet: FlatTable) -> None:
    """Write the rows below the heads."""
    from xlsxwriter.utility import xl_col_to_name

    width = len(sheet.heads)
    letters = [xl_col_to_name(column) for column in range(width)]
    more, known, written = tr("(goes on in the last columns)"), dict[str, str](), list[str]()
    for number, row in enumerate(sheet.rows(), 2):
        cells, beyond = [f'<row r="{number}">'], list[str]()
        for letter, value in zip(letters, row, strict=True):
            if isinstance(value, int):
                cells.append(f'<c r="{letter}{number}"><v>{value}</v></c>')
            elif value:
                words = known.get(value)
                if words is None:
                    first, *others = portions(value, more) if len(value) * 2 > LONGEST_CELL else [value]
                    words, beyond = _words(first), [*beyond, *others]
                    if not others and len(known) < _REMEMBERED:
                        known[value] = words
                cells.append(f'<c r="{letter}{number}"{words}')
        for column, piece in enumerate(beyond, width):
            cells.append(f'<c r="{xl_col_to_name(column)}{number}"{_words(piece)}')
        cells.append("</row>")
        written.append("".join(cells))
        if len(written) == 1_000:
            out.write("".join(written).encode())
            written.clear()
    out.write("".join(written).encode())


def _words(text: str) -> str:
    """The rest of a cell that holds these words, after its address."""
    if not _PLAIN.fullmatch(text):
        text = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'
