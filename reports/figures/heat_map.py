"""The heat map of a table: a square for each cell, whose sign tells its state without colour."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from reports.figures.canvas import written
from reports.figures.figure import Caption, Figure, compose, nothing
from reports.figures.labels import FONT_SIZE, FigureLabel, RowLabels, above, beside, set_rows
from reports.figures.lettering import LEAST, PRINTED, width_of
from reports.figures.markers import circle, dash, slash, void
from reports.figures.palette import ABSENT, ABSENT_PAPER, CODED, INK, PAPER, ROLLED, SOFT, UNREAD, shade, writing_on
from reports.figures.stamp import LETTERS, KeyEntry, Stamp, key, key_height, stamped
from wording.catalogues import say, say_number
from wording.numbers import number

SquareState = Literal["coded", "rolled", "itself", "stale", "missing", "absent", "read", "unread", "unclassified"]

_STAMPS: Mapping[SquareState, Stamp] = {
    "coded": Stamp(CODED, CODED, sign=circle(4), solid=True, ink=PAPER),
    "rolled": Stamp(ROLLED, sign=circle(4.5), ink=CODED),
    "itself": Stamp(PAPER, SOFT, sign=circle(4.5), ink=INK),
    "stale": Stamp(CODED, CODED, ink=PAPER, letters="!"),
    "missing": Stamp(ROLLED, ink=CODED, letters="…"),
    "absent": Stamp(ABSENT_PAPER, sign=void(5), ink=ABSENT),
    "read": Stamp(sign=dash(4), ink=SOFT),
    "unread": Stamp(hatched=True, letters="?", ink=UNREAD),
    "unclassified": Stamp(sign=slash(4), ink=SOFT),
}
MOST_SQUARES = 2_000
"""More than this cannot be read on any page; the figure then says so, and the table is there to be scrolled."""

_SIDE, _NARROW = 26.0, 18.0
"""The side of a square, and what it shrinks to where there are many: its sign and two digits still fit."""
_WIDEST = 82.0
_TALL = 540.0
"""The pixels that rows share before they are drawn closer: with heads and key, a page of A4 on its side holds them."""
_ROOM_FOR_ROWS = 280.0
_SIGNS_ALONE = frozenset({"", "●", "○"})
_TONES = 10
_SHADES = 5
_MOST_SHADES = 8
"""Degrees have a shade each in the key where there are no more than this; else it shows _SHADES of them."""


@dataclass(frozen=True, slots=True)
class Square:
    """A cell: its state, the value written in it, and how strong it is from 0 to 1, where that is known.

    `worth` is what the key says of that strength, where it is not the value.
    """

    state: SquareState
    text: str = ""
    strength: float | None = None
    worth: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to draw: `rows` are (id, label, depth), `columns` (id, label), `cells` by (row id, column id).

    `words` say what states mean where the figure is not of a table of codes; `note` is said below the key.
    """

    id: str
    title: str
    rows: tuple[tuple[str, str, int], ...]
    columns: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[str, str], Square]
    words: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def meaning(self, state: SquareState, language: str) -> str:
        """What the state means, in words."""
        return self.words.get(state) or say(f"figure_{state}", language)


def heat_map(grid: Grid, *, language: str) -> Figure:
    """The grid as squares: filled with the value or a dot, a ring, ∅, a dash, or hatched with a question mark.

    A summary that went stale has an exclamation mark, one that is missing an ellipsis.

    The darker a square, the stronger. Where no cell says how strong it is and every value is a number, the largest
    number is the darkest. Where written degrees make the figure wider than print can hold (PRINTED), each gives way to
    its number in the key, from the weakest; squares are then as narrow as they must be, and if
    that is not enough heads stand upright. Values too long for a square
    give way to dots. A grid of more than MOST_SQUARES is not drawn: the figure says so.
    """
    caption = Caption(grid.title, language, f"heat-map {grid.id}")
    if not grid.rows or not grid.columns:
        return nothing(caption)
    if len(grid.rows) * len(grid.columns) > MOST_SQUARES:
        size = {"rows": number(len(grid.rows), language), "columns": number(len(grid.columns), language)}
        return nothing(caption, because="figure_too_large", **size)
    least = min(_SIDE, max(_NARROW, _TALL / len(grid.rows)))
    rows = set_rows([FigureLabel(*row) for row in grid.rows], room=_ROOM_FOR_ROWS, least=least)
    spoken, (grid, step, shortened) = _alternative(grid, language), _fitted(grid, rows)
    upright = step <= _NARROW and rows.width + _across(grid, step) > PRINTED
    width, legend = step * len(grid.columns), _legend(grid, language, shortened=shortened)
    room = rows.width + width
    below = rows.height + 18 + key_height(legend, room=room) + 8
    noted = [{"x": -rows.width, "y": below, "words": grid.note}] if grid.note else []
    layers = [
        beside(rows),
        above([FigureLabel(*column) for column in grid.columns], step=step, upright=upright),
        *stamped("squares", width=step - 2, height=rows.step - 2),
        *key(legend, left=-rows.width, top=rows.height + 18, room=room),
        *([written(noted, fontSize=LEAST, color=SOFT)] if noted else []),
    ]
    return compose(
        layers,
        width=width,
        height=rows.height,
        caption=caption,
        alt=f"{spoken} {grid.note}".strip(),
        datasets={"squares": _squares(grid, rows, step)},
    )


