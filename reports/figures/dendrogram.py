"""The dendrogram of a clustering: what is alike joins early, on the left; what is not, late."""

from collections.abc import Sequence
from dataclasses import dataclass
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

_WIDTH = 380.0
_ROOM_FOR_ROWS = 280.0
_NAMED = 4


@dataclass(frozen=True, slots=True)
class DendrogramBranch:
    """A group: the labels in it from top to bottom, how high it joined, and where its stem leaves, in rows."""

    members: tuple[int, ...]
    distance: float = 0.0
    row: float = 0.0


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
    branches = _branches(len(labels), links)
    rows = set_rows([FigureLabel(str(leaf), labels[leaf]) for leaf in branches[-1].members], room=_ROOM_FOR_ROWS)
    farthest = max(float(link[2]) for link in links)
    layers = [
        *along(farthest, width=_WIDTH, bottom=rows.height, title=measure, language=language),
        beside(rows),
        _joins(branches, links, rows, _WIDTH / farthest if farthest else 0.0),
    ]
    spoken = _alternative(labels, branches, links, measure, language)
    return compose(layers, width=_WIDTH, height=rows.height, caption=caption, alt=spoken)


def _branches(leaves: int, links: "Links") -> list[DendrogramBranch]:
    """The leaves and then the groups, in the order in which scipy numbers them."""
    members: list[tuple[int, ...]] = [(leaf,) for leaf in range(leaves)]
    for first, second, *_ in links:
        members.append(members[int(first)] + members[int(second)])
    rows = {leaf: float(row) for row, leaf in enumerate(members[-1])}
    branches = [DendrogramBranch((leaf,), 0.0, rows[leaf]) for leaf in range(leaves)]
    for (first, second, distance, *_), joined in zip(links, members[leaves:], strict=True):
        middle = (branches[int(first)].row + branches[int(second)].row) / 2
        branches.append(DendrogramBranch(joined, float(distance), middle))
    return branches


def _joins(branches: Sequence[DendrogramBranch], links: "Links", rows: RowLabels, pixels: float) -> "altair.Chart":
    """Two lines along and one across for every join."""
    lines = []
    for first, second, distance, *_ in links:
        x2, ends = round(float(distance) * pixels, 1), (branches[int(first)], branches[int(second)])
        for end in ends:
            y = rows.middle(0) + end.row * rows.step
            lines.append({"x": round(end.distance * pixels, 1), "x2": x2, "y": y, "y2": y})
        across = [rows.middle(0) + end.row * rows.step for end in ends]
        lines.append({"x": x2, "x2": x2, "y": across[0], "y2": across[1]})
    return ruled(lines, stroke=CODED, strokeWidth=1.8, strokeCap="round")


def _alternative(
    labels: Sequence[str], branches: Sequence[DendrogramBranch], links: "Links", measure: str, language: str
) -> str:
    """The nearest two, and what the last join brought together."""
    nearest = links[min(range(len(links)), key=lambda at: float(links[at][2]))]
    pair = [_named(labels, branches[int(side)], language) for side in nearest[:2]]
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
        small = min((branches[int(side)] for side in last[:2]), key=lambda branch: len(branch.members))
        words = {"distance": number(float(last[2]), language, 2), "small": _named(labels, small, language)}
        sentences.append(say("figure_last_join", language, **words))
    return " ".join(sentences)


def _named(labels: Sequence[str], branch: DendrogramBranch, language: str) -> str:
    """The labels of a group, at most a few of them by name."""
    names = [labels[leaf] for leaf in branch.members]
    if len(names) <= _NAMED:
        return ", ".join(names)
    some = ", ".join(names[: _NAMED - 1])
    return say("figure_others", language, some=some, n=number(len(names) - _NAMED + 1, language))
