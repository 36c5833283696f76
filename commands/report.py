"""glose report: write the whole report."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import (
    at_option,
    formats_option,
    in_study,
    progress_bar,
    raw_formats,
    warn_of_nothing,
    where_option,
)
from commands.printing import show_problems, tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Write the whole report: tables, figures, statements, quotes, method.")
@formats_option("html", "docx", "xlsx", "csv", "md", "tex", default="html,docx,xlsx,csv")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write; default: report/ in the study's folder.",
)
@click.option("--raw", is_flag=True, help="csv for programs: every word exact, nothing guarded against formulas.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The report's language; default: the study's.")
@where_option
@at_option
@in_study
def report(
    study: "Study",
    formats: list[str],
    out: Path | None,
    raw: bool,
    lang: str | None,
    where: tuple[str, ...],
    until: str | None,
) -> None:
    """Write the report of the study and print the paths of its files.

    html is one self-contained page, docx one document, xlsx one workbook with a sheet per table, csv and tex one
    folder each. All of them contain the declared tables; the page and the document also contain the statements, the
    figures, the codebook, the method and every quote behind a cell. In csv an apostrophe stands before words that a
    spreadsheet would run as a formula, unless you say --raw.

    \b
    Example:
      glose report
      glose report --format docx --lang en --out send
    """
    from reports.formats.report_files import write_report
    from workbench.case_list import conditions
    from workbench.reporting import STEPS, compose, default_folder

    if until:
        study.look_back(until)
    if raw:
        formats = raw_formats(formats)
    language = lang or study.settings.language
    with progress_bar(tr("report"), STEPS + len(formats)) as advance:
        made, citations = compose(study, language, where=conditions(study, where), advance=advance)
        warn_of_nothing(citations.material.cases, where)
        show_problems(citations.material.doubts)
        for kind in formats:
            for path in write_report(made, citations, format=kind, folder=out or default_folder(study)):
                tell(path)
            advance(1)