def _fitted(grid: Grid, rows: RowLabels) -> tuple[Grid, float, Mapping[str, str]]:
    """The grid as it is written, the width of its columns, and the word of each number that stands for a degree."""
    step, shortened = _step(grid), dict[str, str]()
    if rows.width + _across(grid, step) > PRINTED:
        grid, shortened = _by_number(grid)
        step = _step(grid) if shortened else step
    while _NARROW < step <= _SIDE and rows.width + _across(grid, step) > PRINTED:
        step -= 1
    return grid, step, shortened


def _across(grid: Grid, step: float) -> float:
    """How far the columns reach to the right, their slanted heads included."""
    heads = (step * (at + 0.5) + 0.72 * width_of(label, FONT_SIZE) for at, (_, label) in enumerate(grid.columns))
    return max(step * len(grid.columns), *heads)


def _by_number(grid: Grid) -> tuple[Grid, dict[str, str]]:
    """The grid with its degrees as numbers, from the weakest, and the degree of each; as it is where it has none."""
    worded = {at: square for at, square in grid.cells.items() if _written(square)}
    named = {(square.strength, _bare_word(square)) for square in worded.values()}
    strengths = sorted(strength for strength, _ in named if strength is not None)
    words = dict(named)
    distinct = len(set(strengths)) == len(named) == len({word for _, word in named})
    if not named or not distinct or len(named) > _MOST_SHADES or any(map(_is_number, words.values())):
        return grid, {}
    of = {strength: str(at) for at, strength in enumerate(strengths, 1)}
    cells = dict(grid.cells)
    for at, square in worded.items():
        short = of[square.strength or 0.0]
        cells[at] = replace(square, text=f"({short})" if square.state == "rolled" else short)
    return replace(grid, cells=cells), {of[strength]: words[strength] for strength in strengths}


def _bare_word(square: Square) -> str:
    return square.text.removeprefix("(").removesuffix(")") if square.state == "rolled" else square.text


def _step(grid: Grid) -> float:
    """The width of a column: that of the longest value, if it is short enough to be written."""
    values = filter(None, map(_written, grid.cells.values()))
    widest = max((width_of(value, LETTERS, bold=True) + 10 for value in values), default=0)
    return max(_SIDE, widest) if widest <= _WIDEST else _SIDE


def _written(square: Square) -> str:
    return square.text if square.state in ("coded", "rolled", "itself") and square.text not in _SIGNS_ALONE else ""


def _squares(grid: Grid, rows: RowLabels, step: float) -> list[dict[str, Any]]:
    """The squares as data: which stamp goes where, with the value on it if it fits."""
    strengths = strengths_of(grid)
    drawn = []
    for down, (row, *_) in enumerate(grid.rows):
        for across, (column, _label) in enumerate(grid.columns):
            if square := grid.cells.get((row, column)):
                stamp, value = _stamp(square.state, strengths.get((row, column))), _written(square)
                if value and width_of(value, LETTERS, bold=True) + 2 <= step:
                    stamp = replace(stamp, letters=value)
                place = {"row": row, "column": column, "x": step * (across + 0.5), "y": rows.middle(down)}
                drawn.append(stamp.at(place))
    return drawn


def strengths_of(grid: Grid) -> Mapping[tuple[str, str], float]:
    """How strong each coded cell is: as it says, else by its number against the largest."""
    coded = {at: square for at, square in grid.cells.items() if square.state == "coded"}
    strengths = {at: square.strength for at, square in coded.items() if square.strength is not None}
    if strengths or not coded or not all(square.text.isdecimal() for square in coded.values()):
        return strengths
    most = max(int(square.text) for square in coded.values())
    return {at: int(square.text) / most for at, square in coded.items()} if most > 1 else {}


