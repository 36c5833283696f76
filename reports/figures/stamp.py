"""A stamp: a small rectangle with a sign or letters on it, drawn alike in a figure and in its key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.figures.canvas import Rows, on_canvas, written
from reports.figures.lettering import width_of
from reports.figures.markers import SIZE, hatch, rectangle
from reports.figures.palette import HATCH, INK, LINE, PAPER

if TYPE_CHECKING:
    import altair

_NONE = "transparent"
_LETTERS: dict[str, Any] = {"fontSize": 10, "fontWeight": "bold", "baseline": "middle"}
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


def stamped(rows: Rows | str, *, width: float, height: float) -> "list[altair.Chart]":
    """The layers that draw stamps of that size in pixels; rows, or those of that name, are as `Stamp.at` makes them."""
    import altair

    base = on_canvas(rows)
    ink = altair.Color("ink:N", scale=None)
    point: dict[str, Any] = {"size": SIZE, "opacity": 1}
    ground = base.mark_point(**point, shape=rectangle(width, height), strokeWidth=1).encode(
        fill=altair.Fill("ground:N", scale=None), stroke=altair.Stroke("edge:N", scale=None)
    )
    signs = base.mark_point(**point, strokeWidth=1.6, strokeCap="round").encode(
        shape=altair.Shape("sign:N", scale=None),
        fill=altair.Fill("body:N", scale=None),
        stroke=altair.Stroke("ink:N", scale=None),
    )
    letters = base.transform_filter("datum.letters").mark_text(**_LETTERS).encode(text="letters:N", color=ink)
    return [ground, *_hatching(base, width, height), signs.transform_filter("datum.sign"), letters]


def _hatching(base: "altair.Chart", width: float, height: float) -> "list[altair.Chart]":
    """The lines, and a halo on which letters stand clear of them."""
    hatched = base.transform_filter("datum.hatched")
    lines = hatched.mark_point(
        shape=hatch(width - 1, height - 1), size=SIZE, opacity=1, stroke=HATCH, strokeWidth=1.2, fill=_NONE
    )
    halo = hatched.mark_text(**_LETTERS, color=PAPER, stroke=PAPER, strokeWidth=4, strokeJoin="round")
    return [lines, halo.encode(text="letters:N")]


def key(entries: Sequence[KeyEntry], *, left: float, top: float, room: float) -> "list[altair.Chart]":
    """The key of a figure from the point (left, top) on, in as many lines as the room asks for, all in pixels."""
    wide, high = _SWATCH
    rows, words = [], []
    for (at, line), entry in zip(_places(entries, room), entries, strict=True):
        x, y = left + at + wide / 2, top + line * _LEADING + high / 2
        rows.append(entry.stamp.at({"x": x, "y": y}))
        words.append({"x": x + wide / 2 + 7, "y": y, "words": entry.words})
    texts = written(words, fontSize=_WORDS, color=INK)
    return [*stamped(rows, width=wide, height=high), texts]


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
