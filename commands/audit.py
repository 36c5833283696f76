"""glose audit: a sample of codings for a reviewer, the error rate, and what is worth a second look."""

from typing import TYPE_CHECKING

import click

from commands.options import Steps, coder_option, in_study, json_option, not_one_of
from commands.part_of_study import where_option
from commands.printing import console, print_json, tell
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study

audit_option = click.option("--audit", "reference", metavar="ID", help="Which sample; default: the last one drawn.")
own_option = click.option("--allow-own", is_flag=True, help="Let reviewers judge their own codings.")


@click.group(cls=Steps, short_help="Draw a sample of codings, review it, estimate the error rate.")
def audit() -> None:
    """Have codings checked: a random sample is drawn, a reviewer agrees or objects, the error rate is estimated.

    `findings` lists what needs no sample: claims without interview evidence, quotes in no table, passages that nobody
    has read, decisions made too fast, codings made under an older definition, texts handed out and not begun. `glose
    undo` undoes a draw or a verdict.

    \b
    Example:
      glose audit draw --size 50 --seed 7 --by code,coder --coder claire
      glose audit review --coder claire
      glose audit rate
      glose audit findings
    """


def _criteria(_context: click.Context, _parameter: click.Parameter, value: str) -> list[str]:
    known = ("code", "coder", "suggester", "case", "text")
    wanted = [part.strip() for part in value.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in known]
    if unknown:
        raise click.BadParameter(not_one_of(unknown, known))
    return list(dict.fromkeys(wanted))


@audit.command(short_help="Draw a random sample and record it.")
@click.option("--size", type=click.IntRange(1), metavar="N", default=50, show_default=True, help="How many codings.")
@click.option(
    "--seed",
    type=click.IntRange(0),
    metavar="N",
    help="The same seed draws the same codings; default: random.",
)
@click.option(
    "--by",
    default="code,coder,suggester",
    show_default=True,
    metavar="LIST",
    callback=_criteria,
    help="Strata by code, coder, suggester, case, text; empty for none.",
)
@click.option("--everyone", is_flag=True, help="Include coders whom the tables do not count.")
@where_option
@coder_option
@json_option
@in_study
def draw(
    study: "Study",
    size: int,
    seed: int | None,
    by: list[str],
    everyone: bool,
    where: tuple[str, ...],
    coder: str | None,
    as_json: bool,
) -> None:
    """Draw a random sample of the codings that tables count, and record it.

    Each stratum gives at least one coding, if the size allows, and otherwise in proportion to its size; the rates are
    weighted accordingly. If there are more strata than codings to draw, the small strata are pooled.

    \b
    Example:
      glose audit draw --size 50 --seed 7 --by code,coder,suggester --coder claire
      glose audit draw --by coder --where unit=commune --everyone
    """
    from secrets import randbelow

    from commands.screens.audit_printing import draw_json, draw_line
    from workbench.auditing import draw_audit

    chosen = randbelow(1_000_000) if seed is None else seed
    drawn = draw_audit(
        study, size=size, seed=chosen, by=by, where=where, everyone=everyone, reviewer=study.coder(coder)
    )
    if as_json:
        print_json([draw_json(drawn)])
        return
    tell(draw_line(drawn))
    tell(tr("`glose audit review` goes through them, one key each."))


@audit.command(short_help="Show the sample, or one coding of it.")
@click.argument("number", type=int, required=False)
@click.option("--left", is_flag=True, help="Only codings not judged yet.")
@audit_option
@json_option
@in_study
def show(study: "Study", number: int | None, left: bool, reference: str | None, as_json: bool) -> None:
    """Show the sample, or one coding of it by its number: quote, code, definition, case, coder, verdicts.

    \b
    Example:
      glose audit show --left
      glose audit show 12 --json
    """
    from commands.screens.audit_printing import item_json
    from commands.screens.audit_screen import item_lines
    from workbench.auditing import AuditSample, audit_named

    sample = AuditSample(study, audit_named(study, reference))
    items = sample.items if number is None else [sample.item(number)]
    items = [item for item in items if not (left and item.reviews)]
    if as_json:
        print_json(item_json(sample, item) for item in items)
        return
    out = console()
    for item in items:
        for line in item_lines(sample, item):
            out.print(line)
        out.print()
    judged = sum(bool(item.reviews) for item in sample.items)
    about = {"audit": sample.audit.id[:8], "judged": judged, "count": len(sample.items)}
    tell(tr("audit {audit}: {judged} of {count} judged.", **about), err=True)


