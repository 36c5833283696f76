"""Agreement beyond yes or no: on the degrees that a code was given with, and on all the codes of a unit as a set."""

from collections.abc import Mapping, Sequence

import numpy as np

from coding.quality.agreement.alpha import alpha, ordinal
from coding.quality.agreement.by_code import (
    Found,
    Measure,
    Resampling,
    drawn_texts,
    found_by_name,
    why_undefined,
)
from coding.quality.agreement.code_sets import SetSums, jaccard, masi, set_sums
from coding.quality.agreement.judgements import THERE, Judged
from coding.quality.agreement.measured import Undefined
from coding.quality.agreement.resampling import Interval, percentiles
from coding.quality.agreement.several_coders import gwet_ac
from coding.quality.agreement.tally import MISSING, tally_of_ratings
from coding.quality.agreement.two_coders import linear, quadratic, weighted_kappa
from corpus.arrays import Int64Array

AT_ONCE = 100
"""So many resamples are computed together; each holds how often every set of codes occurs."""


def degrees_agreement(
    ranks: Int64Array, degrees: int, text: Int64Array, texts: int, resampling: Resampling
) -> dict[str, Found]:
    """The measures of degrees (coders x units, MISSING without one), where two coders or more gave one.

    `text` is the number of each unit's text.
    """
    those: dict[str, Measure] = {
        "krippendorff_alpha_ordinal": lambda one: alpha(one, ordinal),
        "gwet_ac2_quadratic": lambda one: gwet_ac(one, quadratic(degrees)),
    }
    if len(ranks) == 2:
        those["weighted_kappa_linear"] = lambda one: weighted_kappa(one, linear(degrees))
        those["weighted_kappa_quadratic"] = lambda one: weighted_kappa(one, quadratic(degrees))
    by_text = tally_of_ratings(ranks, degrees, group=text, groups=texts)
    return found_by_name(by_text, by_text.total(), those, resampling)


def sets_agreement(judged: Sequence[Judged], resampling: Resampling) -> Mapping[str, Found]:
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
    by_text = judged[0].by_text
    why = why_undefined(by_text.total())
    found = {}
    for name, distance in (("alpha_jaccard", jaccard), ("alpha_masi", masi)):
        sums = set_sums(sets, numbers, distance, judged[0].text, judged[0].texts)
        value = sums.alpha(np.ones(judged[0].texts)).value(why)
        found[name] = Found(value, None if isinstance(value, Undefined) else _interval(sums, resampling))
    return found


def _interval(sums: SetSums, resampling: Resampling) -> Interval | None:
    drawn = drawn_texts(sums.occurs.sum(axis=1), resampling)
    if drawn is None or (sums.occurs.any(axis=1)).sum() < 2:
        return None
    some = [sums.alpha(drawn[at : at + AT_ONCE]).defined() for at in range(0, len(drawn), AT_ONCE)]
    return percentiles(np.concatenate(some), len(drawn))
