"""glose agree: how far coders agree, code by code, and why not."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import format_of, in_study, json_option, not_one_of
from commands.part_of_study import date_option, where_option
from commands.printing import print_json, tell
from wording.messages import ask_for_language, language, tr

if TYPE_CHECKING:
    from coding.quality.agreement.by_code import CodeAgreement
    from workbench.study import Study

_UNITS = ("turn", "passage", "sentence", "character", "span")
_SHORT = {"alpha": "krippendorff_alpha_nominal", "kappa": "cohen_kappa", "ac1": "gwet_ac1", "percent": "po"}


def _names(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


def _limit(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, float] | None:
    if value is None:
        return None
    name, _, number = value.partition("=")
    try:
        return _SHORT.get(name.strip(), name.strip()), float(number)
    except ValueError:
        raise click.BadParameter(tr("{written!r} is not of the form alpha=0.67.", written=value)) from None


@click.command(short_help="Show how far coders agree, code by code, and why not.")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option(
    "--unit",
    type=click.Choice(_UNITS),
    default="passage",
    show_default=True,
    help="What is compared.",
)
@click.option("--coders", metavar="A,B", callback=_names, help="Only these coders; default: all who coded.")
@click.option("--texts", metavar="A,B", callback=_names, help="Only these texts.")
@where_option
@date_option("--at", "until", "The study as it was at the end of that day.")
@click.option(
    "--interviewers",
    type=click.Choice(("in", "out")),
    default="in",
    show_default=True,
    help="Whether what interviewers say counts.",
)
@click.option(
    "--level",
    type=click.Choice(("own", "rolled")),
    default="own",
    show_default=True,
    help="rolled: a code counts for those above it.",
)
@click.option(
    "--min-overlap",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="A coding is on a unit if they share N characters.",
)
@click.option(
    "--bootstrap", type=click.IntRange(0), default=0, metavar="N", help="Intervals from N draws of the texts."
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, metavar="N", help="Of the draws.")
@click.option("--disagreements", is_flag=True, help="List every unit and code on which coders differ.")
@click.option("--min", "limit", metavar="MEASURE=N", callback=_limit, help="Exit 1 if a code has less: alpha=0.67.")
@date_option("--against", "against", "Before and after: the agreement as it was at the end of that day, too.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a report with every disagreement: .html, .docx, .odt, .pdf, .md or .xlsx.",
)
@click.option(
    "--csv", "csv_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it all."
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The language; default: the study's.")
@json_option
@in_study
def agree(
    study: "Study",
    codes: tuple[str, ...],
    unit: str,
    coders: tuple[str, ...],
    texts: tuple[str, ...],
    where: tuple[str, ...],
    until: str | None,
    interviewers: str,
    level: str,
    min_overlap: int,
    bootstrap: int,
    seed: int,
    disagreements: bool,
    limit: tuple[str, float] | None,
    against: str | None,
    out: Path | None,
    csv_file: Path | None,
    as_json: bool,
    lang: str | None,
) -> int:
    """Show how far coders agree on each CODE and those below it, or on all codes: worst first, each with a sentence on
    why they differ.

    A unit counts for a pair of coders where both have gone through it: read it, or decided something on it. Read and
    not coded is a judgement; unread is missing. Units read before a code existed do not count for it.

    docs/agreement.md has the formula of each measure. Intervals are drawn over texts.

    \b
    Example:
      glose agree
      glose agree objectives --coders anna,basile --bootstrap 2000
      glose agree challenges --disagreements
      glose agree --unit sentence --interviewers out --min alpha=0.67
      glose agree --against 2026-03-01 --out agreement.html
    """
    from typing import Any, cast

    from coding.quality.agreement.by_code import Resampling
    from commands.screens.agreement_printing import agreement_lines, disagreements_json, written_csv
    from commands.screens.agreement_screen import show_agreement, show_disagreements, show_more
    from reports.agreement.sentences import words_of
    from workbench.agreeing import Asked, StudyAgreement
    from workbench.agreement_reporting import agreement_then, report_of, shown

    if lang:
        ask_for_language(lang)
    if until:
        study.look_back(until)
    asked = Asked(
        codes=codes,
        unit=cast("Any", unit),
        coders=coders,
        texts=texts,
        where=where,
        interviewers=interviewers == "in",
        level=cast("Any", level),
        min_overlap=min_overlap,
        resampling=Resampling(bootstrap, seed),
    )
    before = agreement_then(study, asked, against) if against else None
    compared = StudyAgreement(study, asked)
    if disagreements:
        found_all = compared.disagreements()
        if as_json:
            print_json(disagreements_json(shown(study, found_all)))
        else:
            show_disagreements(shown(study, found_all))
        return 0
    by_code = compared.by_code()
    together = compared.together(by_code)
    lines = list(agreement_lines([*by_code, together], unit))
    if csv_file is not None:
        from corpus.whole_file import write_whole

        tell(write_whole(csv_file, written_csv(lines)), err=as_json)
    _tell_if_nobody(before)
    if out is None and (as_json or csv_file is not None):
        if as_json:
            print_json(lines)
        return _too_low(by_code, together, limit)
    spoken = lang or study.settings.language if out else language()
    when = words_of(spoken).day(against) if against else ""
    report = report_of(
        compared,
        by_code,
        together=together,
        before=before,
        before_words=when,
        until=until or "",
        listed_beside=out.parent / "texts" if out else None,
    )
    if out is not None:
        from corpus.whole_file import write_whole
        from reports.formats.agreement_files import FORMATS

        tell(write_whole(out, FORMATS[format_of(None, out, tuple(FORMATS))](report, spoken)), err=as_json)
        if as_json:
            print_json(lines)
    else:
        show_agreement(compared, by_code, together, report.explained)
        show_more(report)
    return _too_low(by_code, together, limit)


def _tell_if_nobody(before: "dict[str, CodeAgreement] | None") -> None:
    """That nobody could be compared at the earlier moment that was asked for."""
    if before is not None and not before:
        tell(tr("On that day fewer than two people had coded: there is nothing to compare with."), err=True)


def _too_low(by_code: "list[CodeAgreement]", together: "CodeAgreement", limit: tuple[str, float] | None) -> int:
    """1 where a code that somebody gave has less of the measure; a code without a value is named and does not fail.

    Measures that only all codes together have are compared for these.

    Raises UsageError for a measure that is not computed.
    """
    if limit is None:
        return 0
    measure, least = limit
    known = {name for one in by_code for name in one.measures}
    if measure not in known and measure in together.measures:
        by_code = [replace(together, code=tr("all together"))]
    elif measure not in known:
        raise click.UsageError(not_one_of([measure], [*_SHORT, *sorted(known | together.measures.keys())]))
    low = [one.code or "" for one in by_code if (value := one.value(measure)) is not None and value < least]
    undefined = [one.code or "" for one in by_code if one.units and one.value(measure) is None]
    if undefined:
        tell(tr("{measure} is undefined for {codes}.", measure=measure, codes=", ".join(undefined)), err=True)
    if low:
        tell(
            tr("{measure} is below {least} for {codes}.", measure=measure, least=least, codes=", ".join(low)), err=True
        )
    return 1 if low else 0
