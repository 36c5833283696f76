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
from corpus.arrays import BoolArray, Int64Array

AT_ONCE = 62
"""So many codes are one number, a bit each."""


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
    rated = (ranks != MISSING).any(axis=0)
    by_text = tally_of_ratings(ranks[:, rated], degrees, group=text[rated], groups=texts)
    return found_by_name(by_text, by_text.total(), those, resampling)


def sets_agreement(judged: Sequence[Judged], resampling: Resampling) -> Mapping[str, Found]:
    """Alpha of the sets of codes of each unit, with Jaccard's and with the MASI distance.

    A coder who did not look for one of the codes on a unit has no set there. None where units are characters.
    """
    if len({one.ratings.shape for one in judged}) != 1:
        return {}
    whole = np.logical_and.reduce([one.ratings != MISSING for one in judged])
    sets, given = _sets([one.ratings == THERE for one in judged])
    numbers = np.where(whole, given, MISSING)
    by_text = judged[0].by_text
    why = why_undefined(by_text.total())
    found = {}
    for name, distance in (("alpha_jaccard", jaccard), ("alpha_masi", masi)):
        sums = set_sums(sets, numbers, distance, judged[0].text, judged[0].texts)
        value = sums.alpha(np.ones(judged[0].texts)).value(why)
        found[name] = Found(value, None if isinstance(value, Undefined) else _interval(sums, resampling))
    return found


def _sets(there: Sequence[BoolArray]) -> tuple[BoolArray, Int64Array]:
    """The different sets (sets x codes) of codes that are there, and which of them each coder gave each unit."""
    number = np.zeros(there[0].size, np.int64)
    for at in range(0, len(there), AT_ONCE):
        part = sum(one.ravel().astype(np.int64) << bit for bit, one in enumerate(there[at : at + AT_ONCE]))
        _, some = np.unique(part, return_inverse=True)
        _, number = np.unique(number * (some.max(initial=0) + 1) + some, return_inverse=True)
    _, first = np.unique(number, return_index=True)
    sets: BoolArray = np.stack([one.ravel()[first] for one in there], axis=1)
    return sets, number.reshape(there[0].shape)


def _interval(sums: SetSums, resampling: Resampling) -> Interval | None:
    drawn = drawn_texts(sums.given, resampling)
    if drawn is None or (sums.given > 0).sum() < 2:
        return None
    return percentiles(sums.alpha(drawn).defined(), len(drawn))
