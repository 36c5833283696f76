"""What the changes of the codebook have in common: the reason that is asked, and how what was done is told."""

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from commands.options import coder_option, in_study
from commands.printing import tell
from corpus.problem import GloseError
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.changing_codes import Change, Made
    from workbench.study import Study

reason_option = click.option("--reason", metavar="WORDS", help="Why; asked in the terminal where it is left out.")
drop_degrees_option = click.option(
    "--drop-degrees", is_flag=True, help="Go on where codings lose a degree that the other code does not have."
)


def change_of_codes(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an open study, its coder as `coder` and the reason as `reason`."""

    @wraps(command)
    def decided(study: "Study", *args: Any, coder: str | None, **options: Any) -> Any:
        return command(study, *args, coder=study.coder(coder), **options)

    return reason_option(coder_option(in_study(decided)))


def reason_for(given: str | None) -> str:
    """The reason, asked for where none is given; raises UsageError where nobody can be asked."""
    while not (reason := " ".join((given or "").split())):
        if not sys.stdin.isatty():
            raise click.UsageError(tr("Why? Give the reason with --reason; `glose methods` reports it."))
        given = click.prompt(tr("Why? (it is kept, and reported by `glose methods`)"), err=True)
    return reason


def degrees_would_be_lost(number: int, into: Sequence[str]) -> GloseError:
    """What is raised where codings would lose a degree that the codes they get do not have."""
    message = tr_n(
        "{n} coding has a degree that {code} does not have; nothing was changed. Give {code} the scale, or pass "
        "--drop-degrees.",
        "{n} codings have a degree that {code} does not have; nothing was changed. Give {code} the scale, or pass "
        "--drop-degrees.",
        number,
        code=", ".join(into),
    )
    return GloseError(message)


def carry_out(
    study: "Study", change: "Change", *, coder: str, reason: str | None, drop_degrees: bool = False
) -> "Made":
    """Make the change and tell what followed; raises GloseError where degrees would be lost unasked."""
    from workbench.changing_codes import make

    if change.ungraded and not drop_degrees:
        raise degrees_would_be_lost(change.ungraded, change.into)
    made = make(study, change, coder=coder, reason=reason_for(reason))
    tell_followed(made)
    return made


def tell_followed(made: "Made") -> None:
    """How many records followed, and which files were edited."""
    followed = tr(
        "{codings} and {rejections} follow.",
        codings=tr_n("{n} coding", "{n} codings", made.codings),
        rejections=tr_n("{n} rejection", "{n} rejections", made.rejections),
    )
    edited = " " + tr("Edited: {files}.", files=", ".join(made.files)) if made.files else ""
    tell(f"{followed}{edited} " + tr("`glose undo` takes it back."))
