"""Why coders differ on a code: who gives it more often, what others gave instead, where borders differ, paradox."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from coding.quality.agreement.by_code import CodeAgreement
from coding.quality.agreement.judgements import NOT_THERE, THERE, Judged, Judgements
from coding.quality.agreement.tally import MISSING

OFTEN = 1.5
"""A coder who gives a code so many times as often as another one does so "more often"."""
FEW = 3
"""A smaller difference in numbers says nothing about the coders."""
AGREED, LOW = 0.85, 0.5
"""Coders agree on so many units, and yet alpha is so low: the paradox of Feinstein & Cicchetti 1990, J. Clin.
Epidemiol. 43:543-549."""
ONE_SIDED = 0.9
"""So large a share of the judgements says the same where the paradox strikes."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What lies behind the disagreements on one code.

    `most` and `least` are the two coders whose numbers of units with the code are furthest apart, over the units that
    both went through. `instead` is the code that those without it gave most often where they differ (and those with it
    did not), and on how many units: the border cases. `neighbour` is on how many units those without it gave this very
    code on the unit before or after. `paradox` says that they nearly always agree and that measures corrected for
    chance are low all the same, because nearly all units say the same.
    """

    differing: int
    most: tuple[str, int]
    least: tuple[str, int]
    instead: tuple[str, int] | None
    neighbour: int
    paradox: bool

    @property
    def uneven(self) -> bool:
        """Whether one coder gives the code clearly more often than another."""
        many, few = self.most[1], self.least[1]
        return many >= OFTEN * few and many - few >= FEW


def explained(found: CodeAgreement, judged: Judged, judgements: Judgements) -> Explanation:
    """What lies behind the disagreements found on a code."""
    differing = judged.differing()
    instead: Counter[str] = Counter()
    neighbour = 0
    for column in differing.tolist():
        without = np.flatnonzero(judged.ratings[:, column] == NOT_THERE).tolist()
        unit = int(judged.unit[column])
        given = np.flatnonzero(judged.ratings[:, column] == THERE).tolist()
        by_these, by_others = (_codes(judgements, rows, unit) for rows in (given, without))
        instead.update(by_others - by_these - {found.code or ""})
        neighbour += any(_beside(judged, row, column) for row in without)
    most, least = _furthest_apart(judged, judgements.coders)
    best = min(instead.items(), key=lambda one: (-one[1], one[0]), default=None)
    return Explanation(
        differing=len(differing),
        most=most,
        least=least,
        instead=best,
        neighbour=neighbour,
        paradox=_paradox(found),
    )


def _codes(judgements: Judgements, rows: list[int], unit: int) -> set[str]:
    """The codes that any of these coders gave there."""
    return {code for row in rows for code in judgements.codes_at(judgements.coders[row], unit)}


def _furthest_apart(judged: Judged, coders: Sequence[str]) -> tuple[tuple[str, int], tuple[str, int]]:
    """Of all pairs of coders the one whose numbers of units with the code differ most, the larger number first."""
    found = []
    for first, second in combinations(range(len(coders)), 2):
        both = judged.ratings[[first, second]][:, (judged.ratings[[first, second]] != MISSING).all(axis=0)]
        counts = (both == THERE).sum(axis=1).tolist()
        pair = sorted(zip(counts, (coders[first], coders[second]), strict=True), key=lambda one: (-one[0], one[1]))
        found.append((pair[0][0] - pair[1][0], pair))
    (many, most), (few, least) = max(found, key=lambda one: one[0])[1]
    return (most, many), (least, few)


def _beside(judged: Judged, row: int, column: int) -> bool:
    """Whether the coder gave the code on the unit before or after, in the same text."""
    return any(
        0 <= other < len(judged.text)
        and judged.text[other] == judged.text[column]
        and judged.ratings[row, other] == THERE
        for other in (column - 1, column + 1)
    )


def _paradox(found: CodeAgreement) -> bool:
    agreed, chance_corrected = found.value("po"), found.value("krippendorff_alpha_nominal")
    judgements = found.n * len(found.given)
    share = sum(found.given.values()) / judgements if judgements else 0.5
    return (
        agreed is not None
        and chance_corrected is not None
        and agreed >= AGREED
        and chance_corrected < LOW
        and max(share, 1 - share) >= ONE_SIDED
    )
