"""What another ledger has and this one lacks, taken only if that ledger is whole: no half of a copy ever comes in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.engine import MappingResult, RowMapping

from coding.records.entry import Entry
from coding.records.payload import UnreadablePayload
from coding.records.study_acts import Joined, TextAdded
from corpus.place import Place, QuoteMismatch, verify
from corpus.problem import GloseError, Problem
from ledger import schema
from ledger.chains import Chain, ends_joined_by
from ledger.entry_rows import AT_ONCE, entry_of_row
from ledger.frozen_text import blob_id, contents_named
from ledger.integrity import faithful
from wording.messages import tr


class HalfCopy(GloseError):
    """A ledger that is cut, damaged or changed; nothing of it is taken."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """The entries that are new here, by arrival there, and the contents that they name; `ids` are all there are."""

    entries: list[Entry]
    contents: dict[str, bytes]
    ids: frozenset[str]

    @property
    def already(self) -> int:
        """How many entries are here already."""
        return len(self.ids) - len(self.entries)


def incoming(source: Connection, known: Mapping[str, int], kept: Set[str], where: str) -> Incoming:
    """What is new in the ledger behind this connection; `known` are the entries and `kept` the contents that are here.

    Raises HalfCopy unless its chains are whole and all that is new is as it was recorded.
    """
    there: list[str] = []
    faults = [*_faults_of_file(source), *_faults_of_chains(source, there)]
    if not faults:
        entries, faults = _new_entries(source, [name for name in there if name not in known])
    if faults:
        raise HalfCopy(
            tr(
                "{url} is not whole: nothing of it was taken. Have its owner run `glose check` and send a copy made "
                "with `glose backup`.",
                url=where,
            ),
            tuple(faults[:20]),
        )
    contents, lacking = _contents_of(source, entries, kept)
    faults = lacking or list(_misquoted(source, entries, contents))
    if faults:
        raise HalfCopy(tr("{url} is not whole: nothing of it was taken.", url=where), tuple(faults[:20]))
    return Incoming(entries, contents, frozenset(there))


def _faults_of_file(source: Connection) -> list[Problem]:
    if source.dialect.name != "sqlite":
        return []
    found = source.exec_driver_sql("PRAGMA quick_check(5)").scalars()
    return [
        Problem(tr("ledger file"), tr("is damaged: {why}. Restore a backup.", why=one)) for one in found if one != "ok"
    ]


def _faults_of_chains(source: Connection, ids: list[str]) -> list[Problem]:
    """Whether every chain is whole and ends where it is recorded to end, from ids alone; they are put into `ids`."""
    c, chains = schema.entries.c, dict[str, Chain]()
    joins = {row["id"]: ends_joined_by(entry_of_row(row)) for row in _rows(source, c.kind == Joined.kind)}
    faults = []
    for name, coder, previous in source.execute(select(c.id, c.coder, c.previous).order_by(c.position)):
        ids.append(name)
        if not chains.setdefault(coder, Chain()).follow(name, previous, "", joins.get(name, ())):
            faults.append(Problem(tr("chain of {coder}", coder=coder), tr("lacks entries in its midst.")))
    heads = {row.coder: (row.entry, row.entries) for row in source.execute(select(schema.heads))}
    for coder in sorted(heads.keys() | chains.keys()):
        chain = chains.get(coder, Chain())
        if not chain.is_whole or heads.get(coder) != (chain.end, chain.entries):
            faults.append(Problem(tr("chain of {coder}", coder=coder), tr("does not end where it is recorded to end.")))
    return faults


def _rows(source: Connection, condition: ColumnElement[bool]) -> MappingResult:
    return source.execute(select(schema.entries).where(condition)).mappings()


def _new_entries(source: Connection, new: list[str]) -> tuple[list[Entry], list[Problem]]:
    """The entries with these ids, in their order, and what is wrong with those that are not as they were recorded."""
    entries: list[Entry] = []
    faults: list[Problem] = []
    for row in _rows_of(source, new):
        entry = faithful(row)
        place = tr("entry {id} ({coder})", id=str(row["id"])[:12], coder=row["coder"])
        try:
            if entry is None or entry.subject != row["subject"]:
                faults.append(Problem(place, tr("was changed after it was recorded.")))
            else:
                entries.append(entry)
        except UnreadablePayload as error:
            faults.append(Problem(place, str(error)))
    return entries, faults


def _rows_of(source: Connection, ids: list[str]) -> Iterator[RowMapping]:
    for at in range(0, len(ids), AT_ONCE):
        portion = ids[at : at + AT_ONCE]
        found = {row["id"]: row for row in _rows(source, schema.entries.c.id.in_(portion))}
        yield from (found[name] for name in portion)


def _contents_of(source: Connection, entries: list[Entry], kept: Set[str]) -> tuple[dict[str, bytes], list[Problem]]:
    """The contents that are there and not `kept` here, each compared with its hash; none that is named may lack."""
    table, found = schema.blobs, dict[str, bytes]()
    wanted = [name for name in source.execute(select(table.c.id)).scalars() if name not in kept]
    for at in range(0, len(wanted), AT_ONCE):
        rows = source.execute(select(table.c.id, table.c.content).where(table.c.id.in_(wanted[at : at + AT_ONCE])))
        found.update({str(row.id): bytes(row.content) for row in rows})
    wrong = [name for name in wanted if blob_id(found[name]) != name]
    named = dict.fromkeys(name for entry in entries for name in contents_named(entry.payload))
    wrong += [name for name in named if name not in kept and name not in found]
    message = tr("is missing or was changed after it was recorded.")
    return found, [Problem(tr("content {hash}", hash=name[:12]), message) for name in wrong]


def _misquoted(source: Connection, entries: list[Entry], contents: Mapping[str, bytes]) -> Iterator[Problem]:
    """New entries whose quote reads in no version of their text."""
    versions: dict[str, list[str]] = defaultdict(list)
    kept: dict[str, str] = {name: content.decode(errors="replace") for name, content in contents.items()}
    for row in _rows(source, schema.entries.c.kind == TextAdded.kind):
        added = entry_of_row(row).says(TextAdded)
        versions[added.text].append(added.sha256)
        if added.sha256 not in kept:
            query = select(schema.blobs.c.content).where(schema.blobs.c.id == added.sha256)
            kept[added.sha256] = bytes(source.execute(query).scalar() or b"").decode(errors="replace")
    for entry in entries:
        place = entry.place
        if place is not None and not any(_reads(place, kept[name]) for name in reversed(versions[place.text])):
            yield Problem(
                tr("entry {id} ({coder})", id=entry.id[:12], coder=entry.coder), tr("does not quote its text.")
            )


def _reads(place: Place, content: str) -> bool:
    try:
        verify(place, content)
    except QuoteMismatch:
        return False
    return True
