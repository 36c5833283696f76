"""Replay: from entries to what now holds. A record is the fold of the entries on one subject.

The fold does not depend on the order of the entries: a record holds from its creating entry on, unless a
retraction or an undo that was not itself undone speaks against it; it lies where the move to the highest
version of its text puts it. Merged ledgers therefore replay the same whatever order their entries arrived in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from coding.records.entry import CREATING, Entry
from corpus.place import Place


@dataclass(frozen=True, slots=True)
class Coding:
    """What holds: a code at a place, about a case, with a degree where the code has a scale.

    `value` is a name, number or date that the coder read there ("180 M€", "La Fabrique citoyenne").
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
"""What may be said of a case instead of a class; no class may have these ids."""

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
    group = list(entries)
    undone = {entry.payload["target"] for entry in group if entry.kind == "undo"}
    standing = [entry for entry in group if entry.kind != "undo" and entry.id not in undone]
    if any(entry.kind == "retract" for entry in standing):
        return None
    creating = next((entry for entry in standing if entry.kind in CREATING), None)
    if creating is None:
        return None
    moves = [entry for entry in standing if entry.kind == "move"]
    last = max(moves, key=lambda entry: (entry.payload["version"], entry.time, entry.id), default=None)
    return _record(creating) if last is None else _moved(_record(creating), last)


def _moved(record: Record, move: Entry) -> Record | None:
    """The record at its place in a corrected text; None where it is lost there."""
    if move.payload["fate"] == "lost":
        return None
    if isinstance(record, Unclassed):
        return record
    if isinstance(record, Reading):
        return replace(record, start=move.payload["start"], end=move.payload["end"])
    return replace(record, place=place_of(move))


def _record(entry: Entry) -> Record:
    said: Mapping[str, object] = entry.payload
    if entry.kind == "read":
        p = entry.payload
        return Reading(entry.id, p["text"], p["start"], p["end"], entry.coder, entry.time)
    memo = _text(said.get("memo"))
    if entry.kind == "classify":
        typology, class_id, case = entry.payload["typology"], entry.payload["class"], entry.payload["case"]
        if class_id in UNCLASSED:
            return Unclassed(entry.id, typology, class_id, case, entry.coder, entry.time, memo)
        return Classification(entry.id, typology, class_id, case, place_of(entry), entry.coder, entry.time, memo)
    place = place_of(entry)
    code = entry.payload["code"]
    if entry.kind == "reject":
        return Rejection(entry.id, place, code, entry.coder, entry.time, _text(said.get("reason")))
    return Coding(
        id=entry.id,
        place=place,
        code=code,
        case=_text(said.get("case")),
        degree=_text(said.get("degree")),
        coder=entry.coder,
        time=entry.time,
        memo=memo,
        suggested=entry.kind == "accept",
        value=_text(said.get("value")),
    )


def place_of(entry: Entry) -> Place:
    """The place that a decision is about."""
    p = entry.payload
    return Place(p["text"], p["start"], p["end"], p["quote"])


def _text(value: object) -> str | None:
    return str(value) if value else None
