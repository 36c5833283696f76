"""glose methods: write the methods section from the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import format_of, json_option
from commands.part_of_study import of_part_of_study
from commands.printing import print_content, tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study

_FORMATS = ("md", "html", "docx", "odt", "pdf", "json")


@click.command(short_help="Write the methods section from the ledger.")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="Default: the extension of --out, else md.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Default: print it.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Default: the study's language.")
@json_option
@of_part_of_study
def methods(
    study: "Study", kind: str | None, out: Path | None, lang: str | None, where: tuple[str, ...], as_json: bool
) -> None:
    """Write how the study was done, from its ledger: texts, coders, the codebook and its history, suggestions and
    how often they were accepted, agreement, corrections and audits, software, quotes by participant; then the COREQ
    and SRQR checklists and Halpern's audit trail.

    With --where, texts, cases, and what was decided in or about them are those that meet the conditions; the codebook's
    history, suggestions, corrections and audits are the whole study's.

    What only the team can know is marked as a to-do. With --json: one object per item of the three standards.

    \b
    Example:
      glose methods
      glose methods --lang en --out methods.docx
      glose methods --json
    """
    from dataclasses import replace

    from reports.formats.method_files import FORMATS
    from workbench.case_list import conditions
    from workbench.study_account import account_of
    from workbench.tabulating import material_of

    out = None if out is not None and str(out) == "-" else out
    if as_json and kind not in (None, "json"):
        raise click.UsageError(tr("--json and --format {kind} are two formats; choose one.", kind=kind))
    chosen = format_of("json" if as_json else kind, out, _FORMATS)
    if chosen in ("docx", "odt", "pdf") and out is None:
        raise click.UsageError(
            tr("A document ({kind}) cannot be printed to the terminal; pass --out FILE.", kind=chosen)
        )
    part = material_of(study, conditions(study, where)) if where else None
    spoken = lang or study.settings.language
    pieces = FORMATS[chosen](replace(account_of(study, part), title=study.settings.titled(spoken)), spoken)
    if out is not None:
        from corpus.whole_file import write_whole

        tell(write_whole(out, pieces))
        return
    for piece in pieces:
        print_content(piece)
