"""What a measure of agreement comes to: a number, or the reason why there is none."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from corpus.arrays import FloatArray

Reason = Literal[
    "one_coder",
    "no_pair",
    "no_variation",
    "no_positive",
    "no_negative",
    "one_category",
    "nothing_marked",
    "no_gap",
    "overlapping_codes",
    "no_chance",
    "too_many_alignments",
]
"""Why a measure has no value: fewer than two coders, nothing to compare, or a division of nothing by nothing."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """A measure without a value; never 0, 1 or nan."""

    reason: Reason


Measured = float | Undefined


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """A measure as its formula has it, a fraction; of many data sets at once where the arrays have a dimension.

    It is undefined exactly where the denominator is 0.
    """

    numerator: FloatArray
    denominator: FloatArray

    def value(self, why: Reason) -> Measured:
        """The number of a single data set, or Undefined for the reason `why`."""
        below = float(self.denominator)
        return Undefined(why) if below == 0 else float(self.numerator) / below

    def defined(self) -> FloatArray:
        """The numbers of those data sets that have one."""
        there = self.denominator != 0
        found: FloatArray = np.asarray(self.numerator)[there] / np.asarray(self.denominator)[there]
        return found


def ratio(numerator: object, denominator: object) -> Ratio:
    """The fraction of two numbers or arrays."""
    return Ratio(np.asarray(numerator, np.float64), np.asarray(denominator, np.float64))
