"""Verifying a ledger: every chain, every content, every place, and the index against the replay."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from coding.records.entry import Entry, canonical, entry_id
from coding.records.replay import place_of, replay
from corpus.place import QuoteMismatch, verify
from corpus.problem import Problem
from corpus.structure import frozen_text
from corpus.text import Passage, Turn
from ledger import index, schema
from ledger.connection import plainly
from ledger.ledger import Ledger, blob_id


def faults_of(ledger: Ledger) -> Iterator[Problem]:
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
            yield Problem("ledger file", f"is damaged: {found}. Restore a backup.")
    guards = {f"keep_{table}_{act}" for table in schema.GUARDED for act in ("update", "delete")}
    present = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'")}
    for guard in sorted(guards - present):
        yield Problem("ledger file", f"lacks the trigger {guard} that keeps entries from being changed.")


def _check_blobs(connection: Connection, contents: dict[str, bytes]) -> Iterator[Problem]:
    for row in connection.execute(select(schema.blobs).order_by(schema.blobs.c.id)).mappings():
        content = row["content"] if isinstance(row["content"], bytes) else str(row["content"]).encode()
        contents[row["id"]] = content
        if blob_id(content) != row["id"]:
            yield Problem(f"content {row['id'][:12]}", "was changed after it was recorded. Restore a backup.")


def _check_chains(connection: Connection, entries: list[Entry]) -> Iterator[Problem]:
    ends: dict[str, str] = {}
    counts: dict[str, int] = {}
    times: dict[str, str] = {}
    expected = 0
    for row in connection.execute(select(schema.entries).order_by(schema.entries.c.position)).mappings():
        expected += 1
        place = f"entry {row['position']} ({str(row['id'])[:12]}, {row['coder']})"
        if row["position"] != expected:
            yield Problem(place, f"entry {expected} is missing before it. Restore a backup.")
            expected = row["position"]
        try:
            payload = json.loads(row["payload"])
            faithful = canonical(payload) == row["payload"]
        except ValueError:
            payload, faithful = {}, False
        digest = entry_id(row["coder"], row["previous"], row["time"], row["kind"], row["payload"])
        if digest != row["id"] or not faithful:
            yield Problem(place, "was changed after it was recorded: its hash does not match. Restore a backup.")
            payload = {}
        if row["previous"] != ends.get(row["coder"]):
            yield Problem(place, f"does not follow the entry before it by {row['coder']}: the chain is broken.")
        if row["time"] < times.get(row["coder"], ""):
            yield Problem(place, "is older than the entry before it in its chain.")
        ends[row["coder"]], times[row["coder"]] = row["id"], row["time"]
        counts[row["coder"]] = counts.get(row["coder"], 0) + 1
        if payload:
            entry = Entry(row["id"], row["coder"], row["previous"], row["time"], row["kind"], payload)
            if entry.subject != row["subject"]:
                yield Problem(place, "the column `subject` differs from what the entry says.")
            entries.append(entry)
    yield from _check_heads(connection, ends, counts)


def _check_heads(connection: Connection, ends: dict[str, str], counts: dict[str, int]) -> Iterator[Problem]:
    heads = {r["coder"]: (r["entry"], r["entries"]) for r in connection.execute(select(schema.heads)).mappings()}
    for coder in sorted(set(heads) | set(ends)):
        if heads.get(coder) != (ends.get(coder), counts.get(coder)):
            yield Problem(
                f"chain of {coder}",
                "ends elsewhere than recorded: entries at its end were removed or added from outside.",
            )


def _check_places(entries: list[Entry], contents: dict[str, bytes]) -> Iterator[Problem]:
    texts: dict[str, str] = {}
    for entry in entries:
        place = f"entry {entry.id[:12]} ({entry.coder})"
        for key in ("sha256", "structure"):
            if key in entry.payload and entry.kind != "read" and entry.payload[key] not in contents:
                yield Problem(place, f"the content {entry.payload[key][:12]} that it names is gone.")
        if entry.kind == "text":
            content = contents.get(entry.payload["sha256"], b"").decode(errors="replace")
            texts[entry.payload["text"]] = content
            yield from _check_structure(entry, content, contents.get(entry.payload["structure"], b""))
        elif "quote" in entry.payload:
            try:
                verify(place_of(entry), texts.get(entry.payload["text"], ""))
            except QuoteMismatch as error:
                yield Problem(place, str(error))


def _check_structure(entry: Entry, content: str, structure: bytes) -> Iterator[Problem]:
    where = f"text {entry.payload['text']}"
    try:
        text = frozen_text(entry.payload, content, structure.decode())
    except (ValueError, KeyError, TypeError):
        yield Problem(where, "its turns and passages cannot be read.")
        return
    parts: list[Turn | Passage] = [*text.turns, *text.passages]
    for part in parts:
        if not 0 <= part.start < part.end <= len(content):
            yield Problem(where, f"{part.start}–{part.end} lies outside its {len(content)} characters.")


def _check_index(connection: Connection, entries: list[Entry]) -> Iterator[Problem]:
    for record in index.differences(connection, replay(entries)):
        yield Problem(
            f"record {record[:12]}",
            "the index differs from what the entries say. `glose check --rebuild` writes it anew.",
        )
