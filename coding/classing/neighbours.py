"""Which classified cases are coded most like a case: the second opinion on its class."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from coding.codebook.model import ABSENT
from coding.records.columns import CodedColumns
from corpus.arrays import BoolArray

NEAREST = 3
"""How many of the nearest classified cases are asked; few, since a study has tens of cases."""


@dataclass(frozen=True, slots=True)
class CaseResemblance:
    """The nearest cases of one class, nearest first, each with how alike it is (0 to 1), and the codes they share.

    `codes` are those that the case has in common with all of them, the rarest first: these tell most.
    """

    class_id: str
    cases: tuple[tuple[str, float], ...]
    codes: tuple[str, ...]

    @property
    def mean(self) -> float:
        """How alike these cases are to the case on average."""
        return sum(likeness for _, likeness in self.cases) / len(self.cases)


class CaseProfiles:
    """Which codes each case was coded with; a coding of the degree `absent` does not count.

    Two cases are as alike as the share of codes they have in common among the codes either has: P. Jaccard, "The
    distribution of the flora in the alpine zone", New Phytologist 11 (1912).
    """

    def __init__(self, codings: CodedColumns) -> None:
        self.codes = codings.code.names
        self.rows = {case: number for number, case in enumerate(codings.case.names)}
        self.matrix: BoolArray = np.zeros((len(self.rows), len(self.codes)), bool)
        counts = (codings.case.numbers >= 0) & (codings.degree.numbers != codings.degree.number(ABSENT))
        self.matrix[codings.case.numbers[counts], codings.code.numbers[counts]] = True

    def likeness(self, case: str) -> dict[str, float]:
        """How alike every other coded case is to this one."""
        if case not in self.rows:
            return {}
        mine = self.matrix[self.rows[case]]
        shared = (self.matrix & mine).sum(axis=1)
        either = (self.matrix | mine).sum(axis=1)
        alike = np.divide(shared, either, out=np.zeros(len(shared)), where=either > 0)
        return {name: float(alike[row]) for name, row in self.rows.items() if name != case}

    def shared(self, cases: Collection[str]) -> tuple[str, ...]:
        """The codes that all these cases have, those that the fewest cases have first."""
        together = self.matrix[[self.rows[case] for case in cases]].all(axis=0)
        rarity = self.matrix.sum(axis=0)
        order = sorted(np.flatnonzero(together).tolist(), key=lambda code: (rarity[code], code))
        return tuple(self.codes[code] for code in order)


def nearest_classes(case: str, profiles: CaseProfiles, classes: Mapping[str, str]) -> list[CaseResemblance]:
    """What the nearest classified cases say of a case, the class most spoken for first.

    `classes` gives the class of each classified case; the case itself is never asked (leave-one-out). The nearest
    NEAREST vote for their class with their likeness: T. Cover and P. Hart, "Nearest neighbor pattern classification",
    IEEE Transactions on Information Theory 13 (1967), votes weighted by likeness.
    """
    alike = profiles.likeness(case)
    known = [(other, alike[other]) for other in classes if alike.get(other, 0.0) > 0]
    nearest = sorted(known, key=lambda pair: (-pair[1], pair[0]))[:NEAREST]
    votes: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for other, likeness in nearest:
        votes[classes[other]].append((other, likeness))
    ranked = sorted(votes.items(), key=lambda vote: -sum(likeness for _, likeness in vote[1]))
    return [
        CaseResemblance(class_id, tuple(cases), profiles.shared([case, *(other for other, _ in cases)]))
        for class_id, cases in ranked
    ]
