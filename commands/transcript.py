"""glose transcript: texts with their codings in the margin."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import formats_option, in_study, progress_bar
from commands.printing import tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Write texts as coded transcripts: speakers, times, codings in the margin.")
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@formats_option("html", "docx", "odt", "pdf", default="html")
@click.option("--memos", is_flag=True, help="The coders' memos as well.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write; default: report/texts/ in the study's folder.",
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The transcripts' language; default: the study's.")
@in_study
def transcript(
    study: "Study", texts: tuple[str, ...], formats: list[str], memos: bool, out: Path | None, lang: str | None
) -> None:
    """Write each TEXT, or all, to read, print or send: who says what and when, and what was coded where.

    Every coding that counts stands beside its words with its code, degree, value, coder and entry; codings that overlap
    lie side by side. `glose report` writes the same pages and links its extracts to them.

    \b
    Example:
      glose transcript nice-entretien
      glose transcript nice-entretien --format html,pdf --memos
      glose transcript --out pages
    """
    from workbench.reporting import default_folder
    from workbench.transcribing import TEXTS, citations_of, write_transcripts

    chosen = [study.text(name).id for name in texts] or list(study.texts)
    folder = out or default_folder(study) / TEXTS
    citations = citations_of(study, lang or study.settings.language)
    with progress_bar(tr("report"), len(chosen) * len(formats)) as advance:
        written = write_transcripts(study, citations, chosen, formats=formats, folder=folder, memos=memos)
        for path in written:
            tell(path)
            advance(1)
