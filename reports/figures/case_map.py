"""The map of cases: a disc for each at its coordinates, as dark as its degree, over the outlines of the country."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import cos, hypot, radians, sin
from pathlib import Path
from typing import Any

from reports.figures.canvas import filled, on_canvas, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.heat_map import Grid, Square, stamps_of
from reports.figures.layer import Layer, channel
from reports.figures.lettering import LEAST, width_of, wrapped
from reports.figures.markers import SIZE
from reports.figures.palette import INK, LINE, PAPER, SOFT, TRACK
from reports.figures.stamp import Stamp, key
from wording.catalogues import say, say_number
from wording.numbers import number

_WIDTH = 560.0
_TALLEST = 640.0
_RADIUS = 7.0
_LABEL = 11.0
_MARGIN = 0.08
_LIGHTEST = 0.2
"""The strength that the weakest degree on a map is shaded with: lighter, a disc would be as light as the land."""
_LAND = "#f6f4ef"
_FEW = 12
_PUSHES = 60
_OUTLINES = Path(__file__).parent / "outlines" / "france.json"
"""Natural Earth 4.1 (public domain), simplified: docs/dependencies.md."""

Frame = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


@dataclass(frozen=True, slots=True)
class CasePoint:
    """A case at its latitude and longitude in degrees, with what its cell of a table shows."""

    case: str
    latitude: float
    longitude: float
    square: Square


@dataclass(frozen=True, slots=True)
class _Projection:
    """Degrees to pixels: east to west shortened as it is at the middle of the frame."""

    frame: Frame
    width: float
    height: float

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        west, south, east, north = self.frame
        x = (longitude - west) / (east - west) * self.width
        return round(x, 1), round((north - latitude) / (north - south) * self.height, 1)


def case_map(
    title: str,
    points: Sequence[CasePoint],
    *,
    language: str,
    unplaced: Sequence[str] = (),
    name: str = "",
    shades: bool = True,
) -> Figure:
    """The cases where they lie; `unplaced` are those without coordinates, named below.

    Without `shades` the discs say nothing but where.

    Where all lie in metropolitan France its outlines are drawn, else none, and the figure says so. Names that
    would lie on others are left out and counted. `name` tells figures of one title apart.
    """
    caption = Caption(title, language, f"map {name or title}")
    if not points:
        return nothing(caption, because="figure_no_coordinates")
    outlines = _outlines()
    frame: Frame = tuple(outlines["frame"])
    in_france = all(_within(frame, point) for point in points)
    project = _projected(frame if in_france else _frame_of(points))
    places = _apart([project(point.longitude, point.latitude) for point in points])
    names, unnamed = _names(points, places, project)
    notes = _notes(unplaced, unnamed, outlined=in_france, language=language)
    stamps, entries = stamps_of(_grid(title, points), language)
    layers = [
        filled([{"x": 0, "x2": project.width, "y": 0, "y2": project.height}], fill=PAPER, stroke=LINE),
        *(_land(outlines, project) if in_france else []),
        *_discs(points, places, stamps),
        *names,
        *key(entries if shades else [], left=0, top=project.height + 14, room=project.width),
        *_written_notes(notes, project.height + 14 + (26 * (1 + len(entries) // 6) if shades else 0)),
    ]
    spoken = " ".join([_alternative(points, language, shades=shades), *notes])
    return compose(layers, width=project.width, height=project.height, caption=caption, alt=spoken)


@cache
def _outlines() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(_OUTLINES.read_text(encoding="utf-8"))
    return found


def _within(frame: Frame, point: CasePoint) -> bool:
    west, south, east, north = frame
    return west <= point.longitude <= east and south <= point.latitude <= north


def _frame_of(points: Sequence[CasePoint]) -> Frame:
    """The frame of these points with a margin; never narrower than a degree."""
    west, east = min(p.longitude for p in points), max(p.longitude for p in points)
    south, north = min(p.latitude for p in points), max(p.latitude for p in points)
    across, up = max((east - west) * _MARGIN, 0.5), max((north - south) * _MARGIN, 0.5)
    return west - across, max(south - up, -90.0), east + across, min(north + up, 90.0)


def _projected(frame: Frame) -> _Projection:
    west, south, east, north = frame
    shrunk = max(cos(radians((south + north) / 2)), 0.05)
    width = _WIDTH
    height = width * (north - south) / ((east - west) * shrunk)
    if height > _TALLEST:
        width, height = width * _TALLEST / height, _TALLEST
    return _Projection(frame, round(width, 1), round(height, 1))


def _land(outlines: Mapping[str, Any], project: _Projection) -> list[Layer]:
    """The country light, its neighbours lighter still, with their borders."""
    layers = []
    for which, fill, line in (("neighbours", _LAND, LINE), ("france", TRACK, "#a9b2bf")):
        rows = []
        for ring in outlines[which]:
            corners = [project(longitude, latitude) for longitude, latitude in ring]
            rows.append({"x": 0, "y": 0, "shape": "M" + "L".join(f"{x:g},{y:g}" for x, y in corners) + "Z"})
        marks = on_canvas(rows).marked("point", size=SIZE, fill=fill, stroke=line, strokeWidth=0.8, opacity=1)
        layers.append(marks.encode(shape=channel("shape:N", scale=None)))
    return layers


def _grid(title: str, points: Sequence[CasePoint]) -> Grid:
    """The points as the one row of a table, so that signs are those of heat maps.

    Shades are as far apart as they can be: discs do not touch, and neighbours of a long scale would look alike.
    """
    found = sorted({point.square.strength for point in points if point.square.strength is not None})
    steps = max(len(found) - 1, 1)
    spread = {strength: 1 - (1 - _LIGHTEST) * (len(found) - 1 - at) / steps for at, strength in enumerate(found)}
    squares = [point.square for point in points]
    shaded = [
        square if square.strength is None else replace(square, strength=spread[square.strength]) for square in squares
    ]
    cells = {("", point.case): square for point, square in zip(points, shaded, strict=True)}
    return Grid("map", title, (("", "", 0),), tuple((point.case, point.case) for point in points), cells)


def _discs(
    points: Sequence[CasePoint], places: Sequence[tuple[float, float]], stamps: Mapping[tuple[str, str], Stamp]
) -> list[Layer]:
    """A disc for each case in its tone; what is not coded is hollow and has its sign."""
    rows = []
    for point, (x, y) in zip(points, places, strict=True):
        stamp = stamps["", point.case]
        letters = "" if point.square.state == "coded" else stamp.letters or _SIGNS.get(point.square.state, "")
        rows.append(
            {"case": point.case, "x": x, "y": y, "ground": stamp.ground, "ink": stamp.ink, "letters": letters}
            | {"edge": INK if point.square.state in ("coded", "rolled") else SOFT}
        )
    discs = on_canvas(rows).marked("point", shape="circle", size=4 * _RADIUS**2, strokeWidth=1.2, opacity=1)
    signs = on_canvas(rows).marked("text", fontSize=LEAST, fontWeight="bold", baseline="middle")
    return [
        discs.encode(fill=channel("ground:N", scale=None), stroke=channel("edge:N", scale=None)),
        signs.encode(text="letters:N", color=channel("ink:N", scale=None)),
    ]


_SIGNS = {"read": "–", "absent": "∅", "unread": "?", "unclassified": "/", "rolled": "○"}


def _apart(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places, those whose discs would cover each other pushed apart by as much as they need."""
    moved = [list(place) for place in places]
    for _ in range(_PUSHES):
        for at, one in enumerate(moved):
            for number_of, other in enumerate(moved[:at]):
                across, down = one[0] - other[0], one[1] - other[1]
                gap = hypot(across, down)
                if gap >= 2 * _RADIUS:
                    continue
                if gap < 1e-6:  # at one place: each of them goes another way
                    across, down, gap = cos(at + number_of), sin(at + number_of), 1.0
                push = (2 * _RADIUS - gap) / 2 / gap
                for place, way in ((one, push), (other, -push)):
                    place[0] += across * way
                    place[1] += down * way
    return [(round(x, 1), round(y, 1)) for x, y in moved]


