"""How `glose explore` shows codes in the terminal: cross tables, co-occurrence, timelines, saturation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commands.options import console

if TYPE_CHECKING:
    from reports.explore.association import Difference
    from reports.explore.cooccurrence import Cooccurrence, Pair, PairOrder
    from reports.explore.cross_table import CrossRow, CrossTable
    from reports.explore.note import Note
    from reports.explore.saturation import Saturation
    from reports.explore.timeline import Timeline

WIDE = 6
"""A cross table with more columns than this has no room for shares."""
WIDEST = 10
"""A cross table with more columns than this has no room at all."""


def table_of(*left: str, right: Sequence[str] = ()) -> Table:
    """A table in the house's manner: words to the left, then numbers set to the right."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in left:
        table.add_column(escape(name), overflow="fold")
    for name in right:
        table.add_column(escape(name), justify="right")
    return table


def add(table: Table, *cells: str | Text, style: str = "", depth: int = 0) -> None:
    """Add a row whose words are shown as they are, brackets and all; the first cell stands `depth` steps in."""
    first, *others = (Text(cell) if isinstance(cell, str) else cell for cell in cells)
    table.add_row(Padding(first, (0, 0, 0, 2 * depth), expand=False), *others, style=style)


def paragraph(words: str | Text, *, indent: int, style: str = "") -> None:
    """Print words below one another as far in as the first line."""
    shown = Text(words, style) if isinstance(words, str) else words
    console().print(Padding(shown, (0, 0, 0, indent), expand=False))


def cropped(name: str, room: int) -> str:
    """An id in that room: its end tells it from the others, so it is the beginning that goes."""
    return name if len(name) <= room else "…" + name[1 - room :]


def bar(amount: float, most: float) -> Text:
    """A bar, never empty where there is anything; the longest has room beside the numbers of a narrow terminal."""
    width = 30 if console().width >= 100 else 16
    return Text("█" * max(round(amount * width / (most or 1)), 1 if amount else 0), style="cyan")


def show_notes(notes: "Sequence[Note]") -> None:
    """What must be known to read what was shown."""
    out = console()
    for note in notes:
        out.print(note.words("en"), style="dim", markup=False)


def show_cross(table: "CrossTable", shares: str) -> None:
    """The cross table, a row a code; where the columns have no room, the code alone, a row a value."""
    if len(table.columns) > WIDEST:
        _show_values(table)
        return
    of_units = table.cell in ("cases", "texts")
    heads = [f"{column.label}\n{'N ' if of_units else ''}{column.units:,}" for column in table.columns]
    tests = any(row.test and row.test.p is not None for row in table.rows)
    shown = table_of(f"{table.code} by {table.by}", right=[*heads, "all", *(["p", "p adj.", "V"] if tests else [])])
    shares = "none" if len(table.columns) > WIDE else shares
    for row in table.rows:
        cells = [_crossed(table, row, at, shares) for at in range(len(table.columns))]
        tested = _tested(row.test) if tests else []
        style = "" if row.total else "dim"
        add(shown, row.label, *cells, f"{row.total:,}", *tested, style=style, depth=row.depth)
    console().print(shown)
    show_notes(table.notes)


def _show_values(table: "CrossTable") -> None:
    shown = table_of(table.by, right=[table.code, "of"])
    shown.add_column("")
    whole = table.rows[0]
    for at, column in enumerate(table.columns):
        share = table.column_share(whole, at) or 0.0
        add(shown, column.label, f"{whole.counts[at]:,}", f"{column.units:,}", bar(share, 1))
    out = console()
    out.print(shown)
    out.print(f"{len(table.columns)} values are too many columns; --csv has the codes below too.", style="dim")
    show_notes(table.notes)


def _crossed(table: "CrossTable", row: "CrossRow", at: int, shares: str) -> str:
    share = None if shares == "none" else (table.row_share if shares == "row" else table.column_share)(row, at)
    if not row.counts[at]:
        return "·" if share is None else "·     "
    n = f"{row.counts[at]:,}"
    return n if share is None else f"{n} {share:>4.0%}"


