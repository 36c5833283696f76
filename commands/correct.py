"""glose correct: take a corrected file for a text, every coding anchored anew."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import asked, coder_option, in_study, json_option, speakers_of
from commands.printing import console, print_json, show_problems, styled, tell, titled
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


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
    from commands.screens.correction_screen import show_correction
    from workbench.adding import keep_file
    from workbench.correcting import commit, plan_correction

    correction = plan_correction(study, text, file, speakers=speakers_of(speakers))
    show_problems(correction.problems)
    who = study.coder(coder)
    if as_json:
        print_json(move.as_json() for move in correction.moves)
    else:
        show_correction(correction)
    if not yes and not asked(tr("Record this correction?")):
        tell(tr("Nothing was recorded."), err=True)
        return 1
    keep_file(study, file)
    commit(study, correction, coder=who)
    if not as_json:
        version = tr("version {number}", number=correction.version)
        done = styled("[green]{done}[/green]", done=tr("corrected"))
        console().print(done, titled(correction.old.id, version))
    return 0
