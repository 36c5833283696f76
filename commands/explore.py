"""glose explore: questions to the codings beyond the declared tables."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import Steps, in_study, json_option, print_json, where_option

if TYPE_CHECKING:
    from reports.contradictions import ContradictionKind
    from reports.explore.cooccurrence import PairOrder, Within
    from reports.explore.cross_table import Counted
    from reports.explore.timeline import Step
    from reports.figures.figure import Figure
    from workbench.study import Study

csv_option = click.option(
    "--csv",
    "csv_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as CSV (- is stdout).",
)
figure_option = click.option(
    "--figure",
    "figure_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the figure as .svg or .png.",
)
level_option = click.option(
    "--level", type=click.IntRange(min=1), metavar="N", help="Roll codes up to this level; 1 is the top."
)


@click.group(cls=Steps, short_help="Cross tables, co-occurrence, timelines, similarity, saturation, gaps.")
def explore() -> None:
    """Ask the codings questions: each prints a table here, --json lines, --csv a file, and --figure a picture where
    there is one. Whose codings count is said in study.yaml (`count`), as for the tables.

    \b
    Example:
      glose explore cross objectives --by unit
      glose explore cooccurrence --within passage --figure network.svg
      glose explore contradictions --kind presence
    """


def _asked(verb: Callable[..., Any]) -> Callable[..., Any]:
    """What every question takes: the study, --where, --json and --csv."""
    return where_option(json_option(csv_option(in_study(verb))))


def _given(
    records: Sequence[Mapping[str, Any]],
    as_json: bool,
    *,
    csv_file: Path | None = None,
    figure_file: Path | None = None,
    draw: "Callable[[], Figure] | None" = None,
) -> bool:
    """Print or write what is asked for and say whether anything was; if not, it is to be shown here."""
    if csv_file is not None:
        from corpus.whole_file import write_whole
        from reports.formats.csv_text import records_csv

        if csv_file == Path("-"):
            click.echo(records_csv(records).encode(), nl=False)
        else:
            click.echo(write_whole(csv_file, [records_csv(records)]), err=as_json)
    if figure_file is not None and draw is not None:
        from reports.figures.figure import write_figure

        click.echo(write_figure(draw(), figure_file), err=as_json)
    if as_json:
        print_json(records)
    return as_json or csv_file is not None or figure_file is not None


@explore.command(short_help="A code by an attribute of cases or texts.")
@click.argument("code")
@click.option("--by", required=True, metavar="ATTRIBUTE", help="An attribute, a typology, kind, role, coder, year …")
@click.option(
    "--cell",
    type=click.Choice(["cases", "texts", "count", "words"]),
    default="cases",
    show_default=True,
    help="What is counted; `count` counts codings.",
)
@click.option(
    "--shares", type=click.Choice(["column", "row", "none"]), default="column", show_default=True, help="Which shares."
)
@_asked
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

    Each row is tested where cases (or texts) stand in one column each and are enough: chi-square or Fisher's exact.

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
    if not _given(table.records(), as_json, csv_file=csv_file):
        show_cross(table, shares)


@explore.command(short_help="Which codes meet, and how strongly.")
@click.argument("codes", nargs=-1, metavar="[CODE…]")
@click.option(
    "--within",
    type=click.Choice(["passage", "text", "overlap"]),
    default="passage",
    show_default=True,
    help="Where they meet; `overlap`: on the same words.",
)
@level_option
@click.option(
    "--least", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Met at least so often."
)
@click.option(
    "--sort",
    "by",
    type=click.Choice(["g2", "c", "together"]),
    default="g2",
    show_default=True,
    help="Strongest by what.",
)
@click.option(
    "--most", type=click.IntRange(min=1), default=25, show_default=True, metavar="N", help="Pairs shown here."
)
@figure_option
@_asked
def cooccurrence(
    study: "Study",
    codes: tuple[str, ...],
    within: "Within",
    level: int | None,
    least: int,
    by: "PairOrder",
    most: int,
    figure_file: Path | None,
    where: tuple[str, ...],
    as_json: bool,
    csv_file: Path | None,
) -> None:
    """List the pairs of codes (all, or those below CODE…) that meet, with the c-coefficient (Jaccard) and G².

    \b
    Example:
      glose explore cooccurrence
      glose explore cooccurrence objectives governance --within text --least 3
      glose explore cooccurrence --level 2 --figure network.svg
    """
    from commands.screens.explore_codes import show_cooccurrence
    from reports.explore.cooccurrence import cooccurrence as meeting
    from reports.explore.drawing import network_of
    from workbench.exploring import explored

    found = meeting(explored(study, where), codes, within=within, level=level)
    written = _given(
        found.records(least, by=by),
        as_json,
        csv_file=csv_file,
        figure_file=figure_file,
        draw=lambda: network_of(found, least=least, by=by, language=study.settings.language),
    )
    if not written:
        show_cooccurrence(found, least=least, by=by, most=most)


@explore.command(short_help="A code by the date of the texts.")
@click.argument("code")
@click.option("--by", type=click.Choice(["year", "quarter", "month"]), default="year", show_default=True)
@figure_option
@_asked
def timeline(
    study: "Study",
    code: str,
    by: "Step",
    figure_file: Path | None,
    where: tuple[str, ...],
    as_json: bool,
    csv_file: Path | None,
) -> None:
    """Follow CODE, with the codes below it, through time: by the date of the texts, not by when they were coded.

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
    written = _given(
        found.records(),
        as_json,
        csv_file=csv_file,
        figure_file=figure_file,
        draw=lambda: timeline_figure(found, language=study.settings.language),
    )
    if not written:
        show_timeline(found)


