"""The saturation curve: all codes after each text, those it brought, and how they fall below a threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.figures.canvas import filled, on_canvas, ruled, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.layer import Layer
from reports.figures.lettering import LEAST, told_apart
from reports.figures.palette import ABSENT, CODED, DEEPER, INK, PAPER, SOFT, TRACK
from reports.figures.scales import up
from wording.catalogues import say, say_number
from wording.numbers import number, percent

_WIDTH = 620.0
_STEPS = (2.0, 40.0)
_CURVE = 170.0
_GAP = 44.0
_BARS = 66.0
_BOTTOM = _CURVE + _GAP + 28 + _BARS
_RATIOS = _GAP + 14 + 90.0
"""What the third panel adds."""
_LABEL = 11.0
_ROOM_FOR_LABEL = 150.0
_ROOM_FOR_NUMBER = 36.0
_LABELLED = 14.0
"""From this many pixels a text on, each is named and its bar has its number."""

_ROUND = (5, 10, 20)
"""At which steps texts are numbered otherwise; a text has two pixels at least."""


@dataclass(frozen=True, slots=True)
class Step:
    """A text in the order of coding: `new` codes came with it, `total` were there after it, of so many codings.

    `ratio` is the new information of the run of texts that ends with it, None before the first run is full.
    """

    label: str
    new: int
    total: int
    codings: int = 0
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """What new information is measured against: the codes of the first `base` texts; `run` texts are taken together."""

    share: float
    base: int
    run: int
    codes: int


def saturation_curve(
    title: str, steps: Sequence[Step], *, language: str, name: str = "", threshold: Threshold | None = None
) -> Figure:
    """The curve of all codes so far and, below it, bars of the new ones; texts from left to right.

    With a threshold there is a third panel: the new information of every run against it, and the base is shaded.
    Where there are too many texts to name each, they are numbered. `name` tells figures of one title apart.
    """
    caption = Caption(title, language, f"saturation {name or title}")
    if not steps:
        return nothing(caption)
    low, high = _STEPS
    step = min(max(_WIDTH / len(steps), low), high)
    measured = threshold if threshold and any(one.ratio is not None for one in steps) else None
    bottom = _BOTTOM + (_RATIOS if measured else 0)
    layers = [*_curve(steps, step, language), *_new(steps, step, language), _texts(steps, step, bottom, language)]
    spoken = _alternative(steps, language)
    if measured:
        layers = [*_base(measured, step, bottom, language), *layers, *_ratios(steps, measured, step, language)]
        spoken = f"{spoken} {_verdict(steps, measured, language)}"
    return compose(layers, width=step * len(steps), height=bottom, caption=caption, alt=spoken)


def _base(threshold: Threshold, step: float, bottom: float, language: str) -> list[Layer]:
    """The first texts, shaded through all panels."""
    ground = {"x": 0, "x2": step * threshold.base, "y": -4, "y2": bottom}
    words = say("figure_base", language, texts=say_number("figure_texts", threshold.base, language))
    return [
        filled([ground], fill=TRACK),
        written([{"x": 4, "y": _CURVE + 12, "words": words}], fontSize=LEAST, color=SOFT),
    ]


_ENDS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 2.0, 4.0, 10.0)
"""Where the axis of shares may end: halves of these are whole percentages."""


def _ratios(steps: Sequence[Step], threshold: Threshold, step: float, language: str) -> list[Layer]:
    """New information run by run, with the threshold as a line."""
    ratios = [one.ratio or 0.0 for one in steps]
    top, bottom = _BOTTOM + _GAP + 14, _BOTTOM + _RATIOS
    high = bottom - top
    largest = max(*ratios, threshold.share * 2)
    most = next((end for end in _ENDS if end >= largest), largest)
    rows = [
        {"x": step * (at + 0.5), "y": round(bottom - high * one.ratio / most, 1), "ratio": one.ratio}
        for at, one in enumerate(steps)
        if one.ratio is not None
    ]
    line = round(bottom - high * threshold.share / most, 1)
    width = step * len(steps)
    chart = on_canvas(rows)
    scale = [
        {"x": -8, "y": y, "words": percent(share, language)}
        for y, share in ((bottom, 0), ((top + bottom) / 2, most / 2), (top, most))
    ]
    layers = [
        _panel_of(
            say(
                "figure_new_information",
                language,
                run=say_number("figure_texts", threshold.run, language),
                codes=say_number("figure_codes", threshold.codes, language),
                base=number(threshold.base, language),
            ),
            _BOTTOM + _GAP,
        ),
        ruled([{"x": 0, "x2": width, "y": y, "y2": y} for y in (top, (top + bottom) / 2)], stroke=TRACK),
        ruled([{"x": 0, "x2": width, "y": bottom, "y2": bottom}], stroke=SOFT),
        ruled([{"x": 0, "x2": width, "y": line, "y2": line}], stroke=ABSENT, strokeWidth=1.5, strokeDash=[5, 3]),
        written(
            [{"x": width + 8, "y": line, "words": percent(threshold.share, language)}],
            fontSize=_LABEL,
            fontWeight="bold",
            color=ABSENT,
        ),
        written(scale, align="right", fontSize=LEAST, color=SOFT),
        chart.marked("line", stroke=CODED, strokeWidth=2),
    ]
    if step >= _LABELLED:
        layers.append(
            chart.marked("point", shape="circle", size=30, fill=CODED, stroke=PAPER, strokeWidth=1, opacity=1)
        )
    return layers


def _verdict(steps: Sequence[Step], threshold: Threshold, language: str) -> str:
    """At which text new information fell to the threshold, if it did."""
    limit = percent(threshold.share, language)
    for at, one in enumerate(steps, 1):
        if one.ratio is not None and one.ratio <= threshold.share:
            share = percent(one.ratio, language)
            return say("figure_reached", language, share=share, at=number(at, language), threshold=limit)
    return say("figure_not_reached", language, threshold=limit)


def _curve(steps: Sequence[Step], step: float, language: str) -> list[Layer]:
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
        chart.marked("line", stroke=CODED, strokeWidth=2.5),
    ]
    if step >= _LABELLED:
        layers.append(
            chart.marked("point", shape="circle", size=40, fill=CODED, stroke=PAPER, strokeWidth=1.5, opacity=1)
        )
    last = {"x": step * (len(steps) - 0.5) + 10, "y": heights[-1], "words": number(steps[-1].total, language)}
    return [*layers, written([last], fontSize=12, fontWeight="bold", color=CODED)]


def _new(steps: Sequence[Step], step: float, language: str) -> list[Layer]:
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
    return [*layers, written(counts, align="center", baseline="bottom", fontSize=LEAST, color=INK)]


def _panel(words: str, y: float, language: str) -> Layer:
    """What a panel shows, at its head."""
    return _panel_of(say(words, language), y)


def _panel_of(words: str, y: float) -> Layer:
    return written([{"x": 0, "y": y, "words": words}], baseline="bottom", fontSize=_LABEL, color=SOFT)


def _texts(steps: Sequence[Step], step: float, bottom: float, language: str) -> Layer:
    """The texts below: by name where there is room for a line of each, else round ones by number."""
    if step >= _LABELLED:
        names = told_apart([one.label for one in steps], _ROOM_FOR_LABEL, _LABEL)
        words: list[dict[str, Any]] = [
            {"x": step * (at + 0.5), "y": bottom + 8, "words": name} for at, name in enumerate(names)
        ]
        return written(words, align="right", angle=315, fontSize=_LABEL, color=INK)
    every = next(size for size in _ROUND if size * step >= _ROOM_FOR_NUMBER)
    shown = range(every, len(steps) + 1, every)
    words = [{"x": step * (at - 0.5), "y": bottom + 10, "words": number(at, language)} for at in shown]
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
