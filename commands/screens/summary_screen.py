"""Cells of the framework matrix on the terminal, and as JSON: their summaries, states and quotes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from commands.printing import console
from wording.messages import language, quoted, tr

if TYPE_CHECKING:
    from rich.console import Console

    from coding.summaries.citing import FrameworkCell
    from coding.summaries.summary import SummaryState
    from workbench.study import Study
    from workbench.summarising import MatrixCell

SIGNS = {
    "signed": ("✔", "bold green"),
    "written": ("✎", "cyan"),
    "stale": ("!", "bold yellow"),
    "conflict": ("≠", "bold red"),
    "missing": ("○", "magenta"),
    "empty": ("·", "dim"),
}
"""How a state is shown in the matrix; the words stand below it."""


def print_cell(study: "Study", cell: "FrameworkCell", state: "SummaryState | None") -> None:
    """Print a cell: its summary and what became of it, then its quotes with their numbers."""
    from coding.codebook.model import label_of
    from workbench.summary_file import about

    out = console()
    label = label_of(study.codebook, cell.code, study.settings.language)
    out.print(f"{label} · {cell.case}  ({cell.code})", style="bold")
    for standing in (state, *state.rivals) if state else ():
        out.print(f"\n{standing.text}\n")
        _print_state(out, standing)
    if state is None:
        out.print(tr("No summary yet."), style="magenta")
    if state and state.rivals:
        out.print(tr("This cell has several summaries; write one that replaces them."), style="bold red")
    cited = {number for number, _ in state.cites} if state else set()
    for quote in cell.quotes:
        style = "cyan" if quote.number in cited else "dim"
        out.print(f"\n[^{quote.number}] {about(quote, language())}", style=style)
        out.print(f"  {quoted(quote.coding.place.quote)}")
    if not cell.quotes:
        out.print(tr("Nothing is coded here."), style="dim")


def _print_state(out: "Console", state: "SummaryState") -> None:
    for style, line in _state_lines(state):
        out.print(line, style=style)


def _state_lines(state: "SummaryState") -> Iterator[tuple[str, str]]:
    """What became of a summary, a line and its style each."""
    from reports.tables.summary_words import reasons_in_words
    from wording.catalogues import say, say_number
    from wording.numbers import day

    in_language = language()
    yield "dim", say("summary_by", in_language, coder=state.coder, day=day(state.time, in_language))
    for name, time in state.signed:
        yield "green", say("summary_signed_by", in_language, coder=name, day=day(time, in_language))
    if state.stale:
        since = say("summary_stale_since", in_language, day=day(state.since, in_language)) if state.since else ""
        yield "bold yellow", since or say("summary_stale_why", in_language)
    for reason in reasons_in_words(state, in_language):
        yield "yellow", f"  – {reason}"
    if state.fresh:
        yield "cyan", say_number("summary_fresh", state.fresh, in_language)


def print_matrix(cells: "Sequence[MatrixCell]") -> None:
    """Print the matrix with a sign a cell, then what is stale and why."""
    from rich import box
    from rich.columns import Columns
    from rich.table import Table
    from rich.text import Text

    from reports.tables.summary_words import reasons_in_words
    from wording.catalogues import say

    if not cells:
        console().print(tr("There are no cells yet: a cell is a code and a case. Write the cases into cases.csv."))
        return
    codes = list(dict.fromkeys(cell.code for cell in cells))
    by_case: dict[str, list[Text]] = {}
    for cell in cells:
        by_case.setdefault(cell.case, []).append(Text(*SIGNS[cell.state]))
    out = console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(tr("case"), no_wrap=True, overflow="ellipsis")
    heads, key = _heads(codes, out.width - max(map(len, by_case)) - 4)
    for head in heads:
        table.add_column(head, justify="center", no_wrap=True, min_width=3)
    for case, row in by_case.items():
        table.add_row(Text(case), *row)
    out.print(table)
    if key:
        out.print(Columns([Text(f"{head} {code}", style="dim") for head, code in key.items()], padding=(0, 3)))
    number = Counter(cell.state for cell in cells)
    legend = [
        f"{sign} {tr('{what}: {detail}', what=say(f'summary_{state}', language()), detail=number[state])}"
        for state, (sign, _) in SIGNS.items()
    ]
    out.print("   ".join(legend), style="dim")
    for cell in cells:
        if cell.summary is not None and cell.state in ("stale", "conflict"):
            reasons = reasons_in_words(cell.summary, language()) or [say("summary_rivals", language())]
            about = tr("{what}: {detail}", what=f"{cell.case} · {cell.code}", detail=" ".join(reasons))
            out.print(f"{SIGNS[cell.state][0]} {about}")


def _heads(codes: Sequence[str], room: int) -> tuple[list[str], dict[str, str]]:
    """The heads of the matrix's columns, and the key of those that had to be short."""
    names = [code.rpartition(".")[2] for code in codes]
    if len(set(names)) == len(names) and sum(len(name) + 2 for name in names) <= room:
        return names, {}
    from commands.screens.table_screen import heads_of

    short = heads_of(codes)
    return list(short.values()), {head: code for code, head in short.items() if head != code}


def matrix_json(cell: "MatrixCell") -> dict[str, Any]:
    """The object that `glose summarise --list --json` prints for a cell."""
    head = {"code": cell.code, "case": cell.case, "state": cell.state, "codings": cell.codings}
    return head | _summary_json(cell.summary)


def cell_json(cell: "FrameworkCell", state: "SummaryState | None") -> dict[str, Any]:
    """The object that `glose summarise --show --json` prints: as in the list, with the quotes."""
    known = "empty" if not cell.quotes else "missing"
    quotes = [
        {
            "number": quote.number,
            "entry": quote.coding.id,
            **quote.coding.place.as_json(),
            "code": quote.coding.code,
            "degree": quote.coding.degree,
            "value": quote.coding.value,
            "coder": quote.coding.coder,
        }
        for quote in cell.quotes
    ]
    head = {"code": cell.code, "case": cell.case, "state": state.state if state else known, "codings": len(quotes)}
    return head | _summary_json(state) | {"quotes": quotes}


def _summary_json(state: "SummaryState | None") -> dict[str, Any]:
    if state is None:
        return {"summary": None, "entry": None, "coder": None, "time": None, "signed": [], "stale": [], "fresh": 0} | {
            "cites": [],
            "rivals": [],
        }
    from reports.tables.summary_words import reasons_in_words

    words = reasons_in_words(state, "en")
    return {
        "summary": state.text,
        "entry": state.entry,
        "coder": state.coder,
        "time": state.time,
        "signed": [{"coder": name, "time": time} for name, time in state.signed],
        "stale": [
            {
                "reason": reason.key.removeprefix("summary_"),
                "numbers": list(reason.numbers),
                "since": reason.since,
                "message": said,
            }
            for reason, said in zip(state.stale, words, strict=True)
        ],
        "fresh": state.fresh,
        "cites": [{"number": number, "entry": coding} for number, coding in state.cites],
        "rivals": [_summary_json(rival) for rival in state.rivals],
    }
