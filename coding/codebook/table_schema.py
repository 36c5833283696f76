"""What `tables:` of a codebook file may say, key by key, as pydantic models."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from coding.codebook.schema_base import CodePath, Id, Sentence, Sentences, Strict, Wording


class MergeEntry(Strict):
    """Several rows or columns that one table shows as one."""

    id: Id
    label: Wording = ""
    of: list[Sentence] = Field(min_length=2)


class AxisEntry(Strict):
    """Rows or columns written as a mapping; exactly one of codes, typology, attribute, dates, values."""

    codes: Sentences | None = None
    level: int | None = Field(default=None, ge=1)
    leaves: bool = False
    typology: Id | None = None
    attribute: Sentence | None = None
    dates: Literal["year", "quarter", "month"] | None = None
    values: CodePath | None = None
    merge: list[MergeEntry] = []


class StudyCountEntry(Strict):
    """N, with the reason for it."""

    number: int | None = Field(default=None, ge=1)
    reason: Wording = ""


class CaseCountEntry(StudyCountEntry):
    """N of a table, with the N of each group besides."""

    groups: dict[Sentence, Annotated[int, Field(ge=1)]] = {}


_number_alone = BeforeValidator(lambda given: {"number": given} if isinstance(given, int) else given)
Cases = Annotated[CaseCountEntry, _number_alone]
StudyCases = Annotated[StudyCountEntry, _number_alone]


class OrderEntry(Strict):
    """How rows are sorted."""

    by: Sentence
    order: Literal["up", "down"] = "down"


class TableEntry(Strict):
    """A declared synthesis table."""

    id: Id
    title: Wording = ""
    rows: str | AxisEntry
    columns: str | list[Sentence] | AxisEntry = "cases"
    cell: str = "mention"
    where: Sentences = []
    sort: OrderEntry | None = None
    totals: bool = False
    shares: Literal["row", "column", "table", "cases", "read"] | None = None
    hide_empty: bool = False
    most: int | None = Field(default=None, ge=1)
    others: bool = False
    difference: list[Sentence] | None = Field(default=None, min_length=2, max_length=2)
    labels: dict[Sentence, Wording] = {}
    cases: Cases | None = None
    landscape: bool = False
    test: bool = False
    figure: Literal["heat_map", "bars", "none"] | None = None
    note: Wording = ""
