"""The options by which a command looks at part of a study: conditions, a date, some coders, finished texts."""

from collections.abc import Callable
from datetime import datetime, time
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from commands.options import in_study
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study

where_option = click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help="Only cases and texts that meet it: status=commune, case!=Nice, size>=100000, kind=interview|document.",
)


def _moment(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """The last moment of a day (here, in UTC), or a moment as it is written; raises BadParameter."""
    if value is None:
        return None
    from coding.records.entry import written_moment
    from corpus.dates import as_date

    try:
        moment = datetime.combine(as_date(value), time.max)
    except ValueError:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(tr("{written!r} is not a date like 2026-03-12.", written=value)) from None
    return written_moment(moment)


def date_option(name: str, variable: str, words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option that takes a day (its last moment) or a moment, given to the command in UTC."""
    return click.option(name, variable, metavar="DATE", callback=_moment, help=words)


_AS_IT_WAS = date_option(
    "--at", "until", "The study as it was at the end of that day: texts, codings, classes, readings."
)
_CODERS = click.option(
    "--coder",
    "coders",
    multiple=True,
    metavar="NAME",
    help="Only this coder's decisions, whoever counts in study.yaml; may be repeated.",
)
_FINISHED = click.option("--finished", is_flag=True, help="Only texts that were read to the end.")


def of_some_coders_at_a_date(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command an open study, looked at as --at and --coder say.

    Raises UnknownCoder, and what `in_study` raises.
    """

    @wraps(command)
    def looked_at(study: "Study", *args: Any, until: str | None, coders: tuple[str, ...], **options: Any) -> Any:
        if until:
            study.look_back(until)
        if coders:
            from workbench.counted_coders import coder_named

            study.count_only([coder_named(study, coder) for coder in coders])
        return command(study, *args, **options)

    return _AS_IT_WAS(_CODERS(in_study(looked_at)))


def of_part_of_study(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same, with the conditions `where` as --where and --finished say."""

    @wraps(command)
    def conditioned(study: "Study", *args: Any, where: tuple[str, ...], finished: bool, **options: Any) -> Any:
        conditions = (*where, "finished=yes") if finished else where
        return command(study, *args, where=conditions, **options)

    return where_option(of_some_coders_at_a_date(_FINISHED(conditioned)))


def tell_open_disagreements(study: "Study") -> None:
    """Say on stderr, where a consensus counts, how many disagreements are open: what is shown lacks them."""
    if study.settings.consensus:
        from commands.printing import show_problems
        from workbench.consensus import consensus, doubts

        show_problems(doubts(consensus(study)))
