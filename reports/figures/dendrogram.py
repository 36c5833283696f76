"""The dendrogram of a clustering: what is alike joins early, on the left; what is not, late."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reports.figures.canvas import ruled
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.labels import FigureLabel, RowLabels, beside, set_rows
from reports.figures.palette import CODED
from reports.figures.scales import along
from wording.catalogues import say
from wording.numbers import number

if TYPE_CHECKING:
    import altair

    from corpus.arrays import FloatArray

    Links = FloatArray

_Point = tuple[float, float]
_WIDTH = 380.0
_ROOM_FOR_ROWS = 280.0
_NAMED = 4


def dendrogram(
    title: str, labels: Sequence[str], links: "Links", *, measure: str, language: str, name: str = ""
) -> Figure:
    """The joins of `links` over the labels, along a scale of `measure` (what the distances are, in words).

    `links` is the matrix of scipy.cluster.hierarchy.linkage, shape (labels - 1, 4): two groups, their distance, and
    how many are in the new one. `name` tells figures of one title apart in a page.
    """
    caption = Caption(title, language, f"dendrogram {name or title}")
    if len(labels) < 2 or not len(links):
        return nothing(caption)
    from scipy.cluster.hierarchy import leaves_list

    rows = set_rows([FigureLabel(str(leaf), labels[leaf]) for leaf in leaves_list(links).tolist()], room=_ROOM_FOR_ROWS)
    farthest = round(float(links[:, 2].max()), 12)
    layers = [
        *along(farthest, width=_WIDTH, bottom=rows.height, title=measure, language=language),
        beside(rows),
        _joins(links, rows, _WIDTH / farthest if farthest else 0.0),
    ]
    spoken = _alternative(labels, links, measure, language)
    return compose(layers, width=_WIDTH, height=rows.height, caption=caption, alt=spoken)


def _joins(links: "Links", rows: RowLabels, pixels: float) -> "altair.Chart":
    """Two lines along and one across for every join."""
    lines = []
    for below, distance in _corners(links):
        middles = [rows.middle(0) + row * rows.step for row, _ in below]
        x = round(distance * pixels, 1)
        for (_, start), y in zip(below, middles, strict=True):
            lines.append({"x": round(start * pixels, 1), "x2": x, "y": y, "y2": y})
        lines.append({"x": x, "x2": x, "y": middles[0], "y2": middles[1]})
    return ruled(lines, stroke=CODED, strokeWidth=1.8, strokeCap="round")


def _corners(links: "Links") -> Iterator[tuple[tuple[_Point, _Point], float]]:
    """For each join the row and distance at which its two sides begin, and the distance at which they meet.

    `scipy.cluster.hierarchy.dendrogram` finds the same corners by calling itself for every level of the tree, which
    fails on a chain of about 1,000 items.
    """
    from scipy.cluster.hierarchy import leaves_list

    points: list[_Point] = [(0.0, 0.0)] * (len(links) + 1)
    for row, leaf in enumerate(leaves_list(links).tolist()):
        points[leaf] = float(row), 0.0
    for first, second, distance, _ in links.tolist():
        below = points[int(first)], points[int(second)]
        yield below, distance
        points.append(((below[0][0] + below[1][0]) / 2, distance))


def _alternative(labels: Sequence[str], links: "Links", measure: str, language: str) -> str:
    """The nearest two, and what the last join brought together."""
    from scipy.cluster.hierarchy import to_tree

    nodes = to_tree(links, rd=True)[1]
    nearest = links[links[:, 2].argmin()]
    pair = [_named(labels, nodes[int(side)].pre_order(), language) for side in nearest[:2]]
    sentences = [
        say(
            "figure_dendrogram_alt",
            language,
            n=number(len(labels), language),
            measure=measure,
            first=pair[0],
            second=pair[1],
            distance=number(float(nearest[2]), language, 2),
        )
    ]
    if len(labels) > 2:
        last = links[-1]
        small = min((nodes[int(side)].pre_order() for side in last[:2]), key=len)
        words = {"distance": number(float(last[2]), language, 2), "small": _named(labels, small, language)}
        sentences.append(say("figure_last_join", language, **words))
    return " ".join(sentences)


def _named(labels: Sequence[str], members: Sequence[int], language: str) -> str:
    """The labels of a group, at most a few of them by name."""
    names = [labels[leaf] for leaf in members]
    if len(names) <= _NAMED:
        return ", ".join(names)
    some = ", ".join(names[: _NAMED - 1])
    return say("figure_others", language, some=some, n=number(len(names) - _NAMED + 1, language))
