"""The questions of `glose explore` about cases and places: similarity, portraits, contradictions, what is missing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.questions.asking import figure_option, level_option, question, written

if TYPE_CHECKING:
    from reports.contradictions import ContradictionKind
    from workbench.study import Study


@click.command(short_help="Show the similarity between cases, with clusters.")
@click.argument("case", required=False)
@click.option("--degrees", is_flag=True, help="Compare the degrees, not only which codes.")
@level_option
@figure_option
@question
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
    """Show which cases are most similar and most different by their codes, and the tree of their clusters.

    With CASE: its most similar and most different cases, the codes they share and those that distinguish them.

    \b
    Example:
      glose explore similarity
      glose explore similarity Nice --degrees
      glose explore similarity --level 2 --figure cases.svg
    """
    from commands.screens.explore_cases import show_similar_cases, show_similarity
    from reports.explore.drawing import dendrogram_of
    from reports.explore.similarity import similarity as alike
    from workbench.exploring import case_in, explored

    material = explored(study, where)
    about = case_in(study, material, case) if case else None
    found = alike(material, measure="degrees" if degrees else "codes", level=level)
    shown_elsewhere = written(
        found.records(about),
        as_json,
        csv_file=csv_file,
        figure_file=figure_file,
        draw=lambda: dendrogram_of(found, material),
    )
    if shown_elsewhere:
        return
    if about:
        show_similar_cases(found, about)
    else:
        show_similarity(found)


@click.command(short_help="Draw the portrait of a code or a text.")
@click.argument("subject", metavar="CODE|TEXT")
@question
def portrait(study: "Study", subject: str, where: tuple[str, ...], as_json: bool, csv_file: Path | None) -> None:
    """Draw the portrait of a code (n/N, degrees, cases, co-occurring codes, representative quotes) or of a text (its
    codes from beginning to end, how much is read and coded, the speakers).

    \b
    Example:
      glose explore portrait objectives.environment
      glose explore portrait nice-entretien
    """
    from commands.screens.explore_cases import show_code_portrait, show_text_portrait
    from reports.explore.code_portrait import CodePortrait
    from workbench.exploring import explored, portrait_of

    found = portrait_of(study, explored(study, where), subject)
    if written(found.records(), as_json, csv_file=csv_file):
        return
    if isinstance(found, CodePortrait):
        show_code_portrait(found)
    else:
        show_text_portrait(found)


@click.command(short_help="List contradictions: same code, same case, two values.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(["presence", "class", "value", "degree"]),
    multiple=True,
    help="Only these; default: all.",
)
@question
def contradictions(
    study: "Study", kinds: "tuple[ContradictionKind, ...]", where: tuple[str, ...], as_json: bool, csv_file: Path | None
) -> None:
    """List the contradictions: same code, same case, two values at two places, with both quotes.

    presence: absent in one place and present in another; class: two classes of a typology; value: two names, numbers
    or dates; degree: two degrees. Two codings of the same place are not a contradiction but a matter of agreement.

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
    cited = records(found, Citations(material)) if as_json or csv_file else []
    if not written(cited, as_json, csv_file=csv_file):
        show_contradictions(found, material, whole="degree" in kinds)


@click.command(short_help="List what is not coded, not read, or about no case.")
@question
def missing(study: "Study", where: tuple[str, ...], as_json: bool, csv_file: Path | None) -> None:
    """List codes never used or never about a case, cases and texts without a coding, and cells still unread.

    \b
    Example:
      glose explore missing
      glose explore missing --json
    """
    from commands.screens.explore_cases import show_missing
    from reports.explore.missing import gaps
    from workbench.exploring import explored

    found = gaps(explored(study, where))
    if not written(found.records(), as_json, csv_file=csv_file):
        show_missing(found)
