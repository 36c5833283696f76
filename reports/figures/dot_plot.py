"""Values of rows as dots on an axis, each with its interval as a line: which rows are low, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.figures.canvas import on_canvas, ruled, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.labels import FONT_SIZE, FigureLabel, RowLabels, beside, set_rows
from reports.figures.layer import Layer
from reports.figures.lettering import LEAST
from reports.figures.palette import CODED, DEEPER, INK, LINE, SOFT
from wording.catalogues import say, say_number
from wording.numbers import number

_WIDTH = 340.0
_STEP = 20.0
_ROOM_FOR_ROWS = 320.0
_FEW = 3
_DOT = 70


@dataclass(frozen=True, slots=True)
class Dot:
    """A row with its value, and the interval that it lies in, where one is known."""

    id: str
    label: str
    value: float
    interval: tuple[float, float] | None = None


def dot_plot(title: str, rows: Sequence[Dot], *, lines: Sequence[float], language: str, name: str = "") -> Figure:
    """A dot for each row on an axis from the least value (or 0) to 1, with upright `lines` at these values.

    `name` tells figures of one title apart.
    """
    caption = Caption(title, language, f"dots {name or title}")
    if not rows:
        return nothing(caption)
    labels = set_rows([FigureLabel(row.id, row.label) for row in rows], room=_ROOM_FOR_ROWS, least=_STEP)
    low = min(0.0, *(row.interval[0] if row.interval else row.value for row in rows))

    def across(value: float) -> float:
        return round((value - low) / (1 - low) * _WIDTH, 1)

    ticks = sorted({low if low < -0.05 else 0.0, 0.0, *lines, 1.0})
    axis = [{"x": across(at), "x2": across(at), "y": 0, "y2": labels.height} for at in ticks]
    marks = [{"x": across(at), "y": labels.height + 14, "words": number(at, language, 2)} for at in ticks]
    spans = [
        {"x": across(row.interval[0]), "x2": across(row.interval[1]), "y": labels.middle(at), "y2": labels.middle(at)}
        for at, row in enumerate(rows)
        if row.interval
    ]
    layers: list[Layer] = [
        ruled(axis, stroke=LINE),
        written(marks, align="center", fontSize=LEAST, color=SOFT),
        beside(labels),
        *([ruled(spans, stroke=DEEPER, strokeWidth=3)] if spans else []),
        _dots(rows, labels, [across(row.value) for row in rows]),
        _values(rows, labels, language),
    ]
    return compose(layers, width=_WIDTH, height=labels.height + 20, caption=caption, alt=_alternative(rows, language))


def _dots(rows: Sequence[Dot], labels: RowLabels, places: Sequence[float]) -> Layer:
    places_of = [{"x": x, "y": labels.middle(at), "value": rows[at].value} for at, x in enumerate(places)]
    return on_canvas(places_of).marked("point", size=_DOT, fill=CODED, stroke=CODED, opacity=1)


def _values(rows: Sequence[Dot], labels: RowLabels, language: str) -> Layer:
    words = [
        {"x": _WIDTH + 14, "y": labels.middle(at), "words": _written(row.value, language)}
        for at, row in enumerate(rows)
    ]
    return written(words, fontSize=FONT_SIZE, color=INK)


def _written(value: float, language: str) -> str:
    return number(round(value, 2) + 0.0, language, 2)


def _alternative(rows: Sequence[Dot], language: str) -> str:
    """How many rows there are, and the lowest of them with their values."""
    low = sorted(rows, key=lambda row: row.value)[:_FEW]
    named = say("figure_semicolon", language).join(f"{row.label}, {_written(row.value, language)}" for row in low)
    return say_number("figure_dots", len(rows), language, lowest=named)
