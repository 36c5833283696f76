"""glose report: write the whole report."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import (
    formats_option,
    progress_bar,
    raw_formats,
    warn_of_nothing,
)
from commands.part_of_study import of_part_of_study
from commands.printing import show_problems, tell
from wording.messages import tr

if TYPE_CHECKING:
    from reports.extracts import Amount
    from workbench.study import Study


@click.command(short_help="Write the whole report: tables, figures, statements, quotes, method.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(["annex", "reader"]),
    default="annex",
    show_default=True,
    help="Who gets it: reader (clients, the public; html and docx) or annex (reviewers, who check it).",
)
@click.option(
    "--quotes",
    type=click.Choice(["none", "few", "all"]),
    help="How many extracts readers get, each once; default: few.",
)
@formats_option("html", "docx", "xlsx", "csv", "md", "tex", default="html,docx,xlsx,csv")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write; default: report/ in the study's folder.",
)
@click.option("--raw", is_flag=True, help="csv for programs: every word exact, nothing guarded against formulas.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The report's language; default: the study's.")
@of_part_of_study
def report(
    study: "Study",
    audience: str,
    quotes: "Amount | None",
    formats: list[str],
    out: Path | None,
    raw: bool,
    lang: str | None,
    where: tuple[str, ...],
) -> None:
    """Write the report of the study and print the paths of its files.

    html is one self-contained page, docx one document, xlsx one workbook with a sheet per table, csv and tex one
    folder each. All of them contain the declared tables; the page and the document also contain the statements, the
    figures, the codebook, the method and every quote behind a cell. In csv an apostrophe stands before words that a
    spreadsheet would run as a formula, unless you say --raw.

    With --for reader it is what a client or the public gets: a title page and a summary (`report:` in study.yaml,
    findings.md), numbered tables and figures, a few extracts per family of codes, each once. Ids, coders, memos and
    the ledger are left out, and what you still have to complete is listed here instead.

    \b
    Example:
      glose report
      glose report --for reader
      glose report --for reader --quotes none --format docx --lang en
      glose report --format docx --lang en --out send
    """
    from reports.formats.report_files import write_report
    from workbench.case_list import conditions
    from workbench.reporting import STEPS, compose, default_folder

    if raw:
        formats = raw_formats(formats)
    language = lang or study.settings.language
    if audience == "reader":
        chosen = _formats_for_readers(formats)
        _for_readers(study, chosen, out or default_folder(study), language, where=where, amount=quotes or "few")
        return
    if quotes:
        raise click.UsageError(tr("--quotes goes with --for reader: the annex has every quote."))
    with progress_bar(tr("report"), STEPS + len(formats)) as advance:
        made, citations = compose(study, language, where=conditions(study, where), advance=advance)
        warn_of_nothing(citations.material.cases, where)
        show_problems(citations.material.doubts)
        for kind in formats:
            for path in write_report(made, citations, format=kind, folder=out or default_folder(study)):
                tell(path)
            advance(1)


def _formats_for_readers(formats: list[str]) -> list[str]:
    """Those of the formats that readers get: html and docx. Raises UsageError where only others were asked for."""
    from reports.formats.report_files import READER_FORMATS

    if not (chosen := [kind for kind in formats if kind in READER_FORMATS]):
        raise click.UsageError(tr("The report for readers is written as html or docx. Give one of these to --format."))
    return chosen


def _for_readers(
    study: "Study", formats: list[str], folder: Path, language: str, *, where: tuple[str, ...], amount: "Amount"
) -> None:
    """Write the report for readers, print its paths, and list on stderr what is left to do."""
    from reports.formats.report_files import write_reader_report
    from workbench.case_list import conditions
    from workbench.reader_reporting import READER_STEPS, compose_for_readers

    with progress_bar(tr("report"), READER_STEPS + len(formats)) as advance:
        made = compose_for_readers(study, language, where=conditions(study, where), amount=amount, advance=advance)
        warn_of_nothing(made.material.cases, where)
        show_problems(made.material.doubts)
        for kind in formats:
            for path in write_reader_report(made.report, format=kind, folder=folder):
                tell(path)
            advance(1)
    if made.left_to_do:
        tell(tr("Before you send it (none of this is in the report):"), err=True)
        for sentence in made.left_to_do:
            tell(f"- {sentence}", err=True)
