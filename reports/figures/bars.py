"""Bars of n out of N along an axis, with what is not read yet hatched: a short bar is not taken for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.figures.canvas import filled, on_canvas, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.labels import FONT_SIZE, FigureLabel, RowLabels, beside, set_rows
from reports.figures.layer import Layer, channel
from reports.figures.lettering import PRINTED, width_of
from reports.figures.markers import SIZE, hatch
from reports.figures.palette import CODED, DEEPER, HATCH, INK, LINE, PAPER, TRACK, UNREAD
from reports.figures.scales import along
from reports.figures.stamp import KeyEntry, Stamp, key
from wording.catalogues import say, say_number
from wording.numbers import number, percent

_WIDTH, _NARROW = 320.0, 200.0
"""How wide all is, and what it gives way to where labels are long."""
_STEP = 22.0
_THICK = 13.0
_ROOM_FOR_ROWS = 300.0
_FEW = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: `n` of all, its depth in the hierarchy, and how many more are not read in full."""

    id: str
    label: str
    n: int
    depth: int = 0
    unread: int = 0


def bars(title: str, rows: Sequence[Bar], *, total: int, language: str, name: str = "", axis: str = "") -> Figure:
    """A bar for each row on a track of `total`, with `n/N` at its end; what is unread is hatched behind the bar.

    `name` tells figures of one title apart in a page; `axis` says what is counted.
    """
    caption = Caption(title, language, f"bars {name or title}")
    if not rows:
        return nothing(caption)
    labels = set_rows([FigureLabel(row.id, row.label, row.depth) for row in rows], room=_ROOM_FOR_ROWS, least=_STEP)
    ends = max(width_of(counted(row.n, total, language), FONT_SIZE) for row in rows) + 10
    room = min(_WIDTH, max(_NARROW, PRINTED - labels.width - ends))
    pixels = room / max(total, 1, *(row.n for row in rows))
    layers = [
        *along(total, width=total * pixels, bottom=labels.height, title=axis, language=language, whole=True),
        beside(labels),
        *_tracks(rows, labels, pixels, total),
        _counts(rows, labels, total, room, language),
        *_key(rows, labels, room, language),
    ]
    spoken = _alternative(rows, total, language)
    return compose(layers, width=room, height=labels.height, caption=caption, alt=spoken)


def _tracks(rows: Sequence[Bar], labels: RowLabels, pixels: float, total: int) -> list[Layer]:
    """The tracks, what is unread on them, and the bars."""
    tops = [labels.middle(at) - _THICK / 2 for at in range(len(rows))]
    tracks = [{"x": 0, "x2": total * pixels, "y": top, "y2": top + _THICK} for top in tops]
    counted = [
        {"x": 0, "x2": row.n * pixels, "y": top, "y2": top + _THICK, "tone": DEEPER if row.depth else CODED, "n": row.n}
        for row, top in zip(rows, tops, strict=True)
    ]
    return [
        filled(tracks, fill=TRACK, stroke=LINE, strokeWidth=0.75),
        *_unread(rows, labels, pixels, total),
        filled(counted),
    ]


def _unread(rows: Sequence[Bar], labels: RowLabels, pixels: float, total: int) -> list[Layer]:
    """What is unread, hatched behind the bars' ends, as far as the tracks go."""
    stretches = []
    for at, row in enumerate(rows):
        wide = min(row.unread, max(total - row.n, 0)) * pixels
        if wide:
            middle = {"x": row.n * pixels + wide / 2, "y": labels.middle(at)}
            stretches.append({**middle, "unread": row.unread, "shape": hatch(wide, _THICK)})
    lines = on_canvas(stretches).marked(
        "point", size=SIZE, stroke=HATCH, strokeWidth=1.2, opacity=1, fill="transparent"
    )
    return [lines.encode(shape=channel("shape:N", scale=None))] if stretches else []


def _counts(rows: Sequence[Bar], labels: RowLabels, total: int, room: float, language: str) -> Layer:
    words = [
        {"x": room + 10, "y": labels.middle(at), "words": counted(row.n, total, language)}
        for at, row in enumerate(rows)
    ]
    return written(words, fontSize=FONT_SIZE, color=INK)


def counted(n: int, total: int, language: str) -> str:
    """`6/15 (40 %)`; without the share where there is nothing to take one of, or more than all."""
    words = f"{number(n, language)}/{number(total, language)}"
    return f"{words} ({percent(n / total, language)})" if total and n <= total else words


def _key(rows: Sequence[Bar], labels: RowLabels, room: float, language: str) -> list[Layer]:
    if not any(row.unread for row in rows):
        return []
    entries = [
        KeyEntry(Stamp(CODED, CODED), say("figure_coded", language)),
        KeyEntry(Stamp(PAPER, hatched=True, ink=UNREAD), say("figure_unread", language)),
    ]
    return key(entries, left=-labels.width, top=labels.height + 42, room=labels.width + room)


def _alternative(rows: Sequence[Bar], total: int, language: str) -> str:
    """The longest bars with their numbers, and how many rows there are."""
    most = sorted(rows, key=lambda row: -row.n)[:_FEW]
    longest = say("figure_semicolon", language).join(
        say(
            "figure_share",
            language,
            what=row.label,
            n=number(row.n, language),
            N=number(total, language),
            share=percent(row.n / total if total else 0, language),
        )
        for row in most
    )
    empty, unread = sum(not row.n for row in rows), sum(bool(row.unread) for row in rows)
    sentences = [say("figure_bars_alt", language, rows=say_number("figure_rows", len(rows), language), longest=longest)]
    if empty:
        sentences.append(say_number("figure_bars_empty", empty, language))
    if unread:
        sentences.append(say_number("figure_bars_unread", unread, language))
    return " ".join(sentences)
