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
from wording.messages import tr

if TYPE_CHECKING:
    from reports.cell import SynthesisTable
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

    A declaration may also say the order of rows, the first ten, percentages, a test, merged codes, other names, a
    note and the difference between two columns: docs/tables.md has them, `glose table --help` as options.

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
    from functools import cache

    from commands.screens.table_screen import show_table
    from reports.citations import Citations, cells_json
    from reports.tables.compared import marked
    from reports.tables.table_layout import rendered_table
    from workbench.case_list import conditions
    from workbench.study_changes import tables_then
    from workbench.table_files import table_files
    from workbench.tabulating import material_of, table_makers

    if raw:
        formats = raw_formats(formats)
    head = cache(study.ledger.head)
    shown = as_json or show
    wanted = conditions(study, where, of_codings=True)
    material = material_of(study, wanted, meanwhile=(lambda: None) if shown else head)
    material = replace(material, language=lang or material.language)
    warn_of_nothing(material.cases, where)
    show_problems(material.doubts)
    makers = table_makers(study, names, material)
    if as_json:
        citations = Citations(material)
        for make in makers:
            print_json(cells_json(make(), citations))
        return
    then = tables_then(study, since, names, material, where) if since else []

    def lay_out(table: "SynthesisTable", number: int) -> "RenderedTable":
        now = rendered_table(table, material)
        return marked(then[number], now, since=since) if since else now

    if show:
        for rendered in [lay_out(make(), number) for number, make in enumerate(makers)]:
            show_table(rendered)
        return
    folder = out or study.folder / "tables"
    written = table_files(study, makers, lay_out, material=material, head=head(), formats=formats, folder=folder)
    with written as files, progress_bar(tr("tables"), len(makers)) as advance:
        for paths in files():
            for path in paths:
                tell(path)
            advance(1)
