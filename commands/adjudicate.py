"""glose adjudicate: settle how coders differ, passage by passage, with reasons."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study, json_option
from commands.printing import console, print_json, show_problems, tell, tell_nothing_recorded, tell_repeated
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.adjudicating import Dispute
    from workbench.consensus import Comparison
    from workbench.study import Study


@click.command(short_help="Settle how coders differ, passage by passage, with reasons.")
@click.option("--text", "texts", multiple=True, help="Only this text (may be repeated).")
@click.option("--code", "codes", multiple=True, help="Only this code and those below it (may be repeated).")
@click.option("--hidden", is_flag=True, help="Hide coders' names; their order changes from passage to passage.")
@click.option("--list", "listing", is_flag=True, help="List what is open, and settle nothing.")
@click.option("--agreed", is_flag=True, help="Take over, in one act, everything on which coders agree.")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Settle what the rows of a CSV or XLSX file say, all or none.",
)
@coder_option
@json_option
@in_study
def adjudicate(
    study: "Study",
    texts: tuple[str, ...],
    codes: tuple[str, ...],
    hidden: bool,
    listing: bool,
    agreed: bool,
    file: Path | None,
    coder: str | None,
    as_json: bool,
) -> int:
    """Show, passage by passage, what each coder coded, side by side; one key decides what stands, a digit why.

    A coder's codings stand (1–9), or those of all (b), with borders from the first to the last (f) or what is common
    (c); none of them (n: all are wrong), or another code (o). Each decision is recorded at once with who made it, so
    that you can stop (q) and go on later; u undoes. `count: consensus` in study.yaml makes tables count what was
    settled and what all agree on.

    A FILE has the columns text, passage, outcome; optional: code, take, instead, degree, reason, note. outcome is take
    (with the coder in `take`), both, first_to_last, common, neither, another (with the code in `instead`), postpone.

    \b
    Example:
      glose adjudicate --coder lead
      glose adjudicate --hidden --text nice-entretien
      glose adjudicate --list --json
      glose adjudicate --agreed --coder lead
      glose adjudicate --from settled.csv --coder lead
    """
    import sys

    from workbench.adjudicating import disputes
    from workbench.consensus import comparison

    chosen = {study.text(text).id for text in texts}
    below = {one for code in codes for one in study.codebook.subtree(study.codebook.code(code).id)}
    compared = comparison(study)
    open_ones = disputes(study, compared, texts=chosen, codes=below)
    if listing:
        _list(study, compared, open_ones, hidden=hidden, as_json=as_json)
        return 0
    who = study.coder(coder)
    if file is not None:
        return _from_file(study, compared, file, who)
    if agreed:
        return _take_agreed(study, compared, who)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            tr("adjudicate reads keys and needs a terminal. In scripts, use `glose adjudicate --from FILE`.")
        )
    return _at_terminal(study, compared, open_ones, who, hidden=hidden)


def _at_terminal(study: "Study", compared: "Comparison", open_ones: "list[Dispute]", who: str, *, hidden: bool) -> int:
    from commands.screens.adjudicate_loop import run
    from workbench.adjudicating import Adjudicating

    if not open_ones and not compared.agreed_to_take():
        tell(tr("Nothing is open: coders agree, or it is settled."), err=True)
        return 0
    session = Adjudicating(study, who, compared, open_ones)
    run(session, hidden=hidden)
    left = len(session.items) - session.position
    tell(
        tr(
            "{decisions}; {left}. `glose adjudicate` goes on.",
            decisions=tr_n("{n} decision recorded", "{n} decisions recorded", len(session.recorder.done)),
            left=tr_n("{n} place left", "{n} places left", left),
        )
    )
    return 0


def _take_agreed(study: "Study", compared: "Comparison", who: str) -> int:
    from workbench.adjudicating import Adjudicating

    number = len(compared.agreed_to_take())
    if not Adjudicating(study, who, compared, []).take_agreed():
        tell(tr("There is nothing to take over: no two coders agree on anything that is not taken over yet."), err=True)
        return 0
    tell(tr_n("{n} agreement taken over.", "{n} agreements taken over.", number))
    return 0


def _from_file(study: "Study", compared: "Comparison", file: Path, who: str) -> int:
    from workbench.adjudications_file import OPTIONAL, REQUIRED, checked_rows
    from workbench.rows_of_file import read_rows

    rows, problems = read_rows(file, required=REQUIRED, optional=OPTIONAL)
    outcome = checked_rows(study, compared, rows, who=who)
    show_problems([*problems, *outcome.problems])
    wrong = sum(one.level == "error" for one in (*problems, *outcome.problems))
    if wrong:
        tell_nothing_recorded(wrong, file.name)
        return 1
    if outcome.pending:
        study.note_revisions(who)
        study.ledger.append(who, outcome.pending)
    decided = tr_n("{n} decision", "{n} decisions", len(outcome.pending))
    tell(tr("Recorded {decisions} from {file}.", decisions=decided, file=file.name))
    tell_repeated(outcome.repeated)
    return 0


def _list(study: "Study", compared: "Comparison", open_ones: "list[Dispute]", *, hidden: bool, as_json: bool) -> None:
    from commands.screens.adjudicate_screen import listed_lines
    from workbench.adjudications_file import listed

    if as_json:
        print_json(listed(study, compared, open_ones, hidden=hidden))
        return
    out = console()
    for line in listed_lines(open_ones, hidden=hidden):
        out.print(line)
    if number := len(compared.agreed_to_take()):
        message = tr_n(
            "{n} agreement is not taken over yet: `glose adjudicate --agreed`.",
            "{n} agreements are not taken over yet: `glose adjudicate --agreed`.",
            number,
        )
        tell(message, err=True)
    if not open_ones:
        tell(tr("Nothing is open: coders agree, or it is settled."), err=True)
