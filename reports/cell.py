"""A computed synthesis table: its rows, columns and cells, each cell with its state and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from coding.codebook.table_declaration import TableDeclaration
from coding.records.replay import Classification
from corpus.made_often import made_often

if TYPE_CHECKING:
    from coding.records.columns import Positions
    from coding.summaries.summary import SummaryState
    from reports.association import Difference

SEPARATOR = " | "
"""Between values that stand side by side: what is given may itself hold commas and semicolons."""

State = Literal["unread", "read", "coded", "absent", "unclassified"]


@dataclass(frozen=True, slots=True)
class Header:
    """A row or column: its id, its label in the study's language and its depth in the code tree.

    `merged` are the ids of those that it stands for, where a table shows several as one.
    """

    id: str
    label: str
    depth: int = 0
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """The number that several values make, in their unit, from how many of them; `left_out` are no numbers.

    The number is None where there is none, or where the units or the scales differ (`mixed` says which).
    """

    number: float | None
    unit: str
    n: int
    left_out: int
    mixed: Literal["", "units", "scales"] = ""


@made_often
class Cell:
    """One cell. `value` is what it shows: the strongest degree, a count, a class, an attribute, what was given.

    `evidence` holds positions in the material's codings, `classes` the classifications behind it, `values` every
    different value given with the positions of the codings that give it. `number` is the value where it is one,
    `share` its part from 0 to 1 of `base`, `together` what values or degrees make. `rolled` says that only codes below
    the row's hold it, `disputed` that counted coders gave different classes, `said` why a case is in no class,
    `summary` what somebody wrote of the cell. `reopened` says of an unread cell that its texts were read before its
    codes existed or meant what they mean now; `contested` that differences not adjudicated would be in it.
    """

    row: str
    column: str
    state: State
    value: str | int | float | None = None
    evidence: "Positions | None" = None
    classes: tuple[Classification, ...] = ()
    values: tuple[tuple[str, "Positions"], ...] = ()
    number: float | None = None
    share: float | None = None
    base: int | None = None
    together: Together | None = None
    rolled: bool = False
    disputed: bool = False
    said: str | None = None
    summary: "SummaryState | None" = None
    reopened: bool = False
    contested: bool = False

    @property
    def codings(self) -> int:
        """How many codings and classifications stand behind it."""
        return (0 if self.evidence is None else len(self.evidence)) + len(self.classes)


@dataclass(frozen=True, slots=True)
class SynthesisTable:
    """A computed table. `cells` is keyed by (row id, column id); `cases` is N.

    A table of classes (`declaration.typology`) has a row per case and one column, the typology. `coders` are those
    whose codings may be in it. `row_totals`, `column_totals` and `total` are counts of what is distinct, not sums of
    cells, since a coding is in the cells of its code and of every code above. `rows_in_all` is how many rows there were
    before only the first were kept, `tied` are the labels of those left out that are no less than the last one kept;
    `count_reason` says, by language, why N is what it is. `tests` are of rows, by id, where the table has some.
    `left_out` codings have no value of the attribute, or no date, that the table is by, and are in no cell.
    """

    declaration: TableDeclaration
    title: str
    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    cells: Mapping[tuple[str, str], Cell]
    cases: int
    row_totals: Mapping[str, float] = field(default_factory=dict)
    column_totals: Mapping[str, float] = field(default_factory=dict)
    total: float | None = None
    where: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    rows_in_all: int | None = None
    tied: tuple[str, ...] = ()
    count_reason: Mapping[str, str] = field(default_factory=dict)
    tests: "Mapping[str, Difference]" = field(default_factory=dict)
    left_out: int = 0

    @property
    def whole(self) -> int:
        """What n is out of: the cases of the study (N), or the columns where these are not cases."""
        of_cases = self.declaration.typology is not None or self.declaration.columns.kind in ("cases", "fields")
        return self.cases if of_cases else len(self.columns)

    def n(self, row: str) -> int:
        """How many cells of that row are coded."""
        return sum(self.cells[row, column.id].state == "coded" for column in self.columns)

    def unread(self, row: str) -> int:
        """How many cells of that row nobody has read to the end."""
        return sum(self.cells[row, column.id].state == "unread" for column in self.columns)
