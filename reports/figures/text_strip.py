"""The portrait of a text: who speaks along it, and for each code where it is coded, from its beginning to its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.figures.canvas import filled, ruled, written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.labels import FONT_SIZE, FigureLabel, RowLabels, beside, set_rows
from reports.figures.layer import Layer
from reports.figures.lettering import LEAST
from reports.figures.palette import INK, LINE, MANY, PAPER, SOFT, TRACK
from reports.figures.stamp import KeyEntry, Stamp, key
from wording.catalogues import say, say_number
from wording.numbers import number, percent

_WIDTH = 440.0
_STEP = 19.0
_THICK = 11.0
_LEAST = 2.0
"""Pixels of the shortest stretch: a word of a long interview is still seen."""
_ROOM_FOR_ROWS = 260.0
_FEW = 3
MOST = 60
"""More codes than this are not drawn: those with the fewest codings are left out and counted."""

Stretch = tuple[float, float]
"""From where to where along the text, as shares of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A code along the text: its family's number (a colour), its stretches and how many codings they are."""

    label: str
    family: int
    codings: int
    stretches: tuple[Stretch, ...]


def text_strip(
    title: str,
    lines: Sequence[Line],
    *,
    families: Sequence[str],
    asked: Sequence[Stretch] = (),
    coded: float,
    language: str,
    name: str = "",
) -> Figure:
    """A row for each code, in order of first coming, coloured by family; above, where the interviewer speaks.

    `coded` is the share of the text that is coded. `name` tells figures of one title apart.
    """
    caption = Caption(title, language, f"portrait {name or title}")
    if not lines:
        return nothing(caption)
    frequent = sorted(range(len(lines)), key=lambda at: (-lines[at].codings, at))[:MOST]
    shown = [lines[at] for at in sorted(frequent)]
    heads = [FigureLabel("", say("figure_asked", language))] if asked else []
    labels = set_rows(
        [*heads, *(FigureLabel(str(at), one.label) for at, one in enumerate(shown))], room=_ROOM_FOR_ROWS, least=_STEP
    )
    layers = [
        *_ground(labels, language),
        beside(labels),
        *_stretches(shown, labels, asked),
        _counts(shown, labels, first=len(heads), language=language),
        *_key(shown, families, labels),
    ]
    left = len(lines) - len(shown)
    spoken = _alternative(lines, coded, language)
    if left:
        words = say_number("figure_left_out_codes", left, language)
        spoken = f"{spoken} {words}"
        layers.append(written([{"x": 0.0, "y": labels.height + 22, "words": words}], fontSize=LEAST, color=SOFT))
    return compose(layers, width=_WIDTH, height=labels.height, caption=caption, alt=spoken)


def _ground(labels: RowLabels, language: str) -> list[Layer]:
    """A faint row for each code, and quarters of the text below."""
    rows = [
        {"x": 0, "x2": _WIDTH, "y": labels.middle(at) - _THICK / 2, "y2": labels.middle(at) + _THICK / 2}
        for at in range(len(labels.labels))
    ]
    quarters = [(_WIDTH * share, share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    marks = [{"x": x, "x2": x, "y": 0, "y2": labels.height} for x, _ in quarters]
    words = [{"x": x, "y": labels.height + 5, "words": percent(share, language)} for x, share in quarters]
    return [
        filled(rows, fill=TRACK),
        ruled(marks, stroke=LINE),
        written(words, align="center", baseline="top", fontSize=LEAST, color=SOFT),
        written(
            [{"x": 0, "y": -3, "words": say("figure_text_axis", language)}],
            baseline="bottom",
            fontSize=LEAST,
            color=SOFT,
        ),
    ]


def _stretches(lines: Sequence[Line], labels: RowLabels, asked: Sequence[Stretch]) -> list[Layer]:
    rows: list[dict[str, Any]] = [_box(stretch, labels.middle(0), SOFT) for stretch in asked]
    first = 1 if asked else 0
    for at, line in enumerate(lines, first):
        tone = _tone(line.family)
        rows += [_box(stretch, labels.middle(at), tone) for stretch in line.stretches]
    return [filled(rows)] if rows else []


def _tone(family: int) -> str:
    """A colour of its own for as many families as there are colours; the last is shared by all others."""
    return MANY[min(family, len(MANY) - 1)]


def _box(stretch: Stretch, middle: float, tone: str) -> dict[str, Any]:
    start, end = (share * _WIDTH for share in stretch)
    end = max(end, start + _LEAST)
    return {
        "x": round(start, 1),
        "x2": round(end, 1),
        "y": middle - _THICK / 2,
        "y2": middle + _THICK / 2,
        "tone": tone,
    }


def _counts(lines: Sequence[Line], labels: RowLabels, *, first: int, language: str) -> Layer:
    words = [
        {"x": _WIDTH + 8, "y": labels.middle(at), "words": number(line.codings, language)}
        for at, line in enumerate(lines, first)
    ]
    letters = _letters(lines)
    head = "figure_codings_families" if len(letters) > 1 else "figure_codings_head"
    words.append({"x": _WIDTH + 8, "y": -8, "words": say(head, language)})
    if len(letters) > 1:
        words += [
            {"x": _WIDTH + 34, "y": labels.middle(at), "words": letters[_tone(line.family)]}
            for at, line in enumerate(lines, first)
        ]
    return written(words, fontSize=FONT_SIZE - 1, color=INK)


def _letters(lines: Sequence[Line]) -> dict[str, str]:
    """A letter for each colour there is, in order of first coming: print in grey tells families by it."""
    tones = dict.fromkeys(_tone(line.family) for line in lines)
    return {tone: chr(ord("A") + at) for at, tone in enumerate(tones)}


def _key(lines: Sequence[Line], families: Sequence[str], labels: RowLabels) -> list[Layer]:
    """The families that there are, by colour."""
    seen = dict.fromkeys(line.family for line in lines)
    if len(seen) < 2:
        return []
    named: dict[str, list[str]] = {}
    for family in seen:
        named.setdefault(_tone(family), []).append(families[family])
    letters = _letters(lines)
    entries = [
        KeyEntry(Stamp(tone, tone, ink=PAPER, letters=letters[tone]), ", ".join(names)) for tone, names in named.items()
    ]
    return key(entries, left=-labels.width, top=labels.height + 36, room=labels.width + _WIDTH)


def _alternative(lines: Sequence[Line], coded: float, language: str) -> str:
    most = sorted(lines, key=lambda line: -line.codings)[:_FEW]
    told = [say("figure_series", language, series=one.label, n=number(one.codings, language)) for one in most]
    return say(
        "figure_portrait_alt",
        language,
        codes=say_number("figure_codes", len(lines), language),
        share=percent(coded, language),
        most=say("figure_semicolon", language).join(told),
    )
