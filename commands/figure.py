"""glose figure: figures by name, with their numbers and their words."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import formats_option
from commands.part_of_study import of_part_of_study
from commands.printing import show_problems, tell, tell_error
from wording.messages import tr

if TYPE_CHECKING:
    from reports.explore.timeline import Step
    from reports.figures.ordering import RowOrder
    from workbench.figuring import Kind
    from workbench.study import Study


@click.command(short_help="Write figures by name: of tables, and of what explore asks.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@formats_option("svg", "png", "pdf", default="svg")
@click.option("--kind", type=click.Choice(["heat_map", "bars"]), help="Draw tables so, whatever they declare.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(["table", "size", "alike"]),
    default="table",
    show_default=True,
    help="Rows as in the table, the fullest first, or (heat map, matrix) what is alike side by side.",
)
@click.option("--code", metavar="CODE", help="The code of a timeline or map, or whose codes a network or matrix shows.")
@click.option("--text", metavar="TEXT", help="The text of a portrait.")
@click.option(
    "--level",
    type=click.IntRange(min=1),
    metavar="N",
    help="Roll codes of a network, matrix, dendrogram or saturation up to it.",
)
@click.option(
    "--groups",
    type=click.IntRange(2, 26),
    metavar="K",
    help="Into how many groups a dendrogram is cut; default: where the next join is farthest off.",
)
@click.option("--by", type=click.Choice(["year", "quarter", "month"]), default="year", help="Periods of a timeline.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write; default: figures/ in the study's folder.",
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The figures' language; default: the study's.")
@of_part_of_study
def figure(
    study: "Study",
    names: tuple[str, ...],
    formats: list[str],
    kind: "Kind | None",
    order: "RowOrder",
    code: str | None,
    text: str | None,
    level: int | None,
    groups: int | None,
    by: "Step",
    out: Path | None,
    lang: str | None,
    where: tuple[str, ...],
) -> int:
    """Write each figure NAME; without NAME those that tables declare.

    NAME is a declared table, or network, matrix (codes by codes), dendrogram, saturation, timeline, portrait (of a
    text) or map (of cases that have latitude and longitude in cases.csv). Beside each figure lie its numbers as CSV
    and, as text, its title and what it shows in words, for those who cannot see it. `style:` in study.yaml gives all
    figures a colour and a font, or greys. Where one cannot be drawn, the others are.

    \b
    Example:
      glose figure objectives --kind bars --sort size
      glose figure objectives --sort alike
      glose figure network matrix --level 2 --format svg,png,pdf --out print
      glose figure timeline --code challenges --by quarter --lang en
      glose figure dendrogram --groups 4
      glose figure portrait --text nice-entretien
      glose figure map --code objectives.economic_development
    """
    from dataclasses import replace

    from corpus.problem import GloseError
    from workbench.explored_figures import FigureWish
    from workbench.exploring import explored
    from workbench.figuring import TableFigureWish, figure_makers, write_figures

    material = explored(study, where)
    material = replace(material, language=lang or study.settings.language)
    show_problems(material.doubts)
    wish = FigureWish(code=code, text=text, level=level, groups=groups, by=by, order=order)
    makers = figure_makers(study, material, names, of_tables=TableFigureWish(kind, order), wish=wish)
    not_drawn = 0
    for make in makers:
        try:
            made = make()
        except GloseError as error:
            tell_error(error)
            not_drawn += 1
            continue
        show_problems(made.problems)
        for path in write_figures([made], formats, out or study.folder / "figures"):
            tell(path)
    if not makers:
        tell(tr("No table declares a figure. Name one, e.g. `glose figure network`."), err=True)
    return 1 if not_drawn else 0
