"""glose codebook rename, move: another id, another place in the codebook."""

from typing import TYPE_CHECKING

import click

from commands.printing import tell
from commands.revising.asking import carry_out, change_of_codes
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Give a code another id; all that has it follows.")
@click.argument("old")
@click.argument("new")
@change_of_codes
def rename(study: "Study", old: str, new: str, coder: str, reason: str | None) -> None:
    """Give the code OLD the id NEW: its own part, or the whole. Codings, rejections, summaries, tables, rules of
    typologies and statements follow, and the codes below it. codebook.yaml is edited in place.

    Where the file was edited by hand already, so that it has NEW and no longer OLD, what was decided with OLD follows.

    \b
    Example:
      glose codebook rename objectives.attractiveness appeal --reason "le mot des entretiens"
      glose codebook rename freins obstacles
    """
    from workbench.changing_codes import plan_rename

    change = plan_rename(study, old, new)
    carry_out(study, change, coder=coder, reason=reason)
    tell(tr("{old} is now {new}.", old=old, new=", ".join(change.into)))


@click.command(short_help="Put a code below another, or at the top.")
@click.argument("code")
@click.option("--under", metavar="CODE", help="The code that it lies below from then on.")
@click.option("--top", is_flag=True, help="Put it at the top of the codebook.")
@change_of_codes
def move(study: "Study", code: str, under: str | None, top: bool, coder: str, reason: str | None) -> None:
    """Put CODE, with the codes below it, below another code or at the top. All that has it follows, as with `rename`;
    in codebook.yaml its lines move, with their comments.

    \b
    Example:
      glose codebook move objectives.environment --under challenges --reason "un frein pour tous"
      glose codebook move objectives.environment --top
    """
    from workbench.changing_codes import plan_move

    if top == bool(under):
        raise click.UsageError(tr("Where to? Name the code with --under, or pass --top."))
    change = plan_move(study, code, under)
    carry_out(study, change, coder=coder, reason=reason)
    tell(tr("{old} is now {new}.", old=code, new=", ".join(change.into)))
