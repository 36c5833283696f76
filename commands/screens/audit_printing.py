"""How `glose audit` prints drawn codings, error rates and findings, for eyes and for programs."""

from typing import TYPE_CHECKING, Any

from commands.options import console

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

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("")
    table.add_column("", overflow="fold")
    for column in ("judged", "wrong", "rate", f"{rates.level:.0%} interval", "effective"):
        table.add_column(column, justify="right")
    rows = [("all", "", rates.whole), *rates.by]
    for what, value, part in rows:
        known = (part.rate, part.low, part.high)
        shares = ["–" if share is None else f"{share:.1%}" for share in known]
        alike = "all" if part.effective == float("inf") else f"{part.effective:.0f}"
        table.add_row(what, value, str(part.judged), str(part.wrong), shares[0], f"{shares[1]}–{shares[2]}", alike)
    console().print(table)


def show_listing(listing: "Listing", most: int) -> None:
    """Print how many findings of a kind there are, the first of them, and what to do."""
    from itertools import islice

    out = console()
    out.print(f"[bold]{listing.title}[/bold]: {listing.count:,}")
    for found in islice(listing.found(), most):
        out.print(f"  {found.place}  {found.message}", markup=False, no_wrap=True, overflow="ellipsis")
    if listing.count > most:
        out.print(f"  … and {listing.count - most:,} more (--json lists all)", style="dim")
    if listing.count:
        out.print(f"  → {listing.advice}", style="dim", markup=False)
