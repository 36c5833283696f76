"""Merging another copy of the study's ledger: the union of the entries, forked chains joined, places put right.

What is here keeps its order and numbers, and what comes is put after it in the order it had there, so that what was
printed of this ledger still stands. The same merge again adds nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.engine import MappingResult

from coding.records.decisions import Retracted
from coding.records.entry import Entry
from coding.records.head import head_of
from coding.records.payload import Payload
from coding.records.replay import Classification, Coding, Record, fold
from coding.records.study_acts import Joined, Merged, TextAdded
from ledger import index, schema
from ledger.address import shown
from ledger.chaining import next_positions
from ledger.chains import Chain, ends_joined_by
from ledger.entry_rows import AT_ONCE, entry_of_row, row_of_entry
from ledger.incoming import Incoming, incoming
from ledger.ledger import Ledger
from ledger.merging_texts import Sides, TextChoice, check_choices, settled_texts, sides_of
from ledger.signatures import are_kept, put_signatures, signatures_in
from ledger.situations import plainly
from wording.messages import tr, tr_n

PORTION = 5_000


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that the copies have otherwise, and what was done about it or is left to do."""

    kind: str
    what: str
    message: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What came: the number of entries, of each coder, the texts that are new, how much was here `already`."""

    entries: int
    texts: tuple[str, ...]
    coders: Mapping[str, int]
    already: int
    conflicts: tuple[Conflict, ...]


def merge(target: Ledger, source: Ledger, *, by: str, texts: Mapping[str, TextChoice]) -> Merge:
    """Take in what `source` has and `target` lacks, all or nothing; `by` is who merges.

    `texts` says which version holds of texts that differ (`*` for all). Raises HalfCopy, UndecidedTexts.
    """
    with plainly(source.url), source.engine.connect() as there:
        if are_kept(there):
            target.make_room_for_signatures()
    with plainly(source.url), source.engine.connect() as there, target.recording() as here:
        known = _positions(here)
        kept = set(here.execute(select(schema.blobs.c.id)).scalars())
        came = incoming(there, known, kept, shown(source.url))
        signed_otherwise = put_signatures(here, {k: v for k, v in signatures_in(there).items() if k in came.ids})
        conflicts = _signed_otherwise(signed_otherwise)
        if not came.entries:
            return Merge(0, (), {}, came.already, tuple(conflicts))
        touched = list(dict.fromkeys(text for entry in came.entries if (text := entry.text)))
        sides = sides_of(here, there, touched)
        check_choices(sides, texts)
        new_texts = _new_texts(here, came)
        _put_in(here, came, start=max(known.values(), default=0))
        conflicts += _join_chains(target, here, came.entries, by)
        _index(here, came.entries, known)
        conflicts += _settle(target, here, sides, texts, by)
        conflicts += _settle_twice(target, here, came.entries, conflicts)
        conflicts += _two_classes(here, came.entries)
        counts = Counter(entry.coder for entry in came.entries)
        if not known.keys() <= came.ids:  # there is something here that the other copy had not
            head = head_of(_ids_in_order(there))
            receipt = Merged(coders=dict(sorted(counts.items())), entries=head.entries, digest=head.digest)
            target.record_on(here, [(by, [receipt])], ())
    return Merge(len(came.entries), new_texts, dict(sorted(counts.items())), came.already, tuple(conflicts))


def _signed_otherwise(entries: Sequence[str]) -> list[Conflict]:
    message = tr("has another signature there; the one here is kept. `glose check` tells whether it is sound.")
    return [Conflict("signature", tr("entry {id}", id=entry[:12]), message) for entry in entries]


def _positions(connection: Connection) -> dict[str, int]:
    c = schema.entries.c
    return {row.id: row.position for row in connection.execute(select(c.position, c.id))}


def _ids_in_order(connection: Connection) -> list[str]:
    c = schema.entries.c
    return list(connection.execute(select(c.id).order_by(c.position)).scalars())


def _new_texts(here: Connection, came: Incoming) -> tuple[str, ...]:
    added = [entry.says(TextAdded).text for entry in came.entries if entry.kind == TextAdded.kind]
    rows = here.execute(select(schema.entries).where(schema.entries.c.kind == TextAdded.kind)).mappings()
    there = {entry_of_row(row).says(TextAdded).text for row in rows}
    return tuple(dict.fromkeys(text for text in added if text not in there))


def _put_in(here: Connection, came: Incoming, *, start: int) -> None:
    """Put the entries after those that are here, and the contents beside those that are."""
    for name, content in came.contents.items():
        here.execute(insert(schema.blobs).values(id=name, content=content))
    positions = next_positions(here, start, len(came.entries))
    for at in range(0, len(came.entries), PORTION):
        some = zip(came.entries[at : at + PORTION], positions[at : at + PORTION], strict=True)
        here.execute(insert(schema.entries), [row_of_entry(entry, position) for entry, position in some])


def _join_chains(target: Ledger, here: Connection, came: Sequence[Entry], by: str) -> list[Conflict]:
    """Let the chain of every coder who came end once again: where it forked, an entry joins its ends."""
    conflicts = []
    for coder in sorted({entry.coder for entry in came}):
        mine = here.execute(select(schema.heads.c.entry).where(schema.heads.c.coder == coder)).scalar()
        chain = _chain_of(here, coder)
        end = mine if mine in chain.open else chain.end
        here.execute(schema.heads.delete().where(schema.heads.c.coder == coder))
        here.execute(insert(schema.heads).values(coder=coder, entry=end, entries=chain.entries))
        if not chain.is_whole:
            others = tuple(one for one in chain.open if one != end)
            target.record_on(here, [(coder, [Joined(ends=others, by=by)])], ())
            message = tr("went on in two copies under this name; both chains are kept and joined.")
            conflicts.append(Conflict("chain", coder, message))
    return conflicts


def _chain_of(here: Connection, coder: str) -> Chain:
    c, chain = schema.entries.c, Chain()
    of_kind = select(schema.entries).where(c.coder == coder, c.kind == Joined.kind)
    joins = {str(row["id"]): ends_joined_by(entry_of_row(row)) for row in here.execute(of_kind).mappings()}
    for row in here.execute(select(c.id, c.previous).where(c.coder == coder).order_by(c.position)):
        chain.follow(row.id, row.previous, "", joins.get(row.id, ()))
    return chain


def _index(here: Connection, came: Sequence[Entry], known: Mapping[str, int]) -> None:
    """Put into the index what the entries that came make of it."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in came:
        if entry.subject is not None:
            groups[entry.subject].append(entry)
    index.put(here, _folded(group for subject, group in groups.items() if subject not in known))
    spoken_of = [subject for subject in groups if subject in known]
    for at in range(0, len(spoken_of), AT_ONCE):
        portion = spoken_of[at : at + AT_ONCE]
        query = select(schema.entries).where(schema.entries.c.subject.in_(portion))
        whole: dict[str, list[Entry]] = defaultdict(list)
        for row in here.execute(query.order_by(schema.entries.c.position)).mappings():
            whole[str(row["subject"])].append(entry_of_row(row))
        index.remove(here, portion)
        index.put(here, _folded(whole.values()))


