"""The network of what occurs together: thicker lines for stronger ties, larger discs for what occurs more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.figures.canvas import on_canvas, ruled, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.layer import Layer, channel
from reports.figures.lettering import width_of, wrapped
from reports.figures.palette import CODED, INK, PAPER, SOFT
from wording.catalogues import say, say_number
from wording.numbers import number

if TYPE_CHECKING:
    from reports.figures.layout import Box

_LABEL = 11.0
_LEADING = 12.0
_ROOM_FOR_LABEL = 130.0
_DISCS = (4.0, 15.0)
_LINES = (1.0, 7.0)
_TONES = ("#c3cedb", "#8fa6bd", "#587a9c")
_NARROWEST = 360.0
_FEW = 3

Places = Mapping[str, tuple[float, float]]
"""The position of every node, in pixels."""


@dataclass(frozen=True, slots=True)
class Node:
    """What may occur together with others; the area of its disc follows `weight` (how often it occurs)."""

    id: str
    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes (by id) that occur together `count` times, as strongly as `strength` says from 0 to 1."""

    first: str
    second: str
    count: int
    strength: float


def network(
    title: str,
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    *,
    language: str,
    name: str = "",
    left_out: int = 0,
    note: str = "",
) -> Figure:
    """The nodes, each near those it is tied to, and the ties; nodes without one stand in rows below.

    The same input gives the same drawing (reports/figures/layout.py). Edges of nodes that are not given, or of
    a node with itself, are left out.
    `name` tells figures of one title apart in a page; `left_out` says how many more nodes had no room, and `note` is
    said below.
    """
    caption = Caption(title, language, f"network {name or title}")
    if not nodes:
        return nothing(caption)
    from reports.figures.layout import lay_out

    at = {node.id: place for place, node in enumerate(nodes)}
    known = [edge for edge in edges if edge.first != edge.second and {edge.first, edge.second} <= at.keys()]
    drawn = sorted(known, key=lambda edge: edge.strength)
    discs, labels = _discs(nodes), [wrapped(node.label, _ROOM_FOR_LABEL, _LABEL, bold=True, lines=3) for node in nodes]
    boxes = [_box(radius, lines) for radius, lines in zip(discs, labels, strict=True)]
    laid = lay_out([(at[edge.first], at[edge.second], edge.strength) for edge in drawn], boxes)
    places = {node.id: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, laid, strict=True)}
    right = max(x + box.width / 2 for (x, _), box in zip(places.values(), boxes, strict=True))
    bottom = max(y + box.down for (_, y), box in zip(places.values(), boxes, strict=True))
    layers = [_ties(drawn, places), *_nodes(discs, labels, places), *_key(drawn, bottom + 26, language)]
    spoken = _alternative(nodes, drawn, language)
    left = [say_number("figure_left_out", left_out, language)] if left_out else []
    said = [_sizes(nodes, language), " ".join(filter(None, [note, *left]))]
    lines = [{"x": 0.0, "y": bottom + 46 + 18 * at, "words": words} for at, words in enumerate(filter(None, said))]
    layers.append(written(lines, fontSize=_LABEL, color=SOFT))
    spoken = " ".join([spoken, *left])
    return compose(layers, width=max(right, _NARROWEST), height=bottom, caption=caption, alt=spoken)


def _discs(nodes: Sequence[Node]) -> list[float]:
    """The radius of each node's disc: its area follows the weight."""
    most = max((node.weight for node in nodes), default=0)
    low, high = _DISCS
    return [max(low, high * (max(node.weight, 0) / most) ** 0.5) if most > 0 else low for node in nodes]


def _box(radius: float, lines: Sequence[str]) -> "Box":
    from reports.figures.layout import Box

    widest = max(width_of(line, _LABEL, bold=True) for line in lines)
    return Box(max(2 * radius, widest), radius, radius + 3 + _LEADING * len(lines))


