"""The agreement on each code and on all together: every measure by its name, its interval, or why it is undefined."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coding.quality.agreement.alpha import alpha, nominal
from coding.quality.agreement.judgements import NOT_THERE, THERE, Judged
from coding.quality.agreement.measured import Measured, Ratio, Reason, Undefined
from coding.quality.agreement.resampling import Interval, draws, interval
from coding.quality.agreement.several_coders import (
    brennan_prediger,
    category_agreement,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    holsti_mean,
    mean_f1,
    pabak,
    percent,
    unanimous,
)
from coding.quality.agreement.tally import Tally
from coding.quality.agreement.two_coders import bias_index, cohen_kappa, prevalence_index, scott_pi
from corpus.arrays import FloatArray

Measure = Callable[[Tally], Ratio]

OF_SEVERAL: Mapping[str, Measure] = {
    "po": percent,
    "po_unanimous": unanimous,
    "positive_agreement": lambda tally: category_agreement(tally, THERE),
    "negative_agreement": lambda tally: category_agreement(tally, NOT_THERE),
    "f1": mean_f1,
    "krippendorff_alpha_nominal": lambda tally: alpha(tally, nominal),
    "fleiss_kappa": fleiss_kappa,
    "conger_kappa": conger_kappa,
    "brennan_prediger": brennan_prediger,
    "gwet_ac1": gwet_ac,
    "pabak": pabak,
    "holsti_mean_pairwise": holsti_mean,
}
"""The measures of a yes or no for any number of coders, by their names."""

OF_TWO: Mapping[str, Measure] = {
    "cohen_kappa": cohen_kappa,
    "scott_pi": scott_pi,
    "prevalence_index": prevalence_index,
    "bias_index": bias_index,
}
"""Those that are defined for two coders only."""

_OWN_REASON: Mapping[str, Reason] = {
    "positive_agreement": "no_positive",
    "f1": "no_positive",
    "negative_agreement": "no_negative",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a measure comes to, and its interval, where one was asked for and is possible.

    `precision` is how exact a value is that was found by drawing at random: half the width of the 95 % interval.
    """

    value: Measured
    interval: Interval | None = None
    precision: float | None = None


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """The agreement on one code, or (`code` None) on all together.

    `n` units (or characters) were gone through by two coders or more; on `units` of them somebody put the code, and on
    `differing` they differ. `given` counts, by coder, the compared units with the code. `measures` are by name.
    """

    code: str | None
    n: int
    units: int
    differing: int
    given: Mapping[str, int]
    measures: Mapping[str, Found]

    @property
    def coders(self) -> tuple[str, ...]:
        """Those who judged a unit that was compared."""
        return tuple(self.given)

    @property
    def prevalence(self) -> float | None:
        """The share of units on which somebody put the code."""
        return self.units / self.n if self.n else None

    def value(self, measure: str) -> float | None:
        """The value of a measure; None where it is undefined or was not computed."""
        found = self.measures.get(measure)
        return None if found is None or isinstance(found.value, Undefined) else found.value


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals are found: so many draws of texts, the generator's seed."""

    times: int = 0
    seed: int = 1


def agreement_on(
    code: str | None, judged: Sequence[Judged], coders: Sequence[str], resampling: Resampling
) -> CodeAgreement:
    """The agreement on what was judged; several codes are taken together as a unit each."""
    by_text = _added([one.by_text for one in judged])
    whole = by_text.total()
    return CodeAgreement(
        code=code,
        n=round(float(whole.compared)),
        units=round(sum(one.given for one in judged)),
        differing=round(float(whole.compared - whole.unanimous)),
        given=_given(whole, coders),
        measures=measures_of(by_text, whole, resampling),
    )


def measures_of(by_text: Tally, whole: Tally, resampling: Resampling) -> dict[str, Found]:
    """Every measure that so many coders have."""
    those = {**OF_SEVERAL, **(OF_TWO if whole.coders == 2 else {})}
    return found_by_name(by_text, whole, those, resampling)


def found_by_name(
    by_text: Tally, whole: Tally, those: Mapping[str, Measure], resampling: Resampling
) -> dict[str, Found]:
    """The value and, where one is asked for, the interval of each measure; `whole` is all of `by_text`.

    One text, or none, has no interval.
    """
    times = drawn_texts(by_text.compared, resampling) if (by_text.compared > 0).sum() >= 2 else None
    drawn = None if times is None else by_text.weighed(times)
    found = {}
    for name, measure in those.items():
        value = measure(whole).value(why_undefined(whole, name))
        found[name] = Found(value, None if drawn is None or isinstance(value, Undefined) else interval(drawn, measure))
    return found


def why_undefined(tally: Tally, measure: str = "") -> Reason:
    """Why a measure of this tally has no value, if it has none."""
    if tally.coders < 2:
        return "one_coder"
    if not tally.compared:
        return "no_pair"
    return _OWN_REASON.get(measure, "no_variation")


def drawn_texts(compared: FloatArray, resampling: Resampling) -> FloatArray | None:
    """How often each text is drawn in each resample (resamples x texts); None where no interval is asked for.

    Texts in which nothing is `compared` are not drawn.
    """
    if not resampling.times:
        return None
    there = np.flatnonzero(compared > 0)
    drawn = np.zeros((resampling.times, len(compared)))
    if len(there):
        drawn[:, there] = draws(len(there), resampling.times, seed=resampling.seed)
    return drawn


def _added(tallies: Sequence[Tally]) -> Tally:
    if not tallies:
        raise ValueError("no code to compare")
    names = Tally.__dataclass_fields__
    return Tally(**{name: np.sum([getattr(one, name) for one in tallies], axis=0) for name in names})


def _given(whole: Tally, coders: Sequence[str]) -> dict[str, int]:
    """By coder who judged a compared unit, on how many of these the code is there."""
    each = zip(coders, whole.by_coder, strict=True)
    return {coder: round(float(said[THERE])) for coder, said in each if said.any()}
