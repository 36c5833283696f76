"""Texts of two copies of a study: which version holds after a merge, and where every record lies then."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection

from coding.records.decisions import Moved
from coding.records.entry import Entry
from coding.records.payload import Payload
from coding.records.replay import Placed, Reading, Unclassed
from coding.records.study_acts import TextAdded
from corpus.anchoring import Anchors
from corpus.problem import GloseError, Problem
from ledger import index
from ledger.entry_rows import read_entries
from wording.messages import tr

TextChoice = Literal["ours", "theirs", "both"]
"""What holds of a text that both copies have otherwise: the version here, the one there, or both under two names."""

Places = dict[str, Placed]
"""Records on one text by id."""


class UndecidedTexts(GloseError):
    """Texts of one name that differ, and nobody said which holds."""


@dataclass(frozen=True, slots=True)
class Sides:
    """One text in both copies: its versions (entries, in order) and the records on its last, here and there.

    Where an earlier merge gave a text another name, `theirs_elsewhere` is what their text is here, and
    `ours_elsewhere` what our text is there.
    """

    text: str
    ours: tuple[Entry, ...]
    theirs: tuple[Entry, ...]
    theirs_elsewhere: TextAdded | None
    ours_elsewhere: TextAdded | None
    records_here: Places
    records_there: Places

    @property
    def new(self) -> tuple[Entry, ...]:
        """The versions that only the other copy has."""
        known = {entry.id for entry in self.ours}
        return tuple(entry for entry in self.theirs if entry.id not in known)

    @property
    def clashes(self) -> bool:
        """Whether each copy has a version that the other lacks, and their last ones differ."""
        known = {entry.id for entry in self.theirs}
        apart = bool(self.new) and any(entry.id not in known for entry in self.ours)
        return apart and _essence(self.ours[-1]) != _essence(self.theirs[-1])

    @property
    def versions(self) -> int:
        """How many versions there are, the copies taken together."""
        return len(self.ours) + len(self.new)


def _essence(entry: Entry) -> TextAdded:
    return replace(entry.says(TextAdded), version=None, joins=None, file="", file_sha256="", reading=None)


def sides_of(here: Connection, there: Connection, texts: Sequence[str]) -> list[Sides]:
    """These texts in both copies, where both have them and not just the same versions."""
    ours, theirs = _versions(here), _versions(there)
    both = [name for name in texts if name in ours and name in theirs and not _alike(ours[name], theirs[name])]
    return [
        Sides(
            name,
            tuple(ours[name]),
            tuple(theirs[name]),
            _elsewhere(name, theirs[name][-1].id, ours),
            _elsewhere(name, ours[name][-1].id, theirs),
            records_on(here, name),
            records_on(there, name),
        )
        for name in both
    ]


def _alike(ours: Sequence[Entry], theirs: Sequence[Entry]) -> bool:
    return {entry.id for entry in ours} == {entry.id for entry in theirs}


def _elsewhere(text: str, last: str, ours: Mapping[str, Sequence[Entry]]) -> TextAdded | None:
    for name, versions in ours.items():
        if name != text and any(last in (one.says(TextAdded).joins or ()) for one in versions):
            return versions[-1].says(TextAdded)
    return None


def _versions(connection: Connection) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for _, entry in read_entries(connection, kind=TextAdded.kind):
        found.setdefault(entry.says(TextAdded).text, []).append(entry)
    return found


def records_on(connection: Connection, text: str) -> Places:
    """What lies on a text, by id."""
    found: Places = {}
    for kind in index.TABLE_OF:
        if kind is not Unclassed:
            for record in index.records(connection, kind, text=text):
                found[record.id] = record  # type: ignore[assignment]
    return found


def check_choices(sides: Sequence[Sides], choices: Mapping[str, TextChoice]) -> None:
    """Raise UndecidedTexts where texts differ and it was not said which holds."""
    open_ones = [one for one in sides if one.clashes and one.text not in choices and "*" not in choices]
    if open_ones:
        problems = tuple(
            Problem(one.text, tr("is another text here than there, or was corrected in both.")) for one in open_ones
        )
        message = tr(
            "Texts of one name differ; nothing was merged. Say which hold: --texts ours, --texts theirs, or --texts "
            "both (theirs under another name)."
        )
        raise UndecidedTexts(message, problems)


def settled_texts(
    side: Sides, held: Set[str], contents: Mapping[str, str], choice: TextChoice | None, names: Set[str]
) -> list[Payload]:
    """What has to be recorded so that every record that holds (`held`, their ids) reads its quote in its text.

    `contents` are the characters of each version by hash, `names` the ids that texts have.
    """
    ours, theirs = side.ours[-1].says(TextAdded), side.theirs[-1].says(TextAdded)
    here, there = ({k: v for k, v in some.items() if k in held} for some in (side.records_here, side.records_there))
    only_there = {name: record for name, record in there.items() if name not in here}
    only_here = {name: record for name, record in here.items() if name not in there}
    new = tuple(entry.id for entry in side.new)
    if not side.clashes:
        if not new and side.theirs_elsewhere is not None:
            return list(_moves(only_there, theirs, side.theirs_elsewhere, contents, side.versions))
        if not new and ours.sha256 != theirs.sha256:  # corrected here: what was coded there since moves on
            return list(_moves(only_there, theirs, ours, contents, side.versions))
        known = {entry.id for entry in side.theirs}
        if new and all(entry.id in known for entry in side.ours):  # corrected there: what was coded here since moves on
            return list(_moves(only_here, ours, side.ours_elsewhere or theirs, contents, side.versions))
        return []
    version = side.versions + 1
    known = {entry.id for entry in side.theirs}
    apart = (*(entry.id for entry in side.ours if entry.id not in known), *new)
    if choice == "theirs":
        kept = replace(theirs, version=version, joins=apart)
        return [
            kept,
            *_moves(there, theirs, theirs, contents, version),
            *_moves(only_here, ours, theirs, contents, version),
        ]
    kept = replace(ours, version=version, joins=apart)
    moved_here = list(_moves(here, ours, ours, contents, version))
    if choice == "ours":
        return [kept, *moved_here, *_moves(only_there, theirs, ours, contents, version)]
    other = replace(theirs, text=free_name(side.text, names), version=1, joins=new)
    return [other, kept, *moved_here, *_moves(only_there, theirs, other, contents, version)]


def free_name(text: str, names: Set[str]) -> str:
    """The first of `text-2`, `text-3` … that no text has."""
    number = 2
    while f"{text}-{number}" in names:
        number += 1
    return f"{text}-{number}"


def _moves(
    records: Mapping[str, Placed], old: TextAdded, new: TextAdded, contents: Mapping[str, str], version: int
) -> Iterator[Moved]:
    before, after = contents[old.sha256], contents[new.sha256]
    anchors = Anchors(before, after, None if before != after else ())
    for record in records.values():
        yield _move(record, anchors, after, new.text, version)


def _move(record: Placed, anchors: Anchors, content: str, text: str, version: int) -> Moved:
    said = {"subject": record.id, "target": record.id, "text": text, "version": version}
    if isinstance(record, Reading):
        start, end = anchors.span(record.start, record.end)
        if start == end:
            return Moved(**said, fate="lost")  # type: ignore[arg-type]
        fate = "kept" if (start, end) == (record.start, record.end) else "moved"
        return Moved(**said, fate=fate, start=start, end=end)  # type: ignore[arg-type]
    found = anchors.locate(record.place.start, record.place.end)
    if found.fate == "lost":
        return Moved(**said, fate="lost", lost=record.place.quote)  # type: ignore[arg-type]
    quote = content[found.start : found.end]
    return Moved(**said, fate=found.fate, start=found.start, end=found.end, quote=quote)  # type: ignore[arg-type]