def _folded(groups: Iterable[Sequence[Entry]]) -> list[Record]:
    return [record for group in groups if (record := fold(group)) is not None]


def _settle(
    target: Ledger, here: Connection, sides: Sequence[Sides], choices: Mapping[str, TextChoice], by: str
) -> list[Conflict]:
    """Record which version of each text holds, and where the records on it lie."""
    conflicts = []
    for side in sides:
        choice = choices.get(side.text, choices.get("*"))
        entries = (*side.ours, *side.theirs)
        wanted = {entry.says(TextAdded).sha256 for entry in entries}
        wanted |= {one.sha256 for one in (side.theirs_elsewhere, side.ours_elsewhere) if one is not None}
        kept = {name: _content(here, name) for name in wanted}
        contents = {name: content.decode(errors="replace") for name, content in kept.items()}
        names = {entry_of_row(row).says(TextAdded).text for row in _of_kind(here, TextAdded.kind)}
        held = {name for table in schema.INDEX if "text" in table.c for name in _held(here, table, side.text)}
        pending = settled_texts(side, held, contents, choice, names)
        if pending:
            target.record_on(here, [(by, pending)], list(kept.values()))
        if side.clashes:
            conflicts.append(Conflict("text", side.text, _said_of_text(choice, pending)))
    return conflicts


