"""The rules of a typology applied to the codings: which indicators of a class hold for which case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coding.codebook.model import ABSENT, Codebook, Indicator, Typology, TypologyClass
from coding.records.columns import CodedColumns, Column
from corpus.arrays import BoolArray, Int32Array
from wording.spelling import has_words


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorMatch:
    """A indicator that holds for a case; `evidence` are the positions of the codings that say so, by text and place."""

    indicator: Indicator
    evidence: Int32Array


@dataclass(frozen=True, slots=True, eq=False)
class RuleMatch:
    """What the rules say about a case and a class: the score, and what is for it, missing, and against it.

    The score is the weight of the indicators of `when` that hold, less that of the indicators of `unless` that hold,
    as a share of the weight of all indicators of `when`; never below 0.
    """

    class_id: str
    score: float
    held: tuple[IndicatorMatch, ...]
    missing: tuple[Indicator, ...]
    against: tuple[IndicatorMatch, ...]


def has_rules(typology: Typology) -> bool:
    """Whether any class of the typology says what tells it."""
    return any(c.when for c in typology.classes)


def verdicts(typology: Typology, codebook: Codebook, codings: CodedColumns) -> dict[str, list[RuleMatch]]:
    """By case, the classes for which something holds, best first (equals in the codebook's order).

    A class that holds others is left out where one of these is proposed: the deepest that holds is the most that can
    be said. Cases of which no rule holds are left out.
    """
    positions = {
        indicator: _by_case(indicator, codebook, codings)
        for c in typology.classes
        for indicator in (*c.when, *c.unless)
    }
    found: dict[str, list[RuleMatch]] = {}
    for case in dict.fromkeys(case for cases in positions.values() for case in cases):
        judged = [_verdict(c, case, positions) for c in typology.classes if c.when]
        kept = list(_deepest([v for v in judged if v.score > 0], typology))
        if kept:
            found[case] = sorted(kept, key=lambda verdict: -verdict.score)
    return found


def _verdict(judged: TypologyClass, case: str, positions: Mapping[Indicator, Mapping[str, Int32Array]]) -> RuleMatch:
    def held(indicators: Sequence[Indicator]) -> tuple[IndicatorMatch, ...]:
        return tuple(
            IndicatorMatch(indicator, positions[indicator][case])
            for indicator in indicators
            if case in positions[indicator]
        )

    speaking, against = held(judged.when), held(judged.unless)
    missing = tuple(indicator for indicator in judged.when if case not in positions[indicator])
    weight = sum(h.indicator.weight for h in speaking) - sum(h.indicator.weight for h in against)
    score = max(weight, 0.0) / sum(indicator.weight for indicator in judged.when)
    return RuleMatch(judged.id, score, speaking, missing, against)


def _deepest(judged: Sequence[RuleMatch], typology: Typology) -> Iterator[RuleMatch]:
    holding = {above for verdict in judged for above in typology.above(verdict.class_id)}
    yield from (verdict for verdict in judged if verdict.class_id not in holding)


def _by_case(indicator: Indicator, codebook: Codebook, codings: CodedColumns) -> dict[str, Int32Array]:
    """The positions of the codings that bear a indicator out, by the case they are about."""
    chosen = np.flatnonzero(bears_out(indicator, codebook, codings)).astype(np.int32)
    return by_case(codings.case, chosen)


def by_case(cases: Column, positions: Int32Array) -> dict[str, Int32Array]:
    """These positions grouped by case, in the order given; codings about no case are left out."""
    numbers = cases.numbers[positions]
    positions, numbers = positions[numbers >= 0], numbers[numbers >= 0]
    order = np.argsort(numbers, kind="stable")
    starts = np.flatnonzero(np.diff(numbers[order], prepend=-1))
    parts = np.split(positions[order], starts[1:]) if len(starts) else []
    return {cases.names[int(numbers[order][start])]: part for start, part in zip(starts, parts, strict=True)}


def bears_out(indicator: Indicator, codebook: Codebook, codings: CodedColumns) -> BoolArray:
    """Which codings are such as the indicator asks for: one truth a coding."""
    below = set(codebook.subtree(indicator.code))
    chosen = _among(codings.code, [name in below for name in codings.code.names])
    degrees = _degrees(indicator, codebook)
    allowed = [name in degrees if indicator.degree else name != ABSENT for name in codings.degree.names]
    chosen &= _among(codings.degree, allowed, none=indicator.degree is None)
    if indicator.values:
        chosen &= _among(codings.value, [any(has_words(n, v) for v in indicator.values) for n in codings.value.names])
    return chosen


def _among(column: Column, allowed: Sequence[bool], *, none: bool = False) -> BoolArray:
    """Which codings have one of the allowed names; `none` says whether having no name is allowed."""
    table = np.array([*allowed, none], bool)
    mask: BoolArray = table[column.numbers]
    return mask


def _degrees(indicator: Indicator, codebook: Codebook) -> frozenset[str]:
    """The degrees that are enough: the indicator's and those above it; an absence only where it asks for one."""
    if indicator.degree is None or indicator.degree == ABSENT:
        return frozenset({ABSENT} if indicator.degree else ())
    scale = codebook.degrees(indicator.code)
    return frozenset(scale[scale.index(indicator.degree) :])
