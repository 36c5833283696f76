"""Replay: from entries to what now holds. A record is the fold of the entries on one subject.

The fold does not depend on the order of the entries: a record holds from its creating entry on, unless a
retraction or an undo that was not itself undone speaks against it; it lies where the move to the highest
version of its text puts it, and has the code that the last recode gives it. Merged ledgers therefore replay the same
whatever order their entries arrived in.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from coding.records.decisions import Accepted, Classified, Coded, Moved, Recoded, Rejected, WentThrough
from coding.records.entry import CREATING, Entry
from coding.records.payload import UnreadablePayload
from coding.records.undoing import not_undone
from corpus.place import Place
from wording.messages import tr


@dataclass(frozen=True, slots=True)
class Coding:
    """What holds: a code at a place, about a case, with a degree where the code has a scale.

    `value` is a name, number or date that the coder read there ("180 M€", "La Fabrique citoyenne"). `time` is when it
    was made, in another program where it was imported from there.
    """

    id: str
    place: Place
    code: str
    case: str | None
    degree: str | None
    coder: str
    time: str
    memo: str | None = None
    suggested: bool = False
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A suggestion that a coder refused at a place."""

    id: str
    place: Place
    code: str
    coder: str
    time: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """A case put into a class of a typology, with the quote that is its evidence."""

    id: str
    typology: str
    class_id: str
    case: str
    place: Place
    coder: str
    time: str
    memo: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of a text that a coder has gone through."""

    id: str
    text: str
    start: int
    end: int
    coder: str
    time: str


@dataclass(frozen=True, slots=True)
class Unclassed:
    """A case that was looked at and put into no class: `said` is NOT_CLASSIFIED or NO_EVIDENCE."""

    id: str
    typology: str
    said: str
    case: str
    coder: str
    time: str
    memo: str | None = None


NOT_CLASSIFIED = "not_classified"
"""Said of a case: it was looked at and belongs to no class of the typology."""
NO_EVIDENCE = "no_evidence"
"""Said of a case: it was looked at and nothing in its texts tells the class."""
UNCLASSED = (NOT_CLASSIFIED, NO_EVIDENCE)
"""What may be recorded for a case instead of a class; no class may have these ids."""

Placed = Coding | Rejection | Classification | Reading
"""A record that lies on a stretch of a text."""
Record = Placed | Unclassed


def replay(entries: Iterable[Entry]) -> dict[str, Record]:
    """Every record that holds after these entries, by id, in order of creation as given."""
    by_subject: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.subject is not None:
            by_subject[entry.subject].append(entry)
    records = ((subject, fold(group)) for subject, group in by_subject.items())
    return {subject: record for subject, record in records if record is not None}


def fold(entries: Iterable[Entry]) -> Record | None:
    """The record that the entries on one subject amount to; None when it was taken back or never made."""
    current = not_undone(entries)
    if any(entry.kind == "retract" for entry in current):
        return None
    creating = next((entry for entry in current if entry.kind in CREATING), None)
    if creating is None:
        return None
    moves = [(entry.says(Moved), entry) for entry in current if entry.kind == "move"]
    moves.sort(key=lambda one: (one[0].version, one[1].time, one[1].id))
    record = _recoded(_record(creating), current)
    if isinstance(record, Coding):
        case = next((move.case for move, _ in reversed(moves) if move.case), record.case)
        record = replace(record, case=case)
    return _moved(record, moves[-1][0]) if moves else record


def recodes(entries: Iterable[Entry]) -> list[tuple[Recoded, Entry]]:
    """What gives a record another code, the last of them last, whatever order the entries are given in."""
    found = [(entry.says(Recoded), entry) for entry in entries if entry.kind == "recode"]
    return sorted(found, key=lambda one: (one[0].step, one[1].time, one[1].id))


def _recoded(record: Record, current: Iterable[Entry]) -> Record:
    """The record with the code that it has since the codes changed."""
    changes = recodes(current)
    if not changes:
        return record
    last = changes[-1][0]
    if isinstance(record, Coding):
        return replace(record, code=last.code, degree=last.degree)
    return replace(record, code=last.code) if isinstance(record, Rejection) else record


def _moved(record: Record, move: Moved) -> Record | None:
    """The record at its place in a corrected text; None where it is lost there."""
    if move.fate == "lost":
        return None
    if isinstance(record, Unclassed):
        return record
    if isinstance(record, Reading):
        return replace(record, text=move.text, start=move.start or 0, end=move.end or 0)
    assert move.place is not None
    return replace(record, place=move.place)


def _record(entry: Entry) -> Record:
    match entry.payload:
        case Coded() as coded:
            return _coding(entry, coded)
        case Rejected() as rejected:
            return Rejection(entry.id, rejected.place, rejected.code, entry.coder, entry.time, rejected.reason or None)
        case WentThrough() as read:
            return Reading(entry.id, read.text, read.start, read.end, entry.coder, entry.time)
        case Classified() as classified:
            return _classification(entry, classified)
    raise TypeError(f"an entry of kind {entry.kind} makes no record")


def _coding(entry: Entry, coded: Coded) -> Coding:
    return Coding(
        id=entry.id,
        place=coded.place,
        code=coded.code,
        case=coded.case or None,
        degree=coded.degree or None,
        coder=entry.coder,
        time=(coded.imported.time if coded.imported else "") or entry.time,
        memo=coded.memo or None,
        suggested=isinstance(coded, Accepted),
        value=coded.value or None,
    )


def _classification(entry: Entry, made: Classified) -> Classification | Unclassed:
    coder, time, memo = entry.coder, entry.time, made.memo or None
    if made.class_id in UNCLASSED:
        return Unclassed(entry.id, made.typology, made.class_id, made.case, coder, time, memo)
    if made.place is None:
        message = tr("entry {id} gives a class without a quote. Restore a backup.", id=entry.id[:12])
        raise UnreadablePayload(message)
    return Classification(entry.id, made.typology, made.class_id, made.case, made.place, coder, time, memo)