def _said_of_text(choice: TextChoice | None, pending: Sequence[Payload]) -> str:
    lost = sum(getattr(one, "fate", None) == "lost" for one in pending)
    told = {
        "ours": tr("differs in the two copies; the version here holds."),
        "theirs": tr("differs in the two copies; the version there holds."),
    }.get(str(choice))
    if told is None:
        other = next(one.text for one in pending if isinstance(one, TextAdded))
        told = tr("differs in the two copies; the one there is {name} here.", name=other)
    return told + (" " + tr_n("{n} record is lost in it.", "{n} records are lost in it.", lost) if lost else "")


def _held(here: Connection, table: Table, text: str) -> list[str]:
    return list(here.execute(select(table.c.id).where(table.c.text == text)).scalars())


def _of_kind(here: Connection, kind: str) -> MappingResult:
    return here.execute(select(schema.entries).where(schema.entries.c.kind == kind)).mappings()


def _content(here: Connection, name: str) -> bytes:
    query = select(schema.blobs.c.content).where(schema.blobs.c.id == name)
    return bytes(here.execute(query).scalar_one())


def _settle_twice(
    target: Ledger, here: Connection, came: Sequence[Entry], conflicts: Sequence[Conflict]
) -> list[Conflict]:
    """Take back, of codings that one coder made alike in both copies, all but the first: they would count twice."""
    forked = sorted(one.what for one in conflicts if one.kind == "chain")
    new = {entry.id for entry in came}
    told = []
    for coder in forked:
        alike: dict[tuple[object, ...], list[Coding]] = defaultdict(list)
        for one in index.records(here, Coding, coder=coder):
            assert isinstance(one, Coding)
            alike[(one.place, one.code, one.case, one.degree, one.value)].append(one)
        second = [
            one
            for group in alike.values()
            if any(same.id in new for same in group)
            for one in sorted(group, key=lambda same: (same.time, same.id))[1:]
        ]
        if second:
            reason = tr("the same in two copies")
            pending = [Retracted(subject=one.id, target=one.id, reason=reason) for one in second]
            target.record_on(here, [(coder, pending)], ())
            message = tr_n(
                "made {n} coding alike in both copies; it counts once.",
                "made {n} codings alike in both copies; they count once.",
                len(second),
            )
            told.append(Conflict("twice", coder, message))
    return told


def _two_classes(here: Connection, came: Sequence[Entry]) -> list[Conflict]:
    """Cases that one coder put into two classes of a typology, one in each copy."""
    chosen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    new: set[tuple[str, str, str]] = set()
    ids = {entry.id for entry in came if entry.kind == "classify"}
    if not ids:
        return []
    for one in index.records(here, Classification):
        assert isinstance(one, Classification)
        key = (one.coder, one.typology, one.case)
        chosen[key].add(one.class_id)
        if one.id in ids:
            new.add(key)
    return [
        Conflict(
            "class",
            f"{typology}: {case}",
            tr("{coder} chose {classes}; retract one.", coder=coder, classes=", ".join(sorted(chosen[key]))),
        )
        for key in sorted(new)
        for coder, typology, case in [key]
        if len(chosen[key]) > 1
    ]
