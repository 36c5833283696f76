"""What became of a record: the entry that made it, those that spoke about it later, and whether it still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coding.entry import CREATING, NOTING, Entry
from coding.replay import Record, fold

Fate = Literal["holds", "retracted", "undone", "lost"]
"""Lost: its place is gone in a corrected text."""

BY_HAND = "by hand"
"""Stands in the place of a suggester where somebody coded without one."""


@dataclass(frozen=True, slots=True)
class Story:
    """A record's life. `later` are the retractions, moves and undos about it by time; `record` is None when it is gone.

    For an entry that makes no record (a review, a summary) `fate` says whether it was undone.
    """

    made: Entry
    later: tuple[Entry, ...]
    record: Record | None
    fate: Fate


def story_of(entries: Iterable[Entry]) -> Story | None:
    """The story told by the entries on one subject; None where none of them makes anything."""
    group = list(entries)
    made = next((entry for entry in group if entry.kind in CREATING or entry.kind in NOTING), None)
    if made is None:
        return None
    later = sorted((entry for entry in group if entry is not made), key=lambda entry: entry.time)
    undone = {entry.payload["target"] for entry in later if entry.kind == "undo"}
    record = fold(group)
    return Story(made, tuple(later), record, _fate(made, later, undone, record))


def _fate(made: Entry, later: Iterable[Entry], undone: set[str], record: Record | None) -> Fate:
    if made.id in undone:
        return "undone"
    if any(entry.kind == "retract" and entry.id not in undone for entry in later):
        return "retracted"
    return "holds" if record is not None or made.kind in NOTING else "lost"


def suggester_of(entry: Entry) -> str:
    """The suggester, with its version, whose suggestion the entry decides on; BY_HAND where there was none."""
    suggestion = entry.payload.get("suggestion") or {}
    return str(suggestion.get("suggester") or BY_HAND)
