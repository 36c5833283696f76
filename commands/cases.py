"""glose cases: the cases and their attributes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import (
    coder_option,
    console,
    in_study,
    json_option,
    print_json,
    show_problems,
    where_option,
)
from wording.messages import counted, tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="List the cases and their attributes, or import them from a file.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@where_option
@coder_option
@json_option
@in_study
def cases(study: "Study", file: Path | None, where: tuple[str, ...], coder: str | None, as_json: bool) -> None:
    """List the cases with their attributes; with FILE (csv, xlsx), import the case list from it first.

    A column is a number, a date, a category or a text: as `attributes:` in study.yaml declares, else as its values
    suggest. If a value does not match its declared type, or a case in use is missing, the whole file is refused.

    \b
    Example:
      glose cases communes.xlsx
      glose cases --where "population>=100000" --where status=métropole
    """
    from corpus.cases import attributes_of, cases_meeting
    from workbench.case_list import conditions, read_case_list, take_case_list

    if file is not None:
        taken = read_case_list(study, file)
        take_case_list(study, taken, coder=coder or study.settings.coder or "glose")
        show_problems(taken.problems)
    attributes = attributes_of(study.listed_cases, study.settings.attributes)
    chosen = cases_meeting(conditions(study, where), study.cases.values())
    if as_json:
        print_json(
            {"case": case.id, "aliases": list(case.aliases), "attributes": dict(case.attributes)}
            for case in chosen.values()
        )
        return
    from rich import box
    from rich.table import Table

    from commands.screens.terms import attribute_type_word

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(tr("case"))
    for attribute in attributes.values():
        table.add_column(f"{attribute.name}\n[dim]{attribute_type_word(attribute.type)}[/dim]", overflow="fold")
    for case in chosen.values():
        table.add_row(case.id, *(case.attributes.get(name, "") for name in attributes))
    out = console()
    out.print(table)
    every = counted(len(study.cases))
    out.print(tr_n("{n} case of {every}", "{n} cases of {every}", len(chosen), every=every))
