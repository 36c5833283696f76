"""The labels beside rows and above columns, set so that none is cut off unsaid and none runs into another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.figures.canvas import written
from reports.figures.layer import Layer
from reports.figures.lettering import told_apart, width_of, wrapped_apart
from reports.figures.palette import INK

FONT_SIZE = 12
_INDENT = 14
_LEADING = 13
_GAP = 12
_SLANTED_ROOM = 230


@dataclass(frozen=True, slots=True)
class FigureLabel:
    """What a row or column is called, and its depth in the hierarchy."""

    id: str
    words: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class RowLabels:
    """Labels broken into lines: `width` is what they take on the left, `step` the height of a row, in pixels."""

    labels: tuple[FigureLabel, ...]
    lines: tuple[tuple[str, ...], ...]
    bold: tuple[bool, ...]
    width: float
    step: float

    @property
    def height(self) -> float:
        """The height of all rows."""
        return self.step * len(self.labels)

    def middle(self, at: int) -> float:
        """How far down the middle of a row is."""
        return self.step * (at + 0.5)


def set_rows(labels: Sequence[FigureLabel], *, room: float, least: float = 22) -> RowLabels:
    """The labels set in `room` pixels, indented by depth, in two lines where one is not enough.

    Heads are bold where there is anything below them. No row is lower than `least`.
    """
    nested = any(label.depth for label in labels)
    bold = tuple(nested and not label.depth for label in labels)
    rooms = [room - label.depth * _INDENT for label in labels]
    lines = tuple(wrapped_apart([label.words for label in labels], rooms, FONT_SIZE, bold=bold))
    widths = [
        label.depth * _INDENT + width_of(line, FONT_SIZE, bold=heavy)
        for label, broken, heavy in zip(labels, lines, bold, strict=True)
        for line in broken
    ]
    most = max((len(broken) for broken in lines), default=1)
    return RowLabels(tuple(labels), lines, bold, max(widths, default=0) + _GAP, max(least, 6 + most * _LEADING))


def beside(rows: RowLabels, *, left: float = 0) -> Layer:
    """The row labels, so many pixels `left` of where the figure begins, a mark for each line."""
    places: list[dict[str, Any]] = []
    for at, (label, lines, bold) in enumerate(zip(rows.labels, rows.lines, rows.bold, strict=True)):
        top = rows.middle(at) - (len(lines) - 1) * _LEADING / 2
        look = {"x": label.depth * _INDENT - rows.width - left, "weight": "bold" if bold else "normal"}
        places += [{**look, "y": top + line * _LEADING, "words": words} for line, words in enumerate(lines)]
    return written(places, fontSize=FONT_SIZE, fontWeight={"expr": "datum.weight"}, color=INK)


def above(columns: Sequence[FigureLabel], *, step: float, upright: bool = False) -> Layer:
    """The column labels above the figure: level where all fit their column, else slanted or, on wish, upright."""
    level = all(width_of(column.words, FONT_SIZE) <= step - 4 for column in columns)
    names = told_apart([column.words for column in columns], _SLANTED_ROOM, FONT_SIZE)
    places = [{"x": step * (at + 0.5), "y": -8, "words": name} for at, name in enumerate(names)]
    turned: dict[str, Any] = {"align": "center"} if level else {"align": "left", "angle": 270 if upright else 315}
    return written(places, fontSize=FONT_SIZE, color=INK, **turned)
