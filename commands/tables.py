"""glose tables: write the synthesis tables."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import (
    formats_option,
    json_option,
    progress_bar,
    raw_formats,
    warn_of_nothing,
)
from commands.part_of_study import date_option, of_part_of_study
from commands.printing import print_json, show_problems, tell
from wording.catalogues import say
from wording.messages import tr

if TYPE_CHECKING:
    from reports.study_material import StudyMaterial
    from reports.tables.rendering import RenderedTable
    from workbench.study import Study


@click.command(short_help="Write the synthesis tables.")
@click.argument("names", nargs=-1, metavar="[NAME…]")
@formats_option("html", "md", "csv", "xlsx", "docx", "odt", "pdf", "tex", default="html")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write; default: tables/ in the study's folder.",
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The tables' language; default: the study's.")
@date_option("--since", "since", "Mark the cells that showed something else at the end of that day.")
@click.option("--raw", is_flag=True, help="csv for programs: every word exact, nothing guarded against formulas.")
@click.option("--show", is_flag=True, help="Print the tables here instead of writing files.")
@json_option
@of_part_of_study
def tables(
    study: "Study",
    names: tuple[str, ...],
    formats: list[str],
    out: Path | None,
    lang: str | None,
    where: tuple[str, ...],
    since: str | None,
    raw: bool,
    show: bool,
    as_json: bool,
) -> None:
    """Write the tables that the codebook declares (all, or those named) and print their paths.

    study.yaml says whose codings count (`count`). Suggestions never count. In csv files an apostrophe stands before
    words that a spreadsheet would run as a formula (a quote that begins with -, =, + or @); --raw leaves every word
    as it is, for programs.

    \b
    Example:
      glose tables
      glose tables objectives --format html,xlsx --out report
      glose tables vision --show
      glose tables objectives --where unit=commune --show
      glose tables --lang en --format docx --out send
      glose tables --format csv --raw --out data
      glose tables objectives --at 2026-03-12 --show
      glose tables objectives --since 2026-03-12 --show
      glose tables --coder anna --coder basile --finished
    """
    from dataclasses import replace

    from commands.screens.table_screen import show_table
    from reports.citations import Citations, cells_json
    from reports.formats.files import write_table
    from reports.tables.table_layout import rendered_table
    from workbench.background import begun
    from workbench.case_list import conditions
    from workbench.tabulating import material_of, tables_of

    if raw:
        formats = raw_formats(formats)
    material = material_of(study, conditions(study, where))
    material = replace(material, language=lang or material.language)
    warn_of_nothing(material.cases, where)
    show_problems(material.doubts)
    at = begun(study.ledger.head) if not as_json and not show else study.ledger.head
    made = tables_of(study, names, material)
    citations = Citations(material)
    if as_json:
        for table in made:
            print_json(cells_json(table, citations))
        return
    tables = [rendered_table(table, material) for table in made]
    if since:
        tables = _since(study, since, names, tables, material, where)
    if show:
        for rendered in tables:
            show_table(rendered)
        return
    folder = out or study.folder / "tables"
    head = say("ledger_head", material.language, head=at().written())
    with progress_bar(tr("tables"), len(tables) * len(formats)) as advance:
        for table, rendered in zip(made, tables, strict=True):
            noted, title = rendered.with_note(head), study.settings.titled(material.language)
            for path in write_table(table, noted, citations, study=title, formats=formats, folder=folder):
                tell(path)
            advance(len(formats))


def _since(
    study: "Study",
    since: str,
    names: tuple[str, ...],
    tables: "list[RenderedTable]",
    material: "StudyMaterial",
    where: tuple[str, ...],
) -> "list[RenderedTable]":
    """The tables with a mark where a cell showed something else then."""
    from reports.tables.compared import marked
    from workbench.study_changes import tables_then

    then = tables_then(study, since, names, material, where)
    return [marked(before, now, since=since) for before, now in zip(then, tables, strict=True)]
