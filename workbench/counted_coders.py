"""The codings of the coders who count, which study.yaml names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.study import Study

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns


def counted_codings(study: Study) -> "CodedColumns":
    """The codings of an open study that its tables count."""
    columns = study.ledger.coding_columns()
    return codings_of(columns, study.counted(columns.coder.names))


def codings_of(columns: "CodedColumns", coders: Sequence[str]) -> "CodedColumns":
    """The codings of these coders; the same columns where there are no others."""
    if set(columns.coder.names) <= set(coders):
        return columns
    import numpy as np

    return columns.where(np.isin(columns.coder.numbers, [columns.coder.number(coder) for coder in coders]))
