"""glose undo: take back one's last decisions."""

from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Take back your last decisions.")
@click.option("-n", "--number", type=click.IntRange(1), default=1, show_default=True, help="How many.")
@coder_option
@in_study
def undo(study: "Study", number: int, coder: str | None) -> int:
    """Take back your last decision, or the last --number of them; the undo itself is recorded.

    \b
    Example:
      glose undo --coder anna
      glose undo -n 5
    """
    from coding.records.undoing import pending_undos, undoable

    who = study.coder(coder)
    taken_back = undoable(study.ledger.entries(coder=who))[:number]
    if not taken_back:
        click.echo(f"{who} has nothing to undo.", err=True)
        return 1
    study.ledger.append(who, pending_undos(taken_back))
    for entry in taken_back:
        about = (word for word in (entry.kind, entry.code, entry.text) if word)
        click.echo(f"undone {entry.id[:12]}  {' '.join(about)}")
    return 0
