"""An audit: a sample of codings that was drawn, and what reviewers said of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coding.quality.sampling import Sample, Stratum
from coding.records.entry import Entry, PendingEntry

ReviewVerdict = Literal["agree", "object"]


@dataclass(frozen=True, slots=True)
class Audit:
    """A sample as it was recorded.

    `where` are the conditions on cases, as they were written; `everyone` says that it was drawn from the codings of all
    coders, not only of those whom the tables count.
    """

    id: str
    drawer: str
    time: str
    sample: Sample
    where: tuple[str, ...] = ()
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer said of one drawn coding; an objection has its reason."""

    id: str
    audit: str
    coding: str
    reviewer: str
    verdict: ReviewVerdict
    reason: str | None
    time: str


def audit_draft(sample: Sample, *, where: Sequence[str], everyone: bool, codebook: str) -> PendingEntry:
    """The entry that records a draw, with all that is needed to make it again."""
    return PendingEntry(
        "audit",
        {
            "seed": sample.seed,
            "by": list(sample.by),
            "where": list(where),
            "everyone": everyone,
            "population": sample.population,
            "digest": sample.digest,
            "strata": [[list(stratum.values), stratum.size, stratum.drawn] for stratum in sample.strata],
            "drawn": [list(pair) for pair in zip(sample.drawn, sample.stratum, strict=True)],
            "codebook": codebook,
        },
    )


def audit_of(entry: Entry) -> Audit:
    """The audit that an entry records."""
    said = entry.payload
    sample = Sample(
        seed=said["seed"],
        by=tuple(said["by"]),
        population=said["population"],
        digest=said["digest"],
        strata=tuple(Stratum(tuple(values), size, drawn) for values, size, drawn in said["strata"]),
        drawn=tuple(coding for coding, _ in said["drawn"]),
        stratum=tuple(stratum for _, stratum in said["drawn"]),
    )
    return Audit(entry.id, entry.coder, entry.time, sample, tuple(said["where"]), said["everyone"])


def review_draft(audit: str, coding: str, verdict: ReviewVerdict, *, reason: str | None) -> PendingEntry:
    """The entry that records a verdict."""
    return PendingEntry("review", {"audit": audit, "coding": coding, "verdict": verdict, "reason": reason})


def review_of(entry: Entry) -> Review:
    """The review that an entry records."""
    said = entry.payload
    return Review(
        id=entry.id,
        audit=said["audit"],
        coding=said["coding"],
        reviewer=entry.coder,
        verdict=said["verdict"],
        reason=said.get("reason"),
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
