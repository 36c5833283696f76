"""glose import: bring a coded project of another program into a study."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from commands.options import json_option
from commands.printing import console, print_json, show_problems, styled, tell, visible
from wording.messages import LANGUAGES, ask_for_language, counted, take_language_of_study, tr, tr_n

if TYPE_CHECKING:
    from exchange.offsets import Unit
    from exchange.project import Project
    from workbench.importing.report import ImportReport
    from workbench.importing.wishes import ImportWishes


_LINES_AT_MOST = 30


@click.command("import", short_help="Bring in a coded project of another program.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE|FOLDER")
@click.option("--as", "format_name", metavar="FORMAT", help="What the file is, if that is not detected.")
@click.option("--dry-run", is_flag=True, help="Report what would come, and record nothing.")
@click.option(
    "--coder",
    "coders",
    multiple=True,
    metavar="A=ANNA",
    help="Rename a person of the file (repeatable); without `=`, who coded where the file names nobody.",
)
@click.option(
    "--map",
    "code_map",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A table (name, code): which code of the study each code of the file is.",
)
@click.option("--offsets", metavar="UNIT", help="What the file's offsets count: codepoints, utf16, utf8 …-crlf1.")
@click.option(
    "--columns",
    metavar="ROLE=NAME,…",
    help="In a table: which column is what, e.g. document=Fichier,code=Thème,words=Extrait.",
)
@click.option(
    "--report",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report as a page of HTML.",
)
@click.option(
    "--study",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The study's folder; a new or empty one becomes a study. Default: this folder or the nearest above it.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of a new study (default: that of its texts).")
@json_option
def import_(
    file: Path,
    format_name: str | None,
    dry_run: bool,
    coders: tuple[str, ...],
    code_map: Path | None,
    offsets: str | None,
    columns: str | None,
    page: Path | None,
    folder: Path | None,
    lang: str | None,
    as_json: bool,
) -> int:
    """Bring a coded project into the study: its texts, codes, codings, coders, cases, attributes and memos.

    REFI-QDA (qdpx, qdc) as NVivo, MAXQDA, ATLAS.ti, QualCoder, Taguette and others write it, and the programs' own
    files: docs/import.md lists them, with what survives. Everything that changed or could not come is reported with
    its reason. Importing again adds only what is new. All or nothing is recorded.

    \b
    Example:
      glose import project.qdpx --study my-study
      glose import project.qdpx --dry-run
      glose import codings.csv --coder A=anna --coder B=basile --map codes.csv
    """
    from exchange.offsets import UNITS
    from exchange.registry import NAMES
    from workbench.importing.carrying_out import import_into_new_study, import_project, language_of
    from workbench.study import Study

    if format_name is not None and format_name not in NAMES:
        raise click.BadParameter(tr("choose one of: {known}.", known=", ".join(NAMES)), param_hint="--as")
    if offsets is not None and offsets not in UNITS:
        raise click.BadParameter(tr("choose one of: {known}.", known=", ".join(UNITS)), param_hint="--offsets")
    new = folder is not None and not (folder / "study.yaml").is_file()
    if new and lang:
        ask_for_language(lang)
    if new and folder is not None:
        project = _read(file, format_name, offsets, columns)
        take_language_of_study(lang or language_of(project))
        wishes = _wishes(coders, code_map, None, project.origin.format)
        report = import_into_new_study(folder, project, wishes, language=lang, file=file, dry_run=dry_run)
    else:
        with Study.open(folder) as study:
            take_language_of_study(study.settings.language)
            project = _read(file, format_name, offsets, columns)
            wishes = _wishes(coders, code_map, study.settings.coder, project.origin.format)
            report = import_project(study, project, wishes, file=file, dry_run=dry_run)
    if page is not None:
        from workbench.importing.page import written_page

        written_page(report, page)
    if as_json:
        print_json(line.as_json() for line in report.lines)
    else:
        _show(report, folder if new else None)
    show_problems(report.problems)
    return 0


def _read(file: Path, format_name: str | None, offsets: str | None, columns: str | None) -> "Project":
    """The project in the file; where a table's columns are unclear, somebody at a terminal is asked."""
    from exchange.registry import Wishes, read_project
    from exchange.tables.columns import ROLES, UnclearColumns

    parts = re.split(rf",(?=\s*(?:{'|'.join(ROLES)})=)", columns) if columns else []  # headings may have commas
    if unclear := [part for part in parts if "=" not in part]:
        message = tr("--columns: {part!r} says no role. Write ROLE=NAME, e.g. document=Fichier.", part=unclear[0])
        raise click.UsageError(message)
    stated = dict(part.strip().split("=", 1) for part in parts)
    while True:
        try:
            return read_project(file, format_name, Wishes(cast("Unit | None", offsets), stated))
        except UnclearColumns as error:
            if not error.missing or not sys.stdin.isatty():
                raise
            tell(tr("Columns: {columns}.", columns=", ".join(filter(None, error.headings))), err=True)
            role = error.missing[0]
            question = {
                "document": tr("Which column names the document?"),
                "code": tr("Which column holds the code?"),
                "words": tr("Which column holds the coded words?"),
            }.get(role, role)
            stated[role] = click.prompt(visible(question), type=click.Choice(list(error.headings)), err=True)


def _wishes(coders: tuple[str, ...], code_map: Path | None, usual: str | None, format_name: str) -> "ImportWishes":
    import os

    from workbench.importing.wishes import ImportWishes, read_code_map, read_coders

    renamed, nameless = read_coders(coders)
    who = os.environ.get("GLOSE_CODER") or usual
    mapped = read_code_map(code_map) if code_map else {}
    return ImportWishes(who or "glose", nameless or who or format_name, renamed, mapped)


def _show(report: "ImportReport", made: Path | None) -> None:
    """The report as a table, and below it what was left out and why."""
    from rich.table import Table

    from workbench.importing.page import kind_of_thing

    out = console()
    origin = report.origin
    what = f"{origin.format}, {origin.program}" if origin.program else origin.format
    out.print(styled("[bold]{file}[/bold] ({what})", file=origin.file, what=what))
    table = Table(box=None, pad_edge=False)
    for title in ("", tr("in the file"), tr("in the study"), tr("new"), tr("left out")):
        table.add_column(title, justify="left" if not title else "right")
    for line in report.lines:
        left = sum(one.count for one in line.left_out)
        numbers = (line.file, line.study, line.new, left)
        table.add_row(kind_of_thing(line.kind), *(counted(number) if number else "–" for number in numbers))
    out.print(table)
    for note in report.notes:
        out.print(note)
    lines = [(line.kind, one) for line in report.lines for one in line.left_out]
    if lines:
        out.print(f"\n{tr('Left out:')}")
    for kind, one in lines[:_LINES_AT_MOST]:
        number = counted(one.count)
        out.print(f"  {kind_of_thing(kind)} · {number} · {one.what}: {one.why}")
    if len(lines) > _LINES_AT_MOST:
        more = len(lines) - _LINES_AT_MOST
        out.print("  " + tr_n("and {n} more; --report FILE lists all.", "and {n} more; --report FILE lists all.", more))
    out.print()
    if report.dry:
        tell(tr("Nothing was recorded (--dry-run)."))
    elif made is not None:
        tell(tr("Made the study {folder}.", folder=made))
    elif report.new:
        tell(tr_n("Recorded {n} new thing.", "Recorded {n} new things.", report.new))
    else:
        tell(tr("Everything is in the study already; nothing was recorded."))
