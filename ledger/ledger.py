"""The ledger of one study: made, opened, and written to, one transaction at a time; `reading.py` asks it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, insert, inspect, select
from sqlalchemy.engine import make_url

from coding.records.entry import CREATING, Entry, chain
from coding.records.payload import Payload
from coding.records.replay import fold, replay
from coding.records.study_acts import CasesRevised, CodebookRevised, TextAdded
from corpus.place import verify
from corpus.text import Text
from ledger import index, schema
from ledger.connection import DamagedLedger, LedgerUnavailable, connect, plainly
from ledger.entry_rows import entry_of_row, read_entries, row_of_entry, set_head
from ledger.frozen_text import blob_id, freeze
from ledger.reading import LedgerReader
from wording.messages import tr


class Ledger(LedgerReader):
    """The append-only record behind a study's URL. Use `Ledger.create` once, `Ledger.open` afterwards."""

    def __init__(self, engine: Engine, url: str) -> None:
        super().__init__(engine, url)
        self._content = lru_cache(maxsize=64)(self._read_content)
        self._text_hashes: dict[str, str] | None = None

    @classmethod
    def create(cls, url: str) -> Self:
        """A new, empty ledger at that URL; raises LedgerUnavailable where one exists."""
        engine = connect(url)
        with plainly(url), engine.connect() as connection:
            if inspect(connection).has_table("entries"):
                raise LedgerUnavailable(tr("There is already a ledger at {url}.", url=url))
            connection.rollback()
            _migrate(connection)
            connection.commit()
        return cls(engine, url)

    @classmethod
    def open(cls, url: str) -> Self:
        """The ledger at that URL; raises LedgerUnavailable where there is none."""
        database = make_url(url).database if url.startswith("sqlite") else None
        if database is not None and not Path(database).is_file():
            raise LedgerUnavailable(
                tr("There is no ledger at {file}. `glose start` makes a study with one.", file=database)
            )
        engine = connect(url)
        with plainly(url), engine.connect() as connection:
            version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if version != schema.HEAD:
            raise DamagedLedger(
                tr(
                    "The ledger has version {version}; this version of Glose supports {supported}. Update Glose.",
                    version=version,
                    supported=schema.HEAD,
                )
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

    def append(self, coder: str, pending: Sequence[Payload], *, blobs: Sequence[bytes] = ()) -> list[Entry]:
        """Record what one coder did in one transaction: all or none, durable when this returns.

        Raises QuoteMismatch where a place does not read its quote, LedgerUnavailable where the database refuses
        (full disk, no permission).
        """
        return self.append_all([(coder, pending)], blobs=blobs)

    def append_all(
        self, batches: Sequence[tuple[str, Sequence[Payload]]], *, blobs: Sequence[bytes] = ()
    ) -> list[Entry]:
        """Record what several coders did in one transaction; raises as `append` does."""
        with self._writing() as connection:
            self._keep_blobs(connection, blobs)
            entries = [e for coder, pending in batches for e in self._chain(connection, coder, pending)]
            self._check_places(entries, blobs)
            self._index(connection, entries)
        if any(entry.kind == "text" for entry in entries):
            self._text_hashes = None
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
        frozen = [freeze(text) for text in texts]
        blobs = [content for _, contents in frozen for content in contents]
        return self.append(coder, [added for added, _ in frozen], blobs=blobs)

    def correct(self, coder: str, text: Text, moves: Sequence[Payload]) -> list[Entry]:
        """Freeze the next version of a text and where the records on it lie now, in one transaction."""
        added, blobs = freeze(text)
        return self.append(coder, [added, *moves], blobs=blobs)

    def add_codebook(self, coder: str, source: str) -> Entry | None:
        """Record the codebook whole, unless the last that was recorded is the same."""
        return self._add_revision(coder, CodebookRevised(sha256=blob_id(source.encode())), source)

    def add_cases(self, coder: str, source: str) -> Entry | None:
        """Record the case list whole, unless the last that was recorded is the same."""
        return self._add_revision(coder, CasesRevised(sha256=blob_id(source.encode())), source)

    def _add_revision(self, coder: str, revised: CodebookRevised | CasesRevised, source: str) -> Entry | None:
        if self.revision(revised.kind) == revised.sha256:
            return None
        return self.append(coder, [revised], blobs=[source.encode()])[0]

    def _keep_blobs(self, connection: Connection, blobs: Sequence[bytes]) -> None:
        for content in blobs:
            known = select(schema.blobs.c.id).where(schema.blobs.c.id == blob_id(content))
            if connection.execute(known).first() is None:
                connection.execute(insert(schema.blobs).values(id=blob_id(content), content=content))

    def _chain(self, connection: Connection, coder: str, pending: Sequence[Payload]) -> list[Entry]:
        head = connection.execute(select(schema.heads).where(schema.heads.c.coder == coder)).mappings().first()
        position = connection.execute(select(func.max(schema.entries.c.position))).scalar() or 0
        previous: str | None = head["entry"] if head else None
        now = self._now(connection, previous)
        entries: list[Entry] = []
        for one in pending:
            entries.append(chain(one, coder=coder, previous=previous, time=now))
            previous = entries[-1].id
        if entries:
            rows = [row_of_entry(entry, position + offset) for offset, entry in enumerate(entries, 1)]
            connection.execute(insert(schema.entries), rows)
            set_head(connection, head, entries)
        return entries

    def _now(self, connection: Connection, previous: str | None) -> str:
        # A clock that was set back must not make a chain run backwards in time.
        now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        last = select(schema.entries.c.time).where(schema.entries.c.id == previous)
        return max(now, connection.execute(last).scalar() or "") if previous else now

    def _check_places(self, entries: Sequence[Entry], blobs: Sequence[bytes]) -> None:
        fresh = {blob_id(content): content for content in blobs}
        added = {e.payload.text: e.payload.sha256 for e in entries if isinstance(e.payload, TextAdded)}
        for place in filter(None, (entry.place for entry in entries)):
            sha256 = added.get(place.text) or self._sha256_of(place.text)
            content = fresh[sha256].decode() if sha256 in fresh else self._content(sha256)
            verify(place, content)

    def _sha256_of(self, text: str) -> str:
        """The content of a text's last version; texts that another program added are looked up when first named."""
        if self._text_hashes is None or text not in self._text_hashes:
            added = (entry.says(TextAdded) for entry in self.entries(kind="text"))
            self._text_hashes = {one.text: one.sha256 for one in added}
        if text not in self._text_hashes:
            raise LedgerUnavailable(tr("The study has no text {text!r}.", text=text))
        return self._text_hashes[text]

    def _read_content(self, sha256: str) -> str:
        return self.blob(sha256).decode(errors="replace")

    def _index(self, connection: Connection, entries: Sequence[Entry]) -> None:
        created = [e for e in entries if e.kind in CREATING]
        index.put(connection, (record for e in created if (record := fold([e])) is not None))
        for subject in {e.subject for e in entries if e.subject and e.kind not in CREATING}:
            query = select(schema.entries).where(schema.entries.c.subject == subject)
            record = fold(entry_of_row(row) for row in connection.execute(query).mappings())
            index.remove(connection, subject)
            index.put(connection, [record] if record else [])

    def rebuild_index(self) -> None:
        """Drop what the index says and write it anew from the entries."""
        with self._writing() as connection:
            entries = [entry for _, entry in read_entries(connection)]
            index.clear(connection)
            index.put(connection, replay(entries).values())
            for coder in sorted({entry.coder for entry in entries}):
                set_head(connection, None, [entry for entry in entries if entry.coder == coder])


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
