"""The timeline: how often something was coded in each period, a panel for each series on one scale."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from reports.figures.canvas import filled, ruled, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.labels import FigureLabel, RowLabels, beside, set_rows
from reports.figures.layer import Layer
from reports.figures.lettering import LEAST, width_of
from reports.figures.palette import CODED, INK, LINE, SOFT
from reports.figures.scales import up
from wording.catalogues import say
from wording.numbers import day, number

_WIDTH = 680.0
_STEPS = (3.0, 44.0)
_ALONE = 150.0
_PANEL = 54.0
_ABOVE = 16.0
_LABEL = 11.0
_ROOM_FOR_ROWS = 220.0
_FEW = 4


@dataclass(frozen=True, slots=True)
class Point:
    """How often in a period: a day, `2015`, `2015-T4` (or `2015-Q4`), `2015-12`, or any other words in order."""

    period: date | str
    series: str
    count: int


def timeline(title: str, points: Sequence[Point], *, language: str, name: str = "") -> Figure:
    """Bars by period, a panel for each series, all on the same scale, so that their position tells them apart.

    Periods come in the order of time if they are all of one kind, else as they are given. Days stand as far apart as
    they are; for years, quarters and months give points of 0 where nothing was said. `name` tells figures of one title
    apart in a page.
    """
    caption = Caption(title, language, f"timeline {name or title}")
    counts = _counts(points)
    if not counts:
        return nothing(caption)
    series, periods = list(dict.fromkeys(point.series for point in points)), _in_order(points)
    several = len(series) > 1
    labels = set_rows(
        [FigureLabel(one, one if several else "") for one in series],
        room=_ROOM_FOR_ROWS,
        least=_PANEL if several else _ALONE,
    )
    places, step = _places(periods, _widest(periods, language))
    layers = [*_bars(counts, series, labels, places, step, language), _periods(places, labels.height, step, language)]
    if several:
        layers.append(beside(labels))
    spoken = _alternative(counts, series, periods, language)
    width = max(places.values()) + step / 2
    return compose(layers, width=width, height=labels.height, caption=caption, alt=spoken)


Period = date | str
Counts = Mapping[tuple[str, Period], int]


def _counts(points: Sequence[Point]) -> Counts:
    counts: Counter[tuple[str, Period]] = Counter()
    for point in points:
        counts[point.series, point.period] += point.count
    return counts


def _in_order(points: Sequence[Point]) -> list[Period]:
    """Each period once: sorted if all are of one kind, else as given."""
    periods = list(dict.fromkeys(point.period for point in points))
    if _strides(periods) or all(isinstance(period, date) for period in periods):
        return sorted(periods, key=str)
    return periods


_KINDS = {
    r"\d{4}": (1, 2, 5, 10, 20, 50, 100),
    r"\d{4}-[TQ][1-4]": (1, 2, 4, 8, 20, 40, 80, 200),
    r"\d{4}-(?:0[1-9]|1[0-2])": (1, 2, 3, 6, 12, 24, 60, 120, 240),
}
"""How a year, a quarter and a month are written, and at which strides they are labelled where not each can be."""


def _strides(periods: Sequence[Period]) -> tuple[int, ...]:
    """The strides of the kind that all periods are of, none if they are of no kind."""
    for shape, strides in _KINDS.items():
        if all(re.fullmatch(shape, str(period)) for period in periods):
            return strides
    return ()


def _places(periods: Sequence[Period], room: float) -> tuple[dict[Period, float], float]:
    """The position of each period, in pixels from the left, and the width for its bar (its label, if few)."""
    low, high = _STEPS
    days = [period for period in periods if isinstance(period, date)]
    if len(days) == len(periods) and len(days) > 1:
        span = (days[-1] - days[0]).days
        least = min((later - sooner).days for sooner, later in pairwise(days))
        step = min(max(_WIDTH * least / span, low), 14.0)
        return {one: step / 2 + (_WIDTH - step) * (one - days[0]).days / span for one in days}, step
    step = min(max(_WIDTH / len(periods), low), max(high, room))
    return {period: step * (at + 0.5) for at, period in enumerate(periods)}, step


def _bars(
    counts: Counts,
    series: Sequence[str],
    labels: RowLabels,
    places: Mapping[Period, float],
    step: float,
    language: str,
) -> list[Layer]:
    """The bars of every panel, with their counts on top where there is room, else with a scale."""
    most, width = max(max(counts.values()), 1), max(places.values()) + step / 2
    high, half = labels.step - _ABOVE - 6, max(step * 0.38, 1.0)
    bottoms = [labels.step * (at + 1) - 4 for at in range(len(series))]
    bars: list[dict[str, Any]] = [
        {"x": x - half, "x2": x + half, "y": round(bottom - high * count / most, 1), "y2": bottom, "count": count}
        for one, bottom in zip(series, bottoms, strict=True)
        for period, x in places.items()
        if (count := counts.get((one, period), 0))
    ]
    counted = [number(bar["count"], language) for bar in bars]
    grounds = [{"x": 0, "x2": width, "y": bottom, "y2": bottom} for bottom in bottoms]
    layers = [ruled(grounds, stroke=LINE), filled(bars, fill=CODED)]
    if step >= max((width_of(words, LEAST) + 2 for words in counted), default=0):
        words = [
            {"x": bar["x"] + half, "y": bar["y"] - 3, "words": words} for bar, words in zip(bars, counted, strict=True)
        ]
        return [*layers, written(words, align="center", baseline="bottom", fontSize=LEAST, color=INK)]
    scales = [
        up(most, top=bottom - high, bottom=bottom, width=width, language=language, right=True) for bottom in bottoms
    ]
    return [*(layer for scale in scales for layer in scale), *layers]


def _periods(places: Mapping[Period, float], bottom: float, step: float, language: str) -> Layer:
    """The periods below: each if there is room, else round ones, else as many as stand clear of each other."""
    widest = _widest(list(places), language)
    stride = next((stride for stride in _strides(list(places)) if stride * step >= widest), 1)
    round_ones = [period for period in places if _count_of(period) % stride == 0]
    words, free = [], float("-inf")
    for period in round_ones or places:
        text, x = said_period(period, language), places[period]
        half = width_of(text, _LABEL) / 2
        if x - half >= free:
            words.append({"x": x, "y": bottom + 8, "words": text})
            free = x + half + 10
    return written(words, align="center", baseline="top", fontSize=_LABEL, color=SOFT)


def _widest(periods: Sequence[Period], language: str) -> float:
    """The room that the longest label asks for."""
    return max(width_of(said_period(period, language), _LABEL) for period in periods) + 10


def _count_of(period: Period) -> int:
    """The number of a year, of a quarter or of a month since the year 0; 0 for what is none of them."""
    found = re.fullmatch(r"(\d{4})(?:-([TQ])?(\d+))?", str(period))
    if not found or isinstance(period, date):
        return 0
    year, quarter, within = int(found[1]), found[2], found[3]
    return year if within is None else year * (4 if quarter else 12) + int(within) - 1


def said_period(period: Period, language: str) -> str:
    """The period as the language writes it: `T4 2015`, `déc. 2015`, `8 décembre 2015`."""
    if isinstance(period, date):
        return day(period, language)
    if quarter := re.fullmatch(r"(\d{4})-[TQ]([1-4])", period):
        return say("figure_quarter", language, year=quarter[1], quarter=quarter[2])
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", period):
        from babel.dates import format_date

        return str(format_date(date(int(month[1]), int(month[2]), 1), "MMM yyyy", locale=language))
    return period


def _alternative(counts: Counts, series: Sequence[str], periods: Sequence[Period], language: str) -> str:
    by_period: Counter[Period] = Counter()
    by_series: Counter[str] = Counter()
    for (one, period), count in counts.items():
        by_period[period] += count
        by_series[one] += count
    most = max(periods, key=lambda period: by_period[period])
    sentences = [
        say(
            "figure_timeline_alt",
            language,
            span=" – ".join(dict.fromkeys((said_period(periods[0], language), said_period(periods[-1], language)))),
            total=number(sum(by_period.values()), language),
            most=said_period(most, language),
            n=number(by_period[most], language),
        )
    ]
    if len(series) > 1:
        shown = [(one, n) for one, n in by_series.most_common(_FEW)]
        listed = [say("figure_series", language, series=one, n=number(n, language)) for one, n in shown]
        separator = say("figure_semicolon", language)
        sentences.append(say("figure_by_series", language, series=separator.join(listed)))
    return " ".join(sentences)
