"""How `glose audit` prints drawn codings, error rates and findings, for eyes and for programs."""

from typing import TYPE_CHECKING, Any

from commands.options import console
from wording.messages import counted, decimal, share, tr, tr_n

if TYPE_CHECKING:
    from coding.quality.error_rate import ErrorRate, ErrorRates
    from workbench.auditing import AuditItem, AuditSample
    from workbench.findings import Listing


def item_json(docket: "AuditSample", item: "AuditItem") -> dict[str, Any]:
    """The object that `glose audit show --json` prints for a drawn coding."""
    from workbench.auditing import surroundings

    coded, place, audit = item.coded, item.place, docket.audit
    holds = item.story.record is not None
    before, after = surroundings(docket.study.texts[place.text], place) if holds else ("", "")
    known = docket.study.codebook.codes.get(coded.code)
    return {
        "audit": audit.id,
        "number": item.number,
        "coding": item.created.id,
        **place.as_json(),
        "before": before,
        "after": after,
        "code": coded.code,
        "definition": dict(known.definition) if known else {},
        "case": coded.case,
        "degree": coded.degree,
        "value": coded.value,
        "memo": coded.memo,
        "coder": item.created.coder,
        "suggester": item.value_of("suggester"),
        "stratum": list(audit.sample.strata[item.stratum].values),
        "now": item.story.status,
        "reviews": [
            {"reviewer": r.reviewer, "verdict": r.verdict, "reason": r.reason, "time": r.time} for r in item.reviews
        ],
    }


def rate_lines(docket: "AuditSample", rates: "ErrorRates") -> list[dict[str, Any]]:
    """The lines of `glose audit rate --json`: of all, by criterion and value, by stratum."""
    audit = docket.audit
    strata = zip(audit.sample.strata, rates.strata, strict=True)
    return [
        {
            "what": "all",
            "audit": audit.id,
            "population": audit.sample.population,
            "drawn": len(audit.sample.drawn),
            **_numbers(rates.whole),
            "covered": round(rates.covered, 4),
            "level": rates.level,
            "method": "wilson, effective sample size, finite population",
        },
        *({"what": criterion, "value": value, **_numbers(part)} for criterion, value, part in rates.by),
        *({"what": "stratum", "values": list(s.values), "size": s.size, **_numbers(part)} for s, part in strata),
    ]


def _numbers(part: "ErrorRate") -> dict[str, Any]:
    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    effective = None if part.effective == float("inf") else round(part.effective, 1)
    interval = {"rate": rounded(part.rate), "low": rounded(part.low), "high": rounded(part.high)}
    return {"judged": part.judged, "wrong": part.wrong, **interval, "effective": effective}


def show_rates(rates: "ErrorRates") -> None:
    """Print the rates as a table."""
    from rich.table import Table

    from commands.screens.terms import criterion_word

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("")
    table.add_column("", overflow="fold")
    interval = tr("{level} interval", level=share(rates.level))
    for column in (tr("judged"), tr("wrong"), tr("rate"), interval, tr("effective")):
        table.add_column(column, justify="right")
    rows = [(tr("all"), "", rates.whole), *((criterion_word(what), value, part) for what, value, part in rates.by)]
    for what, value, part in rows:
        rate, low, high = (share(known, 1) for known in (part.rate, part.low, part.high))
        effective = tr("all") if part.effective == float("inf") else decimal(part.effective, 0)
        table.add_row(what, value, counted(part.judged), counted(part.wrong), rate, f"{low}–{high}", effective)
    console().print(table)


def show_listing(listing: "Listing", max_count: int) -> None:
    """Print how many findings of a kind there are, the first of them, and what to do."""
    from itertools import islice

    out = console()
    out.print(tr("{what}: {detail}", what=f"[bold]{listing.title}[/bold]", detail=counted(listing.count)))
    for found in islice(listing.found(), max_count):
        out.print(f"  {found.place}  {found.message}", markup=False, no_wrap=True, overflow="ellipsis")
    if (more := listing.count - max_count) > 0:
        left = tr_n("… and {n} more (--json lists all)", "… and {n} more (--json lists all)", more)
        out.print(f"  {left}", style="dim")
    if listing.count:
        out.print(f"  → {listing.advice}", style="dim", markup=False)
