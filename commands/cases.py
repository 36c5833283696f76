"""glose cases: the cases and their attributes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import asked, coder_option, in_study, json_option
from commands.part_of_study import where_option
from commands.printing import console, print_json, show_problems, styled, tell
from wording.messages import counted, tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="List the cases and their attributes, import them, or set the case of texts.")
@click.argument("words", nargs=-1, metavar="[FILE | set TEXT… CASE]")
@click.option(
    "--from", "table", type=click.Path(path_type=Path), help="With set: a csv or xlsx of the columns text, case."
)
@click.option("--yes", is_flag=True, help="With set: record it without asking.")
@where_option
@coder_option
@json_option
@in_study
def cases(
    study: "Study",
    words: tuple[str, ...],
    table: Path | None,
    yes: bool,
    where: tuple[str, ...],
    coder: str | None,
    as_json: bool,
) -> int:
    """List the cases with their attributes; with FILE (csv, xlsx), import the case list from it first.

    A column is a number, a date, a category or a text: as `attributes:` in study.yaml declares, else as its values
    suggest. If a value does not match its declared type, or a case in use is missing, the whole file is refused.

    With `set`, texts that are in the study get another case, and so do their codings, unless a coder made one about
    a case of its own.

    \b
    Example:
      glose cases communes.xlsx
      glose cases --where "population>=100000" --where status=métropole
      glose cases set visite-1 visite-2 Nice
      glose cases set --from textes.csv
    """
    if words[:1] == ("set",):
        return _set(study, words[1:], table, yes=yes, coder=coder, as_json=as_json)
    if len(words) > 1 or table or yes:
        raise click.UsageError(tr("give one file, or `set`, texts and a case."))
    _list(study, Path(words[0]) if words else None, where, coder=coder, as_json=as_json)
    return 0


def _set(
    study: "Study", words: tuple[str, ...], table: Path | None, *, yes: bool, coder: str | None, as_json: bool
) -> int:
    from workbench.case_of_text import plan_cases, read_case_table, record_cases

    if (len(words) < 2) if table is None else bool(words):
        raise click.UsageError(tr("name one or more texts, then the case; or give a table with --from."))
    wanted = read_case_table(study, table) if table else dict.fromkeys(words[:-1], words[-1])
    plans = plan_cases(study, wanted)
    out = console()
    for plan in plans if not as_json else ():
        change = f"{plan.old.case or tr('no case')} → {plan.new.case}"
        moved = sum(move.case is not None for move in plan.moves)
        codings = tr_n("{n} coding with it", "{n} codings with it", moved)
        out.print(f"{plan.old.id}: {change}, {codings}")
    if not plans:
        tell(tr("The texts have these cases already; nothing was recorded."), err=True)
        return 0
    if not yes and not asked(tr("Record this?")):
        tell(tr("Nothing was recorded."), err=True)
        return 1
    record_cases(study, plans, coder=study.coder(coder))
    if as_json:
        print_json({"text": plan.new.id, "case": plan.new.case, "was": plan.old.case} for plan in plans)
    return 0


def _list(study: "Study", file: Path | None, where: tuple[str, ...], *, coder: str | None, as_json: bool) -> None:
    from corpus.cases import attributes_of, cases_meeting
    from workbench.case_list import conditions, read_case_list, take_case_list

    if file is not None:
        taken = read_case_list(study, file)
        take_case_list(study, taken, coder=coder or study.settings.coder or "glose")
        show_problems(taken.problems)
    attributes = attributes_of(study.listed_cases, study.settings.attributes, study.settings.language)
    chosen = cases_meeting(conditions(study, where, of_texts=False), study.cases.values())
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
        kind = attribute_type_word(attribute.type)
        table.add_column(styled("{name}\n[dim]{kind}[/dim]", name=attribute.name, kind=kind), overflow="fold")
    for case in chosen.values():
        table.add_row(case.id, *(case.attributes.get(name, "") for name in attributes))
    out = console()
    out.print(table)
    every = counted(len(study.cases))
    out.print(tr_n("{n} case of {every}", "{n} cases of {every}", len(chosen), every=every))
