"""Agreement beyond yes or no: on the degrees that a code was given with, and on all the codes of a unit as a set."""

from collections.abc import Mapping, Sequence

import numpy as np

from coding.quality.agreement.alpha import alpha, ordinal
from coding.quality.agreement.by_code import Found, Measure, why_undefined
from coding.quality.agreement.code_sets import alpha_of_sets, jaccard, masi
from coding.quality.agreement.judgements import THERE, Judged
from coding.quality.agreement.measured import Measured
from coding.quality.agreement.several_coders import gwet_ac
from coding.quality.agreement.tally import MISSING, tally_of_ratings
from coding.quality.agreement.two_coders import linear, quadratic, weighted_kappa
from corpus.arrays import Int64Array


def degrees_agreement(ranks: Int64Array, degrees: int) -> dict[str, Found]:
    """The measures of degrees (coders x units, MISSING without one), where two coders or more gave one."""
    tally = tally_of_ratings(ranks, degrees)
    those: dict[str, Measure] = {
        "krippendorff_alpha_ordinal": lambda one: alpha(one, ordinal),
        "gwet_ac2_quadratic": lambda one: gwet_ac(one, quadratic(degrees)),
    }
    if len(ranks) == 2:
        those["weighted_kappa_linear"] = lambda one: weighted_kappa(one, linear(degrees))
        those["weighted_kappa_quadratic"] = lambda one: weighted_kappa(one, quadratic(degrees))
    return {name: Found(measure(tally).value(why_undefined(tally))) for name, measure in those.items()}


def sets_agreement(judged: Sequence[Judged]) -> Mapping[str, Found]:
    """Alpha of the sets of codes of each unit, with Jaccard's and with the MASI distance.

    A coder who did not look for one of the codes on a unit has no set there. None where units are characters.
    """
    if len({one.ratings.shape for one in judged}) != 1:
        return {}
    said = np.stack([one.ratings for one in judged], axis=-1)  # coders x units x codes
    whole = (said != MISSING).all(axis=-1)
    packed = np.packbits(said == THERE, axis=-1)
    rows, given = np.unique(packed.reshape(-1, packed.shape[-1]), axis=0, return_inverse=True)
    sets = np.unpackbits(rows, axis=-1, count=len(judged)).astype(bool)
    numbers = np.where(whole, given.reshape(whole.shape), MISSING).astype(np.int64)
    tally = judged[0].by_text.total()
    found: dict[str, Measured] = {
        "alpha_jaccard": alpha_of_sets(sets, numbers, jaccard).value(why_undefined(tally)),
        "alpha_masi": alpha_of_sets(sets, numbers, masi).value(why_undefined(tally)),
    }
    return {name: Found(value) for name, value in found.items()}
