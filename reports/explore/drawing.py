"""The findings that have a figure, handed to the figures in their terms."""

from typing import TYPE_CHECKING

from reports.explore.cooccurrence import Cooccurrence, PairOrder
from reports.explore.saturation import Saturation
from reports.explore.similarity import CaseSimilarity
from reports.explore.timeline import Timeline
from wording.catalogues import say

if TYPE_CHECKING:
    from reports.figures.figure import Figure

EDGES = 60
"""More pairs than this are unreadable: only the strongest are drawn."""
NODES = range(40, 4, -2)
"""As many codes as fit: the first number with which the drawing is not wider than PRINTED."""
PRINTED = 680.0
"""Pixels of the widest drawing, its margin aside, of which labels are still 7 points high in a column of 16 cm."""


def network_of(found: Cooccurrence, *, least: int = 1, by: PairOrder = "g2", language: str) -> "Figure":
    """The codes that meet, as a network of the strongest pairs."""
    from reports.figures.network import Edge, Node, network

    pairs = found.pairs(least, by=by)
    at = {code: number for number, code in enumerate(found.codes)}
    title = say(f"explore.figure.cooccurrence_{found.within}", language)
    meeting = len({code for pair in pairs for code in (pair.first, pair.second)})
    for most in NODES:
        drawn: list[str] = []
        edges = []
        for pair in pairs[:EDGES]:
            fresh = [code for code in (pair.first, pair.second) if code not in drawn]
            if len(drawn) + len(fresh) <= most:
                drawn += fresh
                edges.append(Edge(pair.first, pair.second, pair.together, pair.c))
        nodes = [Node(code, found.labels[at[code]], int(found.together[at[code], at[code]])) for code in drawn]
        figure = network(title, nodes, edges, language=language, left_out=meeting - len(drawn))
        if figure.width <= PRINTED:
            break
    return figure


def timeline_figure(found: Timeline, *, language: str) -> "Figure":
    """The code's codings by period."""
    from reports.figures.timeline import Point, timeline

    points = [Point(moment.period, found.labels[0], moment.codings[0]) for moment in found.moments]
    return timeline(say("explore.figure.timeline", language, code=found.labels[0]), points, language=language)


def dendrogram_of(found: CaseSimilarity, *, language: str) -> "Figure":
    """The cases by likeness, as a tree."""
    from reports.figures.dendrogram import dendrogram

    title = say("explore.figure.likeness", language)
    measure = say(f"explore.measure.{found.measure}", language)
    return dendrogram(title, found.cases, found.links, measure=measure, language=language)


def saturation_figure(found: Saturation, *, language: str) -> "Figure":
    """New codes and all codes, text by text."""
    from reports.figures.saturation import Step, saturation_curve

    steps = [Step(step.text, len(step.new), step.total, step.codings) for step in found.steps]
    return saturation_curve(say("explore.figure.saturation", language), steps, language=language)
