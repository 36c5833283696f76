"""Verifying a ledger: every chain, every content, every place, and the index against the replay."""

import json
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from coding.records.entry import Entry, canonical, entry_id
from coding.records.payload import Payload, UnreadablePayload
from coding.records.replay import replay
from coding.records.study_acts import Revised, TextAdded
from corpus.place import QuoteMismatch, verify
from corpus.problem import Problem
from corpus.text import Passage, Turn
from ledger import index, schema
from ledger.connection import plainly
from ledger.entry_rows import entry_of_row
from ledger.frozen_text import blob_id, thaw
from ledger.reading import LedgerReader
from wording.messages import tr


def faults_of(ledger: LedgerReader) -> Iterator[Problem]:
    """Every fault of the ledger, as an error whose place names the entry, content or record.

    Nothing is trusted: each id is computed anew from its row, each content hashed, each quote compared.
    """
    with plainly(ledger.url), ledger.engine.connect() as connection:
        yield from _check_pages(connection)
        contents: dict[str, bytes] = {}
        yield from _check_blobs(connection, contents)
        entries: list[Entry] = []
        yield from _check_chains(connection, entries)
        yield from _check_places(entries, contents)
        yield from _check_index(connection, entries)


def _check_pages(connection: Connection) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":
        return
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if found != "ok":
            yield Problem(tr("ledger file"), tr("is damaged: {why}. Restore a backup.", why=found))
    guards = {f"keep_{table}_{act}" for table in schema.GUARDED for act in ("update", "delete")}
    present = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'")}
    for guard in sorted(guards - present):
        yield Problem(
            tr("ledger file"), tr("lacks the trigger {trigger} that keeps entries from being changed.", trigger=guard)
        )


def _check_blobs(connection: Connection, contents: dict[str, bytes]) -> Iterator[Problem]:
    for row in connection.execute(select(schema.blobs).order_by(schema.blobs.c.id)).mappings():
        content = row["content"] if isinstance(row["content"], bytes) else str(row["content"]).encode()
        contents[row["id"]] = content
        if blob_id(content) != row["id"]:
            place = tr("content {hash}", hash=row["id"][:12])
            yield Problem(place, tr("was changed after it was recorded. Restore a backup."))


def _check_chains(connection: Connection, entries: list[Entry]) -> Iterator[Problem]:
    ends: dict[str, str] = {}
    counts: dict[str, int] = {}
    times: dict[str, str] = {}
    expected = 0
    for row in connection.execute(select(schema.entries).order_by(schema.entries.c.position)).mappings():
        expected += 1
        shown = {"number": row["position"], "id": str(row["id"])[:12], "coder": row["coder"]}
        place = tr("entry {number} ({id}, {coder})", **shown)
        if row["position"] != expected:
            yield Problem(place, tr("entry {number} is missing before it. Restore a backup.", number=expected))
            expected = row["position"]
        entry = _faithful(row)
        if entry is None:
            yield Problem(place, tr("was changed after it was recorded: its hash does not match. Restore a backup."))
        if row["previous"] != ends.get(row["coder"]):
            yield Problem(
                place, tr("does not follow the previous entry by {coder}: the chain is broken.", coder=row["coder"])
            )
        if row["time"] < times.get(row["coder"], ""):
            yield Problem(place, tr("is older than the previous entry in its chain."))
        ends[row["coder"]], times[row["coder"]] = row["id"], row["time"]
        counts[row["coder"]] = counts.get(row["coder"], 0) + 1
        if entry is not None:
            yield from _check_payload(entry, place, row["subject"], entries)
    yield from _check_heads(connection, ends, counts)


def _faithful(row: RowMapping) -> Entry | None:
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


def _check_heads(connection: Connection, ends: dict[str, str], counts: dict[str, int]) -> Iterator[Problem]:
    heads = {r["coder"]: (r["entry"], r["entries"]) for r in connection.execute(select(schema.heads)).mappings()}
    for coder in sorted(set(heads) | set(ends)):
        if heads.get(coder) != (ends.get(coder), counts.get(coder)):
            yield Problem(
                tr("chain of {coder}", coder=coder),
                tr("does not end where recorded: entries at its end were removed or added from outside."),
            )


def _check_places(entries: list[Entry], contents: dict[str, bytes]) -> Iterator[Problem]:
    texts: dict[str, str] = {}
    for entry in entries:
        place = tr("entry {id} ({coder})", id=entry.id[:12], coder=entry.coder)
        for sha256 in _contents_named(entry.payload):
            if sha256 not in contents:
                yield Problem(place, tr("the content {hash} that it names is missing.", hash=sha256[:12]))
        if isinstance(entry.payload, TextAdded):
            texts[entry.payload.text] = contents.get(entry.payload.sha256, b"").decode(errors="replace")
            yield from _check_structure(entry.payload, contents)
        elif entry.place is not None:
            try:
                verify(entry.place, texts.get(entry.place.text, ""))
            except QuoteMismatch as error:
                yield Problem(place, str(error))


def _contents_named(payload: Payload) -> tuple[str, ...]:
    if isinstance(payload, TextAdded):
        return payload.sha256, payload.structure
    return (payload.sha256,) if isinstance(payload, Revised) else ()


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


def _check_index(connection: Connection, entries: list[Entry]) -> Iterator[Problem]:
    for record in index.differences(connection, replay(entries)):
        yield Problem(
            tr("record {id}", id=record[:12]),
            tr("the index differs from what the entries say. `glose check --rebuild` rebuilds it."),
        )
