"""Agreement on whether something is there, from how many of its judges say so of each unit."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from coding.quality.agreement.alpha import alpha, nominal
from coding.quality.agreement.measured import Ratio, Undefined
from coding.quality.agreement.several_coders import category_agreement, percent
from coding.quality.agreement.tally import tally_of_counts
from corpus.arrays import Int64Array

Counts = Int64Array

WhyNot = Literal["no_pair", "no_variation"]
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
    undefined: WhyNot | None = None


def agreement(given: Counts, judges: Counts) -> Agreement:
    """Agreement on a yes or no: for each unit, how many of its `judges` said yes (two arrays of one length)."""
    compared = judges >= 2
    yes, several = given[compared], judges[compared]
    if not len(several):
        return Agreement(0, 0, None, None, None, "no_pair")
    tally = tally_of_counts(np.stack([yes, several - yes], axis=1).astype(np.float64))
    found = _number(alpha(tally, nominal))
    return Agreement(
        units=len(several),
        given=int(yes.sum()),
        agreed=_number(percent(tally)),
        positive=_number(category_agreement(tally, 0)),
        alpha=found,
        undefined="no_variation" if found is None else None,
    )


def _number(found: Ratio) -> float | None:
    value = found.value("no_variation")
    return None if isinstance(value, Undefined) else value
