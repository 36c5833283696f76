"""Agreement between coders: how often they agree, how far beyond chance, and when that is not defined."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from corpus.arrays import Int64Array

Counts = Int64Array

Undefined = Literal["no_pair", "no_variation"]
"""Why alpha is undefined: no unit has two judges, or all judges say the same of every unit (0/0)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on whether something is there.

    `units` are those with two judges or more, the only ones that tell anything; `given` counts the judgements "it is
    there" among them. `agreed` and `positive` are shares from 0 to 1, None where nothing could be compared; `alpha` is
    at most 1 and None where `undefined` says why.
    """

    units: int
    given: int
    agreed: float | None
    positive: float | None
    alpha: float | None
    undefined: Undefined | None = None


def agreement(given: Counts, judges: Counts) -> Agreement:
    """Agreement on a yes or no: for each unit, how many of its `judges` said yes (two arrays of one length).

    `agreed` is the mean over units of the share of pairs of judges who agree. `positive` is how likely another judge
    of the unit says yes where one does: with two judges 2a / (2a + b + c) (Cicchetti & Feinstein 1990, J. Clin.
    Epidemiol. 43:551-558); unlike `agreed` it does not rise because a code is rare. `alpha` is Krippendorff's, for
    nominal data with missing values (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, the form for two
    values).
    """
    compared = judges >= 2
    yes, several = given[compared], judges[compared]
    if not len(several):
        return Agreement(0, 0, None, None, None, "no_pair")
    no = several - yes
    agreed = float(np.mean((yes * (yes - 1) + no * (no - 1)) / (several * (several - 1))))
    alpha = None if not yes.any() or not no.any() else _alpha(yes, no)
    undefined: Undefined | None = "no_variation" if alpha is None else None
    return Agreement(len(several), int(yes.sum()), agreed, _positive(yes, several), alpha, undefined)


def _positive(yes: Counts, several: Counts) -> float | None:
    return float((yes * (yes - 1) / (several - 1)).sum() / yes.sum()) if yes.any() else None


def _alpha(yes: Counts, no: Counts) -> float:
    """1 - (n - 1) o / (n0 n1): o are mismatched pairs, each weighing 1 / (judges - 1); n0, n1 of n say no and yes."""
    mismatched = float((yes * no / (yes + no - 1)).sum())
    return 1 - (float(yes.sum() + no.sum()) - 1) * mismatched / (float(yes.sum()) * float(no.sum()))
