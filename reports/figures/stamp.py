"""A stamp: a small rectangle with a sign or letters on it, drawn alike in a figure and in its key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.figures.canvas import Rows, on_canvas, written
from reports.figures.layer import Layer, channel
from reports.figures.lettering import LEAST, width_of
from reports.figures.markers import SIZE, hatch, rectangle
from reports.figures.palette import HATCH, INK, LINE, PAPER

_NONE = "transparent"
LETTERS = LEAST
"""The size of letters on a stamp, in pixels."""
_LETTERS: dict[str, Any] = {"fontSize": LETTERS, "fontWeight": "bold", "baseline": "middle"}
_SWATCH = (20.0, 16.0)
_LEADING = 24.0
_WORDS = 11.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a rectangle looks: its ground and edge, hatched or not, and the sign (an SVG path) on top.

    `ink` is the colour of the sign's line and of letters; `solid` fills the sign with it. `letters` stand in the
    sign's stead.
    """

    ground: str = PAPER
    edge: str = LINE
    hatched: bool = False
    sign: str = ""
    solid: bool = False
    ink: str = INK
    letters: str = ""

    def at(self, place: Mapping[str, Any]) -> dict[str, Any]:
        """The stamp at a place, as a row of a chart's data."""
        return {
            **place,
            "ground": self.ground,
            "edge": self.edge,
            "hatched": self.hatched,
            "sign": "" if self.letters else self.sign,
            "body": self.ink if self.solid else _NONE,
            "ink": self.ink,
            "letters": self.letters,
        }


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What a stamp means, in words."""

    stamp: Stamp
    words: str


def stamped(rows: Rows | str, *, width: float, height: float) -> list[Layer]:
    """The layers that draw stamps of that size in pixels; rows, or those of that name, are as `Stamp.at` makes them."""
    base = on_canvas(rows)
    ink = channel("ink:N", scale=None)
    point: dict[str, Any] = {"size": SIZE, "opacity": 1}
    ground = base.marked("point", **point, shape=rectangle(width, height), strokeWidth=1).encode(
        fill=channel("ground:N", scale=None), stroke=channel("edge:N", scale=None)
    )
    signs = base.marked("point", **point, strokeWidth=1.6, strokeCap="round").encode(
        shape=channel("sign:N", scale=None),
        fill=channel("body:N", scale=None),
        stroke=channel("ink:N", scale=None),
    )
    letters = base.where("datum.letters").marked("text", **_LETTERS).encode(text="letters:N", color=ink)
    return [ground, *_hatching(base, width, height), signs.where("datum.sign"), letters]


def _hatching(base: Layer, width: float, height: float) -> list[Layer]:
    """The lines, and a halo on which letters stand clear of them."""
    hatched = base.where("datum.hatched")
    lines = hatched.marked(
        "point", shape=hatch(width - 1, height - 1), size=SIZE, opacity=1, stroke=HATCH, strokeWidth=1.2, fill=_NONE
    )
    halo = hatched.marked("text", **_LETTERS, color=PAPER, stroke=PAPER, strokeWidth=4, strokeJoin="round")
    return [lines, halo.encode(text="letters:N")]


def key(entries: Sequence[KeyEntry], *, left: float, top: float, room: float) -> list[Layer]:
    """The key of a figure from the point (left, top) on, in as many lines as the room asks for, all in pixels."""
    wide, high = _SWATCH
    rows, words = [], []
    for (at, line), entry in zip(_places(entries, room), entries, strict=True):
        x, y = left + at + wide / 2, top + line * _LEADING + high / 2
        rows.append(entry.stamp.at({"x": x, "y": y}))
        words.append({"x": x + wide / 2 + 7, "y": y, "words": entry.words})
    texts = written(words, fontSize=_WORDS, color=INK)
    return [*stamped(rows, width=wide, height=high), texts]


def key_height(entries: Sequence[KeyEntry], *, room: float) -> float:
    """The pixels that the key takes from top to bottom in that room."""
    return _LEADING * (1 + max((line for _, line in _places(entries, room)), default=-1))


def _places(entries: Iterable[KeyEntry], room: float) -> list[tuple[float, int]]:
    """The distance from the left, and the line, of each entry."""
    places: list[tuple[float, int]] = []
    at, line = 0.0, 0
    for entry in entries:
        wide = _SWATCH[0] + 7 + width_of(entry.words, _WORDS)
        if at and at + wide > room:
            at, line = 0.0, line + 1
        places.append((at, line))
        at += wide + (22 if entry.words else -4)
    return places
