"""Audits: a sample of codings is drawn, and whoever reviews agrees with each or objects, without seeing the others."""

from secrets import randbelow
from typing import Any

from pydantic import Field
from starlette.responses import Response
from starlette.routing import Route

from coding.quality.sample_audit import Audit, ReviewVerdict
from desk.address import as_number
from desk.api.acts_words import undo_redo
from desk.api.decisions import once
from desk.sent import Sent, Words
from desk.visit import REVIEWS, Refused, Visit, reply, taking, visited
from wording.messages import tr
from workbench.auditing import AuditItem, AuditSample, audit_named, audits, draw_audit

DRAWS = frozenset({"lead", "reviewer"})
"""Who draws a sample."""
LARGEST = 1000
"""Codings of one sample that the page can show."""
CRITERIA = ("code", "coder", "suggester", "case", "text")
VERDICTS: tuple[ReviewVerdict, ...] = ("agree", "object")


class _Draw(Sent):
    size: int | str
    by: tuple[str, ...] = ("code", "coder", "suggester")
    seed: int | None = Field(default=None, ge=0)


class _Judging(Sent):
    audit: Words
    numbers: tuple[int, ...]
    verdict: Words
    reason: Words = ""


def sample_asked(visit: Visit) -> AuditSample | None:
    """The sample that the address names, or the last one; None where none was drawn. Raises UnknownAudit, BlindHere."""
    visit.study.must_not_be_blind()
    if not audits(visit.study):
        return None
    return AuditSample(visit.study, audit_named(visit.study, visit.asked.get("audit") or None))


def may_judge(visit: Visit, item: AuditItem) -> bool:
    """Whether the person may judge an item: nobody judges what is their own."""
    return visit.session.role in REVIEWS and item.created.coder != visit.who


def all_audits(visit: Visit) -> Response:
    """The samples that were drawn, and the codings of one (`?audit=`, else the last), with one's own verdicts."""
    sample = sample_asked(visit)
    return reply(
        {
            "audits": [audit_json(one) for one in reversed(audits(visit.study))],
            "audit": sample.audit.id if sample else None,
            "items": [item_json(visit, one) for one in sample.items] if sample else [],
        }
    )


def audit_json(one: Audit) -> dict[str, Any]:
    """A sample: how many codings, of how many, drawn by what."""
    drawn, all_of_them = len(one.sample.drawn), one.sample.population
    return {"audit": one.id, "time": one.time, "size": drawn, "population": all_of_them, "by": list(one.sample.by)}


def item_json(visit: Visit, item: AuditItem) -> dict[str, Any]:
    """A drawn coding, and what the person said of it; what others said is not shown."""
    mine = item.review_by(visit.who) if visit.who else None
    return {
        "number": item.number,
        "coding": item.created.id,
        "code": item.value_of("code"),
        "coder": item.created.coder,
        "text": item.place.text,
        "quote": item.place.quote,
        "status": item.history.status,
        "verdict": mine.verdict if mine else None,
        "reason": mine.reason if mine else None,
        "may_judge": may_judge(visit, item),
    }


def draw(visit: Visit, given: _Draw) -> Response:
    """Draw a sample of the codings that tables count; any seed by default."""
    size, by = as_number(str(given.size)), given.by
    if size is None or not 1 <= size <= LARGEST:
        raise Refused(422, tr("A sample has between 1 and {most} codings.", most=LARGEST))
    if not set(by) <= set(CRITERIA):
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(CRITERIA)))
    visit.study.must_not_be_blind()
    chosen = randbelow(1_000_000) if given.seed is None else given.seed
    reviewer = visit.coder

    def drawn() -> dict[str, Any]:
        found = draw_audit(visit.study, size=size, seed=chosen, by=by, where=(), everyone=False, reviewer=reviewer)
        return {**audit_json(found.audit), "new": found.new, **undo_redo(visit)}

    return once(visit, drawn)


def judge(visit: Visit, given: _Judging) -> Response:
    """Say of codings of a sample, by number, what one thinks: agree or object; an objection has a reason."""
    reviewer, verdict = visit.coder, given.verdict
    if verdict not in VERDICTS:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(VERDICTS)))
    visit.study.must_not_be_blind()
    sample = AuditSample(visit.study, audit_named(visit.study, given.audit))

    def judged() -> dict[str, Any]:
        items = sample.judge(given.numbers, verdict, reviewer=reviewer, reason=given.reason)
        return {"items": [item_json(visit, one) for one in items], **undo_redo(visit)}

    return once(visit, judged)


ROUTES = [
    Route("/api/audits", visited(all_audits)),
    Route("/api/audits/draw", taking(_Draw, draw, roles=DRAWS), methods=["POST"]),
    Route("/api/audits/judge", taking(_Judging, judge, roles=REVIEWS), methods=["POST"]),
]