@audit.command(short_help="Go through the sample, one key each.")
@audit_option
@own_option
@coder_option
@in_study
def review(study: "Study", reference: str | None, allow_own: bool, coder: str | None) -> None:
    """Go through what you have not judged yet: a agree, o object, s skip, p back, q quit.

    They come in the order they were drawn, which is random: so an unfinished review still gives an unbiased rate.

    \b
    Example:
      glose audit review --coder claire
    """
    import sys

    from commands.screens.audit_printing import all_judged_line, left_out_line
    from commands.screens.audit_screen import run
    from workbench.auditing import AuditSample, audit_named

    who = study.coder(coder)
    sample = AuditSample(study, audit_named(study, reference))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(tr("review reads keys and needs a terminal. In scripts, use `glose audit agree N`."))
    mine = sample.waiting_for(who, allow_own=allow_own)
    own = sum(item.created.coder == who for item in sample.items)
    if own and not allow_own:
        tell(left_out_line(own, who), err=True)
    if not mine:
        tell(all_judged_line(sample, who), err=True)
        return
    judged = run(sample, mine, reviewer=who, allow_own=allow_own)
    left = len(sample.waiting_for(who, allow_own=allow_own))
    verdicts = tr_n("{n} verdict recorded", "{n} verdicts recorded", judged)
    tell(tr("{verdicts}; {left} left. `glose audit rate` estimates the error rate.", verdicts=verdicts, left=left))


@audit.command(short_help="Agree with codings, by their numbers.")
@click.argument("numbers", nargs=-1, type=int, required=True, metavar="N…")
@audit_option
@own_option
@coder_option
@in_study
def agree(study: "Study", numbers: tuple[int, ...], reference: str | None, allow_own: bool, coder: str | None) -> None:
    """Agree with codings of the sample, by their numbers.

    \b
    Example:
      glose audit agree 1 2 5 --coder claire
    """
    from workbench.auditing import AuditSample, audit_named

    sample = AuditSample(study, audit_named(study, reference))
    for item in sample.judge(numbers, "agree", reviewer=study.coder(coder), allow_own=allow_own):
        tell(tr("{number}: agreed, {code}", number=item.number, code=item.coded.code))


@audit.command("object", short_help="Object to a coding, with the reason.")
@click.argument("number", type=int, metavar="N")
@click.option("--reason", required=True, help="What is wrong with the coding.")
@audit_option
@own_option
@coder_option
@in_study
def object_to(
    study: "Study", number: int, reason: str, reference: str | None, allow_own: bool, coder: str | None
) -> None:
    """Object to a coding of the sample, with the reason.

    An objection does not change the coding: its coder decides, and may retract it. It counts in the error rate either
    way.

    \b
    Example:
      glose audit object 3 --reason "about the region, not the city" --coder claire
    """
    from workbench.auditing import AuditSample, audit_named

    sample = AuditSample(study, audit_named(study, reference))
    who = study.coder(coder)
    for item in sample.judge([number], "object", reviewer=who, reason=reason, allow_own=allow_own):
        tell(tr("{number}: objected, {code}", number=item.number, code=item.coded.code))


@audit.command(short_help="Estimate the error rate with its interval.")
@click.option("--by", "reviewer", metavar="NAME", help="Only this reviewer's verdicts.")
@click.option("--level", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True, help="Confidence level.")
@audit_option
@json_option
@in_study
def rate(study: "Study", reviewer: str | None, level: float, reference: str | None, as_json: bool) -> None:
    """Estimate the share of wrong codings with its interval: overall, and by each criterion of the strata.

    A coding is wrong if a reviewer objects. Rates are weighted by stratum; intervals are Wilson's on the effective
    sample size, with the finite population correction (see docs/audit.md).

    \b
    Example:
      glose audit rate
      glose audit rate --by claire --level 0.9 --json
    """
    from commands.screens.audit_printing import rate_lines, show_rates
    from reports.method.audit_words import rate_sentences
    from workbench.auditing import AuditSample, audit_named

    sample = AuditSample(study, audit_named(study, reference))
    rates = sample.rates(reviewer=reviewer, level=level)
    if as_json:
        print_json(rate_lines(sample, rates))
        return
    if rates.whole.judged:
        show_rates(rates)
    for sentence in rate_sentences(sample.audit.sample, rates, sample.reviewers(reviewer), study.settings.language):
        tell(sentence)


@audit.command(short_help="List what is worth a second look.")
@click.option("--only", "kinds", multiple=True, metavar="KIND", help="Only this list (may be repeated).")
@click.option("--max-count", type=click.IntRange(0), default=10, show_default=True, help="Maximum printed per list.")
@json_option
@in_study
def findings(study: "Study", kinds: tuple[str, ...], max_count: int, as_json: bool) -> None:
    """List what is worth a second look, each with its place and entry; --json lists everything.

    \b
    Kinds:
      no_interview      a code that only documents support for a case
      in_no_table       a coding that no declared table uses
      unread            passages that nobody has read
      reopened          passages read only before a code was added or redefined
      fast              suggestions accepted in under two seconds
      older_definition  codings made under an earlier definition of the code
      not_begun         texts handed out to a coder who has recorded nothing there
      not_handed_out    texts that nobody is to code
      no_list           coders to whom nothing is handed out
      not_theirs        codings on texts that are not in their coder's list
      opened            blind texts opened before all had finished

    \b
    Example:
      glose audit findings
      glose audit findings --only no_interview --only fast --json
    """
    from commands.screens.audit_printing import finding_lines, show_listing
    from workbench.findings import findings_of

    listings = findings_of(study, kinds)
    if as_json:
        print_json(finding_lines(listings))
        return
    for listing in listings:
        show_listing(listing, max_count)
