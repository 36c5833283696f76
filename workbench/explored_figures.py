"""The figures of explorations by name, with what may be asked of each, and their numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.problem import GloseError, Problem
from reports.pictures import OFTEN
from reports.study_material import StudyMaterial
from wording.messages import tr
from wording.spelling import did_you_mean

if TYPE_CHECKING:
    from reports.explore.timeline import Step
    from reports.figures.figure import Figure
    from reports.figures.ordering import RowOrder


class NoFigure(GloseError):
    """A figure that cannot be drawn of this table, or without being told of what."""


@dataclass(frozen=True, slots=True)
class FigureWish:
    """What is asked of a figure, each None where it is not: a code, a text, the codebook's level, groups, periods."""

    code: str | None = None
    text: str | None = None
    level: int | None = None
    groups: int | None = None
    by: "Step" = "year"
    order: "RowOrder" = "table"


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure, the name of its files, its numbers as records, and what is doubtful in them."""

    name: str
    figure: "Figure"
    records: Sequence[Mapping[str, Any]]
    problems: tuple[Problem, ...] = ()


def explored_figure(name: str, material: StudyMaterial, wish: FigureWish) -> NamedFigure:
    """The figure of that name, one of EXPLORED."""
    return EXPLORED[name](material, wish)


def _network(material: StudyMaterial, wish: FigureWish) -> NamedFigure:
    from reports.explore.cooccurrence import cooccurrence
    from reports.explore.drawing import network_of

    met = cooccurrence(material, (wish.code,) if wish.code else (), within="passage", level=wish.level)
    least = OFTEN if met.pairs(OFTEN) else 1
    return NamedFigure("network", network_of(met, least=least, language=material.language), met.records(least))


def _matrix(material: StudyMaterial, wish: FigureWish) -> NamedFigure:
    from reports.explore.code_matrix import code_matrix
    from reports.explore.cooccurrence import cooccurrence

    met = cooccurrence(material, (wish.code,) if wish.code else (), within="passage", level=wish.level)
    return NamedFigure("matrix", code_matrix(met, order=wish.order, language=material.language), met.records())


def _dendrogram(material: StudyMaterial, wish: FigureWish) -> NamedFigure:
    from reports.explore.drawing import dendrogram_of
    from reports.explore.similarity import similarity

    alike = similarity(material, level=wish.level)
    return NamedFigure("dendrogram", dendrogram_of(alike, material, groups=wish.groups), alike.records())


def _saturation(material: StudyMaterial, wish: FigureWish) -> NamedFigure:
    from reports.explore.drawing import saturation_figure
    from reports.explore.saturation import saturation

    grown = saturation(material, level=wish.level)
    return NamedFigure("saturation", saturation_figure(grown, material), grown.records())


def _timeline(material: StudyMaterial, wish: FigureWish) -> NamedFigure:
    from reports.explore.drawing import timeline_figure
    from reports.explore.timeline import timeline

    if wish.code is None:
        raise NoFigure(tr("A timeline is of a code: add `--code CODE`."))
    dated = timeline(material, wish.code, by=wish.by)
    figure = timeline_figure(dated, language=material.language)
    return NamedFigure(f"timeline-{wish.code}", figure, dated.records())


def _portrait(material: StudyMaterial, wish: FigureWish) -> NamedFigure:
    from reports.explore.drawing import portrait_figure
    from reports.explore.text_portrait import text_portrait

    if wish.text is None:
        raise NoFigure(tr("A portrait is of a text: add `--text TEXT`."))
    if wish.text not in material.texts:
        raise NoFigure(tr("There is no text {text!r} here.", text=wish.text) + did_you_mean(wish.text, material.texts))
    found = text_portrait(material, wish.text)
    return NamedFigure(f"portrait-{wish.text}", portrait_figure(found, material), found.records())


def _map(material: StudyMaterial, wish: FigureWish) -> NamedFigure:
    from reports.explore.case_places import map_of, on_map

    found = on_map(material, wish.code)
    name = f"map-{wish.code}" if wish.code else "map"
    return NamedFigure(name, map_of(found, material), found.records(), found.where.problems)


EXPLORED: Mapping[str, Callable[[StudyMaterial, FigureWish], NamedFigure]] = {
    "network": _network,
    "matrix": _matrix,
    "dendrogram": _dendrogram,
    "saturation": _saturation,
    "timeline": _timeline,
    "portrait": _portrait,
    "map": _map,
}
"""The figures that are of no table, by name."""
