"""A sample of codings for review: what was drawn, and one coding in its passage with what its code means."""

from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.model import word
from desk.address import whole_number
from desk.api.audits import DRAWS, audit_json, item_json, may_judge, sample_asked
from desk.colours import marks_of
from desk.pages.frame import page
from desk.quoted import code_label, place_of
from desk.visit import REVIEWS, Visit, visited
from wording.degree_word import degree_word
from wording.numbers import day, percent
from workbench.auditing import AuditItem, AuditSample, audits, surroundings

_REACH = 700
"""Characters shown before and after a quote."""


def audit(visit: Visit) -> Response:
    """The sample that `?audit=` names, else the last; of it the coding `?number=`, else the first that waits."""
    sample = sample_asked(visit)
    items = sample.items if sample else []
    wanted = whole_number(visit.asked, "number") or next((one.number for one in items if _waits(visit, one)), 1)
    opened = items[min(max(wanted, 1), len(items)) - 1] if items else None
    kept = {"audit": visit.asked["audit"]} if visit.asked.get("audit") else {}
    drawn = [{**audit_json(one), "day": day(one.time, visit.language)} for one in reversed(audits(visit.study))]
    return page(
        visit,
        "audits.html.j2",
        name="audits",
        title="",
        drawn=drawn,
        audit=sample.audit.id if sample else "",
        population=sample.audit.sample.population if sample else 0,
        lines=[_line(visit, one, f"/audits?{urlencode({**kept, 'number': one.number})}") for one in items],
        opened=_shown(visit, opened) if opened else None,
        left=sum(_waits(visit, one) for one in items),
        rate=_rate(visit, sample),
        may_draw=visit.session.role in DRAWS,
        reviews=visit.session.role in REVIEWS,
        marks=marks_of(visit.study.codebook, visit.language),
    )


def _waits(visit: Visit, item: AuditItem) -> bool:
    return may_judge(visit, item) and (visit.who is None or item.review_by(visit.who) is None)


def _line(visit: Visit, item: AuditItem, address: str) -> dict[str, object]:
    shown = item_json(visit, item)
    return {**shown, "address": address, "label": code_label(visit, str(shown["code"]))}


def _shown(visit: Visit, item: AuditItem) -> dict[str, object]:
    """A coding as it is judged: in its passage where it holds, with what its code means, and one's own verdict."""
    place, study, language = item.place, visit.study, visit.language
    before, after = ("", "")
    if item.history.record is not None:
        before, after = surroundings(study.texts[place.text], place, _REACH)
    said, code = item_json(visit, item), study.codebook.codes.get(item.value_of("code"))
    return {
        **said,
        "label": code_label(visit, str(said["code"])),
        "definition": word(code.definition, language) if code else "",
        "use_when": code.use_when if code else (),
        "avoid_when": code.avoid_when if code else (),
        "degree": degree_word(item.coded.degree, language) if item.coded.degree else None,
        "language": study.texts[place.text].language,
        "value": item.coded.value,
        "case": item.coded.case,
        "memo": item.coded.memo,
        "before": before,
        "after": after,
        "address": place_of(place.text, place.start, place.end),
    }


def _rate(visit: Visit, sample: AuditSample | None) -> dict[str, str] | None:
    """The share of wrong codings by one's own verdicts, with its interval, in words; None before the first one."""
    if sample is None or visit.who is None:
        return None
    whole = sample.rates(reviewer=visit.who).whole
    if whole.rate is None or whole.low is None or whole.high is None:
        return None
    shares = {"rate": whole.rate, "low": whole.low, "high": whole.high}
    return {name: percent(one, visit.language) for name, one in shares.items()}


ROUTES = [Route("/audits", visited(audit))]