@explore.command(short_help="Cases alike and opposite, and their groups.")
@click.argument("case", required=False)
@click.option("--degrees", is_flag=True, help="Compare how strongly, not only which codes.")
@level_option
@figure_option
@_asked
def similarity(
    study: "Study",
    case: str | None,
    degrees: bool,
    level: int | None,
    figure_file: Path | None,
    where: tuple[str, ...],
    as_json: bool,
    csv_file: Path | None,
) -> None:
    """Show which cases are alike and which are opposite by their codes, and the tree of their groups.

    With CASE: its nearest and most opposite cases, the codes they share and those that tell them apart.

    \b
    Example:
      glose explore similarity
      glose explore similarity Nice --degrees
      glose explore similarity --level 2 --figure cases.svg
    """
    from commands.screens.explore_cases import show_case_likeness, show_likeness
    from reports.explore.drawing import dendrogram_of
    from reports.explore.similarity import similarity as alike
    from workbench.exploring import case_in, explored

    material = explored(study, where)
    about = case_in(study, material, case) if case else None
    found = alike(material, measure="degrees" if degrees else "codes", level=level)
    written = _given(
        found.records(about),
        as_json,
        csv_file=csv_file,
        figure_file=figure_file,
        draw=lambda: dendrogram_of(found, language=material.language),
    )
    if written:
        return
    if about:
        show_case_likeness(found, about)
    else:
        show_likeness(found)


@explore.command(short_help="New codes text by text, and when few came.")
@click.option("--kind", type=click.Choice(["interview", "document"]), help="Only texts of this kind.")
@level_option
@click.option("--base", type=int, default=4, show_default=True, metavar="N", help="Texts to compare with.")
@click.option("--run", type=int, default=2, show_default=True, metavar="N", help="Texts in a run.")
@click.option("--threshold", type=float, default=0.05, show_default=True, metavar="SHARE", help="What counts as few.")
@figure_option
@_asked
def saturation(
    study: "Study",
    kind: Any,
    level: int | None,
    base: int,
    run: int,
    threshold: float,
    figure_file: Path | None,
    where: tuple[str, ...],
    as_json: bool,
    csv_file: Path | None,
) -> None:
    """Show how many new codes each text brought, in order of coding, and where saturation was reached.

    The measure is that of Guest, Namey & Chen (2020): the new codes of a run over the codes of the first texts.

    \b
    Example:
      glose explore saturation --kind interview
      glose explore saturation --level 2 --threshold 0 --figure saturation.svg
    """
    from commands.screens.explore_codes import show_saturation
    from reports.explore.drawing import saturation_figure
    from reports.explore.saturation import saturation as saturated
    from workbench.exploring import explored

    material = explored(study, where)
    found = saturated(material, kind=kind, level=level, base=base, run=run, threshold=threshold)
    written = _given(
        found.records(),
        as_json,
        csv_file=csv_file,
        figure_file=figure_file,
        draw=lambda: saturation_figure(found, language=material.language),
    )
    if not written:
        show_saturation(found)


@explore.command(short_help="All there is on a code or a text.")
@click.argument("subject", metavar="CODE|TEXT")
@_asked
def portrait(study: "Study", subject: str, where: tuple[str, ...], as_json: bool, csv_file: Path | None) -> None:
    """Draw the portrait of a code (n/N, degrees, cases, codes beside it, typical quotes) or of a text (its codes from
    beginning to end, how much is read and coded, who speaks).

    \b
    Example:
      glose explore portrait objectives.environment
      glose explore portrait nice-entretien
    """
    from commands.screens.explore_cases import show_code_portrait, show_text_portrait
    from reports.explore.code_portrait import CodePortrait
    from workbench.exploring import explored, portrait_of

    found = portrait_of(study, explored(study, where), subject)
    if _given(found.records(), as_json, csv_file=csv_file):
        return
    if isinstance(found, CodePortrait):
        show_code_portrait(found)
    else:
        show_text_portrait(found)


@explore.command(short_help="One code, one case, two values.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(["presence", "class", "value", "degree"]),
    multiple=True,
    help="Only these; default: all.",
)
@_asked
def contradictions(
    study: "Study", kinds: "tuple[ContradictionKind, ...]", where: tuple[str, ...], as_json: bool, csv_file: Path | None
) -> None:
    """List what the material says in two ways: same code, same case, two values at two places, with both quotes.

    presence: said to be absent here and present there; class: two classes of a typology; value: two names, numbers or
    dates; degree: two strengths. Two readings of the same place are no contradiction but a matter of agreement.

    \b
    Example:
      glose explore contradictions
      glose explore contradictions --kind value --csv contradictions.csv
    """
    from commands.screens.explore_cases import show_contradictions
    from reports.citations import Citations
    from reports.contradictions import KINDS, records
    from reports.contradictions import contradictions as contradicting
    from workbench.exploring import explored

    material = explored(study, where)
    found = contradicting(material, kinds or KINDS)
    told = records(found, Citations(material)) if as_json or csv_file else []
    if not _given(told, as_json, csv_file=csv_file):
        show_contradictions(found, material, whole="degree" in kinds)


@explore.command(short_help="What is not coded, not read, or about no case.")
@_asked
def gaps(study: "Study", where: tuple[str, ...], as_json: bool, csv_file: Path | None) -> None:
    """List codes never used or never about a case, cases and texts without a coding, and cells still unread.

    \b
    Example:
      glose explore gaps
      glose explore gaps --json
    """
    from commands.screens.explore_cases import show_gaps
    from reports.explore.missing import gaps as missing
    from workbench.exploring import explored

    found = missing(explored(study, where))
    if not _given(found.records(), as_json, csv_file=csv_file):
        show_gaps(found)
