"""Why coders differ on a code: who gives it more often, what others gave instead, where borders differ, paradox."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from coding.quality.agreement.by_code import CodeAgreement
from coding.quality.agreement.judgements import NOT_THERE, THERE, Judged, Judgements

OFTEN = 1.5
"""A coder who gives a code so many times as often as another one does so "more often"."""
AGREED, LOW = 0.85, 0.5
"""Coders agree on so many units, and yet alpha is so low: the paradox of Feinstein & Cicchetti 1990, J. Clin.
Epidemiol. 43:543-549."""
ONE_SIDED = 0.9
"""So large a share of the judgements says the same where the paradox strikes."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What lies behind the disagreements on one code.

    `most` and `least` are the coders who gave it most and least often, with their counts. `instead` is the code that
    those without it gave most often where they differ, and on how many units; `neighbour` is on how many units they
    gave this very code on the unit before or after. `paradox` says that they nearly always agree and that measures
    corrected for chance are low all the same, because nearly all units say the same.
    """

    differing: int
    most: tuple[str, int] | None
    least: tuple[str, int] | None
    instead: tuple[str, int] | None
    neighbour: int
    paradox: bool

    @property
    def uneven(self) -> bool:
        """Whether one coder gives the code clearly more often than another."""
        return self.most is not None and self.least is not None and self.most[1] >= OFTEN * max(self.least[1], 1)


def explained(found: CodeAgreement, judged: Judged, judgements: Judgements) -> Explanation:
    """What lies behind the disagreements found on a code."""
    differing = judged.differing()
    instead: Counter[str] = Counter()
    neighbour = 0
    for column in differing.tolist():
        without = np.flatnonzero(judged.ratings[:, column] == NOT_THERE).tolist()
        unit = int(judged.unit[column])
        others = {code for row in without for code in judgements.codes_at(judgements.coders[row], unit)}
        instead.update(others - {found.code or ""})
        neighbour += any(_beside(judged, row, column) for row in without)
    ranked = sorted(found.given.items(), key=lambda one: (-one[1], one[0]))
    best = min(instead.items(), key=lambda one: (-one[1], one[0]), default=None)
    return Explanation(
        differing=len(differing),
        most=ranked[0] if ranked else None,
        least=ranked[-1] if ranked else None,
        instead=best,
        neighbour=neighbour,
        paradox=_paradox(found),
    )


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
