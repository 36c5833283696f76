"""What every question of `glose explore` shares: its options, and writing the answer where it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import json_option
from commands.part_of_study import of_part_of_study, tell_open_disagreements
from commands.printing import print_content, print_json, tell

if TYPE_CHECKING:
    from reports.figures.figure import Figure
    from workbench.study import Study

_RAW = f"{__name__}.raw"

_csv_option = click.option(
    "--csv",
    "csv_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the answer as CSV (- is stdout).",
)
_raw_option = click.option(
    "--raw",
    is_flag=True,
    expose_value=False,
    callback=lambda context, _, value: context.meta.update({_RAW: value}),
    help="With --csv, for programs: every word exact, nothing guarded against formulas.",
)
figure_option = click.option(
    "--figure",
    "figure_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the figure as .svg, .png or .pdf.",
)
level_option = click.option(
    "--level", type=click.IntRange(min=1), metavar="N", help="Roll codes up to this level; 1 is the top."
)


def question(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a question the part of the study that is asked about, --json, --csv and --raw."""

    @wraps(command)
    def told(study: "Study", *args: Any, **options: Any) -> Any:
        tell_open_disagreements(study)
        return command(study, *args, **options)

    return json_option(_csv_option(_raw_option(of_part_of_study(told))))


def written(
    records: Sequence[Mapping[str, Any]],
    as_json: bool,
    *,
    csv_file: Path | None = None,
    figure_file: Path | None = None,
    draw: "Callable[[], Figure] | None" = None,
) -> bool:
    """Print or write what is asked for; False where nothing is asked for, so that the answer has to be shown."""
    if csv_file is not None:
        from corpus.whole_file import write_whole
        from reports.formats.csv_text import records_csv

        answer = records_csv(records, raw=click.get_current_context().meta.get(_RAW, False))
        if csv_file == Path("-"):
            print_content(answer)
        else:
            tell(write_whole(csv_file, [answer]), err=as_json)
    if figure_file is not None and draw is not None:
        from reports.figures.figure import write_figure

        tell(write_figure(draw(), figure_file), err=as_json)
    if as_json:
        print_json(records)
    return as_json or csv_file is not None or figure_file is not None
