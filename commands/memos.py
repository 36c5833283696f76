"""glose memos: the memos that belong to no single coding."""

from typing import TYPE_CHECKING

import click

from commands.options import in_study, json_option
from commands.printing import console, print_json, styled, tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="List the memos about texts, codes, cases and the study.")
@json_option
@in_study
def memos(study: "Study", as_json: bool) -> int:
    """List the memos that were written at the desk or came with an imported project, the oldest first.

    The memo of a coding is shown by `glose quotes`.

    \b
    Example:
      glose memos
      glose memos --json
    """
    from workbench.memos import memos_of

    found = memos_of(study)
    if as_json:
        print_json(memo.as_json() for memo in found)
        return 0
    out = console()
    for memo in found:
        about = ", ".join(name for kind, name in memo.about if kind != "codings")
        by = " · ".join(part for part in (about, memo.coder, memo.time[:10]) if part)
        out.print(styled("[bold]{title}[/bold]  [dim]{by}[/dim]", title=memo.title, by=by))
        out.print(f"  {memo.wording}\n")
    if not found:
        tell(tr("The study has no memos of this kind."), err=True)
    return 0
