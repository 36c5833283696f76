"""glose undo: take back one's last decisions."""

from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study
from commands.printing import tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Undo your last decisions.")
@click.option("-n", "--number", type=click.IntRange(1), default=1, show_default=True, help="How many decisions.")
@coder_option
@in_study
def undo(study: "Study", number: int, coder: str | None) -> int:
    """Undo your last decision, or the last --number of them; the undo itself is recorded.

    \b
    Example:
      glose undo --coder anna
      glose undo -n 5
    """
    from coding.records.undoing import pending_undos, undoable

    who = study.coder(coder)
    taken_back = undoable(study.ledger.entries(coder=who))[:number]
    if not taken_back:
        tell(tr("{coder} has nothing to undo.", coder=who), err=True)
        return 1
    from commands.screens.terms import kind_word

    study.ledger.append(who, pending_undos(taken_back))
    for entry in taken_back:
        about = (word for word in (kind_word(entry.kind), entry.code, entry.text) if word)
        tell(f"{tr('undone')} {entry.id[:12]}  {' '.join(about)}")
    return 0
