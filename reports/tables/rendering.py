"""What a table is on paper: rows of cells made of parts, each part with the quotes behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from coding.records.replay import Classification
from corpus.made_often import made_often
from reports.cell import Header
from wording.catalogues import say

if TYPE_CHECKING:
    from coding.records.columns import Positions

SIGNS = {"coded": "●", "rolled": "○", "read": "–", "unread": "?", "absent": "∅"}
"""How a cell without a value of its own is written; no two states share a sign."""


@made_often
class RenderedPart:
    """A piece of a cell that may have quotes; `row` and `column` are the ids of the cell whose quotes they are.

    In a table of classes the cell's row is the class and its column the case. `numbers` are those by which its words
    cite the quotes, by the id of their codings.
    """

    text: str
    row: str = ""
    column: str = ""
    evidence: "Positions | None" = None
    classes: tuple[Classification, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def quotes(self) -> int:
        """How many quotes stand behind it."""
        return (0 if self.evidence is None else len(self.evidence)) + len(self.classes)


@made_often
class RenderedCell:
    """A cell: `look` is how it is styled (a state, or plain), `spoken` is what a screen reader says.

    `number` is its value where that is a number; `strength`, from 0 to 1, the position of its degree on the scale;
    `marks` are words about it (stale, signed), `between` what separates its parts in plain text, `day` the date, in
    ISO form, that its words are, `share` its part of a whole from 0 to 1.
    """

    parts: tuple[RenderedPart, ...]
    look: str
    spoken: str
    number: float | None = None
    strength: float | None = None
    marks: tuple[str, ...] = ()
    between: str = ", "
    day: str | None = None
    share: float | None = None

    @property
    def text(self) -> str:
        """The cell in plain text."""
        text = self.between.join(part.text for part in self.parts)
        return " ".join((text, *(f"[{mark}]" for mark in self.marks)))


@made_often
class RenderedRow:
    """A row with its label, its depth under the first row, the number of cases coded, and its total."""

    id: str
    label: str
    depth: int
    cells: tuple[RenderedCell, ...]
    n: int | None = None
    total: RenderedCell | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RenderedTable:
    """A table on paper. `legend` holds (look, sign, words); `notes` are sentences below the table.

    `counts` says that a column n is shown, `totals` is the last row; `wide` that cells hold words, not signs;
    `landscape` that it is to be printed across, however narrow; `sources` are the quotes that the footnotes of its
    words stand for, a line each; `meanings` are what looks mean to readers who know nothing of codes; `source` says
    what the table rests on; a `captioned` one has its title above it already.
    """

    id: str
    title: str
    corner: str
    columns: tuple[Header, ...]
    rows: tuple[RenderedRow, ...]
    legend: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    language: str
    counts: bool = True
    totals: RenderedRow | None = None
    wide: bool = False
    landscape: bool = False
    sources: tuple[str, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    captioned: bool = False

    def part_title(self, at: int, of: int) -> str:
        """What is written above a part of the table where it is cut into several, counted from 1."""
        key = "panel_of_captioned" if self.captioned else "panel"
        return say(key, self.language, title=self.title, at=at, all=of)

    def with_note(self, sentence: str) -> Self:
        """The table with one more sentence below it."""
        return replace(self, notes=(*self.notes, sentence))

    def parts(self) -> Iterator[tuple[RenderedRow, Header, RenderedPart]]:
        """Every part with quotes behind it, with its row and column, in reading order."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                for part in cell.parts:
                    if part.quotes:
                        yield row, column, part

    @property
    def has_row_totals(self) -> bool:
        """Whether rows have a total: all of them have, or none."""
        return bool(self.rows) and self.rows[0].total is not None

    def heads(self) -> list[str]:
        """The heads of all columns, the corner first, n and the total last."""
        more = (["n"] if self.counts else []) + ([say("total", self.language)] if self.has_row_totals else [])
        return [self.corner, *(column.label for column in self.columns), *more]
