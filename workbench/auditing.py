"""Auditing an open study: a sample of codings is drawn, reviewers judge it, the error rate is estimated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from coding.quality.error_rate import ErrorRates, Judged, error_rates
from coding.quality.sample_audit import (
    Audit,
    Review,
    ReviewVerdict,
    audit_of,
    is_wrong,
    pending_audit,
    pending_review,
    review_of,
    standing_reviews,
)
from coding.quality.sampling import draw
from coding.records.columns import Column
from coding.records.decisions import Coded
from coding.records.entry import Entry
from coding.records.record_history import BY_HAND, RecordHistory, history_of_record, suggester_behind
from coding.records.replay import Coding
from corpus.place import Place
from corpus.problem import GloseError
from corpus.text import Text
from wording.messages import tr
from workbench.case_list import conditions
from workbench.pseudonymised import masked_history, masks_of
from workbench.study import Study
from workbench.tabulating import material_of

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns


class UnknownAudit(GloseError):
    """An audit, or a number in its sample, that the study does not have."""


class OwnCoding(GloseError):
    """A reviewer judges a coding of his or her own."""


class NoReason(GloseError):
    """An objection without a reason."""


@dataclass(frozen=True, slots=True)
class AuditItem:
    """One drawn coding: its number in the sample (from 1), its history, and the reviewers' last verdicts."""

    number: int
    history: RecordHistory
    stratum: int
    reviews: tuple[Review, ...]

    @property
    def created(self) -> Entry:
        """The entry that made the coding."""
        return self.history.created

    @property
    def coded(self) -> Coded:
        """What the coding says, as it was made."""
        return self.created.says(Coded)

    @property
    def place(self) -> Place:
        """Where the coding lies now, or lay last as it was made."""
        record = self.history.record
        return record.place if isinstance(record, Coding) else self.coded.place

    def value_of(self, criterion: str) -> str:
        """The coding's value by a criterion: `code`, `coder`, `suggester`, `case` or `text`."""
        if criterion == "coder":
            return self.created.coder
        if criterion == "suggester":
            return suggester_behind(self.created)
        record = self.history.record
        code = record.code if isinstance(record, Coding) else self.coded.code
        values = {"code": code, "case": self.coded.case, "text": self.coded.place.text}
        return values[criterion] or ""

    def review_by(self, reviewer: str | None) -> Review | None:
        """The last review by that reviewer, or (None) by anybody."""
        mine = [review for review in self.reviews if reviewer in (None, review.reviewer)]
        return mine[-1] if mine else None


@dataclass(frozen=True, slots=True)
class DrawnAudit:
    """An audit, and whether it was drawn now or had been drawn before."""

    audit: Audit
    new: bool


def draw_audit(
    study: Study, *, size: int, seed: int, by: Sequence[str], where: Sequence[str], everyone: bool, reviewer: str
) -> DrawnAudit:
    """Draw a sample and record it; the very same sample is recorded once. Raises NothingToDraw."""
    columns = _population(study, where, everyone)
    criteria = {name: _criterion(study, columns, name) for name in by}
    sample = draw(columns.ids, criteria, size=size, seed=seed)
    for known in audits(study):
        if known.sample == sample:
            return DrawnAudit(known, False)
    study.note_revisions(reviewer)
    pending = pending_audit(sample, where=where, everyone=everyone, codebook=study.revision)
    return DrawnAudit(audit_of(study.ledger.append(reviewer, [pending])[0]), True)


def _population(study: Study, where: Sequence[str], everyone: bool) -> "CodedColumns":
    """The codings to draw from: those that the tables count, or everybody's, as the conditions leave them."""
    return material_of(study, conditions(study, where), all_coders=everyone).codings


def _criterion(study: Study, columns: "CodedColumns", name: str) -> Column:
    """The value of each coding by one criterion; who suggested it is read from the ledger, once."""
    if name != "suggester":
        found: Column = getattr(columns, name)
        return found
    if not columns.suggested.any():
        return Column((BY_HAND,), np.zeros(len(columns), np.int32))
    suggesters = {entry.id.encode(): suggester_behind(entry) for entry in study.ledger.entries(kind="accept")}
    names = tuple(sorted({*suggesters.values(), BY_HAND}))
    number = {name: position for position, name in enumerate(names)}
    numbers = (number[suggesters.get(coding, BY_HAND)] for coding in columns.ids.tolist())
    return Column(names, np.fromiter(numbers, np.int32, len(columns)))


def audits(study: Study) -> list[Audit]:
    """The audits drawn and not undone, the last one last."""
    return [audit_of(entry) for entry in study.ledger.current("audit")]


def audit_named(study: Study, reference: str | None) -> Audit:
    """The audit whose id begins so, or (None) the last one drawn; raises UnknownAudit."""
    known = audits(study)
    if not known:
        raise UnknownAudit(tr("No sample has been drawn yet. `glose audit draw --size 50` draws one."))
    matching = [audit for audit in known if reference is None or audit.id.startswith(reference)]
    if reference is not None and len(matching) != 1:
        there_are = ", ".join(audit.id[:8] for audit in known[-5:])
        raise UnknownAudit(
            tr(
                "{n} audits begin with {reference!r}; name one of the latest: {audits}.",
                n=len(matching),
                reference=reference,
                audits=there_are,
            )
        )
    return matching[-1]


