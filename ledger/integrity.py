"""Verifying a ledger: every chain, every content, every place, and the index against the replay."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from coding.records.entry import Entry, canonical, entry_id, written_moment
from coding.records.payload import UnreadablePayload
from coding.records.replay import Reading, Record, Unclassed, replay
from coding.records.study_acts import TextAdded
from corpus.place import QuoteMismatch, place_in, verify
from corpus.problem import Problem
from corpus.text import Passage, Turn
from ledger import index, schema
from ledger.chains import Chain, ends_joined_by
from ledger.entry_rows import entry_of_row
from ledger.frozen_text import blob_id, contents_named, thaw
from ledger.guards import faults_of_guards
from ledger.reading import LedgerReader
from ledger.situations import DamagedLedger, plainly
from ledger.text_versions import TextVersions
from ledger.time_of_entry import FAR_AHEAD
from wording.messages import tr, tr_n


def faults_of(ledger: LedgerReader) -> Iterator[Problem]:
    """Every fault of the ledger, as an error whose place names the entry, content or record; a doubt as a warning.

    Nothing is trusted: each id is computed anew from its row, each content hashed, each quote compared.
    """
    with plainly(ledger.url), ledger.engine.connect() as connection:
        yield from _check_pages(connection)
        contents: dict[str, bytes] = {}
        yield from _check_blobs(connection, contents)
        entries: list[Entry] = []
        yield from _check_chains(connection, entries)
        texts: dict[str, str] = {}
        yield from _check_places(entries, contents, texts)
        records = replay(entries)
        yield from _check_records(records, texts)
        yield from _check_index(connection, records)


def _check_pages(connection: Connection) -> Iterator[Problem]:
    if connection.dialect.name == "sqlite":
        for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if found != "ok":
                yield Problem(tr("ledger file"), tr("is damaged: {why}. Restore a backup.", why=found))
    yield from faults_of_guards(connection)


def _check_blobs(connection: Connection, contents: dict[str, bytes]) -> Iterator[Problem]:
    for row in connection.execute(select(schema.blobs).order_by(schema.blobs.c.id)).mappings():
        content = row["content"] if isinstance(row["content"], bytes) else str(row["content"]).encode()
        contents[row["id"]] = content
        if blob_id(content) != row["id"]:
            place = tr("content {hash}", hash=row["id"][:12])
            yield Problem(place, tr("was changed after it was recorded. Restore a backup."))


def _check_chains(connection: Connection, entries: list[Entry]) -> Iterator[Problem]:
    """Every chain and hash. Numbers that no entry has are a fault where something else tells of a removal.

    Otherwise they are a doubt: PostgreSQL leaves some where a recording did not end, and they are kept in a move.
    """
    gaps: list[tuple[str, int]] = []
    sound = True
    for problem in _check_entries(connection, entries, gaps):
        sound = sound and problem.level != "error"
        yield problem
    if not sound:
        for place, number in gaps:
            yield Problem(place, tr("entry {number} is missing before it. Restore a backup.", number=number))
    elif gaps:
        message = tr_n(
            "no entry has the number {number}, and every chain is whole: PostgreSQL leaves out a number where a "
            "recording did not end.",
            "{n} times numbers are left out, first {number}, and every chain is whole: PostgreSQL leaves out a number "
            "where a recording did not end.",
            len(gaps),
            number=gaps[0][1],
        )
        yield Problem(tr("ledger"), message, "warning")


def _check_entries(connection: Connection, entries: list[Entry], gaps: list[tuple[str, int]]) -> Iterator[Problem]:
    chains: dict[str, Chain] = defaultdict(Chain)
    arrived: set[str] = set()
    expected = 0
    for row in connection.execute(select(schema.entries).order_by(schema.entries.c.position)).mappings():
        expected += 1
        shown = {"number": row["position"], "id": str(row["id"])[:12], "coder": row["coder"]}
        place = tr("entry {number} ({id}, {coder})", **shown)
        if row["position"] != expected:
            gaps.append((place, expected))
            expected = row["position"]
        entry = faithful(row)
        if entry is None:
            yield Problem(place, tr("was changed after it was recorded: its hash does not match. Restore a backup."))
        else:
            yield from _check_arrival(entry, place, arrived)
        yield from _check_link(row, place, chains[row["coder"]], ends_joined_by(entry))
        arrived.add(row["id"])
        if entry is not None:
            yield from _check_payload(entry, place, row["subject"], entries)
    for coder, chain in chains.items():
        for fork in () if chain.is_whole else chain.forks:
            yield _broken(tr("entry {id} ({coder})", id=fork[:12], coder=coder), coder)
    yield from _check_heads(connection, chains)


def _check_arrival(entry: Entry, place: str, arrived: set[str]) -> Iterator[Problem]:
    """Whether the entry came after the one that was the ledger's last when it was recorded."""
    after = entry.arrived_after
    if after not in (None, entry.previous) and after not in arrived:
        message = tr(
            "was recorded after entry {id}, which is not before it: entries were removed, or their order changed.",
            id=str(after)[:12],
        )
        yield Problem(place, message)


