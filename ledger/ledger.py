"""The ledger of one study: append, read in order, ask what holds."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import Connection, Engine, false, func, insert, inspect, select, update
from sqlalchemy.engine import RowMapping, make_url

from coding.records.entry import CREATING, Entry, PendingEntry, canonical, chain
from coding.records.replay import (
    Classification,
    Coding,
    Reading,
    Record,
    Rejection,
    Unclassed,
    fold,
    place_of,
    replay,
)
from corpus.place import verify
from corpus.structure import frozen_text, structure_json
from corpus.text import Text
from ledger import index, schema
from ledger.connection import DamagedLedger, LedgerUnavailable, connect, plainly

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns

PORTION = 20_000
"""Entries read at a time: a ledger may hold millions, each with a whole suggestion."""

R = TypeVar("R", bound=Record)


class Ledger:
    """The append-only record behind a study's URL. Use `Ledger.create` once, `Ledger.open` afterwards."""

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine = engine
        self.url = url
        self._content = lru_cache(maxsize=64)(self._read_content)

    @classmethod
    def create(cls, url: str) -> Self:
        """A new, empty ledger at that URL; raises LedgerUnavailable where one exists."""
        engine = connect(url)
        with plainly(url), engine.connect() as connection:
            if inspect(connection).has_table("entries"):
                raise LedgerUnavailable(f"There is a ledger at {url} already.")
            connection.rollback()
            _migrate(connection)
            connection.commit()
        return cls(engine, url)

    @classmethod
    def open(cls, url: str) -> Self:
        """The ledger at that URL; raises LedgerUnavailable where there is none."""
        database = make_url(url).database if url.startswith("sqlite") else None
        if database is not None and not Path(database).is_file():
            raise LedgerUnavailable(f"There is no ledger at {database}. `glose start` makes a study with one.")
        engine = connect(url)
        with plainly(url), engine.connect() as connection:
            version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if version != schema.HEAD:
            raise DamagedLedger(
                f"The ledger has version {version}; this version of Glose supports {schema.HEAD}. Update Glose."
            )
        return cls(engine, url)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    def append(self, coder: str, drafts: Sequence[PendingEntry], *, blobs: Sequence[bytes] = ()) -> list[Entry]:
        """Record one coder's drafts in one transaction: all or none, durable when this returns.

        Raises QuoteMismatch where a draft's place does not read its quote, LedgerUnavailable where the
        database refuses (full disk, no permission).
        """
        return self.append_all([(coder, drafts)], blobs=blobs)

    def append_all(
        self, batches: Sequence[tuple[str, Sequence[PendingEntry]]], *, blobs: Sequence[bytes] = ()
    ) -> list[Entry]:
        """Record the drafts of several coders in one transaction; raises as `append` does."""
        with self._writing() as connection:
            self._keep_blobs(connection, blobs)
            entries = [e for coder, drafts in batches for e in self._chain(connection, coder, drafts)]
            self._check_places(entries, blobs)
            self._index(connection, entries)
        if any(entry.kind == "text" for entry in entries):
            self.__dict__.pop("_texts_by_id", None)
        return entries

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction that holds the right to write from its beginning."""
        with plainly(self.url), self.engine.connect().execution_options(writing=True) as connection:
            with connection.begin():
                yield connection

    def add_text(self, coder: str, text: Text) -> Entry:
        """Freeze a text with its turns and passages."""
        return self.add_texts(coder, [text])[0]

    def add_texts(self, coder: str, texts: Sequence[Text]) -> list[Entry]:
        """Freeze several texts in one transaction: all or none."""
        drafts: list[PendingEntry] = []
        blobs: list[bytes] = []
        for text in texts:
            draft, content = pending_text(text)
            drafts.append(draft)
            blobs.extend(content)
        return self.append(coder, drafts, blobs=blobs)

    def add_revision(self, coder: str, kind: str, source: str) -> Entry | None:
        """Record the codebook or the case list whole, unless the last revision is the same."""
        content = source.encode()
        if self.revision(kind) == blob_id(content):
            return None
        return self.append(coder, [PendingEntry(kind, {"sha256": blob_id(content)})], blobs=[content])[0]

    def _keep_blobs(self, connection: Connection, blobs: Sequence[bytes]) -> None:
        for content in blobs:
            known = select(schema.blobs.c.id).where(schema.blobs.c.id == blob_id(content))
            if connection.execute(known).first() is None:
                connection.execute(insert(schema.blobs).values(id=blob_id(content), content=content))

    def _chain(self, connection: Connection, coder: str, drafts: Sequence[PendingEntry]) -> list[Entry]:
        head = connection.execute(select(schema.heads).where(schema.heads.c.coder == coder)).mappings().first()
        position = connection.execute(select(func.max(schema.entries.c.position))).scalar() or 0
        previous: str | None = head["entry"] if head else None
        now = self._now(connection, previous)
        entries: list[Entry] = []
        for draft in drafts:
            entries.append(chain(draft, coder=coder, previous=previous, time=now))
            previous = entries[-1].id
        if entries:
            rows = [_row(entry, position + offset) for offset, entry in enumerate(entries, 1)]
            connection.execute(insert(schema.entries), rows)
            _set_head(connection, head, entries)
        return entries

    def _now(self, connection: Connection, previous: str | None) -> str:
        # A clock that was set back must not make a chain run backwards in time.
        now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        last = select(schema.entries.c.time).where(schema.entries.c.id == previous)
        return max(now, connection.execute(last).scalar() or "") if previous else now

    def _check_places(self, entries: Sequence[Entry], blobs: Sequence[bytes]) -> None:
        fresh = {blob_id(content): content for content in blobs}
        added = {e.payload["text"]: e.payload["sha256"] for e in entries if e.kind == "text"}
        for entry in entries:
            if "quote" in entry.payload:
                place = place_of(entry)
                sha256 = added.get(place.text) or self._texts_by_id.get(place.text)
                if sha256 is None:
                    self.__dict__.pop("_texts_by_id", None)
                    sha256 = self._texts_by_id.get(place.text)
                if sha256 is None:
                    raise LedgerUnavailable(f"The study has no text {place.text!r}.")
                content = fresh[sha256].decode() if sha256 in fresh else self._content(sha256)
                verify(place, content)

    def _index(self, connection: Connection, entries: Sequence[Entry]) -> None:
        created = [e for e in entries if e.kind in CREATING]
        index.put(connection, (record for e in created if (record := fold([e])) is not None))
        for subject in {e.subject for e in entries if e.subject and e.kind not in CREATING}:
            query = select(schema.entries).where(schema.entries.c.subject == subject)
            record = fold(_entry(row) for row in connection.execute(query).mappings())
            index.remove(connection, subject)
            index.put(connection, [record] if record else [])

    def rebuild_index(self) -> None:
        """Drop what the index says and write it anew from the entries."""
        with self._writing() as connection:
            entries = [entry for _, entry in _read(connection)]
            index.clear(connection)
            index.put(connection, replay(entries).values())
            for coder in sorted({entry.coder for entry in entries}):
                _set_head(connection, None, [entry for entry in entries if entry.coder == coder])

    # Reading

    def entries(self, **equal: str) -> Iterator[Entry]:
        """The entries whose columns (`kind`, `coder`, `subject`, `id`) equal what is given, by arrival."""
        after, full = 0, True
        while full:
            with plainly(self.url), self.engine.connect() as connection:
                rows = list(_read(connection, after=after, most=PORTION, **equal))
            yield from (entry for _, entry in rows)
            after, full = (rows[-1][0] if rows else after), len(rows) == PORTION

    def numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """The number of each of these entries, from 1 in order of arrival here: what a citation `[^12]` names."""
        with plainly(self.url), self.engine.connect() as connection:
            return _numbers(connection, ids)

    def named(self, name: str) -> list[Entry]:
        """The entries that a citation may mean: the one with that number, and those whose id begins so (6 digits)."""
        c = schema.entries.c
        number = c.position == int(name) if name.isdecimal() and len(name) < 10 else false()
        begins = (c.id >= name) & (c.id < f"{name}g") if len(name) >= 6 else false()
        with plainly(self.url), self.engine.connect() as connection:
            found = connection.execute(select(schema.entries).where(number | begins).order_by(c.position))
            return [_entry(row) for row in found.mappings()]

    def records(self, kind: type[R], **equal: str | None) -> list[R]:
        """What now holds of that kind, where its columns equal what is given, by text and place."""
        with plainly(self.url), self.engine.connect() as connection:
            return list(index.records(connection, kind, **equal))  # type: ignore[arg-type]

    def codings(self, **equal: str | None) -> list[Coding]:
        """The codings that hold; filter by `text`, `code`, `case`, `coder`."""
        return self.records(Coding, **equal)

    def coding_columns(self) -> "CodedColumns":
        """Every coding that holds as columns: what a million codings fit in."""
        with plainly(self.url), self.engine.connect() as connection:
            return index.coding_columns(connection)

    def codings_by_id(self, ids: Sequence[str]) -> dict[str, Coding]:
        """The codings with these ids; ids that hold no more are left out."""
        with plainly(self.url), self.engine.connect() as connection:
            return index.codings_by_id(connection, ids)

    def rejections(self, **equal: str | None) -> list[Rejection]:
        """The suggestions refused."""
        return self.records(Rejection, **equal)

    def classifications(self, **equal: str | None) -> list[Classification]:
        """The classes that hold."""
        return self.records(Classification, **equal)

    def unclassed(self, **equal: str | None) -> list[Unclassed]:
        """The cases of which somebody said that they are in no class."""
        return self.records(Unclassed, **equal)

    def readings(self, **equal: str | None) -> list[Reading]:
        """What each coder has gone through."""
        return self.records(Reading, **equal)

    def codings_with_memo(self) -> int:
        """How many codings that hold have a memo."""
        with plainly(self.url), self.engine.connect() as connection:
            return index.codings_with_memo(connection)

    def blob(self, sha256: str) -> bytes:
        """The content kept under that hash; raises DamagedLedger where it is gone."""
        query = select(schema.blobs.c.content).where(schema.blobs.c.id == sha256)
        with plainly(self.url), self.engine.connect() as connection:
            content = connection.execute(query).scalar()
        if content is None:
            raise DamagedLedger(f"The ledger lacks the content {sha256[:12]}…; run `glose check`.")
        return bytes(content)

    def blobs(self, ids: Sequence[str]) -> dict[str, bytes]:
        """The contents kept under these hashes, read many at a time; raises DamagedLedger where one is gone."""
        table, found = schema.blobs, dict[str, bytes]()
        with plainly(self.url), self.engine.connect() as connection:
            for at in range(0, len(ids), 500):
                query = select(table.c.id, table.c.content).where(table.c.id.in_(ids[at : at + 500]))
                found.update({str(row.id): bytes(row.content) for row in connection.execute(query)})
        for gone in (name for name in ids if name not in found):
            raise DamagedLedger(f"The ledger lacks the content {gone[:12]}…; run `glose check`.")
        return found

    def _read_content(self, sha256: str) -> str:
        return self.blob(sha256).decode(errors="replace")

    def revision(self, kind: str) -> str | None:
        """The hash of the last `codebook` or `cases` that was recorded."""
        last = None
        for entry in self.entries(kind=kind):
            last = entry.payload["sha256"]
        return last

    @cached_property
    def _texts_by_id(self) -> dict[str, str]:
        return {e.payload["text"]: e.payload["sha256"] for e in self.entries(kind="text")}

    def correct(self, coder: str, text: Text, moves: Sequence[PendingEntry]) -> list[Entry]:
        """Freeze the next version of a text and where the records on it lie now, in one transaction."""
        draft, blobs = pending_text(text)
        return self.append(coder, [draft, *moves], blobs=blobs)

    def versions(self, text_id: str) -> list[Text]:
        """Every version of a text, the first as it was added, the last as it stands."""
        return [self._thaw(entry) for entry in self.entries(kind="text") if entry.payload["text"] == text_id]

    def texts(self) -> dict[str, Text]:
        """Every text of the study by id, in order of adding; the last version where one was corrected."""
        latest: dict[str, Entry] = {}
        for entry in self.entries(kind="text"):
            latest[entry.payload["text"]] = entry
        wanted = [entry.payload[key] for entry in latest.values() for key in ("sha256", "structure")]
        contents = self.blobs(wanted)
        return {text_id: _thawed(entry, contents) for text_id, entry in latest.items()}

    def _thaw(self, entry: Entry) -> Text:
        return _thawed(entry, self.blobs([entry.payload["sha256"], entry.payload["structure"]]))


def _thawed(entry: Entry, contents: Mapping[str, bytes]) -> Text:
    """The text that an entry froze, from the contents it names."""
    content, structure = (contents[entry.payload[key]].decode(errors="replace") for key in ("sha256", "structure"))
    return frozen_text(entry.payload, content, structure)


def pending_text(text: Text) -> tuple[PendingEntry, tuple[bytes, bytes]]:
    """The entry that freezes a text, and the contents it names: its characters and its structure."""
    content, structure = text.content.encode(), structure_json(text).encode()
    payload = {
        "text": text.id,
        "kind": text.kind,
        "case": text.case,
        "language": text.language,
        "file": text.file,
        "file_sha256": text.file_sha256,
        "sha256": blob_id(content),
        "structure": blob_id(structure),
        "metadata": dict(text.metadata),
    }
    return PendingEntry("text", payload), (content, structure)


def blob_id(content: bytes) -> str:
    """SHA-256 of the content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _row(entry: Entry, position: int) -> dict[str, object]:
    return {
        "position": position,
        "id": entry.id,
        "coder": entry.coder,
        "previous": entry.previous,
        "time": entry.time,
        "kind": entry.kind,
        "subject": entry.subject,
        "payload": canonical(entry.payload),
    }


