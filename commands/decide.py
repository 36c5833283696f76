"""glose decide: record decisions made elsewhere."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, counted, in_study, show_problems

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Record decisions from a CSV or JSONL file, all or none.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@coder_option
@in_study
def decide(study: "Study", file: Path, coder: str | None) -> int:
    """Record the decisions of FILE: every row is checked first; if one is wrong, nothing is recorded.

    Columns: text, quote, code, decision; optional: occurrence, case, degree, coder, memo, reason.
    decision is accept (a suggestion), reject, code (by hand), retract, read, or classify (code =
    typology.class). An empty quote with `read` means the whole text.

    \b
    Example:
      glose decide decisions.csv --coder lead
    """
    from coding.deciding.decision_checker import check_rows
    from coding.deciding.decisions_file import read_decisions
    from workbench.snapshot import record, snapshot_of

    rows, problems = read_decisions(_decoded(file), file.name)
    if problems:
        show_problems(problems)
    fallback = coder or study.settings.coder
    outcome = check_rows(rows, snapshot_of(study), coder=fallback)
    show_problems(outcome.problems)
    wrong = len(problems) + len(outcome.problems)
    if wrong:
        click.echo(f"glose: {counted(wrong, 'fault')} in {file.name}; nothing was recorded.", err=True)
        return 1
    entries = record(study, outcome, fallback=fallback)
    kinds = Counter((entry.coder, entry.kind) for entry in entries)
    click.echo(f"Recorded {counted(len(entries), 'decision')} from {file.name}.")
    for (who, kind), number in sorted(kinds.items()):
        click.echo(f"  {who}: {number} {kind}")
    if outcome.repeated:
        click.echo(f"{counted(len(outcome.repeated), 'row')} said what holds already; nothing was added for them.")
    return 0


def _decoded(file: Path) -> str:
    from corpus.problem import GloseError

    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise GloseError(f"{file.name}:{line}: not UTF-8. Save the file as UTF-8 (CSV UTF-8) and try again.") from None
