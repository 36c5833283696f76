"""How far the coders of a study agree, from its ledger: whose units are compared, which codes, and what is found."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Literal

import numpy as np

from coding.quality.agreement.all_spans import all_spans_agreement
from coding.quality.agreement.by_code import CodeAgreement, Resampling, agreement_on
from coding.quality.agreement.explaining import Explanation, explained
from coding.quality.agreement.gamma import Chance
from coding.quality.agreement.judgements import THERE, Judged, Judgements, Said
from coding.quality.agreement.more_than_presence import degrees_agreement, sets_agreement
from coding.quality.agreement.spans import span_agreement
from coding.quality.agreement.tally import MISSING
from coding.quality.agreement.units import UnitKind, units_of
from coding.records.columns import CodedColumns
from corpus.problem import GloseError
from corpus.text import Text
from wording.messages import tr
from workbench.case_list import chosen_texts, conditions
from workbench.counted_coders import coder_named
from workbench.looked_for import sought_since, unsought_of
from workbench.study import Study

Level = Literal["own", "rolled"]


class NobodyToCompare(GloseError):
    """Agreement needs two coders."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: no coders named means all who code; no texts and no conditions, all texts."""

    codes: tuple[str, ...] = ()
    unit: UnitKind | Literal["span"] = "passage"
    coders: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    interviewers: bool = True
    level: Level = "own"
    min_overlap: int = 1
    resampling: Resampling = field(default_factory=Resampling)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit on which some coders put a code and others, who went through it, did not.

    `codings` are, by coder, the ids of all codings that touch the unit, of whatever code.
    """

    code: str
    text: str
    unit_number: int
    start: int
    end: int
    quote: str
    coders: Mapping[str, bool]
    codings: Mapping[str, Sequence[str]]


class StudyAgreement:
    """The judgements that were asked for, and what is found in them."""

    def __init__(self, study: Study, asked: Asked, codings: CodedColumns | None = None) -> None:
        """Of these codings, else of all that stand.

        Raises NobodyToCompare, UnknownCoder, UnknownText, UnknownCode, BadCondition.
        """
        self.study, self.asked = study, asked
        self.codes = _codes(study, asked.codes)
        self.texts = _texts(study, asked)
        columns = study.ledger.coding_columns() if codings is None else codings
        self.coders = _coders(study, _coding(columns, self.texts), asked.coders)
        said = Said(
            codings=columns,
            readings=[r for r in study.ledger.readings() if r.text in self.texts],
            rejections=[r for r in study.ledger.rejections() if r.place.text in self.texts],
            unsought={reading: one.codes for reading, one in unsought_of(study).items()},
            since=sought_since(study),
        )
        kind: UnitKind = "character" if asked.unit == "span" else asked.unit
        units = units_of(self.texts, kind, interviewers=asked.interviewers)
        self.judgements = Judgements(self.texts, self.coders, said, units, min_overlap=asked.min_overlap)
        self._judged: dict[str, Judged] = {}

    def judged(self, code: str) -> Judged:
        """What was said of a code; with `rolled`, the codes below count for it."""
        if code not in self._judged:
            below = self.study.codebook.subtree(code) if self.asked.level == "rolled" else ()
            self._judged[code] = self.judgements.of(code, [one for one in below if one != code])
        return self._judged[code]

    def by_code(self) -> list[CodeAgreement]:
        """The agreement on each code, in the codebook's order; with that on its degrees, where it has some."""
        return [self._on(code) for code in self.codes]

    def pairs(self) -> dict[tuple[str, str], int]:
        """How many units each two coders went through both; pairs that share none are left out."""
        went = self.judgements.gone_through().astype(np.int64)
        both = went @ went.T
        numbered = list(enumerate(self.coders))
        found = {(one, two): int(both[a, b]) for (a, one), (b, two) in combinations(numbered, 2)}
        return {pair: n for pair, n in found.items() if n}

    def _on(self, code: str) -> CodeAgreement:
        if self.asked.unit == "span":
            return span_agreement(code, self.judged(code), self.coders, self.asked.resampling)
        found = agreement_on(code, [self.judged(code)], self.coders, self.asked.resampling)
        scale = self.study.codebook.degrees(code)
        if not scale or self.asked.unit == "character":
            return found
        units = self.judgements.units
        given = self.judgements.degrees(code, scale)
        more = degrees_agreement(given, len(scale), units.text, len(units.spread.texts), self.asked.resampling)
        return replace(found, measures={**found.measures, **more})

    def together(self, used: Sequence[CodeAgreement]) -> CodeAgreement:
        """The agreement on all codes that somebody gave: every unit with every code is one; of spans, gamma."""
        codes = [one.code for one in used if one.code and one.units] or list(self.codes[:1])
        if self.asked.unit == "span":
            by_code = {code: self.judged(code) for code in codes}
            return all_spans_agreement(by_code, self.judgements, Chance(self.asked.resampling.seed))
        judged = [self.judged(code) for code in codes]
        found = agreement_on(None, judged, self.coders, self.asked.resampling)
        return replace(found, measures={**found.measures, **sets_agreement(judged, self.asked.resampling)})

    def disagreements(self) -> Iterator["Disagreement"]:
        """Every unit and code on which the coders differ, in the order of the codebook and the texts."""
        for code in self.codes:
            judged = self.judged(code)
            for column in judged.differing().tolist():
                said = judged.ratings[:, column].tolist()
                by_coder = dict(zip(self.coders, said, strict=True))
                yield self._disagreement(code, int(judged.unit[column]), by_coder)

    def _disagreement(self, code: str, unit: int, said: Mapping[str, int]) -> "Disagreement":
        text, start, end = self.judgements.units.place(unit)
        judged = {coder: number == THERE for coder, number in said.items() if number != MISSING}
        columns = self.judgements.said.codings
        positions = {coder: self.judgements.codings_at(coder, unit) for coder in judged}
        ids = {coder: [columns.id(position) for position in some.tolist()] for coder, some in positions.items()}
        return Disagreement(
            code=code,
            text=text,
            unit_number=int(self.judgements.units.number[unit]),
            start=start,
            end=end,
            quote=self.texts[text].content[start:end],
            coders=judged,
            codings=ids,
        )

    def explained(self, found: CodeAgreement) -> Explanation:
        """What lies behind the disagreements on a code."""
        assert found.code is not None
        return explained(found, self.judged(found.code), self.judgements)


