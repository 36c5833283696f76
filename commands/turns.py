"""glose turns: who says what."""

from typing import TYPE_CHECKING

import click

from commands.options import console, in_study, json_option, print_json

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="List who says what in a transcript.")
@click.argument("text")
@json_option
@in_study
def turns(study: "Study", text: str, as_json: bool) -> None:
    """List the turns of TEXT with speaker, role and time, as they were understood when it was added.

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
                "start": turn.start,
                "end": turn.end,
                "timestamp": turn.timestamp,
                "quote": found.quote(turn),
            }
            for turn in found.turns
        )
        return
    out = console()
    if not found.turns:
        out.print(f"{found.id} is a {found.kind}; it has no turns. `glose text {found.id}` shows its passages.")
    for turn in found.turns:
        head = " · ".join(part for part in (turn.timestamp, turn.speaker or "(not named)", turn.role) if part)
        out.print(f"[bold cyan]{turn.number}[/bold cyan] {head}", highlight=False)
        out.print(found.quote(turn), markup=False)
        out.print()
