"""The ledger of one study: made, opened, and written to, one transaction at a time; `reading.py` asks it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from coding.records.decisions import Moved, Recoded, Undone
from coding.records.entry import Entry
from coding.records.keys import keys_after
from coding.records.payload import Payload
from coding.records.study_acts import CasesRevised, CodebookRevised, Revised, TextAdded
from corpus.place import verify
from corpus.text import Text
from ledger import index, schema
from ledger.address import file_of, shown
from ledger.chaining import chained
from ledger.committing import AnswerLost, are_there, committed, says_the_same, was_recorded
from ledger.connection import PATIENCE, log_beside, make_file, reached, writing
from ledger.entry_rows import last_entry
from ledger.frozen_text import blob_id, freeze
from ledger.integrity import rebuild
from ledger.known_texts import KnownTexts, OutdatedVersion
from ledger.reading import LedgerReader
from ledger.server import announce, check_room
from ledger.signatures import KeysKnown, Signing, are_kept, key_entries, sign_entries
from ledger.situations import DamagedLedger, LedgerUnavailable, LedgerUnsure, NoLedger, is_too_long, plainly, too_long
from ledger.witness import Seen, Witness
from ledger.write_lock import WHOLE, WriteLock, hold, lock_for
from wording.messages import tr


class Ledger(LedgerReader):
    """The append-only record behind a study's URL. Use `Ledger.create` once, `Ledger.open` afterwards.

    `patience` is how many seconds it waits for others that are writing. `log_found` is SQLite's write-ahead log, where
    one with entries in it lay beside the file when that was opened. `witness` notes what was recorded, if there is one.
    """

    def __init__(self, engine: Engine, url: str) -> None:
        super().__init__(engine, url)
        self._content = lru_cache(maxsize=64)(self._read_content)
        self._texts = KnownTexts()
        self.log_found: Path | None = None
        self.patience = PATIENCE
        self.witness: Witness | None = None
        self.signing: Signing | None = None
        """Gives the keys that entries are signed with; nothing is signed where it is None."""
        self._last: Seen | None = None
        self.recorded_by: str | None = None
        """Who recorded last since it was opened; None where nothing was."""
        self._keys = KeysKnown()
        self._made: list[Entry] = []
        self._unsure: list[Entry] = []

    @classmethod
    def create(cls, url: str, *, private: bool = True) -> Self:
        """A new, empty ledger at that URL; raises LedgerUnavailable where one exists.

        A file that is `private` may be read by its owner alone; SQLite gives its other files the same permissions.
        """
        file = file_of(url)
        if file is not None and is_too_long(file):
            raise too_long(file)
        if file is not None:
            make_file(file, private=private)
        with reached(url) as connection:
            if connection.dialect.name == "postgresql":
                check_room(connection)
            if inspect(connection).has_table("entries"):
                raise LedgerUnavailable(tr("There is already a ledger at {url}.", url=shown(url)))
            connection.rollback()
            _migrate(connection)
            connection.commit()
            return cls(connection.engine, url)

    @classmethod
    def open(cls, url: str) -> Self:
        """The ledger at that URL; raises LedgerUnavailable where there is none."""
        file = file_of(url)
        if file is not None and is_too_long(file):
            raise too_long(file)
        if file is not None and not file.is_file():
            raise NoLedger(tr("There is no ledger at {file}. `glose start` makes a study with one.", file=file))
        log = log_beside(file) if file is not None else None
        with reached(url) as connection:
            version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if version not in (schema.HEAD, schema.WITHOUT_SIGNATURES):
                raise DamagedLedger(
                    tr(
                        "The ledger has version {version}; this version of Glose supports {supported}. Update Glose.",
                        version=version,
                        supported=schema.HEAD,
                    )
                )
            opened = cls(connection.engine, url)
        opened.log_found = log
        return opened

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
        self, batches: Sequence[tuple[str, Sequence[Payload]]], *, blobs: Sequence[bytes] = (), once: bool = False
    ) -> list[Entry]:
        """Record what several coders did in one transaction; raises as `append` does.

        With `once` a coding or rejection that holds by now is left out: another process may have recorded it since it
        was checked.
        """
        with self.recording(lock_for(batches) if not blobs else WHOLE) as connection:
            if self._unsure and says_the_same(self._unsure, batches) and are_there(connection, self._unsure):
                return self._unsure
            if once:
                batches = [(coder, index.without_held(connection, coder, pending)) for coder, pending in batches]
            return self.record_on(connection, batches, blobs)

    def record_on(
        self, connection: Connection, batches: Sequence[tuple[str, Sequence[Payload]]], blobs: Sequence[bytes]
    ) -> list[Entry]:
        """Record it all in a transaction that has begun; what the ledger holds is checked within it."""
        self._texts.read_on(connection)
        self._texts.admit(one for _, pending in batches for one in pending if isinstance(one, TextAdded))
        self._keep_blobs(connection, blobs)
        entries = [e for coder, pending in batches for e in self._chain(connection, coder, pending)]
        self._check_places(entries, blobs)
        index.take_in(connection, entries)
        return entries

    @contextmanager
    def recording(self, lock: WriteLock = WHOLE) -> Iterator[Connection]:
        """One transaction that holds what it needs from its beginning.

        Raises LedgerUnsure where the server's answer was lost and it cannot be asked again.
        """
        self._made = []
        try:
            with plainly(self.url), writing(self.engine, self.patience) as connection:
                with committed(connection):
                    hold(connection, lock, self.patience)
                    if self.witness is not None:
                        self.witness.look(connection)
                    yield connection
                self._announce(connection)
        except AnswerLost as error:
            self._ask(error, lock)
        except BaseException:
            self._texts = KnownTexts()  # what was read of them in this transaction may not have come to be
            raise
        self._unsure = []
        self.recorded_by = self._made[-1].coder if self._made else self.recorded_by
        if self.witness is not None and self._last is not None:
            self.witness.note(self._last)

    def _ask(self, error: AnswerLost, lock: WriteLock) -> None:
        """Find out whether what was made is recorded; raises where it is not, or where that cannot be known."""
        try:
            if was_recorded(self.engine, self.url, self._made, lock):
                with suppress(DBAPIError), writing(self.engine, self.patience) as connection:
                    self._announce(connection)
                return
        except LedgerUnsure:
            self._unsure = self._made
            raise
        with plainly(self.url):
            raise error.__cause__ or error

    def _announce(self, connection: Connection) -> None:
        """Tell whoever listens at the server; that nobody can be told changes nothing of what was recorded."""
        if self._made and connection.dialect.name == "postgresql":
            with suppress(DBAPIError):
                announce(connection, self._made[-1].id)

    def add_text(self, coder: str, text: Text) -> Entry:
        """Freeze a text with its turns and passages."""
        return self.add_texts(coder, [text])[0]

    def add_texts(self, coder: str, texts: Sequence[Text]) -> list[Entry]:
        """Freeze several texts in one transaction: all or none. Raises TextTaken where an id is taken."""
        frozen = [freeze(text) for text in texts]
        blobs = [content for _, contents in frozen for content in contents]
        return self.append(coder, [added for added, _ in frozen], blobs=blobs)

    def correct(
        self,
        coder: str,
        text: Text,
        moves: Sequence[Moved],
        *,
        version: int,
        case_was: str | None = None,
        undone: Sequence[Undone] = (),
    ) -> list[Entry]:
        """Freeze that version of a text (from 2) and where the records on it lie now, in one transaction.

        `case_was` is the text's former case where it gets another one; `undone` is taken back with it. Raises
        OutdatedVersion unless it is the next version and every record on the text is moved.
        """
        added, blobs = freeze(text, version)
        added = replace(added, case_was=case_was)
        with self.recording() as connection:
            if index.ids_on(connection, text.id) != {move.subject for move in moves}:
                raise OutdatedVersion(
                    tr("Something was recorded on {text} meanwhile; nothing was recorded. Try again.", text=text.id)
                )
            return self.record_on(connection, [(coder, [*undone, added, *moves])], blobs)

    def change_codes(
        self,
        coder: str,
        acts: Sequence[Payload],
        following: Callable[[Entry], Sequence[Recoded]],
        *,
        codes: Collection[str] = (),
        blobs: Sequence[bytes] = (),
    ) -> list[Entry]:
        """Record a change of codes (the last of `acts`) and the records that follow it, in one transaction.

        `following` is given the entry of that change. Raises OutdatedVersion unless every record with one of these
        codes follows.
        """
        with self.recording() as connection:
            made = self.record_on(connection, [(coder, acts)], blobs)
            recoded = following(made[-1])
            if not index.ids_with_codes(connection, codes) <= {one.subject for one in recoded}:
                raise OutdatedVersion(
                    tr("Something was coded meanwhile with a code that was to change; nothing was recorded. Try again.")
                )
            return [*made, *self.record_on(connection, [(coder, recoded)], ())]

    def add_codebook(self, coder: str, source: str) -> Entry | None:
        """Record the codebook whole, unless the last that was recorded is the same."""
        return self._add_revision(coder, CodebookRevised(sha256=blob_id(source.encode())), source)

    def add_cases(self, coder: str, source: str) -> Entry | None:
        """Record the case list whole, unless the last that was recorded is the same."""
        return self._add_revision(coder, CasesRevised(sha256=blob_id(source.encode())), source)

    def add_edit(self, coder: str, revised: type[Revised], before: str, after: str) -> Entry:
        """Record that the codebook or the case list was edited here, whole before and after: an act of the coder's."""
        said = revised(sha256=blob_id(after.encode()), before=blob_id(before.encode()))
        return self.append(coder, [said], blobs=[before.encode(), after.encode()])[0]

    def _add_revision(self, coder: str, revised: CodebookRevised | CasesRevised, source: str) -> Entry | None:
        if self.revision(revised.kind) == revised.sha256:
            return None
        with self.recording() as connection:
            last = last_entry(connection, revised.kind)
            if last is not None and last.says(Revised).sha256 == revised.sha256:
                return None  # another program recorded it since we looked
            return self.record_on(connection, [(coder, [revised])], [source.encode()])[0]

    def _keep_blobs(self, connection: Connection, blobs: Sequence[bytes]) -> None:
        for content in blobs:
            known = select(schema.blobs.c.id).where(schema.blobs.c.id == blob_id(content))
            if connection.execute(known).first() is None:
                connection.execute(insert(schema.blobs).values(id=blob_id(content), content=content))

    def _chain(self, connection: Connection, coder: str, pending: Sequence[Payload]) -> list[Entry]:
        entries, position = chained(connection, coder, pending)
        if entries:
            sign_entries(connection, self.signing, self._keys, entries)
            self._made += entries
            self._last = Seen(position, entries[-1].id)
        return entries

    def _check_places(self, entries: Sequence[Entry], blobs: Sequence[bytes]) -> None:
        fresh = {blob_id(content): content for content in blobs}
        added = {e.payload.text: e.payload.sha256 for e in entries if isinstance(e.payload, TextAdded)}
        decoded: dict[str, str] = {}
        for place in filter(None, (entry.place for entry in entries)):
            sha256 = added.get(place.text) or self._texts.contents.get(place.text)
            if sha256 is None:
                raise LedgerUnavailable(tr("The study has no text {text!r}.", text=place.text))
            if sha256 not in decoded:
                decoded[sha256] = fresh[sha256].decode() if sha256 in fresh else self._content(sha256)
            verify(place, decoded[sha256])

    def _read_content(self, sha256: str) -> str:
        return self.blob(sha256).decode(errors="replace")

    def missed(self) -> Seen | None:
        """The entry that the study's folder has seen and the ledger does not hold; None where none is missed."""
        if self.witness is None:
            return None
        with plainly(self.url), self.engine.connect() as connection:
            return self.witness.missed(connection)

    def open_key(self, coder: str) -> None:
        """Open the key that this coder signs with, if it is here; raises GloseError where it cannot be used."""
        if self.signing is not None:
            with plainly(self.url), self.engine.connect() as connection:
                keys = keys_after(key_entries(connection, coder)).standing
            if keys:
                self.signing.key_for(coder, keys, 0)

    def make_room_for_signatures(self) -> None:
        """Give a ledger of an earlier version its table of signatures; one that has it stays as it is."""
        with self.recording() as connection:
            if not are_kept(connection):
                _migrate(connection)

    def rebuild_index(self) -> None:
        """Write anew what the index says from the entries; raises DamagedLedger where these are unsound."""
        with self.recording() as connection:
            rebuild(connection)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