def _thickness(strength: float) -> float:
    low, high = _LINES
    return low + (high - low) * min(max(strength, 0.0), 1.0)


def _tone(strength: float) -> str:
    return _TONES[min(int(strength * len(_TONES)), len(_TONES) - 1)]


def _tie(edge: Edge, first: tuple[float, float], second: tuple[float, float]) -> dict[str, Any]:
    """The line of an edge as a row of data."""
    ends = {"x": first[0], "y": first[1], "x2": second[0], "y2": second[1]}
    look = {"thick": round(_thickness(edge.strength), 1), "tone": _tone(edge.strength)}
    return {**ends, **look, "count": edge.count, "strength": edge.strength}


def _ties(edges: Sequence[Edge], places: Places) -> Layer:
    return ruled([_tie(edge, places[edge.first], places[edge.second]) for edge in edges], strokeCap="round")


def _nodes(discs: Sequence[float], labels: Sequence[Sequence[str]], places: Places) -> list[Layer]:
    """The discs, and their labels on a halo that keeps them clear of lines."""
    rows = [
        {"node": node, "x": x, "y": y, "area": round(4 * radius**2, 1)}
        for (node, (x, y)), radius in zip(places.items(), discs, strict=True)
    ]
    words = [
        {"x": x, "y": round(y + radius + 3 + _LEADING * (line + 0.5), 1), "words": text}
        for (x, y), radius, lines in zip(places.values(), discs, labels, strict=True)
        for line, text in enumerate(lines)
    ]
    look: dict[str, Any] = {"align": "center", "fontSize": _LABEL, "fontWeight": "bold"}
    points = on_canvas(rows).marked("point", shape="circle", fill=CODED, stroke=PAPER, strokeWidth=1.5, opacity=1)
    return [
        points.encode(size=channel("area:Q", scale=None)),
        written(words, **look, color=PAPER, stroke=PAPER, strokeWidth=4, strokeJoin="round"),
        written(words, **look, color=INK),
    ]


def _key(edges: Sequence[Edge], top: float, language: str) -> list[Layer]:
    """The weakest and the strongest tie, drawn as they are, with their numbers."""
    shown = [edges[0], edges[-1]] if edges and edges[0].strength != edges[-1].strength else list(edges[-1:])
    rows, words, left = [], [], 0.0
    for edge in shown:
        text = say("figure_tie", language, strength=number(edge.strength, language, 2), n=number(edge.count, language))
        rows.append(_tie(edge, (left + 2, top), (left + 38, top)))
        words.append({"x": left + 46, "y": top, "words": text})
        left += 46 + width_of(text, _LABEL) + 28
    return [ruled(rows, strokeCap="round"), written(words, fontSize=_LABEL, color=SOFT)]


def _sizes(nodes: Sequence[Node], language: str) -> str:
    """What the discs show: the least and the most that a node occurs."""
    weights = [node.weight for node in nodes]
    return say("figure_discs", language, least=number(min(weights), language), most=number(max(weights), language))


def _alternative(nodes: Sequence[Node], edges: Sequence[Edge], language: str) -> str:
    label = {node.id: node.label for node in nodes}
    tied = {end for edge in edges for end in (edge.first, edge.second)}
    strongest = say("figure_semicolon", language).join(
        say(
            "figure_pair",
            language,
            first=label[edge.first],
            second=label[edge.second],
            strength=number(edge.strength, language, 2),
            n=number(edge.count, language),
        )
        for edge in edges[: -_FEW - 1 : -1]
    )
    sentences = [
        say(
            "figure_network_alt",
            language,
            nodes=say_number("figure_codes", len(nodes), language),
            edges=say_number("figure_links", len(edges), language),
        )
    ]
    if strongest:
        sentences.append(say("figure_strongest", language, ties=strongest))
    if alone := len(nodes) - len(tied):
        sentences.append(say_number("figure_alone", alone, language))
    return " ".join(sentences)
