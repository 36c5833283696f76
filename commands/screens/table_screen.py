"""Synthesis tables on the terminal: a grid where columns fit, bands of a grid for signs, a block a row for words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.columns import Columns
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commands.printing import console
from reports.tables.rendering import SIGNS

if TYPE_CHECKING:
    from rich.console import Console

    from reports.tables.rendering import RenderedCell, RenderedRow, RenderedTable

_STYLES = {
    "coded": "bold cyan",
    "rolled": "cyan",
    "absent": "magenta",
    "read": "dim",
    "unread": "yellow",
    "stale": "bold yellow",
    "missing": "magenta",
}
LETTERS = 3
"""Words are cut to so many letters where columns are narrow, or to as many as tell them apart."""
CUT_AT_MOST = 6
"""If more letters than this are needed to tell column heads apart, they are numbered instead."""
LABEL = 44
"""A row's label is given no more room than this beside a grid of signs."""
WORDS_WIDE = 28
"""A column of words is worth a grid if it gets so many characters, or what its longest cell needs."""


def show_table(rendered: "RenderedTable") -> None:
    """Print a table as wide as the terminal: nothing is cut without a key that says what it means."""
    out = console()
    out.print(Text(rendered.title, style="bold"))
    if not rendered.wide:
        _show_signs(out, rendered)
    elif _words_fit(rendered, out.width):
        _show_grid(out, rendered)
    else:
        _show_blocks(out, rendered)
    if rendered.legend:
        out.print("  ".join(f"{sign} {words}" for _, sign, words in rendered.legend), style="dim")
    for note in rendered.notes:
        out.print(note, style="dim")
    for line in rendered.sources:
        out.print(Text(line, style="dim"))
    out.print()


def shortened(words: Iterable[str], least: int = LETTERS) -> dict[str, str]:
    """Each word cut to the fewest letters, `least` or more, with which none of the others begins."""
    known = list(dict.fromkeys(words))
    folded = [word.casefold() for word in known]
    found = {}
    for word in known:
        for length in range(least, len(word)):
            start = word[:length].casefold()
            if sum(other.startswith(start) for other in folded) == 1:
                found[word] = word[:length].rstrip(" -'’.")
                break
        else:
            found[word] = word
    return found


def heads_of(labels: Sequence[str]) -> dict[str, str]:
    """Short heads for columns by their labels: a few letters each, or numbers where these are too much alike."""
    heads = shortened(labels)
    if max(map(len, heads.values()), default=0) <= CUT_AT_MOST:
        return heads
    return {label: str(number) for number, label in enumerate(heads, 1)}


@dataclass(frozen=True, slots=True)
class _Grid:
    """What a grid of signs prints: the head of each column, the text of each cell, and the key of what was cut."""

    heads: list[str]
    cells: list[list[str]]
    key: Mapping[str, str] = field(default_factory=dict)

    @property
    def widths(self) -> list[int]:
        """The room that each column needs."""
        return [max(map(cell_len, column)) for column in zip(self.heads, *self.cells, strict=True)]