def _check_link(row: RowMapping, place: str, chain: Chain, joined: Sequence[str]) -> Iterator[Problem]:
    """Whether the entry follows an entry of its coder, in the chain and by the clock."""
    before = chain.time_before(row["previous"])
    if not chain.follow(row["id"], row["previous"], row["time"], joined):
        yield _broken(place, row["coder"])
    if row["time"] < before:
        message = tr(
            "is dated {time}, before the entry that it follows ({before}): a clock was wrong.",
            time=row["time"][:16],
            before=before[:16],
        )
        yield Problem(place, message, "warning")
    if not chain.ahead and row["time"] > written_moment(datetime.now(UTC) + FAR_AHEAD):
        chain.ahead = True  # said once: more may follow
        message = tr("is dated {time}, which is yet to come by this computer's clock.", time=row["time"][:16])
        yield Problem(place, message, "warning")


def _broken(place: str, coder: str) -> Problem:
    return Problem(place, tr("does not follow the previous entry by {coder}: the chain is broken.", coder=coder))


def faithful(row: RowMapping) -> Entry | None:
    """The entry of a row whose hash and canonical form are what they were when it was recorded; None of any other."""
    try:
        canonically = canonical(json.loads(row["payload"]))
    except ValueError:
        return None
    digest = entry_id(row["coder"], row["previous"], row["time"], row["kind"], row["payload"])
    return entry_of_row(row) if digest == row["id"] and canonically == row["payload"] else None


def _check_payload(entry: Entry, place: str, subject: str | None, entries: list[Entry]) -> Iterator[Problem]:
    """Collect an entry that says what its kind says."""
    try:
        if entry.payload and entry.subject != subject:
            yield Problem(place, tr("the column `subject` differs from what the entry says."))
        entries.append(entry)
    except UnreadablePayload as error:
        yield Problem(place, str(error))


def _check_heads(connection: Connection, chains: Mapping[str, Chain]) -> Iterator[Problem]:
    heads = {r["coder"]: (r["entry"], r["entries"]) for r in connection.execute(select(schema.heads)).mappings()}
    ends = {coder: (chain.end, chain.entries) for coder, chain in chains.items()}
    for coder in sorted(set(heads) | set(ends)):
        if heads.get(coder) != ends.get(coder):
            yield Problem(
                tr("chain of {coder}", coder=coder),
                tr("does not end where recorded: entries at its end were removed or added from outside."),
            )


def _check_places(entries: list[Entry], contents: dict[str, bytes], texts: dict[str, str]) -> Iterator[Problem]:
    """Whether each entry quoted its text as it was then, and names what is there; `texts` gets today's texts."""
    versions = TextVersions(entries)
    for entry in entries:
        place = tr("entry {id} ({coder})", id=entry.id[:12], coder=entry.coder)
        for sha256 in contents_named(entry.payload):
            if sha256 not in contents:
                yield Problem(place, tr("the content {hash} that it names is missing.", hash=sha256[:12]))
        if isinstance(entry.payload, TextAdded):
            yield from versions.check(entry, entry.payload, place)
            texts[entry.payload.text] = contents.get(entry.payload.sha256, b"").decode(errors="replace")
            yield from _check_structure(entry.payload, contents)
        elif entry.place is not None:
            try:
                verify(entry.place, texts.get(entry.place.text, ""))
            except QuoteMismatch as error:
                if not versions.read_in_another(entry.place, contents):
                    yield Problem(place, str(error))


def _check_records(records: Mapping[str, Record], texts: Mapping[str, str]) -> Iterator[Problem]:
    """Whether every record that holds reads its quote in its text as it is now."""
    for record in records.values():
        if isinstance(record, Unclassed):
            continue
        text = record.text if isinstance(record, Reading) else record.place.text
        content = texts.get(text, "")
        place = tr("record {id} ({coder})", id=record.id[:12], coder=record.coder)
        try:
            if not isinstance(record, Reading):
                verify(record.place, content)
            elif not 0 <= record.start <= record.end <= len(content):
                place_in(content, text, record.start, record.end)
        except QuoteMismatch as error:
            yield Problem(place, str(error))


def _check_structure(added: TextAdded, contents: Mapping[str, bytes]) -> Iterator[Problem]:
    where = tr("text {text}", text=added.text)
    try:
        text = thaw(added, {added.sha256: b"", **contents})
    except (ValueError, KeyError, TypeError):
        yield Problem(where, tr("its turns and passages cannot be read."))
        return
    parts: list[Turn | Passage] = [*text.turns, *text.passages]
    for part in parts:
        if not 0 <= part.start < part.end <= len(text.content):
            yield Problem(
                where,
                tr(
                    "{start}–{end} is outside its {count} characters.",
                    start=part.start,
                    end=part.end,
                    count=len(text.content),
                ),
            )


def _check_index(connection: Connection, records: Mapping[str, Record]) -> Iterator[Problem]:
    for record in index.differences(connection, records):
        yield Problem(
            tr("record {id}", id=record[:12]),
            tr("the index differs from what the entries say. `glose check --rebuild` rebuilds it."),
        )


def rebuild(connection: Connection) -> None:
    """Write anew what the index says of each record, from entries that are sound.

    Raises DamagedLedger with what is wrong otherwise: an index that differs, and heads that disagree, are what shows
    that entries were cut or rewritten, so they are left as they are.
    """
    contents: dict[str, bytes] = {}
    entries: list[Entry] = []
    found = [*_check_blobs(connection, contents), *_check_chains(connection, entries)]
    faults = tuple(problem for problem in found if problem.level == "error")
    if faults:
        raise DamagedLedger(tr("The entries are not sound, so nothing was rebuilt. Restore a backup."), faults)
    index.clear(connection)
    index.put(connection, replay(entries).values())
