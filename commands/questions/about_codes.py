"""The questions of `glose explore` about codes: cross tables, co-occurrence, timelines, saturation."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.questions.asking import figure_option, level_option, question, written

if TYPE_CHECKING:
    from reports.explore.cooccurrence import PairOrder, Within
    from reports.explore.cross_table import Counted
    from reports.explore.timeline import Step
    from workbench.study import Study


@click.command(short_help="Cross a code with an attribute of cases or texts.")
@click.argument("code")
@click.option("--by", required=True, metavar="ATTRIBUTE", help="An attribute, a typology, kind, role, coder, year …")
@click.option(
    "--cell",
    type=click.Choice(["cases", "texts", "count", "words"]),
    default="cases",
    show_default=True,
    help="Unit counted; `count` counts codings.",
)
@click.option(
    "--shares", type=click.Choice(["column", "row", "none"]), default="column", show_default=True, help="Shares shown."
)
@question
def cross(
    study: "Study",
    code: str,
    by: str,
    cell: "Counted",
    shares: str,
    where: tuple[str, ...],
    as_json: bool,
    csv_file: Path | None,
) -> None:
    """Cross CODE and the codes below it with an attribute: elected against staff, interview against document.

    Each row is tested (chi-square or Fisher's exact) if every case (or text) is in one column only and there are
    enough of them.

    \b
    Example:
      glose explore cross objectives --by unit
      glose explore cross challenges --by kind --cell texts
      glose explore cross vision --by speaker_role --cell words --shares row
    """
    from commands.screens.explore_codes import show_cross
    from reports.explore.cross_table import cross as crossed
    from workbench.exploring import explored

    table = crossed(explored(study, where), code, by=by, cell=cell)
    if not written(table.records(), as_json, csv_file=csv_file):
        show_cross(table, shares)


@click.command(short_help="List the co-occurrences of codes.")
@click.argument("codes", nargs=-1, metavar="[CODE…]")
@click.option(
    "--within",
    type=click.Choice(["passage", "text", "overlap"]),
    default="passage",
    show_default=True,
    help="Unit of co-occurrence; `overlap`: the same words.",
)
@level_option
@click.option(
    "--min-count",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Minimum number of co-occurrences.",
)
@click.option(
    "--sort",
    "by",
    type=click.Choice(["g2", "c", "together"]),
    default="g2",
    show_default=True,
    help="Measure to sort by.",
)
@click.option(
    "--max-count",
    type=click.IntRange(min=1),
    default=25,
    show_default=True,
    metavar="N",
    help="Maximum number of pairs shown here.",
)
@figure_option
@question
def cooccurrence(
    study: "Study",
    codes: tuple[str, ...],
    within: "Within",
    level: int | None,
    min_count: int,
    by: "PairOrder",
    max_count: int,
    figure_file: Path | None,
    where: tuple[str, ...],
    as_json: bool,
    csv_file: Path | None,
) -> None:
    """List the pairs of codes (all, or those below CODE…) that co-occur, with the c-coefficient (Jaccard) and G².

    \b
    Example:
      glose explore cooccurrence
      glose explore cooccurrence objectives governance --within text --min-count 3
      glose explore cooccurrence --level 2 --figure network.svg
    """
    from commands.screens.explore_codes import show_cooccurrence
    from reports.explore.cooccurrence import cooccurrence as meeting
    from reports.explore.drawing import network_of
    from workbench.exploring import explored

    found = meeting(explored(study, where), codes, within=within, level=level)
    shown_elsewhere = written(
        found.records(min_count, by=by),
        as_json,
        csv_file=csv_file,
        figure_file=figure_file,
        draw=lambda: network_of(found, least=min_count, by=by, language=study.settings.language),
    )
    if not shown_elsewhere:
        show_cooccurrence(found, min_count=min_count, by=by, max_count=max_count)


@click.command(short_help="Follow a code by the date of the texts.")
@click.argument("code")
@click.option(
    "--by",
    type=click.Choice(["year", "quarter", "month"]),
    default="year",
    show_default=True,
    help="Length of a period.",
)
@figure_option
@question
def timeline(
    study: "Study",
    code: str,
    by: "Step",
    figure_file: Path | None,
    where: tuple[str, ...],
    as_json: bool,
    csv_file: Path | None,
) -> None:
    """Follow CODE, with the codes below it, through time: by the date of the texts, not of the codings.

    \b
    Example:
      glose explore timeline objectives --by month
      glose explore timeline challenges --by quarter --figure challenges.svg
    """
    from commands.screens.explore_codes import show_timeline
    from reports.explore.drawing import timeline_figure
    from reports.explore.timeline import timeline as through_time
    from workbench.exploring import explored

    found = through_time(explored(study, where), code, by=by)
    shown_elsewhere = written(
        found.records(),
        as_json,
        csv_file=csv_file,
        figure_file=figure_file,
        draw=lambda: timeline_figure(found, language=study.settings.language),
    )
    if not shown_elsewhere:
        show_timeline(found)


@click.command(short_help="Show code saturation.")
@click.option("--kind", type=click.Choice(["interview", "document"]), help="Only texts of this kind.")
@level_option
@click.option("--base", type=int, default=4, show_default=True, metavar="N", help="First texts, to compare with.")
@click.option("--run", type=int, default=2, show_default=True, metavar="N", help="Texts in a run.")
@click.option(
    "--threshold",
    type=float,
    default=0.05,
    show_default=True,
    metavar="SHARE",
    help="New-code share below which saturation is declared.",
)
@click.option(
    "--order",
    default="coding",
    show_default=True,
    metavar="ORDER",
    help="coding, added, date, or texts by name (a,b,c): these first, then the others by coding.",
)
@figure_option
@question
def saturation(
    study: "Study",
    kind: Any,
    level: int | None,
    base: int,
    run: int,
    threshold: float,
    order: str,
    figure_file: Path | None,
    where: tuple[str, ...],
    as_json: bool,
    csv_file: Path | None,
) -> None:
    """Show how many new codes each text added, text by text, and where saturation was reached.

    The measure is that of Guest, Namey & Chen (2020): the new codes in a run divided by the codes in the first texts.

    \b
    Example:
      glose explore saturation --kind interview
      glose explore saturation --level 2 --threshold 0 --figure saturation.svg
      glose explore saturation --order date
    """
    from commands.screens.explore_codes import show_saturation
    from reports.explore.drawing import saturation_figure
    from reports.explore.saturation import ORDERS
    from reports.explore.saturation import saturation as saturated
    from workbench.exploring import explored

    material = explored(study, where)
    asked = order if order in ORDERS else [name.strip() for name in order.split(",")]
    found = saturated(material, kind=kind, level=level, base=base, run=run, threshold=threshold, order=asked)
    shown_elsewhere = written(
        found.records(),
        as_json,
        csv_file=csv_file,
        figure_file=figure_file,
        draw=lambda: saturation_figure(found, material),
    )
    if not shown_elsewhere:
        show_saturation(found)
