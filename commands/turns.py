"""glose turns: who says what."""

from typing import TYPE_CHECKING

import click

from commands.options import in_study, json_option
from commands.printing import console, print_json, tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="List the turns of a transcript.")
@click.argument("text")
@json_option
@in_study
def turns(study: "Study", text: str, as_json: bool) -> None:
    """List the turns of TEXT with speaker, role and time, as they were detected when it was added.

    \b
    Example:
      glose turns nice-entretien
      glose turns nice-entretien --json
    """
    found = study.text(text)
    if as_json:
        print_json(
            {
                "turn": turn.number,
                "speaker": turn.speaker,
                "role": turn.role,
                "case": turn.case,
                "start": turn.start,
                "end": turn.end,
                "timestamp": turn.timestamp,
                "quote": found.quote(turn),
            }
            for turn in found.turns
        )
        return
    from rich.text import Text as Words

    from commands.screens.terms import role_word

    out = console()
    if not found.turns:
        tell(tr("{text} has no turns. `glose text {text} --json` lists its passages.", text=found.id))
    for turn in found.turns:
        speaker = turn.speaker or tr("(not named)")
        head = " · ".join(part for part in (turn.timestamp, speaker, role_word(turn.role)) if part)
        out.print(Words.assemble((f"{turn.number}", "bold cyan"), f" {head}"))
        out.print(found.quote(turn))
        out.print()
