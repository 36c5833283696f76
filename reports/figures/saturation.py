"""The saturation curve: how many codes there were after each text, and how many of them the text brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.figures.canvas import filled, on_canvas, ruled, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.lettering import shortened
from reports.figures.palette import CODED, DEEPER, INK, PAPER, SOFT
from reports.figures.scales import up
from wording.catalogues import say, say_number
from wording.numbers import number

if TYPE_CHECKING:
    import altair

_WIDTH = 620.0
_STEPS = (2.0, 40.0)
_CURVE = 170.0
_GAP = 44.0
_BARS = 66.0
_BOTTOM = _CURVE + _GAP + 14 + _BARS
_LABEL = 11.0
_ROOM_FOR_LABEL = 150.0
_ROOM_FOR_NUMBER = 36.0
_LABELLED = 14.0
"""From this many pixels a text on, each is named and its bar has its number."""

_ROUND = (5, 10, 20)
"""At which steps texts are numbered otherwise; a text has two pixels at least."""


@dataclass(frozen=True, slots=True)
class Step:
    """A text in the order of coding: `new` codes came with it, `total` were there after it, of so many codings."""

    label: str
    new: int
    total: int
    codings: int = 0


def saturation_curve(title: str, steps: Sequence[Step], *, language: str, name: str = "") -> Figure:
    """The curve of all codes so far and, below it, bars of the new ones; texts from left to right.

    Where there are too many texts to name each, they are numbered. `name` tells figures of one title apart.
    """
    caption = Caption(title, language, f"saturation {name or title}")
    if not steps:
        return nothing(caption)
    low, high = _STEPS
    step = min(max(_WIDTH / len(steps), low), high)
    layers = [*_curve(steps, step, language), *_new(steps, step, language), _texts(steps, step, language)]
    spoken = _alternative(steps, language)
    return compose(layers, width=step * len(steps), height=_BOTTOM, caption=caption, alt=spoken)


def _curve(steps: Sequence[Step], step: float, language: str) -> "list[altair.Chart]":
    """The line of all codes so far, with its last number at its end."""
    most = max(max(one.total for one in steps), 1)
    heights = [round(_CURVE * (1 - one.total / most), 1) for one in steps]
    rows = [
        {"x": step * (at + 0.5), "y": y, "total": one.total, "codings": one.codings, "text": one.label}
        for at, (one, y) in enumerate(zip(steps, heights, strict=True))
    ]
    chart = on_canvas(rows)
    layers = [
        *up(most, top=0, bottom=_CURVE, width=step * len(steps), language=language),
        _panel("figure_total", -14, language),
        chart.mark_line(stroke=CODED, strokeWidth=2.5),
    ]
    if step >= _LABELLED:
        layers.append(chart.mark_point(shape="circle", size=40, fill=CODED, stroke=PAPER, strokeWidth=1.5, opacity=1))
    last = {"x": step * (len(steps) - 0.5) + 10, "y": heights[-1], "words": number(steps[-1].total, language)}
    return [*layers, written([last], fontSize=12, fontWeight="bold", color=CODED)]


def _new(steps: Sequence[Step], step: float, language: str) -> "list[altair.Chart]":
    """The bars of new codes, with their counts where there is room, else with a scale."""
    most, gap = max(max(one.new for one in steps), 1), min(step * 0.2, 6)
    tops = [round(_BOTTOM - _BARS * one.new / most, 1) for one in steps]
    bars = [
        {"x": step * at + gap / 2, "x2": step * (at + 1) - gap / 2, "y": _BOTTOM, "y2": top, "new": one.new}
        for at, (one, top) in enumerate(zip(steps, tops, strict=True))
    ]
    ground = [{"x": 0, "x2": step * len(steps), "y": _BOTTOM, "y2": _BOTTOM}]
    layers = [_panel("figure_new", _CURVE + _GAP, language), filled(bars, fill=DEEPER), ruled(ground, stroke=SOFT)]
    if step < _LABELLED:
        return [*up(most, top=_BOTTOM - _BARS, bottom=_BOTTOM, width=step * len(steps), language=language), *layers]
    counts = [
        {"x": step * (at + 0.5), "y": top - 4, "words": number(one.new, language)}
        for at, (one, top) in enumerate(zip(steps, tops, strict=True))
    ]
    return [*layers, written(counts, align="center", baseline="bottom", fontSize=10, color=INK)]


def _panel(words: str, y: float, language: str) -> "altair.Chart":
    """What a panel shows, at its head."""
    return written([{"x": 0, "y": y, "words": say(words, language)}], baseline="bottom", fontSize=_LABEL, color=SOFT)


def _texts(steps: Sequence[Step], step: float, language: str) -> "altair.Chart":
    """The texts below: by name where there is room for a line of each, else round ones by number."""
    if step >= _LABELLED:
        words: list[dict[str, Any]] = [
            {"x": step * (at + 0.5), "y": _BOTTOM + 8, "words": shortened(one.label, _ROOM_FOR_LABEL, _LABEL)}
            for at, one in enumerate(steps)
        ]
        return written(words, align="right", angle=315, fontSize=_LABEL, color=INK)
    every = next(size for size in _ROUND if size * step >= _ROOM_FOR_NUMBER)
    shown = range(every, len(steps) + 1, every)
    words = [{"x": step * (at - 0.5), "y": _BOTTOM + 10, "words": number(at, language)} for at in shown]
    return written(words, align="center", fontSize=_LABEL, color=INK)


def _alternative(steps: Sequence[Step], language: str) -> str:
    total = steps[-1].total
    half = next((at for at, one in enumerate(steps, 1) if 2 * one.total >= total), len(steps))
    sentences = [
        say(
            "figure_saturation_alt",
            language,
            steps=say_number("figure_texts", len(steps), language),
            total=say_number("figure_codes", total, language),
            half=number(half, language),
        )
    ]
    brought = [(at, one.label) for at, one in enumerate(steps, 1) if one.new]
    if brought:
        at, label = brought[-1]
        sentences.append(say("figure_last_new", language, label=label, at=number(at, language)))
        if after := len(steps) - at:
            sentences.append(say_number("figure_since_then", after, language))
    return " ".join(sentences)
