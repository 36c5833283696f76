"""What a coder can take back, last first, and the entries that do it."""

from collections.abc import Iterable, Sequence

from coding.records.decisions import Undone
from coding.records.entry import CREATING, EDITING, NOTING, Entry
from coding.records.study_acts import Revised, TextAdded


def is_edit(entry: Entry) -> bool:
    """Whether an entry is a change of the study that was made in Glose: of a file, of settings, of a text's case.

    Taking it back is a further change, which is recorded with the undo.
    """
    if entry.kind == TextAdded.kind:
        return '"case_was":' in entry.written and entry.says(TextAdded).case_was is not None
    return entry.kind == "settings" or (entry.kind in EDITING and entry.says(Revised).before is not None)


def can_be_undone(entry: Entry) -> bool:
    """Whether an entry is an act that its coder can take back: a decision, a note, an edit of a file made in Glose."""
    return entry.kind in CREATING or entry.kind in NOTING or entry.kind == "retract" or is_edit(entry)


def undone_by(entries: Iterable[Entry]) -> set[str | None]:
    """The ids of the entries that undos among these take back."""
    return {entry.target for entry in entries if entry.kind == "undo"}


def undoable(entries: Iterable[Entry]) -> list[Entry]:
    """One coder's decisions that still hold, last first. An undo itself is not undone: decide again."""
    given = list(entries)
    undone = undone_by(given)
    return [entry for entry in reversed(given) if entry.id not in undone and can_be_undone(entry)]


def pending_undos(entries: Sequence[Entry]) -> list[Undone]:
    """One undo for each of these entries."""
    return [Undone(subject=entry.subject or "", target=entry.id) for entry in entries]


def not_undone(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that no undo among them takes back, in the same order, the undos themselves left out."""
    given = list(entries)
    undone = undone_by(given)
    return [entry for entry in given if entry.kind != "undo" and entry.id not in undone]
