"""The account of an open study: everything that its methods section needs, counted from the ledger in one go."""

import platform
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Sized
from importlib import metadata
from typing import TYPE_CHECKING

import numpy as np

from coding.classing.choice import decided_classes
from coding.codebook.model import Codebook
from coding.quality.account import (
    Account,
    CodebookBranch,
    CodebookSummary,
    CodersAgreement,
    CoderWork,
    Corrections,
    NoteCounts,
    SuggestionCounts,
    TextCounts,
)
from coding.quality.participants import quoted
from coding.quality.reading_counts import ReadingCounts, reading_counts
from coding.quality.sample_audit import audit_of, is_wrong, review_of, standing_reviews
from coding.quality.score_card import ScoreCard, score_card
from coding.records.decisions import Moved, Retracted
from coding.records.entry import Entry
from coding.records.record_history import suggestion_of
from coding.records.replay import Classification, Reading, Rejection
from coding.records.study_acts import SuggestionsListed
from coding.summaries.summary import signatures, standing
from corpus.characters import WORD
from corpus.pseudonyms.key import read_key
from corpus.text import Text
from workbench.agreeing import Asked, NobodyToCompare, StudyAgreement
from workbench.codebook_history import revisions_of
from workbench.consensus import consensus
from workbench.counted_coders import codings_of
from workbench.handing_out_account import handed_out_texts
from workbench.proposing import counts_of
from workbench.pseudonymising import key_of
from workbench.settlement_account import settlements_of
from workbench.study import Study

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns
    from corpus.arrays import BoolArray
    from reports.study_material import StudyMaterial

_JUDGED = ("accept", "reject", "code", "read", "undo", "retract")
"""The kinds of entries that the score card reads."""


def account_of(study: Study, part: "StudyMaterial | None" = None) -> Account:
    """Count it all; raises BrokenCodebook, DamagedLedger. A key with faults counts as far as it can be read.

    With a `part`, texts, cases, and what is decided in or about them are those of the part. The codebook's history,
    suggestions, retractions, audits and summaries are the whole study's.
    """
    ledger = study.ledger
    texts = study.texts if part is None else dict(part.texts)
    columns, readings = ledger.coding_columns(), ledger.readings()
    classes, unclassed, rejections = ledger.classifications(), ledger.unclassed(), ledger.rejections()
    if part is not None:
        columns = columns.where(_within(columns, part))
        readings = [reading for reading in readings if reading.text in texts]
        classes = [one for one in classes if one.case in part.cases and one.place.text in texts]
        unclassed = [one for one in unclassed if one.case in part.cases]
        rejections = [one for one in rejections if one.place.text in texts]
    reading = reading_counts(texts, readings)
    coders = _coders(columns, rejections, classes, readings, reading)
    number = study.codebook.cases.number if study.codebook.cases else None
    counted = study.counted([work.coder for work in coders])
    stands = consensus(study) if study.settings.consensus else None
    chosen = codings_of(columns, counted)
    if stands:
        chosen = stands.columns if part is None else stands.columns.where(_within(stands.columns, part))
    return Account(
        title=study.settings.title,
        corpus=_corpus(study, texts, study.cases if part is None else part.cases),
        coders=coders,
        counted=counted,
        codings=len(columns),
        classifications=len(classes),
        unclassed=len(unclassed),
        rejections=len(rejections),
        tree=_tree(study, chosen),
        suggesting=_suggesting(study, suggested=bool(columns.suggested.any() or rejections)),
        reading=reading,
        agreement=_agreement(study, texts, columns),
        second_thoughts=_second_thoughts(study),
        settlements=settlements_of(study),
        proposals=counts_of(study),
        handed_out=handed_out_texts(study),
        hidden_texts=tuple(sorted(study.hidden.texts)) if study.hidden else (),
        written=_written(study),
        quoted=quoted(texts, chosen),
        software=_software(),
        until=max((work.last for work in coders), default=None),
        head=ledger.head().written(),
        declared_cases=number if part is None else part.declared_cases,
    )


