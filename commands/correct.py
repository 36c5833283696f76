"""glose correct: take a corrected file for a text, every coding anchored anew."""

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from commands.options import (
    asked,
    coder_option,
    console,
    in_study,
    json_option,
    print_json,
    show_problems,
    speakers_of,
)
from wording.messages import quoted, tr, tr_n

if TYPE_CHECKING:
    from workbench.correcting import Correction
    from workbench.study import Study

_SHOWN = 40


@click.command(short_help="Replace a text by a corrected file; codings keep their place.")
@click.argument("text")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--speakers", metavar="FILE|PATTERN", help="Speakers behind the labels, as for `glose add`.")
@click.option("--yes", is_flag=True, help="Record it without asking.")
@coder_option
@json_option
@in_study
def correct(
    study: "Study", text: str, file: Path, speakers: str | None, yes: bool, coder: str | None, as_json: bool
) -> int:
    """Replace TEXT by the corrected FILE: show what differs and what happens to each coding, then ask.

    Nothing is recorded before you say yes. A coding whose words are gone is listed as lost; it stays in the
    history, and `glose check` names it. The old text is kept too: `glose text TEXT --version 1`.

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
    if not yes and not asked(tr("Record this correction?")):
        click.echo(tr("Nothing was recorded."), err=True)
        return 1
    keep_file(study, file)
    commit(study, correction, coder=who)
    if not as_json:
        version = tr("version {number}", number=correction.version)
        about = tr("{what}: {detail}", what=f"[bold]{correction.old.id}[/bold]", detail=version)
        console().print(f"[green]{tr('corrected')}[/green] {about}")
    return 0


def _show(correction: "Correction") -> None:
    from commands.screens.terms import fate_word, record_word
    from corpus.anchoring import AnchorFate

    out = console()
    changes = tr_n("{n} change", "{n} changes", len(correction.changes))
    out.print(tr("{what}: {detail}", what=f"[bold]{correction.old.id}[/bold]", detail=changes))
    for line, was, now in correction.changes[:_SHOWN]:
        out.print(f"[dim]{tr('line {number}', number=line)}[/dim]", highlight=False)
        for mark, colour, words in (("-", "red", was), ("+", "green", now)):
            for row in words.split("\n") if words else []:
                out.print(f"{mark} {row}", style=colour, markup=False)
    if len(correction.changes) > _SHOWN:
        more = len(correction.changes) - _SHOWN
        out.print(tr_n("… and {n} more", "… and {n} more", more), style="dim")
    for move in correction.moves:
        if move.before is None or move.fate in ("kept", "moved"):
            continue
        out.print(f"\n[bold]{fate_word(move.fate)}[/bold] {record_word(move.what)} [dim]({move.record.coder})[/dim]")
        out.print(f"- {quoted(move.before)}", style="red", markup=False)
        if move.after is not None:
            out.print(f"+ {quoted(move.after)}", style="green", markup=False)
    fates = get_args(AnchorFate)
    counts = ", ".join(f"{correction.count(fate)} {fate_word(fate)}" for fate in fates)
    out.print("\n" + tr("Decisions on this text: {counts}.", counts=counts))
