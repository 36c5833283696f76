"""The report on agreement of an open study: everything that it tells, counted in one go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np

from coding.quality.agreement.by_code import CodeAgreement, Resampling, agreement_on
from coding.quality.agreement.confusion import Confused, confused
from coding.quality.agreement.judgements import Judged
from coding.quality.agreement.tally import MISSING
from coding.records.decisions import WentThrough
from coding.records.settled import in_force
from corpus.arrays import BoolArray, Int64Array
from ledger.past import PastLedger
from reports.agreement.report import AgreementReport, PairOfCoders, SeenOrBlind, ShownDisagreement
from reports.coded_transcript import passage_anchor
from workbench.agreeing import Asked, Disagreement, NobodyToCompare, StudyAgreement, codes_of
from workbench.study import Study

_UNKNOWN, _SEEN, _BLIND = 0, 1, 2
_HOW = {_SEEN: "seen", _BLIND: "blind", _UNKNOWN: "unknown"}


def report_of(
    compared: StudyAgreement,
    by_code: Sequence[CodeAgreement],
    *,
    together: CodeAgreement | None = None,
    before: Mapping[str, CodeAgreement] | None = None,
    before_words: str = "",
    until: str = "",
    listed_beside: Path | None = None,
) -> AgreementReport:
    """The report on what was compared; `by_code` and `together` as StudyAgreement gives them.

    `before` is the agreement by code at an earlier moment, called `before_words`. Every disagreement is listed for a
    report that is written beside a folder of coded transcripts (`listed_beside`), and links to those that are there.
    """
    study, asked, spans = compared.study, compared.asked, compared.asked.unit == "span"
    used = codes_of(by_code)
    together = compared.together(by_code) if together is None else together
    coders = next((one.coders for one in (together, *used) if one and one.coders), compared.coders)
    return AgreementReport(
        study=study.settings.title,
        unit=asked.unit,
        level=asked.level,
        interviewers=asked.interviewers,
        texts=len(compared.texts),
        coders=coders,
        codes=used,
        together=together,
        explained={} if spans else {one.code or "": compared.explained(one) for one in used},
        pairs=() if spans else _pairs(compared, used),
        confused=() if spans else _confused(compared),
        seen=() if spans else seen_or_blind(compared, used),
        before=before or {},
        before_words=before_words,
        until=until,
        disagreements=() if spans or not listed_beside else shown(study, compared.disagreements(), listed_beside),
        book=study.codebook,
    )


def agreement_then(study: Study, asked: Asked, until: str) -> dict[str, CodeAgreement]:
    """The agreement by code as the study was at a moment (UTC, ISO 8601); nothing where nobody could be compared."""
    past = Study(study.folder, study.settings, PastLedger(study.ledger, until))
    try:
        found = StudyAgreement(past, replace(asked, resampling=Resampling())).by_code()
    except NobodyToCompare:
        return {}
    return {one.code or "": one for one in found}


def _confused(compared: StudyAgreement) -> list[Confused]:
    """The pairs of codes that are confused, at least one of which is compared."""
    asked = set(compared.codes)
    return [one for one in confused(compared.judgements) if one.first in asked or one.second in asked]


def _pairs(compared: StudyAgreement, used: Sequence[CodeAgreement]) -> list[PairOfCoders]:
    """Each two coders who share units, those who agree least first."""
    judged = [compared.judged(one.code) for one in used if one.code]
    numbered = dict(enumerate(compared.coders))
    shared = compared.pairs()
    found = []
    for (a, one), (b, two) in combinations(numbered.items(), 2):
        if (one, two) in shared and judged:
            mine = [replace(some, ratings=some.ratings[[a, b]]) for some in judged]
            found.append(PairOfCoders(one, two, shared[one, two], agreement_on(None, mine, (one, two), Resampling())))
    return sorted(found, key=lambda pair: (pair.together.value("positive_agreement") or 0.0, pair.first, pair.second))


def seen_or_blind(compared: StudyAgreement, used: Sequence[CodeAgreement]) -> list[SeenOrBlind]:
    """The agreement on all codes by what readers saw of suggestions; nothing where nobody saw any."""
    how = _how_seen(compared)
    judged = [compared.judged(one.code) for one in used if one.code]
    if not judged or not (how == _SEEN).any():
        return []
    found = []
    for number, name in _HOW.items():
        mine = [_only(some, how == number) for some in judged]
        together = agreement_on(None, mine, compared.coders, Resampling())
        if together.n:
            found.append(SeenOrBlind(name, together))
    return found


def _only(judged: Judged, units: BoolArray) -> Judged:
    """The judgements of some units; on the others nobody has said anything."""
    return replace(judged, ratings=np.where(units[judged.unit], judged.ratings, MISSING))


def _how_seen(compared: StudyAgreement) -> Int64Array:
    """For each unit, whether all who read it saw its suggestions, somebody did not, or that is not known.

    A unit that is longer than a passage is as its first passage.
    """
    study, coders = compared.study, set(compared.coders)
    told: dict[tuple[str, int], dict[str, int]] = {}
    for entry in study.ledger.current("read"):
        read = entry.says(WentThrough)
        if entry.coder in coders and read.passage is not None:
            how = _BLIND if read.hidden is not None else _SEEN if read.shown is not None else _UNKNOWN
            told.setdefault((read.text, read.passage), {})[entry.coder] = how
    units, went = compared.judgements.units, compared.judgements.gone_through()
    found = np.zeros(units.spread.count, np.int64)
    for unit in range(units.spread.count):
        text, start, _ = units.place(unit)
        passages = compared.texts[text].passages_in(start, start + 1)
        by_coder = told.get((text, passages[0].number), {}) if passages else {}
        readers = [coder for row, coder in enumerate(compared.coders) if went[row, unit]]
        ways = {by_coder.get(coder, _UNKNOWN) for coder in readers}
        found[unit] = _BLIND if _BLIND in ways else _SEEN if ways == {_SEEN} else _UNKNOWN
    return found


def shown(study: Study, some: Iterable[Disagreement], transcripts: Path | None = None) -> list[ShownDisagreement]:
    """The disagreements with the codings of each coder as they stand, whether they are settled, and where to look."""
    found = list(some)
    held = study.ledger.codings_by_id([coding for one in found for ids in one.codings.values() for coding in ids])
    considered = {one for act in in_force(study.ledger.current("adjudicate")) for one in act.says.considered}
    result = []
    for one in found:
        below = set(study.codebook.subtree(one.code))
        about = [coding for ids in one.codings.values() for coding in ids if held[coding].code in below]
        result.append(
            ShownDisagreement(
                code=one.code,
                text=one.text,
                unit_number=one.unit_number,
                quote=one.quote,
                coders=one.coders,
                codings={coder: [held[coding] for coding in ids] for coder, ids in one.codings.items()},
                start=one.start,
                end=one.end,
                settled=bool(about) and considered.issuperset(about),
                link=_link(study, one, transcripts),
            )
        )
    return result


def _link(study: Study, one: Disagreement, transcripts: Path | None) -> str:
    if transcripts is None or not (transcripts / f"{one.text}.html").exists():
        return ""
    passages = study.texts[one.text].passages_in(one.start, one.end)
    return f"{transcripts.name}/{one.text}.html#{passage_anchor(passages[0].number)}" if passages else ""
