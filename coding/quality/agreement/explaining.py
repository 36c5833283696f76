"""Why coders differ on a code: who gives it more often, what others gave instead, where borders differ, paradox."""

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
    most, least = _furthest_apart(judged, judgements.coders)
    return Explanation(
        differing=found.differing,
        most=most,
        least=least,
        instead=_instead(judged, judgements, found.code or ""),
        neighbour=_beside(judged),
        paradox=_paradox(found),
    )


def _instead(judged: Judged, judgements: Judgements, code: str) -> tuple[str, int] | None:
    """The code given most often by those without it, and not by those with it, on the units where they differ."""
    differing, units = judged.differing(), judgements.units.spread.count
    side = np.full((len(judgements.coders), units), MISSING)
    for said in (NOT_THERE, THERE):
        row, column = np.nonzero(judged.ratings[:, differing] == said)
        side[row, judged.unit[differing[column]]] = said
    row, unit, given = judgements.given()
    names = judgements.said.codings.code.names
    near = (side != MISSING).any(axis=0)[unit]
    row, unit, given = row[near], unit[near], given[near]
    keys, sides = unit * len(names) + given, side[row, unit]
    by_others, by_these = np.unique(keys[sides == NOT_THERE]), np.unique(keys[sides == THERE])
    found = np.setdiff1d(by_others, by_these, assume_unique=True) % max(len(names), 1)
    counts = {name: int(n) for name, n in zip(names, np.bincount(found, minlength=len(names)), strict=True) if n}
    counts.pop(code, None)
    return min(counts.items(), key=lambda one: (-one[1], one[0]), default=None)


def _furthest_apart(judged: Judged, coders: Sequence[str]) -> tuple[tuple[str, int], tuple[str, int]]:
    """Of all pairs of coders the one whose numbers of units with the code differ most, the larger number first."""
    found = []
    pairs = judged.by_text.pairs.sum(axis=0)
    for (first, second), said in zip(combinations(range(len(coders)), 2), pairs, strict=True):
        counts = [round(float(said[THERE].sum())), round(float(said[:, THERE].sum()))]
        pair = sorted(zip(counts, (coders[first], coders[second]), strict=True), key=lambda one: (-one[0], one[1]))
        found.append((pair[0][0] - pair[1][0], pair))
    (many, most), (few, least) = max(found, key=lambda one: one[0])[1]
    return (most, many), (least, few)


def _beside(judged: Judged) -> int:
    """On how many of the units where they differ somebody without the code gave it on the unit before or after."""
    there = judged.ratings == THERE
    same_text = np.diff(judged.text) == 0
    beside = np.zeros_like(there)
    beside[:, 1:] |= there[:, :-1] & same_text
    beside[:, :-1] |= there[:, 1:] & same_text
    without = judged.ratings == NOT_THERE
    return int((beside & without).any(axis=0)[judged.differing()].sum())


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