def _within(columns: "CodedColumns", part: "StudyMaterial") -> "BoolArray":
    """Which codings lie in a text of the part and are about one of its cases; or about none, as tables have it.

    Where conditions are on cases, tables leave out what is about no case.
    """
    in_texts = columns.text.mapped(name in part.texts for name in columns.text.names) == 1
    about = columns.case.mapped(name in part.cases for name in columns.case.names)
    mask: BoolArray = in_texts & ((about == 1) if part.of_cases else (about != 0))
    return mask


def _corpus(study: Study, chosen: Mapping[str, Text], cases: Sized) -> TextCounts:
    texts = list(chosen.values())
    versions = Counter(entry.text for entry in study.ledger.entries(kind="text") if entry.text in chosen)
    with_texts = {case for text in texts for case in text.cases}
    spoken = [text for text in texts if text.kind == "interview"]
    moves = study.ledger.current("move")
    return TextCounts(
        interviews=len(spoken),
        documents=len(texts) - len(spoken),
        words=sum(len(WORD.findall(text.content)) for text in texts),
        passages=sum(len(text.passages) for text in texts),
        languages=tuple(language for language, _ in Counter(text.language for text in texts).most_common()),
        cases=len(cases),
        with_texts=len(with_texts),
        without_case=sum(not text.cases for text in texts),
        respondents=sum(speaker.role == "respondent" for text in spoken for speaker in text.speakers),
        versions=versions.total(),
        corrected=sum(number > 1 for number in versions.values()),
        lost=len({move.subject for move in moves if move.says(Moved).fate == "lost"}),
        pseudonyms=_pseudonyms(study),
    )


def _pseudonyms(study: Study) -> int | None:
    key = key_of(study)
    return sum(line.decision == "replace" for line in read_key(key)[0]) if key.exists() else None


def _coders(
    columns: "CodedColumns",
    rejections: Sequence[Rejection],
    classes: Sequence[Classification],
    readings: Sequence[Reading],
    reading: ReadingCounts,
) -> tuple[CoderWork, ...]:
    """Everybody with a decision that holds, in alphabetical order."""
    times: dict[str, list[str]] = defaultdict(list)
    decisions: list[Rejection | Classification | Reading] = [*rejections, *classes, *readings]
    for decision in decisions:
        times[decision.coder].append(decision.time)
    rejected, classified = Counter(r.coder for r in rejections), Counter(c.coder for c in classes)
    found = []
    for coder in sorted({*columns.coder.names, *times}):
        mine = columns.where(columns.coder.numbers == columns.coder.number(coder))
        accepted = int(mine.suggested.sum())
        when = sorted([*times[coder], *(bytes(time).decode() for time in _ends(mine))])
        if when:
            work = CoderWork(
                coder=coder,
                by_hand=len(mine) - accepted,
                accepted=accepted,
                rejected=rejected[coder],
                classified=classified[coder],
                passages=reading.by_coder.get(coder, 0),
                first=when[0],
                last=when[-1],
            )
            found.append(work)
    return tuple(found)


def _agreement(study: Study, texts: Mapping[str, Text], columns: "CodedColumns") -> CodersAgreement:
    """What `glose agree` finds in these texts; nothing where fewer than two people coded them."""
    if not texts:
        return CodersAgreement()
    try:
        compared = StudyAgreement(study, Asked(texts=tuple(texts)), columns)
    except NobodyToCompare:
        return CodersAgreement()
    used = tuple(one for one in compared.by_code() if one.units)
    return CodersAgreement(
        passages=int((compared.judgements.gone_through().sum(axis=0) >= 2).sum()),
        pairs=compared.pairs(),
        codes=used,
        overall=compared.together(used) if used else None,
    )


def _ends(columns: "CodedColumns") -> list[bytes]:
    ordered = np.sort(columns.time)
    return [ordered[0], ordered[-1]] if len(ordered) else []


