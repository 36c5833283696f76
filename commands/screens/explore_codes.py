"""How `glose explore` shows codes in the terminal: cross tables, co-occurrence, timelines, saturation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commands.printing import console
from wording.case_term import case_term
from wording.messages import counted, decimal, language, quoted, tr, tr_n
from wording.messages import share as percentage
from wording.numbers import probability

if TYPE_CHECKING:
    from reports.association import Difference
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
        table.add_column(name, overflow="fold")
    for name in right:
        table.add_column(name, justify="right")
    return table


def add(table: Table, *cells: str | Text, style: str = "", depth: int = 0) -> None:
    """Add a row whose words are shown as they are, brackets and all; the first cell is indented by `depth` steps."""
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
        out.print(note.words(language()), style="dim")


def show_cross(table: "CrossTable", shares: str) -> None:
    """The cross table, a row a code; where the columns have no room, the code alone, a row a value."""
    if len(table.columns) > WIDEST:
        _show_values(table)
        return
    of_units = table.cell in ("cases", "texts")
    headings = [f"{column.label}\n{'N ' if of_units else ''}{counted(column.units)}" for column in table.columns]
    tests = any(row.test and row.test.p is not None for row in table.rows)
    title = tr("{code} by {attribute}", code=table.rows[0].label, attribute=table.by_label)
    test_headings = ["p", tr("p adj."), "V"] if tests else []
    shown = table_of(title, right=[*headings, tr("all"), *test_headings])
    shares = "none" if len(table.columns) > WIDE else shares
    for row in table.rows:
        cells = [_crossed(table, row, at, shares) for at in range(len(table.columns))]
        tested = _tested(row.test) if tests else []
        style = "" if row.total else "dim"
        add(shown, row.label, *cells, counted(row.total), *tested, style=style, depth=row.depth)
    console().print(shown)
    show_notes(table.notes)


def _show_values(table: "CrossTable") -> None:
    shown = table_of(table.by_label, right=[table.rows[0].label, tr("of")])
    shown.add_column("")
    whole = table.rows[0]
    for at, column in enumerate(table.columns):
        share = table.column_share(whole, at) or 0.0
        add(shown, column.label, counted(whole.counts[at]), counted(column.units), bar(share, 1))
    out = console()
    out.print(shown)
    too_many = tr("{n} values are too many for columns; --csv has the codes below too.", n=len(table.columns))
    out.print(too_many, style="dim")
    show_notes(table.notes)


def _crossed(table: "CrossTable", row: "CrossRow", at: int, shares: str) -> str:
    share = None if shares == "none" else (table.row_share if shares == "row" else table.column_share)(row, at)
    if not row.counts[at]:
        return "·" if share is None else "·     "
    n = counted(row.counts[at])
    return n if share is None else f"{n} {percentage(share):>4}"


def _tested(test: "Difference | None") -> list[str]:
    if test is None or test.p is None or test.adjusted is None:
        return ["–", "–", "–" if test is None or test.v is None else decimal(test.v)]
    sign = "χ²" if test.method == "chi_square" else "F "
    p, corrected = (probability(found, language()) for found in (test.p, test.adjusted))
    return [f"{sign} {p}", corrected, "–" if test.v is None else decimal(test.v)]


def show_cooccurrence(found: "Cooccurrence", *, min_count: int, by: "PairOrder", max_count: int) -> None:
    """The strongest pairs."""
    pairs = found.pairs(min_count, by=by)
    out = console()
    if not pairs:
        out.print(_no_pairs(found, min_count))
        return
    numbers = ["c", tr("both"), tr("1st"), tr("2nd"), *(["G²"] if found.g2 is not None else [])]
    shown = table_of(tr("code"), tr("with"), right=numbers)
    room = max((out.width - 8 * len(numbers)) // 2, 12)
    for pair in pairs[:max_count]:
        add(shown, *_pair(pair, room))
    out.print(shown)
    if (more := len(pairs) - max_count) > 0:
        left = tr_n(
            "{n} more pair: --max-count {every} or --csv shows it.",
            "{n} more pairs: --max-count {every} or --csv shows them.",
            more,
            every=len(pairs),
        )
        out.print(left, style="dim")
    show_notes(found.notes)
    if any(pair.uneven for pair in pairs[:max_count]):
        uneven = tr(
            "* one code is over five times as frequent as the other: c stays small, look at {both}.",
            both=quoted(tr("both")),
        )
        out.print(uneven, style="dim")


def _no_pairs(found: "Cooccurrence", min_count: int) -> str:
    """That no codes co-occur, or none so often."""
    units = {"passage": tr("in a passage"), "text": tr("in a text"), "overlap": tr("on the same words")}
    where = units[found.within]
    if min_count > 1:
        return tr("No two codes co-occur {where} {count} times or more.", where=where, count=min_count)
    return tr("No two codes co-occur {where}.", where=where)


def _pair(pair: "Pair", room: int) -> list[str]:
    row = [
        cropped(pair.first, room),
        cropped(pair.second, room),
        f"{decimal(pair.c)}{'*' if pair.uneven else ' '}",
        counted(pair.together),
    ]
    row += [counted(pair.n_first), counted(pair.n_second)]
    return row if pair.g2 is None else [*row, decimal(pair.g2, 1)]


def show_timeline(found: "Timeline") -> None:
    """The code's codings, period by period."""
    periods = {"year": tr("year"), "quarter": tr("quarter"), "month": tr("month")}
    headings = [tr("texts"), tr("with it"), case_term(language()).many, tr("codings"), tr("per text")]
    shown = table_of(periods[found.by], right=headings)
    shown.add_column(found.labels[0])
    most = max((moment.codings[0] for moment in found.moments), default=0)
    for moment in found.moments:
        codings = moment.codings[0]
        rate = decimal(codings / moment.texts, 1) if moment.texts else "–"
        numbers = (str(moment.texts), str(moment.coded_texts[0]), str(moment.cases[0]), counted(codings), rate)
        add(shown, moment.period, *numbers, bar(codings, most), style="" if moment.texts else "dim")
    console().print(shown)
    show_notes(found.notes)


def show_saturation(found: "Saturation") -> None:
    """New codes, text by text."""
    out = console()
    if not found.steps:
        out.print(tr("No text is coded yet, so no code is new. `glose progress` shows what is read and decided."))
        return
    shown = table_of("", tr("text"), right=[tr("codings"), tr("new"), tr("all"), tr("run")])
    shown.add_column("")
    most = max((len(step.new) for step in found.steps), default=0)
    for number, step in enumerate(found.steps, 1):
        ratio = "" if step.ratio is None else percentage(step.ratio)
        last = found.reached is not None and number == found.reached + found.run
        numbers = (counted(step.codings), str(len(step.new)), str(step.total), ratio)
        drawn = bar(len(step.new), most)
        drawn = drawn.append(f" ◀ {tr('saturation')}", style="bold") if last else drawn
        add(shown, str(number), step.text, *numbers, drawn)
    out.print(shown)
    show_notes(found.notes)
    if found.uncoded:
        out.print(tr("Not coded yet: {texts}.", texts=", ".join(found.uncoded)), style="dim")
