"""Bars by group: a panel for each group, all on one scale from 0 to 100 %, with n of the group's N at every bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.figures.canvas import filled, on_canvas, ruled, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.labels import FigureLabel, RowLabels, beside, set_rows
from reports.figures.layer import Layer, channel
from reports.figures.lettering import LEAST, wrapped
from reports.figures.markers import SIZE, hatch
from reports.figures.palette import CODED, DEEPER, HATCH, INK, LINE, PAPER, SOFT, TRACK, UNREAD
from reports.figures.stamp import KeyEntry, Stamp, key
from wording.catalogues import say, say_number
from wording.numbers import number, percent

_TRACK = 96.0
_ROOM_FOR_COUNT = 46.0
_PANEL = _TRACK + _ROOM_FOR_COUNT
_STEP = 22.0
_THICK = 13.0
_ROOM_FOR_ROWS = 260.0
_FEW = 3
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class GroupedBar:
    """A row: for each group n and what it is out of, and the row's depth in the hierarchy.

    Of a group in `unread`, by its place, nothing is known: its n of 0 is not one that was found.
    """

    id: str
    label: str
    counts: tuple[tuple[int, int], ...]
    depth: int = 0
    unread: frozenset[int] = frozenset()

    def said(self, group: int, language: str) -> str:
        """`3/7`, or a question mark."""
        n, whole = self.counts[group]
        return UNKNOWN if group in self.unread else f"{number(n, language)}/{number(whole, language)}"


def grouped_bars(
    title: str, rows: Sequence[GroupedBar], groups: Sequence[str], *, language: str, name: str = "", axis: str = ""
) -> Figure:
    """A bar for each row in each group's panel, as long as its share of the group.

    `name` tells figures of one title apart in a page; `axis` says below what the shares are of.
    """
    caption = Caption(title, language, f"bars {name or title}")
    if not rows or not groups:
        return nothing(caption)
    labels = set_rows([FigureLabel(row.id, row.label, row.depth) for row in rows], room=_ROOM_FOR_ROWS, least=_STEP)
    layers = [
        beside(labels),
        *_heads(groups),
        *_scales(len(groups), labels.height, language),
        *_bars(rows, labels),
        *_unread(rows, labels, groups, language),
        _counts(rows, labels, language),
        *([written([{"x": 0, "y": labels.height + 28, "words": axis}], fontSize=LEAST, color=SOFT)] if axis else []),
    ]
    spoken = _alternative(rows, groups, language)
    return compose(layers, width=_PANEL * len(groups), height=labels.height, caption=caption, alt=spoken)


def _heads(groups: Sequence[str]) -> list[Layer]:
    words: list[dict[str, Any]] = []
    for at, group in enumerate(groups):
        lines = wrapped(group, _PANEL - 10, 12, bold=True)
        words += [
            {"x": _PANEL * at, "y": -10 - 14 * (len(lines) - 1 - line), "words": text}
            for line, text in enumerate(lines)
        ]
    return [written(words, fontSize=12, fontWeight="bold", color=INK)]


def _scales(groups: int, bottom: float, language: str) -> list[Layer]:
    """0, 50 and 100 % below each panel."""
    at = [(_PANEL * group + _TRACK * share, share) for group in range(groups) for share in (0.0, 0.5, 1.0)]
    lines = [{"x": x, "x2": x, "y": 0, "y2": bottom} for x, _ in at]
    words = [{"x": x, "y": bottom + 6, "words": percent(share, language)} for x, share in at]
    return [ruled(lines, stroke=LINE), written(words, align="center", baseline="top", fontSize=LEAST, color=SOFT)]


def _bars(rows: Sequence[GroupedBar], labels: RowLabels) -> list[Layer]:
    tracks, bars = [], []
    for at, row in enumerate(rows):
        top = labels.middle(at) - _THICK / 2
        for group, (n, whole) in enumerate(row.counts):
            left = _PANEL * group
            tracks.append({"x": left, "x2": left + _TRACK, "y": top, "y2": top + _THICK})
            wide = _TRACK * min(n / whole, 1.0) if whole else 0.0
            tone = DEEPER if row.depth else CODED
            bars.append({"x": left, "x2": left + wide, "y": top, "y2": top + _THICK, "tone": tone, "n": n, "of": whole})
    return [filled(tracks, fill=TRACK, stroke=LINE, strokeWidth=0.75), filled(bars)]


def _unread(rows: Sequence[GroupedBar], labels: RowLabels, groups: Sequence[str], language: str) -> list[Layer]:
    """Tracks of which nothing is known, hatched, and what that means below."""
    shape = hatch(_TRACK, _THICK)
    places = [
        {"x": _PANEL * group + _TRACK / 2, "y": labels.middle(at), "shape": shape}
        for at, row in enumerate(rows)
        for group in sorted(row.unread)
    ]
    if not places:
        return []
    lines = on_canvas(places).marked("point", size=SIZE, stroke=HATCH, strokeWidth=1.2, opacity=1, fill="transparent")
    entry = KeyEntry(Stamp(PAPER, hatched=True, ink=UNREAD), say("figure_unread", language))
    room = labels.width + _PANEL * len(groups)
    below = key([entry], left=-labels.width, top=labels.height + 42, room=room)
    return [lines.encode(shape=channel("shape:N", scale=None)), *below]


def _counts(rows: Sequence[GroupedBar], labels: RowLabels, language: str) -> Layer:
    words = [
        {"x": _PANEL * group + _TRACK + 6, "y": labels.middle(at), "words": row.said(group, language)}
        for at, row in enumerate(rows)
        for group in range(len(row.counts))
    ]
    return written(words, fontSize=LEAST, color=INK)


def _alternative(rows: Sequence[GroupedBar], groups: Sequence[str], language: str) -> str:
    """How much of what is shown, and the rows on which groups differ most."""

    def spread(row: GroupedBar) -> float:
        shares = [n / whole for at, (n, whole) in enumerate(row.counts) if whole and at not in row.unread]
        return max(shares, default=0.0) - min(shares, default=0.0)

    told = []
    for row in sorted(rows, key=lambda row: -spread(row))[:_FEW]:
        each = ", ".join(f"{group} {row.said(at, language)}" for at, group in enumerate(groups))
        told.append(f"{row.label} ({each})")
    sentence = say(
        "figure_grouped_alt",
        language,
        rows=say_number("figure_rows", len(rows), language),
        groups=say_number("figure_groups", len(groups), language),
        most=say("figure_semicolon", language).join(told),
    )
    unread = sum(bool(row.unread) for row in rows)
    return f"{sentence} {say_number('figure_bars_unread', unread, language)}" if unread else sentence
