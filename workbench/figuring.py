"""Figures by name: those of declared tables, declared or not, and those of the explorations, each with its data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from corpus.problem import GloseError
from corpus.whole_file import write_whole
from reports.cell import SynthesisTable
from reports.formats.csv_text import records_csv
from reports.pictures import OFTEN
from reports.study_material import StudyMaterial
from wording.messages import tr
from wording.spelling import did_you_mean
from workbench.study import Study
from workbench.tabulating import tables_of

if TYPE_CHECKING:
    from reports.figures.figure import Figure

Kind = Literal["heat_map", "bars"]
EXPLORED = ("network", "dendrogram", "saturation", "timeline")
"""The figures of `glose explore`, as they are named here."""


class NoFigure(GloseError):
    """A figure is wanted that there is not."""


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure, the name of its files, and its numbers as records."""

    name: str
    figure: "Figure"
    records: Sequence[Mapping[str, Any]]


def figures(
    study: Study,
    material: StudyMaterial,
    names: Sequence[str],
    *,
    kind: Kind | None = None,
    by_size: bool = False,
    code: str | None = None,
    level: int | None = None,
) -> Iterator[NamedFigure]:
    """The figures of these names; without names every table's that declares one.

    `kind` is drawn whatever a table declares; `by_size` sorts bars. Raises NoFigure, which says what there is.
    """
    declared = study.codebook.tables
    for name in names:
        if name not in declared and name not in EXPLORED:
            known = [*declared, *EXPLORED]
            hint = did_you_mean(name, known) or " " + tr("Choose from: {names}.", names=", ".join(known))
            raise NoFigure(tr("There is no figure {name!r}.", name=name) + hint)
    tables = [name for name in names if name in declared] or [
        name for name, table in declared.items() if not names and table.figure != "none"
    ]
    for table in tables_of(study, tables, material) if tables else ():
        yield _of_table(table, material, kind, by_size=by_size)
    for name in dict.fromkeys(name for name in names if name not in declared):
        yield _explored(name, material, code, level)


def _of_table(table: SynthesisTable, material: StudyMaterial, kind: Kind | None, *, by_size: bool) -> NamedFigure:
    """The table as a heat map or bars; raises NoFigure for what has no such figure."""
    from reports.tables.table_figure import figure_data, figure_of
    from reports.tables.table_layout import rendered_table

    of_classes = table.declaration.typology is not None
    declared = table.declaration.figure
    wanted = kind or (declared if declared != "none" else "bars" if of_classes else "heat_map")
    if table.declaration.is_listing or (of_classes and wanted == "heat_map"):
        raise NoFigure(tr("The table {table} has no figure of this kind.", table=table.declaration.id))
    asked = replace(table, declaration=replace(table.declaration, figure=wanted))
    rendered = rendered_table(asked, material)
    if by_size and wanted == "bars":
        ordered = sorted(rendered.rows, key=lambda row: -(row.n or 0))
        rendered = replace(rendered, rows=tuple(replace(row, depth=0) for row in ordered))
    figure = figure_of(asked, rendered)
    if figure is None:
        raise NoFigure(
            tr("The table {table} is too large for a figure; leave rows out (`level`, `most`).", table=rendered.id)
        )
    return NamedFigure(rendered.id, figure, figure_data(asked, rendered))


def _explored(name: str, material: StudyMaterial, code: str | None, level: int | None) -> NamedFigure:
    from reports.explore import drawing
    from reports.explore.cooccurrence import cooccurrence
    from reports.explore.saturation import saturation
    from reports.explore.similarity import similarity
    from reports.explore.timeline import timeline

    language = material.language
    match name:
        case "network":
            met = cooccurrence(material, (code,) if code else (), within="passage", level=level)
            least = OFTEN if met.pairs(OFTEN) else 1
            return NamedFigure(name, drawing.network_of(met, least=least, language=language), met.records(least))
        case "dendrogram":
            alike = similarity(material, level=level)
            return NamedFigure(name, drawing.dendrogram_of(alike, language=language), alike.records(None))
        case "saturation":
            grown = saturation(material)
            return NamedFigure(name, drawing.saturation_figure(grown, language=language), grown.records())
    if code is None:
        raise NoFigure(tr("A timeline is of a code: add `--code CODE`."))
    dated = timeline(material, code)
    return NamedFigure(f"{name}-{code}", drawing.timeline_figure(dated, language=language), dated.records())


def write_figures(made: Iterable[NamedFigure], formats: Sequence[str], folder: Path) -> Iterator[tuple[Path, str]]:
    """Write each in each format, its numbers as CSV and its text alternative; gives paths and what a figure shows."""
    from reports.figures.figure import write_figure

    for one in made:
        for kind in formats:
            yield write_figure(one.figure, folder / f"{one.name}.{kind}"), one.figure.alt
        yield write_whole(folder / f"{one.name}.csv", ["\ufeff", records_csv(one.records)]), ""
        yield write_whole(folder / f"{one.name}.txt", [one.figure.title, "\n\n", one.figure.alt, "\n"]), ""
