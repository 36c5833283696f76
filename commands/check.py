"""glose check: list what is wrong with the study."""

from typing import TYPE_CHECKING

import click

from commands.options import counted, in_study, json_option, print_json, show_problems

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Check the codebook, the ledger and every place in the texts.")
@click.option("--rebuild", is_flag=True, help="Write the index of current codings anew from the entries first.")
@json_option
@in_study
def check(study: "Study", rebuild: bool, as_json: bool) -> int:
    """Check everything and list all that is wrong: errors (exit code 1) and warnings (advice).

    The codebook is read over (unknown keys, duplicate ids, bad patterns, shared cues, examples that no longer
    resolve), every chain and content of the ledger is hashed anew, and every quote compared with its text.

    \b
    Example:
      glose check
      glose check --json
    """
    from workbench.checking import check_study

    if rebuild:
        study.ledger.rebuild_index()
    problems = list(check_study(study))
    errors = sum(problem.level == "error" for problem in problems)
    if as_json:
        print_json({"place": p.place, "message": p.message, "level": p.level} for p in problems)
    else:
        show_problems(problems)
        warnings = len(problems) - errors
        click.echo(
            f"{counted(len(study.codebook.codes), 'code')}, {counted(len(study.texts), 'text')}: "
            f"{counted(errors, 'error')}, {counted(warnings, 'warning')}."
            if not errors
            else f"{counted(errors, 'error')}, {counted(warnings, 'warning')}."
        )
    return 1 if errors else 0
