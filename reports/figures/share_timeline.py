"""The share of texts through time: for each period how many of its texts have the code, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.figures.canvas import filled, ruled, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.labels import FigureLabel, RowLabels, beside, set_rows
from reports.figures.layer import Layer
from reports.figures.lettering import LEAST, width_of
from reports.figures.palette import CODED, INK, LINE, SOFT
from reports.figures.timeline import said_period
from wording.catalogues import say
from wording.numbers import number, percent

_WIDTH = 640.0
_STEPS = (4.0, 72.0)
_PANEL, _ALONE = 64.0, 170.0
_ABOVE = 18.0
_LABEL = 11.0
_ROOM_FOR_ROWS = 220.0


@dataclass(frozen=True, slots=True)
class PeriodShare:
    """A period (`2015`, `2015-T4`, `2015-12`) of a series: `n` of its `of` texts have the code."""

    period: str
    series: str
    n: int
    of: int


def share_timeline(title: str, shares: Sequence[PeriodShare], *, language: str, name: str = "") -> Figure:
    """Bars of the share of texts by period, a panel for each series, all from 0 to 100 %; below, how many texts.

    Periods come as they are given. One without texts has no bar and says 0. `name` tells figures of one title apart.
    """
    caption = Caption(title, language, f"timeline {name or title}")
    if not shares:
        return nothing(caption)
    series = list(dict.fromkeys(one.series for one in shares))
    periods = {one.period: one.of for one in shares}
    several = len(series) > 1
    labels = set_rows(
        [FigureLabel(one, one if several else "") for one in series],
        room=_ROOM_FOR_ROWS,
        least=_PANEL if several else _ALONE,
    )
    step = min(max(_WIDTH / len(periods), _STEPS[0]), _STEPS[1])
    places = {period: step * (at + 0.5) for at, period in enumerate(periods)}
    width = step * len(periods)
    layers = [*_scales(labels, width, language), *_bars(shares, series, labels, places, step, language)]
    layers += _below(periods, places, labels.height, language)
    if several:
        layers.append(beside(labels, left=44))
    return compose(layers, width=width, height=labels.height, caption=caption, alt=_alternative(shares, language))


def _scales(labels: RowLabels, width: float, language: str) -> list[Layer]:
    """0, 50 and 100 % across each panel."""
    lines, words = [], []
    for at in range(len(labels.labels)):
        bottom, high = labels.step * (at + 1) - 6, labels.step - _ABOVE - 6
        for share in (0.0, 0.5, 1.0):
            y = bottom - high * share
            lines.append({"x": 0, "x2": width, "y": y, "y2": y})
            words.append({"x": -6, "y": y, "words": percent(share, language)})
    return [ruled(lines, stroke=LINE), written(words, align="right", fontSize=LEAST, color=SOFT)]


def _bars(
    shares: Sequence[PeriodShare],
    series: Sequence[str],
    labels: RowLabels,
    places: dict[str, float],
    step: float,
    language: str,
) -> list[Layer]:
    half, high = max(step * 0.34, 1.0), labels.step - _ABOVE - 6
    bars: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for one in shares:
        x, bottom = places[one.period], labels.step * (series.index(one.series) + 1) - 6
        top = round(bottom - high * (one.n / one.of if one.of else 0), 1)
        bars.append({"x": x - half, "x2": x + half, "y": top, "y2": bottom, "n": one.n, "of": one.of})
        if one.of:
            words.append({"x": x, "y": top - 3, "words": f"{number(one.n, language)}/{number(one.of, language)}"})
    layers = [filled(bars, fill=CODED)]
    if step >= max((width_of(word["words"], LEAST) + 2 for word in words), default=0):
        halo: dict[str, Any] = {"align": "center", "baseline": "bottom", "fontSize": LEAST}
        layers.append(written(words, **halo, color=INK))
    return layers


def _below(periods: dict[str, int], places: dict[str, float], bottom: float, language: str) -> list[Layer]:
    """The periods, as many as stand clear of each other, each with its number of texts."""
    names, counts, free = [], [], float("-inf")
    for period, of in periods.items():
        text, count = said_period(period, language), f"N = {number(of, language)}"
        half = max(width_of(text, _LABEL), width_of(count, LEAST)) / 2
        if places[period] - half >= free:
            names.append({"x": places[period], "y": bottom + 6, "words": text})
            counts.append({"x": places[period], "y": bottom + 22, "words": count})
            free = places[period] + half + 8
    explained = [{"x": 0, "y": bottom + 42, "words": say("figure_coded_of", language)}]
    look: dict[str, Any] = {"align": "center", "baseline": "top"}
    return [
        written(names, **look, fontSize=_LABEL, color=INK),
        written(counts, **look, fontSize=LEAST, color=SOFT),
        written(explained, baseline="top", fontSize=_LABEL, color=SOFT),
    ]


def _alternative(shares: Sequence[PeriodShare], language: str) -> str:
    """The first series: its span, its sum, and the period with the greatest share."""
    first = [one for one in shares if one.series == shares[0].series]
    most = max(first, key=lambda one: one.n / one.of if one.of else 0)
    span = dict.fromkeys((said_period(first[0].period, language), said_period(first[-1].period, language)))
    return say(
        "figure_shares_alt",
        language,
        span=" – ".join(span),
        total=number(sum(one.n for one in first), language),
        of=number(sum(one.of for one in first), language),
        share=percent(most.n / most.of if most.of else 0, language),
        n=number(most.n, language),
        N=number(most.of, language),
        most=said_period(most.period, language),
    )