def _tested(test: "Difference | None") -> list[str]:
    if test is None or test.p is None or test.adjusted is None:
        return ["–", "–", "–" if test is None or test.v is None else f"{test.v:.2f}"]
    sign = "χ²" if test.method == "chi_square" else "F "
    return [f"{sign} {probability(test.p)}", probability(test.adjusted), "–" if test.v is None else f"{test.v:.2f}"]


def probability(p: float) -> str:
    """A p-value with as many digits as it is worth."""
    return "<.001" if p < 0.001 else f"{p:.3f}"[1:] if p < 0.1 else f"{p:.2f}"


def show_cooccurrence(found: "Cooccurrence", *, least: int, by: "PairOrder", most: int) -> None:
    """The strongest pairs."""
    pairs = found.pairs(least, by=by)
    out = console()
    if not pairs:
        out.print(
            f"No two codes meet{f' {least} times or more' if least > 1 else ''} within one {_WHERE[found.within]}."
        )
        return
    numbers = ["c", "both", "1st", "2nd", *(["G²"] if found.g2 is not None else [])]
    shown = table_of("code", "meets", right=numbers)
    room = max((out.width - 8 * len(numbers)) // 2, 12)
    for pair in pairs[:most]:
        add(shown, *_pair(pair, room))
    out.print(shown)
    if len(pairs) > most:
        out.print(f"{len(pairs) - most:,} more pairs: --most {len(pairs)} or --csv shows them.", style="dim")
    show_notes(found.notes)
    if any(pair.uneven for pair in pairs[:most]):
        out.print("* one code is over five times as frequent as the other: c stays small, look at “both”.", style="dim")


_WHERE = {"passage": "passage", "text": "text", "overlap": "stretch of text"}


def _pair(pair: "Pair", room: int) -> list[str]:
    row = [
        cropped(pair.first, room),
        cropped(pair.second, room),
        f"{pair.c:.2f}{'*' if pair.uneven else ' '}",
        f"{pair.together:,}",
    ]
    row += [f"{pair.n_first:,}", f"{pair.n_second:,}"]
    return row if pair.g2 is None else [*row, f"{pair.g2:.1f}"]


def show_timeline(found: "Timeline") -> None:
    """The code's codings, period by period."""
    shown = table_of(found.by, right=["texts", "with it", "cases", "codings", "a text"])
    shown.add_column(escape(found.labels[0]))
    most = max((moment.codings[0] for moment in found.moments), default=0)
    for moment in found.moments:
        codings = moment.codings[0]
        rate = f"{codings / moment.texts:.1f}" if moment.texts else "–"
        numbers = (str(moment.texts), str(moment.coded_texts[0]), str(moment.cases[0]), f"{codings:,}", rate)
        add(shown, moment.period, *numbers, bar(codings, most), style="" if moment.texts else "dim")
    console().print(shown)
    show_notes(found.notes)


def show_saturation(found: "Saturation") -> None:
    """New codes, text by text."""
    out = console()
    if not found.steps:
        out.print("No text is coded yet, so no code is new. `glose progress` tells what is read and decided.")
        return
    shown = table_of("", "text", right=["codings", "new", "all", "run"])
    shown.add_column("")
    most = max((len(step.new) for step in found.steps), default=0)
    for number, step in enumerate(found.steps, 1):
        ratio = "" if step.ratio is None else f"{step.ratio:.0%}"
        last = found.reached is not None and number == found.reached + found.run
        numbers = (f"{step.codings:,}", str(len(step.new)), str(step.total), ratio)
        drawn = bar(len(step.new), most)
        add(shown, str(number), step.text, *numbers, drawn.append(" ◀ saturation", style="bold") if last else drawn)
    out.print(shown)
    show_notes(found.notes)
    if found.uncoded:
        out.print(f"Not coded yet: {', '.join(found.uncoded)}.", style="dim", markup=False)
