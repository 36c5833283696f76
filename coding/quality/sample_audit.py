"""An audit: a sample of codings that was drawn, and what reviewers decided about each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coding.quality.sampling import Sample, Stratum
from coding.records.entry import Entry
from coding.records.study_acts import Reviewed, SampleDrawn

ReviewVerdict = Literal["agree", "object"]


@dataclass(frozen=True, slots=True)
class Audit:
    """A sample as it was recorded.

    `where` are the conditions on cases, as they were written; `everyone` says that it was drawn from the codings of all
    coders, not only of those whom the tables count.
    """

    id: str
    time: str
    sample: Sample
    where: tuple[str, ...] = ()
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's verdict on one drawn coding; an objection has its reason."""

    id: str
    audit: str
    coding: str
    reviewer: str
    verdict: ReviewVerdict
    reason: str | None
    time: str


def pending_audit(sample: Sample, *, where: Sequence[str], everyone: bool, codebook: str) -> SampleDrawn:
    """What records a draw, with all that is needed to make it again."""
    return SampleDrawn(
        seed=sample.seed,
        by=tuple(sample.by),
        where=tuple(where),
        everyone=everyone,
        population=sample.population,
        digest=sample.digest,
        strata=tuple((tuple(stratum.values), stratum.size, stratum.drawn) for stratum in sample.strata),
        drawn=tuple(zip(sample.drawn, sample.stratum, strict=True)),
        codebook=codebook,
    )


def audit_of(entry: Entry) -> Audit:
    """The audit that an entry records."""
    recorded = entry.says(SampleDrawn)
    sample = Sample(
        seed=recorded.seed,
        by=recorded.by,
        population=recorded.population,
        digest=recorded.digest,
        strata=tuple(Stratum(values, size, drawn) for values, size, drawn in recorded.strata),
        drawn=tuple(coding for coding, _ in recorded.drawn),
        stratum=tuple(stratum for _, stratum in recorded.drawn),
    )
    return Audit(entry.id, entry.time, sample, recorded.where, recorded.everyone)


def pending_review(audit: str, coding: str, verdict: ReviewVerdict, *, reason: str | None) -> Reviewed:
    """What records a verdict."""
    return Reviewed(audit=audit, coding=coding, verdict=verdict, reason=reason)


def review_of(entry: Entry) -> Review:
    """The review that an entry records."""
    review = entry.says(Reviewed)
    return Review(
        id=entry.id,
        audit=review.audit,
        coding=review.coding,
        reviewer=entry.coder,
        verdict=review.verdict,
        reason=review.reason,
        time=entry.time,
    )


def standing_reviews(reviews: Iterable[Review]) -> Mapping[str, list[Review]]:
    """By coding, the last review of each reviewer in each audit, in order of time."""
    last: dict[tuple[str, str, str], Review] = {}
    for review in sorted(reviews, key=lambda review: review.time):
        last[review.audit, review.coding, review.reviewer] = review
    by_coding: dict[str, list[Review]] = defaultdict(list)
    for review in sorted(last.values(), key=lambda review: review.time):
        by_coding[review.coding].append(review)
    return by_coding


def is_wrong(reviews: Iterable[Review]) -> bool:
    """Whether a coding counts as wrong: one standing objection is enough, whoever else agrees."""
    return any(review.verdict == "object" for review in reviews)
