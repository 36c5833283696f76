"""Scales: round numbers along them, and lines faint enough not to be taken for data."""

from itertools import pairwise
from math import ceil, floor, log10

from reports.figures.canvas import Rows, ruled, written
from reports.figures.layer import Layer
from reports.figures.palette import LINE, SOFT
from wording.numbers import number

_LABEL = 11.0
_ROOM_FOR_LABEL = 16.0


def ticks(largest: float, *, most: int = 5, whole: bool = False) -> list[float]:
    """Round numbers from 0 to `largest`, `most` steps at the most, each 1, 2 or 5 times a power of ten apart.

    `whole` allows no step below 1, as counts need.
    """
    if largest <= 0:
        return [0.0]
    power = 10.0 ** floor(log10(largest / most))
    step = next(power * times for times in (1, 2, 5, 10) if largest / (power * times) <= most + 1e-9)
    step = max(step, 1.0) if whole else step
    return [round(at * step, 10) for at in range(floor(largest / step + 1e-9) + 1)]


def digits_of(values: list[float]) -> int:
    """How many digits after the point tell the values apart."""
    step = min((after - before for before, after in pairwise(values)), default=1.0)
    return max(0, ceil(-log10(step) - 1e-9))


def up(largest: float, *, top: float, bottom: float, width: float, language: str, right: bool = False) -> list[Layer]:
    """The scale of counts with faint lines across, between two heights in pixels; on the left, or on the right."""
    values = ticks(largest, most=max(1, min(4, int((bottom - top) / _ROOM_FOR_LABEL))), whole=True)
    at = [bottom - (bottom - top) * value / largest if largest else bottom for value in values]
    lines = [{"x": 0, "x2": width, "y": y, "y2": y} for y in at]
    side = width + 8 if right else -8
    words = [{"x": side, "y": y, "words": number(value, language)} for value, y in zip(values, at, strict=True)]
    return [_faint(lines), _words(words, "left" if right else "right", "middle")]


def along(
    largest: float, *, width: float, bottom: float, title: str, language: str, whole: bool = False
) -> list[Layer]:
    """The scale of a measure below, with faint lines up to the top, and its title; `whole` for counts."""
    values = ticks(largest, whole=whole)
    digits = digits_of(values)
    at = [width * value / largest if largest else 0.0 for value in values]
    lines = [{"x": x, "x2": x, "y": 0, "y2": bottom} for x in at]
    words = [
        {"x": x, "y": bottom + 6, "words": number(value, language, digits)} for value, x in zip(values, at, strict=True)
    ]
    layers = [_faint(lines), _words(words, "center", "top")]
    return [*layers, _words([{"x": 0, "y": bottom + 24, "words": title}], "left", "top")] if title else layers


def _faint(lines: Rows) -> Layer:
    return ruled(lines, stroke=LINE, strokeWidth=1)


def _words(words: Rows, align: str, baseline: str) -> Layer:
    return written(words, align=align, baseline=baseline, fontSize=_LABEL, color=SOFT)
