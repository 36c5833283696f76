"""What a coder can take back, last first, and the drafts that do it."""

from collections.abc import Iterable, Sequence

from coding.records.entry import CREATING, NOTING, Entry, PendingEntry


def undoable(entries: Iterable[Entry]) -> list[Entry]:
    """One coder's decisions that still stand, last first. An undo itself is not undone: decide again."""
    decisions: list[Entry] = []
    undone: set[str] = set()
    for entry in entries:
        if entry.kind == "undo":
            undone.add(entry.payload["target"])
        elif entry.kind in CREATING or entry.kind in NOTING or entry.kind == "retract":
            decisions.append(entry)
    return [entry for entry in reversed(decisions) if entry.id not in undone]


def pending_undos(entries: Sequence[Entry]) -> list[PendingEntry]:
    """One undo for each of these entries."""
    return [PendingEntry("undo", {"subject": entry.subject, "target": entry.id}) for entry in entries]


def not_undone(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that no undo among them takes back, in the same order, the undos themselves left out."""
    given = list(entries)
    undone = {entry.payload["target"] for entry in given if entry.kind == "undo"}
    return [entry for entry in given if entry.kind != "undo" and entry.id not in undone]
