"""glose trace: from a cell to its entries, and from an entry to its cells."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from commands.options import console, counted, in_study, json_option, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from coding.records.decisions import KeptSuggestion
    from coding.records.entry import Entry
    from workbench.study import Study
    from workbench.tracing import CellTrace, EntryTrace, EvidenceTrail


@click.command(short_help="From a cell to its entries, and from an entry to its cells.")
@click.argument("what", metavar="TABLE|ENTRY")
@click.argument("row", required=False)
@click.argument("column", required=False)
@click.option("--most", type=click.IntRange(1), metavar="N", help="How many quotes of a cell; default: 20, --json all.")
@click.option("--as-recorded", is_flag=True, help="Show names that have a pseudonym by now.")
@json_option
@in_study
def trace(
    study: "Study",
    what: str,
    row: str | None,
    column: str | None,
    most: int | None,
    as_recorded: bool,
    as_json: bool,
) -> None:
    """Trace the cell of TABLE at ROW and COLUMN to everything it rests on, or an ENTRY to every cell where it stands.

    Rows and columns are named by id, label or the last part of a code's id; an entry by its number in the ledger or
    the first six digits (or more) of its id. What was taken back, or lost in a corrected text, is shown as such.

    \b
    Example:
      glose trace objectives environment Nice
      glose trace maturity Roubaix
      glose trace 3fa8c2
      glose trace 412 --json
    """
    from workbench.tracing import trace_cell, trace_entry

    if row is None and what in study.codebook.tables:
        raise click.UsageError(f"{what} is a table: name the row, and the column where it has several.")
    if row is None:
        traced = trace_entry(study, what, as_recorded=as_recorded)
        print_json(_entry_lines(traced)) if as_json else _show_entry(console(), study, traced)
        return
    shown = most or (None if as_json else 20)
    found = trace_cell(study, what, row, column, most=shown, as_recorded=as_recorded)
    print_json(_cell_lines(found)) if as_json else _show_cell(console(), study, found)


def _cell_lines(found: "CellTrace") -> Iterator[dict[str, Any]]:
    cell = found.cell
    yield {
        "what": "cell",
        "table": found.table.declaration.id,
        "row": cell.row,
        "column": cell.column,
        "state": cell.state,
        "value": cell.value,
        "rolled": cell.rolled,
        "disputed": cell.disputed,
        "codings": max(cell.codings, len(found.backing)),
    }
    for backing in found.backing:
        yield {"what": "behind", **_backing_json(backing)}
    for backing in found.gone:
        yield {"what": "gone", **_backing_json(backing)}


def _entry_lines(found: "EntryTrace") -> Iterator[dict[str, Any]]:
    yield {"what": "entry", "number": found.number, **_entry_json(found.entry), "undone": found.undone} | (
        {} if found.current is None else {"current": found.current}
    )
    if found.revision is not None:
        parts = ("added", "removed", "redefined", "shown_anew", "typologies")
        yield {"what": "revision", **{part: list(getattr(found.revision, part)) for part in parts}}
    if found.backing is not None:
        yield {"what": "record", "counted": found.counted, **_backing_json(found.backing)}
    for spot in found.cells:
        yield {"what": "cell", "table": spot.table, "row": spot.row.id, "column": spot.column.id}


def _entry_json(entry: "Entry") -> dict[str, Any]:
    return {
        "entry": entry.id,
        "time": entry.time,
        "coder": entry.coder,
        "kind": entry.kind,
        "previous": entry.previous,
        "payload": entry.as_json(),
    }


def _backing_json(backing: "EvidenceTrail") -> dict[str, Any]:
    created, place = backing.story.created, getattr(backing.story.record, "place", None)
    return {
        "number": backing.number,
        **_entry_json(created),
        "now": backing.story.status,
        "place": None if place is None else place.as_json(),
        "codebook": getattr(created.payload, "codebook", None),
        "changed": None if backing.changed is None else list(backing.changed),
        "later": [_entry_json(entry) for entry in backing.story.changes],
        "reviews": [
            {
                "entry": review.id,
                "audit": review.audit,
                "reviewer": review.reviewer,
                "verdict": review.verdict,
                "reason": review.reason,
                "time": review.time,
            }
            for review in backing.reviews
        ],
        "summaries": [
            {"entry": s.id, "code": s.code, "case": s.case, "coder": s.coder, "time": s.time} for s in backing.summaries
        ],
    }


def _show_cell(out: "Console", study: "Study", found: "CellTrace") -> None:
    cell = found.cell
    out.print(f"{found.table.title} · {found.row.label} · {found.column.label}", style="bold", markup=False)
    value = "" if cell.value is None else f": {cell.value}"
    notes = [
        note for note, holds in (("only by codes below", cell.rolled), ("coders disagree", cell.disputed)) if holds
    ]
    number = counted(max(cell.codings, len(found.backing)), "record")
    out.print(" · ".join([f"{cell.state}{value}", *notes, f"{number} behind it"]), markup=False)
    for backing in found.backing:
        _show_backing(out, study, backing)
    if cell.codings > len(found.backing):
        out.print(f"\n… and {cell.codings - len(found.backing):,} more (--most N, or --json for all)", style="dim")
    if found.gone:
        out.print("\nNo longer behind it:", style="bold")
    for backing in found.gone:
        _show_backing(out, study, backing)


def _show_entry(out: "Console", study: "Study", found: "EntryTrace") -> None:
    entry = found.entry
    out.print(f"{entry.kind} {entry.id}", style="bold", markup=False)
    now = {True: " · as it is now", False: " · there is a later one", None: ""}[found.current]
    undone = " · undone" if found.undone else ""
    out.print(f"number {found.number} · {entry.coder} · {_when(entry.time)}{now}{undone}", markup=False)
    if found.backing is None or found.backing.story.created.id != entry.id:
        for line in _facts(entry):
            _indented(out, line)
    if found.revision is not None:
        _show_revision(out, found)
    if found.backing is None:
        return
    if found.backing.story.created.id != entry.id:
        out.print("\nIt speaks about:", style="bold")
    _show_backing(out, study, found.backing)
    _show_spots(out, found)


def _show_revision(out: "Console", found: "EntryTrace") -> None:
    """What the codebook changed against the one recorded before it."""
    names = {
        "added": "new codes",
        "removed": "codes gone",
        "redefined": "defined otherwise",
        "shown_anew": "other cues or examples",
        "typologies": "typologies changed",
    }
    for part, name in names.items():
        codes = getattr(found.revision, part)
        if codes:
            _indented(out, f"{name}: {', '.join(codes)}")


def _show_spots(out: "Console", found: "EntryTrace") -> None:
    assert found.backing is not None
    if not found.counted and found.backing.story.status == "holds":
        out.print(f"\nTables do not count {found.backing.story.created.coder} (`count` in study.yaml).", markup=False)
    elif found.cells:
        out.print(f"\nStands in {counted(len(found.cells), 'cell')}:", style="bold")
    elif found.backing.story.status == "holds" and found.backing.story.created.kind in ("accept", "code", "classify"):
        out.print("\nStands in no cell of any declared table.", style="bold")
    for spot in found.cells:
        _indented(out, f"{spot.table} · {spot.row.id} · {spot.column.id}")


def _show_backing(out: "Console", study: "Study", backing: "EvidenceTrail") -> None:
    from coding.records.decisions import WentThrough

    made, record = backing.story.created, backing.story.record
    facts = [made.code, *(getattr(made.payload, name, None) for name in ("degree", "value", "case"))]
    out.print()
    out.print(f"{' · '.join(fact for fact in facts if fact) or made.kind}", style="cyan", markup=False)
    now, then = getattr(record, "place", None), made.place
    if now is not None:
        _indented(out, f"“{_on_a_line(now.quote)}”  ({now.text}:{now.start}–{now.end})")
    elif then is not None:
        _indented(out, f"“{_on_a_line(then.quote)}”  ({then.text}, as it was)")
    elif isinstance(made.payload, WentThrough):
        _indented(out, f"{made.payload.text}:{made.payload.start}–{made.payload.end}")
    for line in _life(study, backing):
        _indented(out, line)


def _life(study: "Study", backing: "EvidenceTrail") -> Iterator[str]:
    """What there is to say of a record, a line each: who made it, on what, under which codebook, what came later."""
    from coding.records.decisions import Moved, Retracted
    from coding.records.record_history import suggestion_of

    made = backing.story.created
    memo, codebook = (getattr(made.payload, name, None) for name in ("memo", "codebook"))
    suggestion = suggestion_of(made)
    yield f"{made.kind} by {made.coder}, {_when(made.time)}, entry {made.id[:12]}, number {backing.number}"
    if memo:
        yield f"memo: {memo}"
    if suggestion:
        yield from _suggestion(suggestion)
    if codebook:
        yield f"codebook {codebook[:12]}{_definition(study, backing, codebook)}"
    for entry in backing.story.changes:
        later = entry.payload
        reason = f": {later.reason}" if isinstance(later, Retracted) and later.reason else ""
        fate = f" ({later.fate}, version {later.version})" if isinstance(later, Moved) else ""
        yield f"{entry.kind}{fate} by {entry.coder}, {_when(entry.time)}, entry {entry.id[:12]}{reason}"
    if backing.story.status != "holds":
        yield f"now: {backing.story.status}"
    for review in backing.reviews:
        reason = f": {review.reason}" if review.reason else ""
        yield f"review: {review.verdict} by {review.reviewer}, audit {review.audit[:8]}{reason}"
    for summary in backing.summaries:
        yield f"cited in the summary of {summary.code} · {summary.case} by {summary.coder}, entry {summary.id[:12]}"


def _definition(study: "Study", backing: "EvidenceTrail", codebook: str) -> str:
    """Whether the code meant the same then."""
    if codebook == study.revision:
        return ", as it is now"
    if backing.changed is None:
        return ""
    return f"; changed since: {', '.join(backing.changed)}" if backing.changed else "; the code is defined as it was"


def _suggestion(kept: "KeptSuggestion") -> Iterable[str]:
    from coding.suggesting.suggestion import Suggestion

    suggestion = Suggestion.from_json(kept.whole)
    yield f"suggested by {suggestion.suggester}, score {suggestion.score:g}, rank {suggestion.rank}"
    for evidence in suggestion.evidence:
        yield f"  {evidence.kind}: {evidence.why}"


def _on_a_line(words: str) -> str:
    return " ".join(words.split())


def _facts(entry: "Entry") -> Iterator[str]:
    """The payload of an entry that makes no record, a line a key; what is long is cut."""
    for key, value in entry.as_json().items():
        if value in (None, "", [], {}):
            continue
        words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield f"{key}: {words if len(words) <= 200 else words[:199] + '…'}"


def _indented(out: "Console", words: str) -> None:
    """A line under a heading; where it is too wide for the terminal, its other lines too."""
    from rich.padding import Padding
    from rich.text import Text

    left = 2 + len(words) - len(words.lstrip())
    out.print(Padding(Text(words.lstrip()), (0, 0, 0, left), expand=False))


def _when(time: str) -> str:
    return time[:16].replace("T", " ")
