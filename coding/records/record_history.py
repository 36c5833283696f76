"""What became of a record: the entry that created it, those that spoke about it later, and whether it still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coding.records.decisions import Accepted, KeptSuggestion, Rejected
from coding.records.entry import CREATING, NOTING, Entry
from coding.records.replay import Record, fold
from coding.records.undoing import undone_by

RecordStatus = Literal["holds", "retracted", "undone", "lost"]
"""Lost: its place is gone in a corrected text."""

BY_HAND = "by hand"
"""Stands in the place of a suggester where somebody coded without one."""


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """A record's life: `changes` are the retractions, moves and undos about it by time; `record` is None once gone.

    For an entry that makes no record (a review, a summary) `status` says whether it was undone.
    """

    created: Entry
    changes: tuple[Entry, ...]
    record: Record | None
    status: RecordStatus


def history_of_record(entries: Iterable[Entry]) -> RecordHistory | None:
    """The history that the entries on one subject make; None where none of them creates anything."""
    group = list(entries)
    created = next((entry for entry in group if entry.kind in CREATING or entry.kind in NOTING), None)
    if created is None:
        return None
    changes = sorted((entry for entry in group if entry is not created), key=lambda entry: entry.time)
    record = fold(group)
    return RecordHistory(created, tuple(changes), record, _status(created, changes, undone_by(changes), record))


def _status(created: Entry, changes: Iterable[Entry], undone: set[str | None], record: Record | None) -> RecordStatus:
    if created.id in undone:
        return "undone"
    if any(entry.kind == "retract" and entry.id not in undone for entry in changes):
        return "retracted"
    return "holds" if record is not None or created.kind in NOTING else "lost"


def suggestion_of(entry: Entry) -> KeptSuggestion | None:
    """The suggestion that the entry decides on, if it decides on one."""
    decided = entry.payload
    return decided.suggestion if isinstance(decided, Accepted | Rejected) else None


def suggester_behind(entry: Entry) -> str:
    """The suggester, with its version, whose suggestion the entry decides on; BY_HAND where there was none."""
    suggestion = suggestion_of(entry)
    return (suggestion.suggester if suggestion else "") or BY_HAND
