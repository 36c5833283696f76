"""glose correct: take a corrected file for a text, every coding anchored anew."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import (
    coder_option,
    console,
    counted,
    in_study,
    json_option,
    print_json,
    show_problems,
    speakers_of,
)

if TYPE_CHECKING:
    from workbench.correcting import Correction
    from workbench.study import Study

_SHOWN = 40


@click.command(short_help="Take a corrected file; every coding finds its place anew.")
@click.argument("text")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--speakers", metavar="FILE|PATTERN", help="Who the labels are, as for `glose add`.")
@click.option("--yes", is_flag=True, help="Do not ask; record it.")
@coder_option
@json_option
@in_study
def correct(
    study: "Study", text: str, file: Path, speakers: str | None, yes: bool, coder: str | None, as_json: bool
) -> int:
    """Replace TEXT by the corrected FILE: show what differs and what becomes of every coding, then ask.

    Nothing is recorded before you say yes. A coding whose words are gone is listed as lost; it stays in the
    history, and `glose check` names it. The old text stays too: `glose text TEXT --version 1`.

    \b
    Example:
      glose correct nice-entretien corrected/nice-entretien.docx
      glose correct nice-entretien corrected.txt --yes --json
    """
    from workbench.adding import keep_file
    from workbench.correcting import commit, plan_correction

    correction = plan_correction(study, text, file, speakers=speakers_of(speakers))
    show_problems(correction.problems)
    who = study.coder(coder)
    if as_json:
        print_json(move.as_json() for move in correction.moves)
    else:
        _show(correction)
    if not yes and not click.confirm("Record this correction?", err=True):
        click.echo("Nothing was recorded.", err=True)
        return 1
    keep_file(study, file)
    commit(study, correction, coder=who)
    if not as_json:
        console().print(f"[green]corrected[/green] [bold]{correction.old.id}[/bold]: version {correction.version}")
    return 0


def _show(correction: "Correction") -> None:
    out = console()
    out.print(f"[bold]{correction.old.id}[/bold]: {counted(len(correction.changes), 'change')}")
    for line, was, now in correction.changes[:_SHOWN]:
        out.print(f"[dim]line {line}[/dim]", highlight=False)
        for mark, colour, words in (("-", "red", was), ("+", "green", now)):
            for row in words.split("\n") if words else []:
                out.print(f"{mark} {row}", style=colour, markup=False)
    if len(correction.changes) > _SHOWN:
        out.print(f"[dim]… and {len(correction.changes) - _SHOWN} more[/dim]")
    for move in correction.moves:
        if move.before is None or move.fate in ("kept", "moved"):
            continue
        out.print(f"\n[bold]{move.fate}[/bold] {move.what} [dim]({move.record.coder})[/dim]")
        out.print(f"- “{move.before}”", style="red", markup=False)
        if move.after is not None:
            out.print(f"+ “{move.after}”", style="green", markup=False)
    counts = ", ".join(f"{correction.count(fate)} {fate}" for fate in ("kept", "moved", "changed", "shrunk", "lost"))
    out.print(f"\nOf what was decided on it: {counts}.")
