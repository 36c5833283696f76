"""glose explore: questions to the codings beyond the declared tables."""

import click

from commands.options import Steps
from commands.questions.about_cases import contradictions, missing, portrait, similarity
from commands.questions.about_codes import cooccurrence, cross, saturation, timeline


@click.group(cls=Steps, short_help="Ask: cross tables, co-occurrence, timelines, similarity, saturation, and more.")
def explore() -> None:
    """Ask questions about the codings. Each question prints a table, or with --json lines, with --csv a file and with
    --figure a picture (where there is one). study.yaml says whose codings count (`count`), as for the tables.

    \b
    Example:
      glose explore cross objectives --by unit
      glose explore cooccurrence --within passage --figure network.svg
      glose explore contradictions --kind presence
    """


for question in (cross, cooccurrence, timeline, similarity, saturation, portrait, contradictions, missing):
    explore.add_command(question)
