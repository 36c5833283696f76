"""glose codebook: the codebook as people read it, and its changes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import Steps, format_of, in_study
from commands.printing import print_content, tell
from commands.revising.comparing import diff
from commands.revising.joining import merge, minor, retire
from commands.revising.places import move, rename
from commands.revising.proposing import decide, proposals, propose
from commands.revising.splitting import split

if TYPE_CHECKING:
    from workbench.study import Study

_FORMATS = ("md", "html", "docx", "odt", "pdf", "xlsx")


@click.group(cls=Steps, default="show", short_help="Show the codebook, write it as an appendix, or change its codes.")
def codebook() -> None:
    """Work with the codebook. Without a command it is shown: `glose codebook --format docx` is `glose codebook show
    --format docx`.

    \b
    Example:
      glose codebook
      glose codebook --format docx
      glose codebook show --lang en --out appendix.html
      glose codebook rename objectives.attractiveness appeal --reason "le mot des entretiens"
    """


@codebook.command(short_help="Show it, or write it as an appendix.")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="Default: the extension of --out, else md.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Default: md is printed, others are written to report/ of the study.",
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Default: the study's language.")
@in_study
def show(study: "Study", kind: str | None, out: Path | None, lang: str | None) -> None:
    """Show the codes by family, each with its definition, when to use it and when not, its examples and the quotes
    that only look like it; then the degrees of the scales and the classes of the typologies.

    \b
    Example:
      glose codebook show
      glose codebook show --format docx --lang en
      glose codebook show --out appendix.xlsx
    """
    from reports.formats.codebook_files import FORMATS
    from workbench.reporting import default_folder

    to_terminal = out is None or str(out) == "-"
    chosen = format_of(kind, None if to_terminal else out, _FORMATS)
    spoken = lang or study.settings.language
    pieces = FORMATS[chosen](study.codebook, study.settings.titled(spoken), spoken)
    if to_terminal and chosen == "md":
        for piece in pieces:
            print_content(piece)
        return
    from corpus.whole_file import write_whole

    tell(write_whole(default_folder(study) / f"codebook.{chosen}" if to_terminal or out is None else out, pieces))


for change in (diff, rename, move, merge, split, retire, minor, propose, proposals, decide):
    codebook.add_command(change)
