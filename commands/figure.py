"""glose figure: figures by name, with their numbers and their words."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import formats_option
from commands.part_of_study import of_part_of_study
from commands.printing import show_problems, tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.figuring import Kind
    from workbench.study import Study


@click.command(short_help="Write figures by name: of tables, and of what explore asks.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@formats_option("svg", "png", "pdf", default="svg")
@click.option("--kind", type=click.Choice(["heat_map", "bars"]), help="Draw tables so, whatever they declare.")
@click.option("--by-size", is_flag=True, help="Bars from the longest to the shortest.")
@click.option("--code", metavar="CODE", help="The code of a timeline, or whose codes a network shows.")
@click.option(
    "--level", type=click.IntRange(min=1), metavar="N", help="Roll codes of a network or dendrogram up to it."
)
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
    by_size: bool,
    code: str | None,
    level: int | None,
    out: Path | None,
    lang: str | None,
    where: tuple[str, ...],
) -> None:
    """Write each figure NAME; without NAME those that tables declare.

    NAME is a declared table, or network, dendrogram, saturation or timeline. Beside each figure lie its numbers as CSV
    and, as text, its title and what it shows in words, for those who cannot see it.

    \b
    Example:
      glose figure objectives --kind bars --by-size
      glose figure network --level 2 --format svg,png,pdf --out print
      glose figure timeline --code challenges --lang en
    """
    from dataclasses import replace

    from workbench.exploring import explored
    from workbench.figuring import figures, write_figures

    material = explored(study, where)
    material = replace(material, language=lang or material.language)
    show_problems(material.doubts)
    made = figures(study, material, names, kind=kind, by_size=by_size, code=code, level=level)
    written = 0
    for path, _ in write_figures(made, formats, out or study.folder / "figures"):
        tell(path)
        written += 1
    if not written:
        tell(tr("No table declares a figure. Name one, e.g. `glose figure network`."), err=True)
