"""glose report: write the whole report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

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
    from reports.title_page import Amount, Audience
    from workbench.report_choices import Choices
    from workbench.study import Study

AUDIENCES = ("annex", "reader", "article")
AMOUNTS = ("none", "few", "all")
TRANSCRIPTS = ("html", "docx", "odt", "pdf")
"""What transcripts are written as."""


@click.command(short_help="Write the whole report: tables, figures, statements, quotes, method.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(AUDIENCES),
    help="Who gets it: annex (reviewers, who check it; default), reader (clients, the public) or article "
    "(findings, tables and figures).",
)
@click.option(
    "--only",
    metavar="LIST",
    help="Chapters: summary, corpus, tables, typologies, statements, exploring, codebook, method, extracts, texts.",
)
@click.option(
    "--quotes",
    type=click.Choice(AMOUNTS),
    help="How many extracts readers get, each once; default: few, in an article none.",
)
@click.option("--memos/--no-memos", default=None, help="The coders' memos below their extracts in the annex.")
@formats_option("html", "docx", "odt", "pdf", "xlsx", "csv", "md", "tex", default="html,docx,xlsx,csv")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write; default: report/ in the study's folder.",
)
@click.option("--raw", is_flag=True, help="csv for programs: every word exact, nothing guarded against formulas.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The report's language; default: the study's.")
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="DOCX",
    help="A Word document whose styles, margins, header and footer the docx takes.",
)
@of_part_of_study
def report(
    study: "Study",
    audience: "Audience | None",
    only: str | None,
    quotes: "Amount | None",
    memos: bool | None,
    formats: list[str],
    out: Path | None,
    raw: bool,
    lang: str | None,
    template: Path | None,
    where: tuple[str, ...],
) -> None:
    """Write the report of the study and print the paths of its files.

    html is one self-contained page, docx, odt and pdf one document each, xlsx one workbook with a sheet per table, csv
    and tex one folder each. All of them contain the declared tables; the page and the documents also contain the
    statements, the figures, the codebook, the method and every extract, once, by code and with a number that cells
    refer to. In texts/ there is a coded transcript of each text. In csv an apostrophe stands before words that a
    spreadsheet would run as a formula, unless you say --raw.

    With --for reader it is what a client or the public gets: a title page and a summary (`report:` in study.yaml,
    findings.md), numbered tables and figures, a few extracts per family of codes, each once. Ids, coders, memos and
    the ledger are left out. --for article leaves out the extracts as well. What you still have to complete is listed
    here. `report:` in study.yaml may say all of this once and for all (docs/report.md).

    \b
    Example:
      glose report
      glose report --for reader --format pdf
      glose report --for article --only tables,typologies --format docx --lang en
      glose report --only extracts,texts --memos
    """
    if raw:
        formats = raw_formats(formats)
    from workbench.report_choices import UnfitChoice, chosen
    from workbench.reporting import default_folder

    try:
        choices = chosen(study, audience=audience, only=only, quotes=quotes, memos=memos)
    except UnfitChoice as error:
        raise click.UsageError(str(error)) from error
    folder, language = out or default_folder(study), lang or study.settings.language
    if choices.audience == "annex":
        _annex(study, choices, formats, folder, language, where, template)
    else:
        _for_readers(study, choices, _formats_for_readers(formats), folder, language, where, template)


def _annex(
    study: "Study",
    choices: "Choices",
    formats: list[str],
    folder: Path,
    language: str,
    where: tuple[str, ...],
    template: Path | None,
) -> None:
    """Write the report for reviewers and its transcripts, print their paths, and list what is left to do."""
    from reports.formats.report_files import write_report
    from workbench.case_list import conditions
    from workbench.reporting import STEPS, compose
    from workbench.transcribing import TEXTS, write_transcripts

    texts = [kind for kind in formats if kind in TRANSCRIPTS] if "texts" in choices.only else []
    with progress_bar(tr("report"), STEPS + len(formats) + bool(texts)) as advance:
        made = compose(
            study, language, where=conditions(study, where), only=choices.only, memos=choices.memos, advance=advance
        )
        warn_of_nothing(made.citations.material.cases, where)
        show_problems(made.citations.material.doubts)
        for kind in formats:
            for path in write_report(made.report, made.citations, format=kind, folder=folder, template=template):
                tell(path)
            advance(1)
        if texts:
            names = list(made.citations.material.texts)
            list(
                write_transcripts(
                    study, made.citations, names, formats=texts, folder=folder / TEXTS, memos=choices.memos
                )
            )
            tell(folder / TEXTS)
    _list_to_do(made.left_to_do)


def _formats_for_readers(formats: list[str]) -> list[str]:
    """Those of the usual formats that readers get; raises UsageError where others were asked for."""
    from reports.formats.report_files import READER_FORMATS

    chosen = [kind for kind in formats if kind in READER_FORMATS]
    asked = click.get_current_context().get_parameter_source("formats") is not ParameterSource.DEFAULT
    if not chosen or (asked and len(chosen) < len(formats)):
        raise click.UsageError(
            tr("The report for readers is written as html, docx, odt or pdf. Give only these to --format.")
        )
    return chosen


def _for_readers(
    study: "Study",
    choices: "Choices",
    formats: list[str],
    folder: Path,
    language: str,
    where: tuple[str, ...],
    template: Path | None,
) -> None:
    """Write the report for readers, print its paths, and list on stderr what is left to do."""
    from reports.formats.report_files import write_reader_report
    from workbench.case_list import conditions
    from workbench.reader_reporting import READER_STEPS, compose_for_readers

    with progress_bar(tr("report"), READER_STEPS + len(formats)) as advance:
        made = compose_for_readers(
            study, language, where=conditions(study, where), amount=choices.quotes, only=choices.only, advance=advance
        )
        warn_of_nothing(made.material.cases, where)
        show_problems(made.material.doubts)
        for kind in formats:
            for path in write_reader_report(
                made.report, format=kind, folder=folder, name=choices.audience, template=template
            ):
                tell(path)
            advance(1)
    _list_to_do(made.left_to_do)


def _list_to_do(sentences: Sequence[str]) -> None:
    if sentences:
        tell(tr("Before you send it (none of this is in the report):"), err=True)
        for sentence in sentences:
            tell(f"- {sentence}", err=True)
