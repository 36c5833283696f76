"""glose code: code a quote by hand."""

from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study, warn_of_others
from commands.printing import show_problems, tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Code a quote by hand.")
@click.argument("text")
@click.argument("code")
@click.option("--quote", required=True, help="The words, copied from the text.")
@click.option("--occurrence", type=click.IntRange(1), help="Which of several places with these words, from 1.")
@click.option("--degree", help="A degree of the code's scale.")
@click.option("--value", help='A name, number or date given there: "180 M€".')
@click.option("--case", help="The case that it is about, if not the text's own.")
@click.option("--memo", help="A note on why.")
@coder_option
@in_study
def code(
    study: "Study",
    text: str,
    code: str,
    quote: str,
    occurrence: int | None,
    degree: str | None,
    value: str | None,
    case: str | None,
    memo: str | None,
    coder: str | None,
) -> int:
    """Code the words of --quote in TEXT with CODE.

    The words are found whichever quotation marks, hyphens and blanks were typed. Where they are there several times,
    the places are listed with the words around them, and --occurrence chooses one.

    \b
    Example:
      glose code nice-entretien objectives.environment --quote "gérer l'eau" --degree mentioned --coder anna
    """
    from coding.deciding.decision import Decision
    from coding.deciding.decision_checker import check
    from workbench.snapshot import record, snapshot_of

    who = study.coder(coder)
    warn_of_others(study, [study.text(text).id], who)
    decision = Decision(
        decision="code",
        text=text,
        code=code,
        quote=quote,
        occurrence=occurrence or 0,
        case=case or "",
        degree=degree or "",
        value=value or "",
        memo=memo or "",
    )
    outcome = check([decision], snapshot_of(study, who), coder=who)
    if outcome.problems:
        show_problems(outcome.problems)
        return 1
    for entry in record(study, outcome, fallback=who):
        assert entry.place is not None
        tell(f"{entry.id[:12]}  {text} {entry.place.start}–{entry.place.end}  {code}")
    if outcome.repeated or outcome.repeated_since:
        tell(tr("You have coded this already; nothing was added."), err=True)
    return 0
