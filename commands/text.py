"""glose text: a text as stored."""

from typing import TYPE_CHECKING

import click

from commands.study import in_study, json_option, print_json

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Print a text as stored, or its passages.")
@click.argument("text")
@json_option
@in_study
def text(study: "Study", text: str, as_json: bool) -> None:
    """Print TEXT character for character as the ledger keeps it; with --json, its passages.

    Copy quotes for `glose decide` and `glose code` from here.

    \b
    Example:
      glose text nice-entretien | less
      glose text nice-entretien --json
    """
    found = study.text(text)
    if not as_json:
        click.echo(found.content)
        return
    print_json(
        {
            "passage": passage.number,
            "start": passage.start,
            "end": passage.end,
            "quote": found.quote(passage),
            "heading": passage.heading,
            "page": passage.page,
            "turn": passage.turn,
        }
        for passage in found.passages
    )
