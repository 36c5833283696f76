"""glose trace: from a cell to its entries, and from an entry to its cells."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from commands.options import in_study, json_option
from commands.printing import console, print_json
from wording.messages import tr

if TYPE_CHECKING:
    from coding.records.entry import Entry
    from workbench.study import Study
    from workbench.tracing import CellTrace, EntryTrace, EvidenceTrail


@click.command(short_help="Trace a cell to its entries, and an entry to its cells.")
@click.argument("what", metavar="TABLE|ENTRY")
@click.argument("row", required=False)
@click.argument("column", required=False)
@click.option(
    "--max-count", type=click.IntRange(1), metavar="N", help="Maximum number of records shown; default: 20, --json all."
)
@click.option("--as-recorded", is_flag=True, help="Show names that now have a pseudonym.")
@json_option
@in_study
def trace(
    study: "Study",
    what: str,
    row: str | None,
    column: str | None,
    max_count: int | None,
    as_recorded: bool,
    as_json: bool,
) -> None:
    """Trace the cell of TABLE at ROW and COLUMN to everything it rests on, or an ENTRY to every cell that it supports.

    Name rows and columns by id, label or the last part of a code's id; an entry by its number in the ledger or the
    first six digits (or more) of its id. Records that were retracted, or lost in a corrected text, are marked.

    \b
    Example:
      glose trace objectives environment Nice
      glose trace maturity Roubaix
      glose trace 3fa8c2
      glose trace 412 --json
    """
    from commands.screens.trace_screen import show_cell, show_entry
    from workbench.tracing import trace_cell, trace_entry

    if row is None and what in study.codebook.tables:
        raise click.UsageError(tr("{table} is a table: name the row, and the column where it has several.", table=what))
    if row is None:
        traced = trace_entry(study, what, as_recorded=as_recorded)
        print_json(_entry_lines(traced)) if as_json else show_entry(console(), study, traced)
        return
    shown = max_count or (None if as_json else 20)
    found = trace_cell(study, what, row, column, most=shown, as_recorded=as_recorded)
    print_json(_cell_lines(found)) if as_json else show_cell(console(), study, found)


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
        "contested": cell.contested,
        "codings": max(cell.codings, len(found.trail)),
    }
    for trail in found.trail:
        yield {"what": "behind", **_trail_json(trail)}
    for trail in found.gone:
        yield {"what": "gone", **_trail_json(trail)}


def _entry_lines(found: "EntryTrace") -> Iterator[dict[str, Any]]:
    yield {"what": "entry", "number": found.number, **_entry_json(found.entry), "undone": found.undone} | (
        {} if found.current is None else {"current": found.current}
    )
    if found.revision is not None:
        parts = ("added", "removed", "redefined", "shown_anew", "typologies")
        yield {"what": "revision", **{part: list(getattr(found.revision, part)) for part in parts}}
    if found.trail is not None:
        yield {"what": "record", "counted": found.counted, **_trail_json(found.trail)}
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


def _trail_json(trail: "EvidenceTrail") -> dict[str, Any]:
    created, place = trail.history.created, getattr(trail.history.record, "place", None)
    return {
        "number": trail.number,
        **_entry_json(created),
        "now": trail.history.status,
        "place": None if place is None else place.as_json(),
        "codebook": getattr(created.payload, "codebook", None),
        "changed": None if trail.changed is None else list(trail.changed),
        "later": [_entry_json(entry) for entry in trail.history.changes],
        "adjudications": [
            {
                "entry": one.id,
                "coder": one.coder,
                "time": one.time,
                "outcome": one.says.outcome,
                "reason": one.says.reason,
                "note": one.says.note,
            }
            for one in trail.settled
        ],
        "reviews": [
            {
                "entry": review.id,
                "audit": review.audit,
                "reviewer": review.reviewer,
                "verdict": review.verdict,
                "reason": review.reason,
                "time": review.time,
            }
            for review in trail.reviews
        ],
        "summaries": [
            {"entry": s.id, "code": s.code, "case": s.case, "coder": s.coder, "time": s.time} for s in trail.summaries
        ],
    }