def _set_head(connection: Connection, head: RowMapping | None, entries: Sequence[Entry]) -> None:
    last, number = entries[-1], len(entries)
    if head is None:
        connection.execute(insert(schema.heads).values(coder=last.coder, entry=last.id, entries=number))
        return
    mine = schema.heads.c.coder == last.coder
    connection.execute(update(schema.heads).where(mine).values(entry=last.id, entries=head["entries"] + number))


def _read(
    connection: Connection, *, after: int = 0, most: int | None = None, **equal: str
) -> Iterator[tuple[int, Entry]]:
    """Entries with their positions, by arrival: those after a position, at most so many."""
    query = select(schema.entries).where(schema.entries.c.position > after).order_by(schema.entries.c.position)
    query = query.limit(most) if most is not None else query
    for column, value in equal.items():
        query = query.where(schema.entries.c[column] == value)
    for row in connection.execute(query).mappings():
        yield row["position"], _entry(row)


def _numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    c = schema.entries.c
    found: dict[str, int] = {}
    for start in range(0, len(ids), 500):
        portion = select(c.id, c.position).where(c.id.in_(ids[start : start + 500]))
        found.update({str(row.id): int(row.position) for row in connection.execute(portion)})
    return found


def _entry(row: Mapping[str, str | None] | RowMapping) -> Entry:
    payload: Mapping[str, object] = json.loads(row["payload"] or "{}")
    return Entry(str(row["id"]), str(row["coder"]), row["previous"], str(row["time"]), str(row["kind"]), payload)
