"""The dendrogram of a clustering: what is alike joins early, on the left; what is not, late."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reports.figures.branches import Branch, branch_tone, members_of
from reports.figures.canvas import ruled, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.labels import FigureLabel, RowLabels, beside, set_rows
from reports.figures.layer import Layer
from reports.figures.lettering import PRINTED, width_of, wrapped
from reports.figures.palette import INK, SOFT
from reports.figures.scales import along
from wording.catalogues import say, say_number
from wording.numbers import number

if TYPE_CHECKING:
    from corpus.arrays import FloatArray

    Links = FloatArray

_Point = tuple[float, float]
_WIDTH, _NARROW = 380.0, 220.0
"""How wide the tree is, and what it gives way to where names beside it are long."""
_ROOM_FOR_ROWS = 240.0
_NAMED = 4
_ROOM_FOR_NAME = 210.0
_LABEL = 11.0
_LEADING = 13.0


def dendrogram(
    title: str,
    labels: Sequence[str],
    links: "Links",
    *,
    measure: str,
    language: str,
    name: str = "",
    branches: Sequence[Branch] = (),
) -> Figure:
    """The joins of `links` over the labels, along a scale of `measure` (what the distances are, in words).

    The `branches` are the groups that the tree is cut into: each has its letter, its colour and what marks it.

    `links` is the matrix of scipy.cluster.hierarchy.linkage, shape (labels - 1, 4): two groups, their distance, and
    how many are in the new one. `name` tells figures of one title apart in a page.
    """
    caption = Caption(title, language, f"dendrogram {name or title}")
    if len(labels) < 2 or not len(links):
        return nothing(caption)
    from scipy.cluster.hierarchy import leaves_list

    rows = set_rows([FigureLabel(str(leaf), labels[leaf]) for leaf in leaves_list(links).tolist()], room=_ROOM_FOR_ROWS)
    farthest = round(float(links[:, 2].max()), 12)
    named = max((width_of(branch.marked, _LABEL) for branch in branches), default=0.0)
    beyond = 44 + min(named, _ROOM_FOR_NAME) if branches else 0.0
    width = min(_WIDTH, max(_NARROW, PRINTED - rows.width - beyond))
    layers = [
        *along(farthest, width=width, bottom=rows.height, title=measure, language=language),
        beside(rows),
        _joins(links, rows, width / farthest if farthest else 0.0, branches),
        *_names(links, rows, branches, width),
    ]
    spoken = _alternative(labels, links, measure, language)
    if branches:
        spoken = f"{spoken} {_told(branches, labels, language)}"
    return compose(layers, width=width, height=rows.height, caption=caption, alt=spoken)


def _joins(links: "Links", rows: RowLabels, pixels: float, branches: Sequence[Branch]) -> Layer:
    """Two lines along and one across for every join, in the colour of the group that they are within."""
    lines = []
    tones = [branch_tone(branches, members) for members in members_of(links)]
    for at, (below, distance) in enumerate(_corners(links)):
        middles = [rows.middle(0) + row * rows.step for row, _ in below]
        x = round(distance * pixels, 1)
        sides = [tones[int(side)] for side in links[at, :2]]
        for (_, start), y, tone in zip(below, middles, sides, strict=True):
            lines.append({"x": round(start * pixels, 1), "x2": x, "y": y, "y2": y, "tone": tone})
        tone = tones[len(links) + 1 + at]
        lines.append({"x": x, "x2": x, "y": middles[0], "y2": middles[1], "tone": tone})
    return ruled(lines, strokeWidth=1.8, strokeCap="round")


def _names(links: "Links", rows: RowLabels, branches: Sequence[Branch], width: float) -> list[Layer]:
    """A bracket right of the tree for each group, with its letter and what marks it."""
    from scipy.cluster.hierarchy import leaves_list

    place = {leaf: at for at, leaf in enumerate(leaves_list(links).tolist())}
    words, letters, bars = [], [], []
    for branch in branches:
        at = sorted(place[leaf] for leaf in branch.members)
        top, bottom = rows.middle(at[0]) - rows.step * 0.36, rows.middle(at[-1]) + rows.step * 0.36
        x, y = width + 18, (top + bottom) / 2
        bars.append({"x": x, "x2": x, "y": top, "y2": bottom, "tone": branch.tone})
        lines = wrapped(branch.marked, _ROOM_FOR_NAME, _LABEL, lines=max(1, int((bottom - top) / _LEADING)))
        first = y - (len(lines) - 1) * _LEADING / 2
        letters.append({"x": x + 9, "y": y, "words": branch.letter, "tone": branch.tone})
        words += [{"x": x + 26, "y": first + _LEADING * at, "words": line} for at, line in enumerate(lines) if line]
    if not branches:
        return []
    return [
        ruled(bars, strokeWidth=4),
        written(letters, fontSize=13, fontWeight="bold", color=INK),
        written(words, fontSize=_LABEL, color=SOFT),
    ]


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
            measure=measure[:1].lower() + measure[1:],
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


def _told(branches: Sequence[Branch], labels: Sequence[str], language: str) -> str:
    """The groups with their members and what marks them."""
    listed = []
    for branch in branches:
        members = ", ".join(labels[leaf] for leaf in branch.members)
        listed.append(
            f"{branch.letter} ({members})"
            + (f"{say('figure_colon', language)}{branch.marked}" if branch.marked else "")
        )
    groups = say_number("figure_groups", len(branches), language)
    return say("figure_groups_alt", language, groups=groups, listed=say("figure_semicolon", language).join(listed))


def _named(labels: Sequence[str], members: Sequence[int], language: str) -> str:
    """The labels of a group, at most a few of them by name."""
    names = [labels[leaf] for leaf in members]
    if len(names) <= _NAMED:
        return ", ".join(names)
    some = ", ".join(names[: _NAMED - 1])
    return say("figure_others", language, some=some, n=number(len(names) - _NAMED + 1, language))
