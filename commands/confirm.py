"""glose confirm: go through passages and decide, one key each."""

from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study, progress_bar, share_of, warn_of_others
from commands.printing import tell
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Go through suggestions and decide, one key each.")
@click.option("--text", "texts", multiple=True, help="Only this text (may be repeated).")
@click.option("--case", "cases", multiple=True, help="Only texts of this case (may be repeated).")
@click.option("--code", "codes", multiple=True, help="Only this code and those below it; marks nothing as read.")
@click.option("--min-score", type=click.FloatRange(0, 1), help="Minimum score; default: the codebook's threshold.")
@click.option(
    "--order",
    type=click.Choice(["text", "spread", "score", "doubt", "code"]),
    default="text",
    show_default=True,
    help="Order of the passages; see below.",
)
@click.option("--suggested", is_flag=True, help="Leave out passages without suggestions.")
@click.option("--reopened", is_flag=True, help="Only what you read or coded before a code meant what it means now.")
@click.option("--missed", is_flag=True, help="Only what you read and left without a coding but with a suggestion now.")
@click.option("--blind", metavar="SHARE", default="0", help="Share of passages shown without suggestions, e.g. 10%.")
@coder_option
@in_study
def confirm(
    study: "Study",
    texts: tuple[str, ...],
    cases: tuple[str, ...],
    codes: tuple[str, ...],
    min_score: float | None,
    order: str,
    suggested: bool,
    reopened: bool,
    missed: bool,
    blind: str,
    coder: str | None,
) -> int:
    """Show the passages one by one with their suggestions; one key decides (? lists the keys).

    Each decision is recorded at once, so you can stop at any time (q) and continue later where you stopped. In
    text order every passage is shown, and counts as read once you leave it. The suggestions still to come learn from
    your decisions. Orders: text (reading), spread (passages of all texts mixed, a sample of the study),
    doubt (least certain first), score (most certain first), code; in the last three, passages with identical words are
    shown once and decided together. `--blind`, in text order and spread, hides the suggestions of some passages; `glose
    suggestions` then shows how much suggestions influence coders. `--reopened` goes again through the passages
    that you read before a code was added or its definition changed (until then they are unread for that code), and
    those you coded under the earlier definition; going on lets a coding stand. `--missed` takes a second look at
    passages that you left empty and that score high since.

    Where texts are handed out (`glose assign`), only your own are gone through, unless --text names others.

    \b
    Example:
      glose confirm --coder anna
      glose confirm --text nice-entretien --coder anna
      glose confirm --order score --min-score 0.6
      glose confirm --blind 10%
      glose confirm --reopened
      glose confirm --missed --order score
    """
    import sys

    from commands.screens.confirm_loop import run
    from workbench.agenda import AgendaOptions
    from workbench.assigning import own_list
    from workbench.confirming import open_session
    from workbench.snapshot import texts_to_show
    from workbench.suggesting import steps, suggester_of

    who = study.coder(coder)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            tr("confirm reads keys and needs a terminal. In scripts, record decisions with `glose decide FILE`.")
        )
    mine = None if texts else own_list(study, who)
    if mine == []:
        tell(
            tr("Nothing is handed out to {coder}. `--text TEXT` goes through a text all the same.", coder=who), err=True
        )
        return 0
    chosen = set(texts_to_show(study, texts) if mine is None else mine)
    warn_of_others(study, texts, who)
    about = {study.case(case) for case in cases}
    wanted = AgendaOptions(
        texts=frozenset(t for t in chosen if not about or about.intersection(study.texts[t].cases)),
        codes=frozenset(c for code in codes for c in study.codebook.subtree(study.codebook.code(code).id)),
        min_score=min_score,
        order=order,  # type: ignore[arg-type]
        everything=not suggested,
        blind=share_of(blind, "--blind"),
        reopened=reopened,
        missed=missed,
    )
    with progress_bar(tr("parsing"), steps(study)) as advance:
        suggester = suggester_of(study, coder=who, advance=advance, beside=True)
    session = open_session(study, suggester, wanted, coder=who)
    if not session.items:
        tell(tr("Nothing is left to decide or to read here."), err=True)
        return 0
    run(session)
    decided = sum(len(entries) for _, entries in session.recorder.done)
    left = len(session.items) - session.position
    tell(
        tr(
            "{decisions}; {passages}. `glose tables` counts the codings.",
            decisions=tr_n("{n} decision recorded", "{n} decisions recorded", decided),
            passages=tr_n("{n} passage left", "{n} passages left", left),
        )
    )
    return 0
