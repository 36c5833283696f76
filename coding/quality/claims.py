"""Claims: a code held of a case, and on what kind of text each rests."""

from dataclasses import dataclass

import numpy as np

from coding.records.columns import CodedColumns
from corpus.arrays import Int32Array


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A code held of a case, with the positions of the codings that hold it."""

    code: str
    case: str
    codings: Int32Array


def claims_without(columns: CodedColumns, texts: frozenset[str]) -> list[Claim]:
    """The pairs of code and case that no coding in these texts holds, by code and case; codings without case left out.

    A code is taken by itself: evidence for a code below it does not count for it here.
    """
    about = np.flatnonzero((columns.case.numbers >= 0) & (columns.code.numbers >= 0))
    pair = columns.code.numbers[about].astype(np.int64) * len(columns.case.names) + columns.case.numbers[about]
    borne = columns.text.mapped(int(name in texts) for name in columns.text.names)[about] == 1
    alone = ~np.isin(pair, np.unique(pair[borne]))
    order = np.argsort(pair[alone], kind="stable")
    positions, pairs = about[alone][order], pair[alone][order]
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    return [
        Claim(columns.code.at(group[0]) or "", columns.case.at(group[0]) or "", group.astype(np.int32))
        for group in np.split(positions, begins[1:])
        if len(group)
    ]