def _tree(study: Study, counted: "CodedColumns") -> CodebookSummary:
    codebook = study.codebook
    revisions, overall = revisions_of(study)
    return CodebookSummary(
        codebook=codebook,
        branches=tuple(_branch(codebook, code.id, counted) for code in codebook.codes.values() if not code.depth),
        used=len(set(np.unique(counted.code.numbers).tolist()) - {-1}),
        revisions=revisions,
        overall=overall,
        unrecorded=study.ledger.revision("codebook") not in (None, study.revision),
    )


def _branch(codebook: Codebook, code: str, counted: "CodedColumns") -> CodebookBranch:
    within = codebook.subtree(code)
    mine = np.isin(counted.code.numbers, [counted.code.number(inner) for inner in within])
    cases = set(np.unique(counted.case.numbers[mine]).tolist()) - {-1}
    return CodebookBranch(code, len(within), int(mine.sum()), len(cases))


def _suggesting(study: Study, *, suggested: bool) -> SuggestionCounts:
    """Where no suggestion was ever decided on, the long list of entries is not read for the score card."""
    runs = list(study.ledger.entries(kind="run"))
    names = study.ledger.code_names()
    entries = [names.applied(e) for kind in _JUDGED for e in study.ledger.entries(kind=kind)] if suggested else []
    card: ScoreCard = score_card(entries, study.texts)
    return SuggestionCounts(card, len(runs), study.learn, _made_with([*runs, *entries]))


def _made_with(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """Name and version of every pipeline and plug-in that decided suggestions and listed runs were made with."""
    found: set[tuple[str, str]] = set()
    for entry in entries:
        run = entry.payload if isinstance(entry.payload, SuggestionsListed) else None
        made = run or suggestion_of(entry)
        for what, name in made.made_with.items() if made else ():
            found.add(("spaCy", name) if what == "spacy" else _name_and_version(name))
        found.update(_name_and_version(name) for name in (run.plug_ins if run else ()))
    return tuple(sorted(found))


def _name_and_version(written: str) -> tuple[str, str]:
    name, _, version = written.partition("/")
    return name, version


def _second_thoughts(study: Study) -> Corrections:
    ledger = study.ledger
    retracted = ledger.current("retract")
    audits = [audit_of(entry) for entry in ledger.current("audit")]
    reviewed = standing_reviews(review_of(entry) for entry in ledger.current("review"))
    drawn = {coding for audit in audits for coding in audit.sample.drawn}
    return Corrections(
        retracted=len(retracted),
        reasoned=sum(bool(entry.says(Retracted).reason) for entry in retracted),
        undone=sum(1 for _ in ledger.entries(kind="undo")),
        audits=len(audits),
        drawn=len(drawn),
        reviewed=len(reviewed),
        objected=sum(is_wrong(reviews) for reviews in reviewed.values()),
    )


def _written(study: Study) -> NoteCounts:
    ledger = study.ledger
    cells = standing([*ledger.entries(kind="summarise"), *ledger.entries(kind="undo")], study.ledger.code_names())
    names = signatures(ledger.current("sign"))
    summaries = [summary for cell in cells.values() for summary in cell]
    return NoteCounts(
        memos=ledger.codings_with_memo() + _memos_of_classes(study),
        summaries=len(summaries),
        signed=sum(summary.id in names for summary in summaries),
    )


def _memos_of_classes(study: Study) -> int:
    """The memos of classes decided: one for each decision, on however many quotes it rests."""
    decided = decided_classes([*study.ledger.classifications(), *study.ledger.unclassed()])
    return sum(len(one.memos) for several in decided.values() for one in several)


def _software() -> dict[str, str]:
    """Names and versions of what runs now."""
    packages = {"Glose": "glose", "spaCy": "spacy"}
    return {
        **{name: metadata.version(package) for name, package in packages.items()},
        "Python": platform.python_version(),
    }