def _show_signs(out: "Console", rendered: "RenderedTable") -> None:
    """A grid with the columns' own names if there is room, else with short ones, in bands where need be."""
    rows = [*rendered.rows, *([rendered.totals] if rendered.totals else [])]
    wanted = min(max(cell_len(label) for label in (rendered.corner, *map(_label, rows))), LABEL)
    ends = sum(max(cell_len(end), 3) + 2 for end in rendered.heads()[len(rendered.columns) + 1 :]) + 4
    grid = _full(rendered, rows)
    if sum(grid.widths) + len(grid.widths) + wanted + ends > out.width:
        grid = _narrow(rendered, rows)
    bands = _bands(grid.widths, out.width - ends - min(wanted, max(out.width * 3 // 10, 16)))
    used = max(sum(grid.widths[at] + 1 for at in band) for band in bands)
    room = min(wanted, out.width - ends - used)
    for number, band in enumerate(bands, 1):
        out.print(_band(rendered, rows, grid, band, room=room, last=number == len(bands)))
    if grid.key:
        out.print(Columns([Text(f"{cut} {word}", style="dim") for cut, word in grid.key.items()], padding=(0, 3)))


def _label(row: "RenderedRow") -> str:
    return "  " * row.depth + row.label


def _full(rendered: "RenderedTable", rows: "Sequence[RenderedRow]") -> _Grid:
    return _Grid([column.label for column in rendered.columns], [[cell.text for cell in row.cells] for row in rows])


def _narrow(rendered: "RenderedTable", rows: "Sequence[RenderedRow]") -> _Grid:
    """Heads and words cut short; a number is never cut, since what is left of it would be another number."""
    labels = [column.label for column in rendered.columns]
    words = shortened(_bare(cell) for row in rows for cell in row.cells if _is_word(cell))
    grid = _Grid([""] * len(labels), [[_cut(cell, words) for cell in row.cells] for row in rows])
    heads = heads_of(labels)
    if not next(iter(heads.values())).isdecimal():
        heads |= {label: label for label, width in zip(labels, grid.widths, strict=True) if cell_len(label) <= width}
    cut = {short: full for full, short in {**heads, **words}.items() if short != full}
    return _Grid([heads[label] for label in labels], grid.cells, cut)


def _is_word(cell: "RenderedCell") -> bool:
    return cell.number is None and len(_bare(cell)) > LETTERS


def _bare(cell: "RenderedCell") -> str:
    return cell.text.removeprefix("(").removesuffix(")")


def _cut(cell: "RenderedCell", words: Mapping[str, str]) -> str:
    return cell.text.replace(_bare(cell), words[_bare(cell)]) if _is_word(cell) else cell.text


def _bands(widths: Sequence[int], room: int) -> list[list[int]]:
    """The columns, by number, in as few stretches of that room as they need, these as even as may be."""
    fewest = len(_filled(widths, room))
    even = (sum(widths) + len(widths)) // fewest
    while len(bands := _filled(widths, even)) > fewest:
        even += 1
    return bands


def _filled(widths: Sequence[int], room: int) -> list[list[int]]:
    """The columns in order, each stretch filled as far as it goes; at least one stretch."""
    bands: list[list[int]] = [[]]
    used = 0
    for at, width in enumerate(widths):
        if bands[-1] and used + width + 1 > room:
            bands.append([])
            used = 0
        bands[-1].append(at)
        used += width + 1
    return bands


def _band(
    rendered: "RenderedTable", rows: "Sequence[RenderedRow]", grid: _Grid, band: Sequence[int], *, room: int, last: bool
) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=0)
    table.add_column(Text(rendered.corner), width=room, no_wrap=True, overflow="ellipsis")
    numbers = any(cell.number is not None for row in rows for cell in row.cells)
    for at in band:
        table.add_column(
            Text(grid.heads[at]), width=grid.widths[at], no_wrap=True, justify="right" if numbers else "center"
        )
    for end in rendered.heads()[len(rendered.columns) + 1 :] if last else ():
        table.add_column(Text(end), justify="right", no_wrap=True, min_width=4)
    for row, texts in zip(rows, grid.cells, strict=True):
        cells = [Text(texts[at], _STYLES.get(row.cells[at].look, "")) for at in band]
        table.add_row(Text(_label(row)), *cells, *(_ends(rendered, row) if last else ()))
    return table


def _ends(rendered: "RenderedTable", row: "RenderedRow") -> list[str]:
    """What is to the right of the columns: n and the total, as far as the table has them."""
    counted = [("" if row.n is None else str(row.n))] if rendered.counts else []
    return [*counted, row.total.text if row.total else ""] if rendered.has_row_totals else counted


def _words_fit(rendered: "RenderedTable", width: int) -> bool:
    """Whether every column of words has room to be read beside the others."""
    label = min(max((cell_len(row.label) + 2 * row.depth for row in rendered.rows), default=0), WORDS_WIDE)
    longest = [
        max((cell_len(row.cells[at].text) for row in rendered.rows), default=0) for at in range(len(rendered.columns))
    ]
    needed = sum(max(min(size, WORDS_WIDE), 4) + 2 for size in longest)
    return label + needed + 4 * (len(rendered.heads()) - len(rendered.columns)) <= width


def _show_grid(out: "Console", rendered: "RenderedTable") -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for column in [rendered.corner, *(column.label for column in rendered.columns)]:
        table.add_column(Text(column), overflow="fold")
    for end in rendered.heads()[len(rendered.columns) + 1 :]:
        table.add_column(end, justify="right")
    for row in rendered.rows:
        cells = [Text(cell.text, _STYLES.get(cell.look, "")) for cell in row.cells]
        table.add_row(Padding(Text(row.label), (0, 0, 0, 2 * row.depth), expand=False), *cells, *_ends(rendered, row))
    out.print(table)


def _show_blocks(out: "Console", rendered: "RenderedTable") -> None:
    """A block a row: each column that says something on a line of its own, then the silent ones together by sign."""
    named = min(max(cell_len(column.label) for column in rendered.columns), out.width // 3)
    before = None
    for row in rendered.rows:
        out.print()
        indent = 2 * row.depth
        if row.label != before:
            counted = f"  n {row.n}" if rendered.counts and row.n is not None else ""
            head = Text(row.label, style="bold").append(counted, style="not bold dim")
            out.print(Padding(head, (0, 0, 0, indent), expand=False))
        before = row.label
        lines = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
        lines.add_column(width=named, style="dim", overflow="fold")
        lines.add_column(overflow="fold")
        for column, cell in zip(rendered.columns, row.cells, strict=True):
            if not _is_silent(cell) and cell.text != row.label:
                lines.add_row(Text(column.label), Text(cell.text, _STYLES.get(cell.look, "")))
        if lines.row_count:
            out.print(Padding(lines, (0, 0, 0, indent + 2), expand=False))
        for words in _silent(rendered, row):
            out.print(Padding(Text(words, style="dim"), (0, 0, 0, indent + 2), expand=False))
    out.print()


def _is_silent(cell: "RenderedCell") -> bool:
    return cell.look in ("read", "unread") or cell.text in ("", *SIGNS.values())


def _silent(rendered: "RenderedTable", row: "RenderedRow") -> Iterator[str]:
    """The columns without words by what they have instead; only the sign where that is all of them."""
    by_sign: dict[str, list[str]] = {}
    for column, cell in zip(rendered.columns, row.cells, strict=True):
        if _is_silent(cell) and cell.text:
            by_sign.setdefault(cell.text, []).append(column.label)
    for sign, columns in by_sign.items():
        yield sign if len(columns) == len(rendered.columns) else f"{sign} {', '.join(columns)}"
