"""glose confirm: go through passages and decide, one key each."""

from typing import TYPE_CHECKING

import click

from commands.options import coder_option, counted, in_study, progress_bar

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Go through suggestions and decide, one key each.")
@click.option("--text", "texts", multiple=True, help="Only this text (may be repeated).")
@click.option("--case", "cases", multiple=True, help="Only texts of this case (may be repeated).")
@click.option("--code", "codes", multiple=True, help="Only this code and those below it; marks nothing as read.")
@click.option("--score", type=click.FloatRange(0, 1), help="Least score; default: the codebook's threshold.")
@click.option("--order", type=click.Choice(["text", "score", "doubt", "code"]), default="text", show_default=True)
@click.option("--suggested", is_flag=True, help="Leave out passages on which nothing is suggested.")
@click.option("--blind", metavar="SHARE", default="0", help="Share of passages shown without suggestions, e.g. 10%.")
@coder_option
@in_study
def confirm(
    study: "Study",
    texts: tuple[str, ...],
    cases: tuple[str, ...],
    codes: tuple[str, ...],
    score: float | None,
    order: str,
    suggested: bool,
    blind: str,
    coder: str | None,
) -> int:
    """Show passage after passage with what is suggested there; one key decides (? lists the keys).

    Each decision is recorded at once, so you may stop at any time (q) and go on later where you stopped. In
    text order every passage is shown and counts as read once you leave it behind. Suggestions ahead learn from
    what you decide. Orders: text (reading), doubt (least sure first), score (surest first), code; in all but the
    first, passages with the very same words are shown once and decided together. `--blind` in text order hides the
    suggestions of some passages; `glose suggestions` then tells how much they steer.

    \b
    Example:
      glose confirm --coder anna
      glose confirm --text nice-entretien --coder anna
      glose confirm --order score --score 0.6
      glose confirm --blind 10%
    """
    import sys

    from commands.screens.confirm_loop import run
    from workbench.agenda import AgendaOptions
    from workbench.confirming import open_session
    from workbench.snapshot import texts_to_show
    from workbench.suggesting import suggester_of

    who = study.coder(coder)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "confirm asks for keys and needs a terminal. In scripts, record decisions with `glose decide FILE`."
        )
    chosen = set(texts_to_show(study, texts))
    about = {study.case(case) for case in cases}
    wanted = AgendaOptions(
        texts=frozenset(t for t in chosen if not about or study.texts[t].case in about),
        codes=frozenset(c for code in codes for c in study.codebook.subtree(study.codebook.code(code).id)),
        least=score,
        order=order,  # type: ignore[arg-type]
        everything=not suggested,
        blind=_share(blind),
    )
    with progress_bar("parsing, characters", sum(len(t.content) for t in study.texts.values())) as advance:
        suggester = suggester_of(study, coder=who, advance=advance)
    session = open_session(study, suggester, wanted, coder=who)
    if not session.items:
        click.echo("Nothing is left to decide or to read here.", err=True)
        return 0
    run(session)
    decided = sum(len(entries) for _, entries in session.done)
    left = len(session.items) - session.position
    click.echo(f"{counted(decided, 'decision')} recorded; {counted(left, 'passage')} left. `glose tables` counts them.")
    return 0


def _share(written: str) -> float:
    """`10%` or `0.1`; raises BadParameter."""
    try:
        share = float(written.removesuffix("%").replace(",", ".")) / (100 if written.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{written!r} is no share; write 10% or 0.1.", param_hint="--blind")
    return share
