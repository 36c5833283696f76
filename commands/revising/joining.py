"""glose codebook merge, retire, minor: codes that become one, are no longer used, or only read otherwise."""

import sys
from typing import TYPE_CHECKING

import click

from commands.printing import show_problems, tell
from commands.revising.asking import carry_out, change_of_codes, drop_degrees_option, reason_for
from corpus.problem import Problem
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from coding.codebook.edit import NewCode
    from workbench.study import Study


@click.command(short_help="Join codes into one; all that has them follows.")
@click.argument("words", nargs=-1, required=True, metavar="CODE... into CODE")
@click.option("--label", metavar="WORDS", help="The label, where the codes become a new one.")
@click.option("--definition", metavar="WORDS", default="", help="The definition of a new one.")
@drop_degrees_option
@change_of_codes
def merge(
    study: "Study",
    words: tuple[str, ...],
    label: str | None,
    definition: str,
    drop_degrees: bool,
    coder: str,
    reason: str | None,
) -> None:
    """Join codes into one of them, into another code, or into a new one. Codings, rejections, summaries, tables, rules
    and statements follow; examples, near-misses and cues go along, and the codes below.

    \b
    Example:
      glose codebook merge silos lourdeur into freins --reason "les coders les confondent"
      glose codebook merge silos lourdeur into obstacles --label "Obstacles internes"
    """
    from workbench.changing_codes import plan_merge, standing_twice

    *codes, between, into = words if len(words) > 2 else ("", "", "")
    if between != "into" or not codes:
        raise click.UsageError(tr("Write the codes, `into`, and the code that they become: merge A B into C"))
    new = None if into in study.codebook.codes else _new(study, into, label, definition)
    change = plan_merge(study, codes, into, new)
    twice = standing_twice(study, change)
    carry_out(study, change, coder=coder, reason=reason, drop_degrees=drop_degrees)
    tell(f"{', '.join(code for code in codes if code != into)} → {into}")
    if twice:
        message = tr_n(
            "{n} coding now says what another one by the same coder says at the same place; retract one of them.",
            "{n} codings now say what others by the same coder say at the same place; retract one of each.",
            twice,
        )
        show_problems([Problem(into, message, "warning")])


def _new(study: "Study", code: str, label: str | None, definition: str) -> "NewCode":
    from coding.codebook.edit import NewCode

    if not label and sys.stdin.isatty():
        label = click.prompt(tr("{code} is new. Its label?", code=code), err=True)
    if not label:
        raise click.UsageError(tr("{code} is new: give it a --label, or name a code that is there.", code=code))
    parent, _, own = code.rpartition(".")
    return NewCode(own, label, parent or None, definition, language=study.codebook.languages[0])


@click.command(short_help="Take a code out of use; what was coded with it stays.")
@click.argument("code")
@change_of_codes
def retire(study: "Study", code: str, coder: str, reason: str | None) -> None:
    """Take CODE, with the codes below it, out of use: it is no longer suggested, nothing new can be coded with it, and
    nobody needs to have looked for it. Its codings stay, and tables show them. `retired:` in codebook.yaml says why.

    \b
    Example:
      glose codebook retire silos --reason "ne distingue rien"
    """
    from workbench.changing_codes import plan_retire

    why = reason_for(reason)
    carry_out(study, plan_retire(study, code, why), coder=coder, reason=why)
    tell(tr("{code} is retired.", code=code))


@click.command(short_help="Say that a changed definition means what it meant.")
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@change_of_codes
def minor(study: "Study", codes: tuple[str, ...], coder: str, reason: str | None) -> None:
    """Say that the definition of CODE, which was edited in codebook.yaml, means what it meant before: what was read
    under the earlier words is not open again. Without this any other word in a definition opens it again
    (`confirm --reopened`).

    \b
    Example:
      glose codebook minor objectives.environment --reason "une coquille"
    """
    from workbench.changing_codes import make, plan_minor

    make(study, plan_minor(study, codes), coder=coder, reason=reason_for(reason), minor=True)
    tell(tr("{codes}: the same meaning as before; nothing is read again for it.", codes=", ".join(codes)))