def reviews_of(study: Study) -> dict[str, list[Review]]:
    """By coding, each reviewer's last verdict on it, in every audit."""
    return dict(standing_reviews(review_of(entry) for entry in study.ledger.current("review")))


REACH = 240
"""Characters shown before and after a quote."""


def surroundings(text: Text, place: Place, reach: int = REACH) -> tuple[str, str]:
    """The words of the passage before and after a place, at most `reach` characters of each, cut between words."""
    passages = text.passages_in(place.start, place.end)
    begin = min([place.start, *(passage.start for passage in passages)])
    end = max([place.end, *(passage.end for passage in passages)])
    before, after = text.content[begin : place.start], text.content[place.end : end]
    if len(before) > reach:
        before = "…" + before[-reach:].partition(" ")[2]
    if len(after) > reach:
        after = after[:reach].rpartition(" ")[0] + "…"
    return before, after


class AuditSample:
    """The sample of one audit at hand: its items, the verdicts so far, and giving one."""

    def __init__(self, study: Study, audit: Audit) -> None:
        self.study = study
        self.audit = audit

    @cached_property
    def items(self) -> list[AuditItem]:
        """The codings in the order they were drawn, each with what became of it since; names as their pseudonyms."""
        reviews, masks = reviews_of(self.study), masks_of(self.study)
        items = []
        pairs = zip(self.audit.sample.drawn, self.audit.sample.stratum, strict=True)
        for number, (coding, stratum) in enumerate(pairs, 1):
            history = history_of_record(self.study.ledger.entries(subject=coding))
            if history is None:
                raise UnknownAudit(
                    tr("The ledger lacks the coding {coding} that was drawn; run `glose check`.", coding=coding[:12])
                )
            mine = tuple(review for review in reviews.get(coding, ()) if review.audit == self.audit.id)
            items.append(AuditItem(number, masked_history(history, masks), stratum, mine))
        return items

    def item(self, number: int) -> AuditItem:
        """The item with that number; raises UnknownAudit."""
        if not 1 <= number <= len(self.items):
            raise UnknownAudit(
                tr("The sample has the numbers 1 to {count}, not {number}.", count=len(self.items), number=number)
            )
        return self.items[number - 1]

    def waiting_for(self, reviewer: str, *, allow_own: bool = False) -> list[AuditItem]:
        """The items that this reviewer has not judged and may judge."""
        return [
            item
            for item in self.items
            if item.review_by(reviewer) is None and (allow_own or item.created.coder != reviewer)
        ]

    def judge(
        self,
        numbers: Sequence[int],
        verdict: ReviewVerdict,
        *,
        reviewer: str,
        reason: str | None = None,
        allow_own: bool = False,
    ) -> list[AuditItem]:
        """Record a verdict on these items, all or none, and give them with it.

        A reviewer's verdict replaces an earlier one; the same verdict again adds nothing. Raises UnknownAudit,
        OwnCoding, NoReason.
        """
        reason = " ".join((reason or "").split()) or None
        if verdict == "object" and reason is None:
            raise NoReason(tr("An objection needs a reason: what is wrong with the coding?"))
        items = [self.item(number) for number in dict.fromkeys(numbers)]
        own = [str(item.number) for item in items if item.created.coder == reviewer]
        if own and not allow_own:
            raise OwnCoding(
                tr(
                    "{reviewer} made the coding of number {numbers}; nothing was recorded. Somebody else should "
                    "judge it (or pass --allow-own).",
                    reviewer=reviewer,
                    numbers=", ".join(own),
                )
            )
        changed = [item for item in items if not _says(item.review_by(reviewer), verdict, reason)]
        pending = [pending_review(self.audit.id, item.created.id, verdict, reason=reason) for item in changed]
        for item, entry in zip(changed, self.study.ledger.append(reviewer, pending), strict=True):
            others = (known for known in item.reviews if known.reviewer != reviewer)
            self.items[item.number - 1] = replace(item, reviews=(*others, review_of(entry)))
        return [self.items[item.number - 1] for item in items]

    def reviewers(self, named: str | None = None) -> list[str]:
        """Who judged anything of the sample, or only the reviewer named."""
        everyone = {review.reviewer for item in self.items for review in item.reviews}
        return sorted(name for name in everyone if named in (None, name))

    def rates(self, *, reviewer: str | None = None, level: float = 0.95) -> ErrorRates:
        """The error rates by one reviewer's verdicts, or by everybody's, where one objection makes a coding wrong."""
        judged = []
        for item in self.items:
            reviews = [review for review in item.reviews if reviewer in (None, review.reviewer)]
            if reviews:
                values = tuple(item.value_of(criterion) for criterion in self.audit.sample.by)
                judged.append(Judged(item.stratum, is_wrong(reviews), values))
        return error_rates(self.audit.sample, judged, level=level)


def _says(review: Review | None, verdict: ReviewVerdict, reason: str | None) -> bool:
    return review is not None and (review.verdict, review.reason) == (verdict, reason)
