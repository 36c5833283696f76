"""The body of an rtf file: runs gathered into paragraphs, cells, rows and floating boxes."""

import re
from dataclasses import dataclass, field

from corpus.block import Block, Form
from corpus.readers.set_runs import Run, block_of
from corpus.readers.speech_table import blocks_of_table

ENDS = frozenset("par sect page column cell row nestcell nestrow \r \n".split(" "))
"""What ends a paragraph, a cell or a row."""


@dataclass(slots=True)
class RtfParagraph:
    """How a paragraph is set: depth as a heading (0 for none), indent, whether in a list or table, and in `looks`
    other marks with their numbers.
    """

    level: int = 0
    indent: int = 0
    listed: bool = False
    in_table: bool = False
    looks: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Row:
    """A row in the making, with the row of a table inside its present cell."""

    cells: list[list[Block]] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    nested: list[list[Block]] = field(default_factory=list)
    nested_rows: list[list[list[Block]]] = field(default_factory=list)
    nested_at: int = 0

    def end_of_cell(self) -> None:
        """End the cell: a table inside it is in its place among the paragraphs."""
        if self.nested:
            self.nested_rows.append(self.nested)
        self.cell[self.nested_at : self.nested_at] = blocks_of_table(self.nested_rows)
        self.cells.append(self.cell)
        self.cell, self.nested, self.nested_rows = [], [], []


class RtfBody:
    """The blocks of a document while it is read; `set` is how the present paragraph is set."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.set = RtfParagraph()
        self.letters = 0  # said so far
        self.numbered = False  # the number of a list was written before this paragraph
        self._runs: list[Run] = []
        self._row = _Row()
        self._rows: list[list[list[Block]]] = []
        self._around: list[tuple[int, list[Run], RtfParagraph]] = []
        self._boxes: list[Block] = []

    def say(self, run: Run) -> None:
        """Add letters to the paragraph."""
        self.letters += len(run.text)
        if self._runs and self._runs[-1]._replace(text="") == run._replace(text="") and len(self._runs[-1].text) < 500:
            run = run._replace(text=self._runs.pop().text + run.text)
        self._runs.append(run)

    def open_box(self, depth: int) -> None:
        """A floating box begins in the group of that depth: what it holds comes after the paragraph that anchors it."""
        self._around.append((depth, self._runs, self.set))
        self._runs, self.set = [], RtfParagraph()

    def close_box(self, depth: int) -> None:
        """The box ends, if one began in the group of that depth."""
        if self._around and self._around[-1][0] == depth:
            self._end_of_paragraph(in_cell=False)
            _, self._runs, self.set = self._around.pop()

    def end(self, word: str) -> None:
        """End a paragraph, cell or row."""
        row = self._row
        match word:
            case "cell":
                self._end_of_paragraph(in_cell=True)
                row.end_of_cell()
            case "row":
                self._rows.append(row.cells)
                self._row = _Row(cell=row.cell)
            case "nestcell":
                before = len(row.cell)
                row.nested_at = row.nested_at if row.nested or row.nested_rows else before
                self._end_of_paragraph(in_cell=True)
                row.nested.append(row.cell[before:])
                del row.cell[before:]
            case "nestrow":
                row.nested_rows.append(row.nested)
                row.nested = []
            case _:
                self._end_of_paragraph(in_cell=self.set.in_table)

    def finish(self) -> None:
        """End whatever is open."""
        while self._around:
            self.close_box(self._around[-1][0])
        self._end_of_paragraph(in_cell=False)

    def _end_of_paragraph(self, *, in_cell: bool) -> None:
        form: Form = "heading" if self.set.level else "item" if self.set.listed or self.numbered else "paragraph"
        looks = [f"indent {self.set.indent}"] if self.set.indent else []
        looks += [f"{mark} {number}" for mark, number in sorted(self.set.looks.items()) if number]
        runs = [run._replace(text=_paired(run.text)) for run in self._runs]
        block = block_of(runs, form=form, level=self.set.level, looks=looks)
        self._runs, self.numbered = [], False
        found = [block] if block.text else []
        if self._around:
            self._boxes.extend(found)
            return
        found, self._boxes = [*found, *self._boxes], []
        if not in_cell:
            self._end_of_table()
        (self._row.cell if in_cell else self.blocks).extend(found)

    def _end_of_table(self) -> None:
        row = self._row
        if row.nested or row.nested_rows or row.cell:
            row.end_of_cell()
        if row.cells:
            self._rows.append(row.cells)
        self._row, rows, self._rows = _Row(), self._rows, []
        self.blocks.extend(blocks_of_table(rows))


def _paired(text: str) -> str:
    """The text with letters beyond U+FFFF, which rtf writes in two halves, as one each."""
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_HALF = re.compile("[\ud800-\udfff]")
