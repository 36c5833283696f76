"""Figures by name: those of declared tables, declared or not, and those of the explorations, each with its data."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coding.codebook.table_declaration import TableDeclaration
from corpus.problem import GloseError
from corpus.whole_file import write_whole
from reports.formats.csv_text import records_csv
from reports.study_material import StudyMaterial
from wording.messages import tr
from wording.spelling import did_you_mean
from workbench.asked_tables import made_table
from workbench.explored_figures import EXPLORED, FigureWish, NamedFigure, NoFigure, explored_figure
from workbench.study import Study

if TYPE_CHECKING:
    from reports.figures.ordering import RowOrder
    from reports.tables.rendering import RenderedRow, RenderedTable

Kind = Literal["heat_map", "bars"]
_GROUPS = ("attribute", "typology", "dates", "kind")
_UNITS = ("cases", "texts")


class UnknownFigure(GloseError):
    """A figure is wanted that there is not."""


@dataclass(frozen=True, slots=True)
class TableFigureWish:
    """How figures of tables are drawn: the kind, whatever a table declares, and the order of rows (and columns)."""

    kind: Kind | None = None
    order: "RowOrder" = "table"


def figure_makers(
    study: Study,
    material: StudyMaterial,
    names: Sequence[str],
    *,
    of_tables: TableFigureWish | None = None,
    wish: FigureWish | None = None,
) -> list[Callable[[], NamedFigure]]:
    """What makes the figures of these names, one each; without names of every table that declares one.

    Each raises a GloseError where its figure cannot be drawn. Raises UnknownFigure.
    """
    declared = study.codebook.tables
    for name in names:
        if name not in declared and name not in EXPLORED:
            known = [*declared, *EXPLORED]
            hint = did_you_mean(name, known) or " " + tr("Choose from: {names}.", names=", ".join(known))
            raise UnknownFigure(tr("There is no figure {name!r}.", name=name) + hint)
    drawn = [table for name, table in declared.items() if not names and table.figure != "none"]
    tables = [declared[name] for name in names if name in declared] or drawn
    explored = dict.fromkeys(name for name in names if name not in declared)
    return [
        *(partial(_of_table, study, table, material, of_tables or TableFigureWish()) for table in tables),
        *(partial(explored_figure, name, material, wish or FigureWish()) for name in explored),
    ]


def _of_table(study: Study, table: TableDeclaration, material: StudyMaterial, wish: TableFigureWish) -> NamedFigure:
    """The table as a heat map or bars; raises NoFigure for what has no such figure."""
    from reports.tables.table_figure import figure_data, figure_of
    from reports.tables.table_layout import rendered_table

    wanted = wish.kind or _usual(table)
    if table.is_listing or (table.typology is not None and wanted == "heat_map"):
        raise NoFigure(tr("The table {table} has no figure of this kind.", table=table.id))
    asked = _by_group(replace(table, figure=wanted))
    made = made_table(study, asked, material)
    rendered = rendered_table(made, material)
    if wish.order == "size" and wanted == "bars":
        rendered = replace(rendered, rows=_by_size(rendered))
    figure = figure_of(made, rendered, order=wish.order)
    if figure is None:
        raise NoFigure(
            tr("The table {table} is too large for a figure; leave rows out (`level`, `most`).", table=rendered.id)
        )
    return NamedFigure(rendered.id, figure, figure_data(made, rendered))


def _usual(table: TableDeclaration) -> Kind:
    """The figure that the table declares, else bars of classes and of groups, and a heat map of the rest."""
    if table.figure != "none":
        return table.figure
    return "bars" if table.typology is not None else "heat_map"


def _by_group(table: TableDeclaration) -> TableDeclaration:
    """The table as bars by group need it: cases (or texts) of each group, with what they are out of."""
    if table.figure != "bars" or table.columns.kind not in _GROUPS or table.typology is not None:
        return table
    cell = table.cell if table.cell in _UNITS else "cases"
    shares = table.shares if table.shares in ("cases", "read") else "cases"
    return replace(table, cell=cell, shares=shares, totals=False, difference=None)


def _by_size(rendered: "RenderedTable") -> "tuple[RenderedRow, ...]":
    """The rows from the longest bar to the shortest, without indents."""

    def size(row: "RenderedRow") -> float:
        counted = [cell.number for cell in row.cells if cell.number is not None]
        return sum(counted) if counted else row.n or 0

    return tuple(replace(row, depth=0) for row in sorted(rendered.rows, key=size, reverse=True))


def write_figures(made: Iterable[NamedFigure], formats: Sequence[str], folder: Path) -> Iterator[Path]:
    """Write each in each format, its numbers as CSV and its title and text alternative; gives the paths."""
    from reports.figures.figure import write_figure

    for one in made:
        for kind in formats:
            yield write_figure(one.figure, folder / f"{one.name}.{kind}")
        yield write_whole(folder / f"{one.name}.csv", ["\ufeff", records_csv(one.records)])
        yield write_whole(folder / f"{one.name}.txt", [one.figure.title, "\n\n", one.figure.alt, "\n"])
