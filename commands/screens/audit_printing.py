"""How `glose audit` prints drawn codings, error rates and findings, for eyes and for programs."""

from typing import TYPE_CHECKING, Any

from commands.printing import console, titled
from wording.messages import counted, decimal, share, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coding.quality.error_rate import ErrorRate, ErrorRates
    from workbench.auditing import AuditItem, AuditSample, DrawnAudit
    from workbench.finding import Listing


def draw_json(drawn: "DrawnAudit") -> dict[str, Any]:
    """The object that `glose audit draw --json` prints."""
    sample = drawn.audit.sample
    return {
        "audit": drawn.audit.id,
        "new": drawn.new,
        "seed": sample.seed,
        "by": list(sample.by),
        "population": sample.population,
        "digest": sample.digest,
        "strata": [{"values": list(s.values), "size": s.size, "drawn": s.drawn} for s in sample.strata],
        "drawn": list(sample.drawn),
    }


def draw_line(drawn: "DrawnAudit") -> str:
    """What `glose audit draw` has drawn: how many codings, of how many, from which strata."""
    sample = drawn.audit.sample
    strata = tr_n("{n} stratum", "{n} strata", len(sample.strata))
    pooled = f" {tr('(the last one pools those too small on their own)')}" if sample.pooled else ""
    line = tr_n(
        "audit {audit}: {n} coding of {population}, from {strata}, seed {seed}",
        "audit {audit}: {n} codings of {population}, from {strata}, seed {seed}",
        len(sample.drawn),
        audit=drawn.audit.id[:8],
        population=counted(sample.population),
        strata=strata + pooled,
        seed=sample.seed,
    )
    return line if drawn.new else f"{line} {tr('(drawn before; nothing was added)')}"


def item_json(sample: "AuditSample", item: "AuditItem") -> dict[str, Any]:
    """The object that `glose audit show --json` prints for a drawn coding."""
    from workbench.auditing import surroundings

    coded, place, audit = item.coded, item.place, sample.audit
    holds = item.history.record is not None
    before, after = surroundings(sample.study.texts[place.text], place) if holds else ("", "")
    known = sample.study.codebook.codes.get(coded.code)
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
        "now": item.history.status,
        "reviews": [
            {"reviewer": r.reviewer, "verdict": r.verdict, "reason": r.reason, "time": r.time} for r in item.reviews
        ],
    }


def left_out_line(count: int, coder: str) -> str:
    """That reviewers do not judge their own codings."""
    return tr_n(
        "{n} coding by {coder} left out; somebody else should judge it.",
        "{n} codings by {coder} left out; somebody else should judge them.",
        count,
        coder=coder,
    )


def all_judged_line(sample: "AuditSample", coder: str) -> str:
    """That a reviewer has judged the whole sample."""
    return tr(
        "{coder} has nothing left to judge in audit {audit}. `glose audit rate` estimates the error rate.",
        coder=coder,
        audit=sample.audit.id[:8],
    )


def rate_lines(sample: "AuditSample", rates: "ErrorRates") -> list[dict[str, Any]]:
    """The lines of `glose audit rate --json`: of all, by criterion and value, by stratum."""
    audit = sample.audit
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
    interval = tr("{level} interval", level=share(rates.level))
    for column in (tr("judged"), tr("wrong"), tr("rate"), interval, tr("effective")):
        table.add_column(column, justify="right")
    rows = [(tr("all"), "", rates.whole), *(_by(*part) for part in rates.by)]
    for what, value, part in rows:
        rate, low, high = (share(known, 1) for known in (part.rate, part.low, part.high))
        effective = tr("all") if part.effective == float("inf") else decimal(part.effective, 0)
        table.add_row(what, value, counted(part.judged), counted(part.wrong), rate, f"{low}–{high}", effective)
    console().print(table)


def finding_lines(listings: "Iterable[Listing]") -> "Iterator[dict[str, Any]]":
    """The lines of `glose audit findings --json`."""
    for listing in listings:
        for found in listing.found():
            yield {"finding": listing.kind, "place": found.place, "message": found.message, **found.about}


def _by(what: str, value: str, part: "ErrorRate") -> tuple[str, str, "ErrorRate"]:
    from commands.screens.terms import criterion_word, suggester_word

    return criterion_word(what), suggester_word(value) if what == "suggester" else value, part


def show_listing(listing: "Listing", max_count: int) -> None:
    """Print how many findings of a kind there are, the first of them, and what to do."""
    from itertools import islice

    out = console()
    out.print(titled(listing.title, counted(listing.count)))
    for found in islice(listing.found(), max_count):
        out.print(f"  {found.place}  {found.message}", no_wrap=True, overflow="ellipsis")
    if (more := listing.count - max_count) > 0:
        left = tr_n("… and {n} more (--json lists all)", "… and {n} more (--json lists all)", more)
        out.print(f"  {left}", style="dim")
    if listing.count:
        out.print(f"  → {listing.advice}", style="dim")
