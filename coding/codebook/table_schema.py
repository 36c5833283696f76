"""What `tables:` of a codebook file may say, key by key, as pydantic models."""

from typing import Literal

from pydantic import Field

from coding.codebook.schema_base import CodePath, Id, Sentence, Sentences, Strict, Wording


class AxisEntry(Strict):
    """Rows or columns written as a mapping; exactly one of codes, typology, attribute, dates, values."""

    codes: Sentences | None = None
    level: int | None = Field(default=None, ge=1)
    leaves: bool = False
    typology: Id | None = None
    attribute: Sentence | None = None
    dates: Literal["year", "quarter", "month"] | None = None
    values: CodePath | None = None


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
    shares: Literal["row", "column", "table"] | None = None
    hide_empty: bool = False
    figure: Literal["heat_map", "bars", "none"] | None = None
    note: Wording = ""
