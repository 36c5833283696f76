"""Synthesis tables as the codebook declares them: rows, columns, what a cell holds, filters, order and totals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coding.codebook.case_count import CaseCount
from corpus.marked_yaml import NOWHERE, Mark
from wording.messages import tr

AxisKind = Literal[
    "codes",
    "cases",
    "texts",
    "coders",
    "kind",
    "typology",
    "attribute",
    "dates",
    "fields",
    "values",
    "interviews",
    "documents",
    "statements",
    "contradictions",
]
CellKind = Literal[
    "mention",
    "degree",
    "degrees",
    "latest",
    "count",
    "places",
    "texts",
    "cases",
    "words",
    "class",
    "value",
    "quotes",
    "summary",
    "sum",
    "mean",
    "median",
    "mean_degree",
    "median_degree",
]
Share = Literal["row", "column", "table", "cases", "read"]
"""What a cell is a share of: what its row, its column or the table counts, its group's cases, or those of them read."""

LISTED: tuple[AxisKind, ...] = ("values", "interviews", "documents", "statements", "contradictions")
"""Rows that are found, not declared: values given, texts of a kind, statements checked, contradictions met."""

COUNTS: tuple[CellKind, ...] = ("count", "places", "texts", "cases", "words")
"""Cells that hold a number."""

NUMBERS: tuple[CellKind, ...] = ("sum", "mean", "median", "mean_degree", "median_degree")
"""Cells that hold a number made from the values or degrees given."""

FIELDS_OF: Mapping[AxisKind, tuple[str, ...]] = {
    "values": ("code", "case", "value", "text", "quote", "speaker", "date", "coder", "memo"),
    "statements": ("statement", "quantifier", "code", "cases", "n", "verdict"),
    "contradictions": ("kind", "code", "case", "values", "texts"),
}
"""The columns that these listings may have; those of cases and texts are whatever is known of them."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Several rows or columns shown as one, in one table only: `of` are their ids."""

    id: str
    label: Mapping[str, str]
    of: tuple[str, ...]
    mark: Mark = NOWHERE


@dataclass(frozen=True, slots=True)
class AxisDeclaration:
    """Rows or columns. `names` are codes, an attribute, a typology, the step of dates, or fields, by kind.

    `level` rolls codes up to that depth (1 is the top of the book), `leaves` keeps codes with none below, `merged` are
    those shown as one. `listed`: the codes are named one by one, and those below them are not meant.
    """

    kind: AxisKind
    names: tuple[str, ...] = ()
    level: int | None = None
    leaves: bool = False
    merged: tuple[Merge, ...] = ()
    listed: bool = False

    @property
    def name(self) -> str:
        """The one name, where there is one: the attribute, typology or step."""
        return self.names[0] if self.names else ""


@dataclass(frozen=True, slots=True)
class RowOrder:
    """How rows are sorted: by n, total, label, id, or the id of a column; siblings among themselves."""

    by: str
    down: bool = False


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """A synthesis table as declared. `where` are conditions on cases, texts or codings, all of which must hold.

    `most` is how many rows are shown, `others` whether the rest is one more; `difference` are two columns of which one
    more shows the difference; `labels` are other labels of rows and columns, by id; `cases` is the table's own N;
    `landscape` is about paper; `test` asks whether rows differ between columns by more than chance. `asked`: it was
    asked for and is not declared, so that its id says nothing.
    """

    id: str
    title: Mapping[str, str]
    rows: AxisDeclaration
    columns: AxisDeclaration
    cell: CellKind
    where: tuple[str, ...] = ()
    order: RowOrder | None = None
    totals: bool = False
    shares: Share | None = None
    hide_empty: bool = False
    figure: Literal["heat_map", "bars", "none"] = "none"
    note: Mapping[str, str] = field(default_factory=dict)
    mark: Mark = NOWHERE
    where_marks: tuple[Mark, ...] = ()
    most: int | None = None
    others: bool = False
    difference: tuple[str, str] | None = None
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    label_marks: Mapping[str, Mark] = field(default_factory=dict)
    cases: CaseCount | None = None
    landscape: bool = False
    test: bool = False
    asked: bool = False

    @property
    def called(self) -> str:
        """What messages call the table, behind the words "the table"."""
        return tr("asked for") if self.asked else self.id

    @property
    def is_listing(self) -> bool:
        """Whether its columns are fields of what its rows are."""
        return self.columns.kind == "fields"

    @property
    def divided_by(self) -> AxisDeclaration | None:
        """The axis of an attribute or of dates, which some codings may be without; None where there is none."""
        return next((axis for axis in (self.columns, self.rows) if axis.kind in ("attribute", "dates")), None)

    @property
    def typology(self) -> str | None:
        """The typology whose classes are the rows, each with its cases in one column; None for any other table.

        Such a table is computed with a row per case (as `glose tables --json` prints it) and rendered with a row per
        class: whoever reads its rows asks here which of both they are.
        """
        is_of_classes = self.rows.kind == "typology" and self.columns.kind == "cases"
        return self.rows.name if is_of_classes else None