def _names(
    points: Sequence[CasePoint], places: Sequence[tuple[float, float]], project: _Projection
) -> tuple[list[Layer], int]:
    """The names beside their discs, none on another or outside the frame; and how many found no place."""
    taken = [(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS) for x, y in places]
    words, left_out = [], 0
    for point, (x, y) in zip(points, places, strict=True):
        wide, high = width_of(point.case, _LABEL), _LABEL / 2 + 1
        out = _RADIUS + 4
        for left, middle in (
            (x + out, y),
            (x - out - wide, y),
            (x - wide / 2, y - out - high / 2),
            (x - wide / 2, y + out + high / 2),
            (x + out * 0.7, y - out),
            (x + out * 0.7, y + out),
            (x - out * 0.7 - wide, y - out),
            (x - out * 0.7 - wide, y + out),
        ):
            box = (left, middle - high, left + wide, middle + high)
            inside = left >= 0 and left + wide <= project.width
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                words.append({"x": left, "y": middle, "words": point.case})
                break
        else:
            left_out += 1
    halo: dict[str, Any] = {"color": PAPER, "stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round"}
    return [written(words, fontSize=_LABEL, **halo), written(words, fontSize=_LABEL, color=INK)], left_out


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _notes(unplaced: Sequence[str], unnamed: int, *, outlined: bool, language: str) -> list[str]:
    """What the figure leaves out."""
    notes = []
    if unplaced:
        some = ", ".join(unplaced[:_FEW]) + ("…" if len(unplaced) > _FEW else "")
        notes.append(say("figure_unplaced", language, cases=some))
    if unnamed:
        notes.append(say_number("figure_unnamed", unnamed, language))
    if not outlined:
        notes.append(say("figure_no_outline", language))
    return notes


def _written_notes(notes: Sequence[str], top: float) -> list[Layer]:
    lines = [line for note in notes for line in wrapped(note, _WIDTH, _LABEL, lines=3)]
    words = [{"x": 0, "y": top + 14 * at, "words": line} for at, line in enumerate(lines)]
    return [written(words, fontSize=_LABEL, color=SOFT)] if words else []


def _alternative(points: Sequence[CasePoint], language: str, *, shades: bool) -> str:
    """How many cases, and which show what."""
    if not shades:
        names = ", ".join(point.case for point in points)
        return say("figure_map_alt", language, n=number(len(points), language), states=names)
    shown: dict[str, list[str]] = {}
    for point in points:
        square = point.square
        what = square.text if square.state == "coded" and square.text.strip("●○") else ""
        shown.setdefault(what or say(f"figure_{square.state}", language), []).append(point.case)
    counted = Counter({what: len(cases) for what, cases in shown.items()})
    told = [f"{what} ({', '.join(shown[what])})" for what, _ in counted.most_common()]
    return say(
        "figure_map_alt", language, n=number(len(points), language), states=say("figure_semicolon", language).join(told)
    )