def _codes(study: Study, wanted: Sequence[str]) -> tuple[str, ...]:
    """The codes named with those below them, in the codebook's order; all where none is named."""
    book = study.codebook
    if not wanted:
        return tuple(book.codes)
    named = {code for one in wanted for code in book.subtree(book.code(one).id)}
    return tuple(code for code in book.codes if code in named)


def _texts(study: Study, asked: Asked) -> dict[str, Text]:
    chosen = chosen_texts(study, conditions(study, asked.where)) if asked.where else dict(study.texts)
    named = [study.text(text).id for text in asked.texts]
    return {name: text for name, text in chosen.items() if not named or name in named}


def _coding(columns: CodedColumns, texts: Collection[str]) -> tuple[str, ...]:
    """Those who made a coding in one of these texts, in alphabetical order."""
    within = columns.text.mapped(name in texts for name in columns.text.names) == 1
    return tuple(columns.coder.names[number] for number in np.unique(columns.coder.numbers[within]).tolist())


def _coders(study: Study, coding: tuple[str, ...], named: Sequence[str]) -> tuple[str, ...]:
    """Those named, else all who made a coding there: whoever only reads does not deny what others code."""
    coders = tuple(dict.fromkeys(coder_named(study, name) for name in named)) if named else coding
    if len(coders) >= 2:
        return coders
    if not coders:
        raise NobodyToCompare(tr("Nobody has coded anything yet, so there is nothing to compare."))
    raise NobodyToCompare(tr("Agreement needs two coders, and there is one: {coder}.", coder=coders[0]))


def codes_of(found: Collection[CodeAgreement]) -> list[CodeAgreement]:
    """Those that somebody gave on a unit compared, worst first, and those without an alpha last."""
    used = [one for one in found if one.units]
    return sorted(used, key=lambda one: (_alpha(one) is None, _alpha(one) or 0.0))


def _alpha(one: CodeAgreement) -> float | None:
    return one.value("u_alpha_1995" if "u_alpha_1995" in one.measures else "krippendorff_alpha_nominal")