def _stamp(state: SquareState, strength: float | None) -> Stamp:
    """The state's stamp, in the tone of the strength."""
    stamp = _STAMPS[state]
    if state != "coded" or strength is None:
        return stamp
    tone = shade(round(strength * _TONES) / _TONES)
    return replace(stamp, ground=tone, edge=tone, ink=writing_on(tone))


def stamps_of(grid: Grid, language: str) -> tuple[dict[tuple[str, str], Stamp], list[KeyEntry]]:
    """How each cell looks, by row and column, and the key: for other figures of the same states."""
    strengths = strengths_of(grid)
    return {at: _stamp(square.state, strengths.get(at)) for at, square in grid.cells.items()}, _legend(grid, language)


def _legend(grid: Grid, language: str, *, shortened: Mapping[str, str] | None = None) -> list[KeyEntry]:
    """What the states there are look like, and the shades; `shortened` are the degrees that numbers stand for."""
    shown = {square.state for square in grid.cells.values()}
    stamps = {state: stamp for state, stamp in _STAMPS.items() if state in shown}
    entries = {state: KeyEntry(stamp, grid.meaning(state, language)) for state, stamp in stamps.items()}
    for state, letters in (("rolled", "( )"), ("itself", "n")):
        if state in entries and any(_written(one) for one in grid.cells.values() if one.state == state):
            entries[state] = replace(entries[state], stamp=replace(_STAMPS[state], letters=letters))
    strengths = strengths_of(grid)
    shades = _numbered(grid, shortened) if shortened else []
    if not shades and (len(set(strengths.values())) > 1 or any(_written(grid.cells[at]) for at in strengths)):
        shades = _shades(grid, language)
    return [*shades, *(entry for state, entry in entries.items() if not shades or state != "coded")]


def _numbered(grid: Grid, shortened: Mapping[str, str]) -> list[KeyEntry]:
    """The shade of each degree with the number that stands for it, and the degree."""
    strength = {_bare_word(square): square.strength for square in grid.cells.values() if _written(square)}
    return [
        KeyEntry(replace(_stamp("coded", strength[short]), letters=short), words) for short, words in shortened.items()
    ]


def _shades(grid: Grid, language: str) -> list[KeyEntry]:
    """The shades from weak to strong with what each stands for: every degree, or five along the way."""
    strengths = strengths_of(grid)
    named = {strength: grid.cells[at].worth or _written(grid.cells[at]) for at, strength in strengths.items()}
    levels = sorted(named)
    if not all(named.values()):
        steps = [step / (_SHADES - 1) for step in range(_SHADES)]
        ends = [say("figure_weak", language), *[""] * (_SHADES - 2), say("figure_strong", language)]
        return [KeyEntry(_bare(step), words) for step, words in zip(steps, ends, strict=True)]
    if len(levels) > _MOST_SHADES or (len(levels) > _SHADES and all(map(_is_number, named.values()))):
        chosen = {round(step * (len(levels) - 1) / (_SHADES - 1)) for step in range(_SHADES)}
        levels = [levels[at] for at in sorted(chosen)]
    return [KeyEntry(_bare(level), named[level]) for level in levels]


def _is_number(words: str) -> bool:
    return words.rstrip("% \u202f\u00a0").isdecimal()


def _bare(strength: float) -> Stamp:
    """The shade of that strength without a sign on it."""
    return replace(_stamp("coded", strength), sign="")


def _alternative(grid: Grid, language: str) -> str:
    counted = Counter(square.state for square in grid.cells.values())
    states = [
        say("figure_counted", language, what=grid.meaning(state, language), n=number(counted[state], language))
        for state in _STAMPS
        if counted[state]
    ]
    size = say(
        "figure_heat_map_alt",
        language,
        rows=say_number("figure_rows", len(grid.rows), language),
        columns=say_number("figure_columns", len(grid.columns), language),
        states=say("figure_semicolon", language).join(states),
    )
    return f"{size} {_fullest(grid, language)}".strip()


def _fullest(grid: Grid, language: str) -> str:
    """The row coded in most columns, if one stands out."""
    coded = Counter(row for (row, _), square in grid.cells.items() if square.state in ("coded", "rolled", "stale"))
    first, *rest = coded.most_common(2) or [("", 0)]
    if not first[1] or (rest and rest[0][1] == first[1]):
        return ""
    label = {row[0]: row[1] for row in grid.rows}.get(first[0], first[0])
    columns = number(len(grid.columns), language)
    return say("figure_fullest_row", language, row=label, n=number(first[1], language), N=columns)
