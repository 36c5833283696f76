"""Reading a ledger: its entries by arrival, the records that hold now, the contents and texts it keeps."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from heapq import merge
from threading import local
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine, false, func, select

from coding.records.code_names import CodeNames
from coding.records.coverage import ReadUnder
from coding.records.entry import Entry
from coding.records.head import LedgerHead, head_of, head_of_packed
from coding.records.replay import Classification, Coding, Reading, Record, Rejection, Unclassed
from coding.records.study_acts import Revised, TextAdded
from coding.records.undoing import not_undone
from corpus.text import Text
from ledger import index, schema
from ledger.case_names import called_today, names_meant, text_called_today
from ledger.entry_rows import AT_ONCE, entry_of_row, last_entry, positions_of, read_about, read_back, read_entries
from ledger.frozen_text import thaw
from ledger.plain_rows import plain_rows
from ledger.situations import DamagedLedger, plainly
from ledger.write_lock import settled
from wording.messages import tr

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns
    from coding.records.hidden import Hidden

PORTION = 20_000
"""Entries read at a time: a ledger may hold millions, each with a whole suggestion."""

BACK = 200
"""Positions before the last one among which an entry may arrive late at a server: far more than are written at once."""

R = TypeVar("R", bound=Record)

_BEGUN = local()
"""The connections over which this thread asks several things together, by engine."""


class LedgerReader:
    """What can be asked of an open ledger; every answer is read anew.

    What is hidden from whoever asks, because they code blind, is in none of the answers but those about the chains
    (`ids`, `numbers`, `head`, `chains`, `coders`), which say nothing of what was recorded.
    """

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine = engine
        self.url = url
        self.case_names: Callable[[], Mapping[str, str]] = dict
        """Gives today's name for each former name of a case; whoever knows the case list sets it."""
        self.hidden: Callable[[], Hidden | None] = lambda: None
        """Gives what is hidden from whoever asks; whoever knows who that is sets it."""

    @property
    def arrives_in_order(self) -> bool:
        """Whether no entry can take a lower position than one that was read already."""
        return self.engine.dialect.name == "sqlite"

    @property
    def whole(self) -> "LedgerReader":
        """The ledger with nothing hidden: for what must know everything, and shows nothing of it to a blind coder."""
        reader = LedgerReader(self.engine, self.url)
        reader.case_names = self.case_names
        return reader

    def entries(self, **equal: str) -> Iterator[Entry]:
        """The entries whose columns (`kind`, `coder`, `subject`, `id`) equal what is given, by arrival."""
        hidden = self.hidden()
        return hidden.shown(self._entries(**equal)) if hidden else self._entries(**equal)

    def _entries(self, **equal: str) -> Iterator[Entry]:
        """The same, with what is hidden."""
        after, full = 0, True
        while full:
            with plainly(self.url), self.engine.connect() as connection:
                rows = list(read_entries(connection, after=after, most=PORTION, **equal))
            yield from (entry for _, entry in rows)
            after, full = (rows[-1][0] if rows else after), len(rows) == PORTION

    def arrived_after(self, position: int, **equal: str) -> list[tuple[int, Entry]]:
        """The entries that arrived after that position (0: all), each with its own; equal columns as in `entries`.

        On a server somebody's entry can take a lower position than one that is read here already, if it was begun
        before and ended after: whoever follows a ledger asks again from a little further back.
        """
        with plainly(self.url), self.engine.connect() as connection:
            rows = list(read_entries(connection, after=position, most=None, **equal))
        if hidden := self.hidden():
            left = {entry.id for entry in hidden.shown([entry for _, entry in rows])}
            rows = [(at, entry) for at, entry in rows if entry.id in left]
        return rows

    def latest(
        self, *, before: int | None = None, most: int | None = None, **asked: Any
    ) -> tuple[list[tuple[int, Entry]], int | None]:
        """The entries before a position (None: all), the latest first, each with its own; see `read_back`.

        Beside them the position to go on before, None where there are no more.
        """
        with plainly(self.url), self.engine.connect() as connection:
            rows = list(read_back(connection, before=before, most=most, **asked))
        further = rows[-1][0] if rows and len(rows) == most else None
        if hidden := self.hidden():
            left = {entry.id for entry in hidden.shown([entry for _, entry in rows])}
            rows = [(at, entry) for at, entry in rows if entry.id in left]
        return rows, further

    def about(self, subjects: Collection[str]) -> dict[str, list[Entry]]:
        """The entries that make each of these records or speak about it; none of a record that is not there."""
        found: dict[str, list[Entry]] = {}
        with plainly(self.url), self.engine.connect() as connection:
            entries = list(read_about(connection, list(subjects)))
        hidden = self.hidden()
        for entry in hidden.shown(entries) if hidden else entries:
            found.setdefault(entry.subject or "", []).append(entry)
        return found

    def moments_of(self, kinds: Collection[str]) -> list[tuple[str, str, str, str | None]]:
        """Id, moment, coder and subject of every entry of these kinds, by arrival, without what it says."""
        c = schema.entries.c
        query = select(c.id, c.time, c.coder, c.subject).where(c.kind.in_(list(kinds))).order_by(c.position)
        with plainly(self.url), self.engine.connect() as connection:
            return [row for part in plain_rows(connection, query, most=PORTION) for row in part]

    def mark(self) -> tuple[int, int]:
        """What tells two states of the ledger apart: the last position and, at a server, how many are taken before it.

        Of those before it the last `BACK` are counted: an entry may arrive late among them.
        """
        if self.arrives_in_order:
            return self.last_position(), 0
        position = schema.entries.c.position
        last = select(func.coalesce(func.max(position), 0)).correlate(None).scalar_subquery()
        query = select(last, func.count()).where(position > last - BACK)
        with plainly(self.url), self.engine.connect() as connection:
            at, among = connection.execute(query).one()
        return int(at), int(among)

    def last_position(self) -> int:
        """The position of the entry that arrived last; 0 in an empty ledger."""
        with plainly(self.url), self.engine.connect() as connection:
            return int(connection.execute(select(func.coalesce(func.max(schema.entries.c.position), 0))).scalar_one())

    def current(self, kind: str) -> list[Entry]:
        """The entries of that kind that were not undone, by arrival."""
        return not_undone([*self.entries(kind=kind), *self.entries(kind="undo")])

    def code_names(self) -> CodeNames:
        """What codes are called today: every change of codes that was not undone, whenever the ledger is looked at."""
        every = [*LedgerReader._entries(self, kind="revise"), *LedgerReader._entries(self, kind="undo")]
        return CodeNames.of(not_undone(every))

    def numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """The number of each of these entries, from 1 in order of arrival here: what a citation `[^12]` names."""
        with plainly(self.url), self.engine.connect() as connection:
            return positions_of(connection, ids)

    def ids(self) -> list[str]:
        """The ids of all entries by arrival; however many come, the ledger begins with these."""
        c = schema.entries.c
        with plainly(self.url), self.engine.connect() as connection:
            until = settled(connection)
            # Ordered by a sum, the small index of the ids answers, and not the table with all that was said.
            query = select(c.id).order_by(c.position + 0)
            asked = query if until is None else query.where(c.position <= until)
            return [entry for part in plain_rows(connection, asked, most=PORTION) for (entry,) in part]

    def head(self) -> LedgerHead:
        """The ledger's head now: what a page that is made from it prints."""
        if self.engine.dialect.name == "sqlite":
            from ledger.packed_rows import packed_ids

            with plainly(self.url), self.engine.connect() as connection:
                packed = packed_ids(connection)
            if packed is not None:
                return head_of_packed(packed)
        return head_of(self.ids())

    def chains(self) -> dict[str, tuple[int, str]]:
        """How many entries each coder has made and the id of the last one, by coder."""
        query = select(schema.heads).order_by(schema.heads.c.coder)
        with plainly(self.url), self.engine.connect() as connection:
            return {row.coder: (row.entries, row.entry) for row in connection.execute(query)}

    def named(self, name: str) -> list[Entry]:
        """The entries that a citation may mean: the one with that number, and those whose id begins so (6 digits)."""
        c = schema.entries.c
        number = c.position == int(name) if name.isdecimal() and len(name) < 10 else false()
        begins = (c.id >= name) & (c.id < f"{name}g") if len(name) >= 6 else false()
        with plainly(self.url), self.engine.connect() as connection:
            found = connection.execute(select(schema.entries).where(number | begins).order_by(c.position))
            entries = [entry_of_row(row) for row in found.mappings()]
        hidden = self.hidden()
        return list(hidden.shown(entries)) if hidden else entries

    @contextmanager
    def together(self) -> Iterator[Connection]:
        """A connection over which all that holds is asked for within: of one moment, and begun and ended once.

        Nothing is recorded within: what was begun before does not see it.
        """
        begun: dict[Engine, Connection] = _BEGUN.__dict__.setdefault("by_engine", {})
        if self.engine in begun:
            yield begun[self.engine]
            return
        with plainly(self.url), self.engine.connect() as connection:
            begun[self.engine] = connection
            try:
                yield connection
            finally:
                del begun[self.engine]

    def records(self, kind: type[R], **equal: str | None) -> list[R]:
        """What now holds of that kind, where its columns equal what is given, by text and place."""
        names = self.case_names()
        meant = names_meant(equal.get("case"), names)
        asked = [equal] if meant is None else [{**equal, "case": name} for name in meant]
        with self.together() as connection:
            found = [one for each in asked for one in index.records(connection, kind, **each)]  # type: ignore[arg-type]
        if hidden := self.hidden():
            found = [one for one in found if not hidden.hides(one)]
        return [called_today(one, names) for one in found] if names else found  # type: ignore[misc, return-value]

    def codings(self, **equal: str | None) -> list[Coding]:
        """The codings that hold; filter by `text`, `code`, `case`, `coder`."""
        return self.records(Coding, **equal)

    def coding_count(self) -> int:
        """How many codings hold."""
        with plainly(self.url), self.engine.connect() as connection:
            return index.size(connection, Coding)

    def coding_columns(self) -> "CodedColumns":
        """Every coding that holds as columns: what a million codings fit in."""
        with plainly(self.url), self.engine.connect() as connection:
            columns = index.coding_columns(connection).with_cases(self.case_names())
        hidden = self.hidden()
        return hidden.shown_columns(columns) if hidden else columns

    def codings_by_id(self, ids: Sequence[str]) -> dict[str, Coding]:
        """The codings with these ids; ids that hold no more are left out."""
        with plainly(self.url), self.engine.connect() as connection:
            found = index.codings_by_id(connection, ids)
        if hidden := self.hidden():
            found = {name: one for name, one in found.items() if not hidden.hides(one)}
        names = self.case_names()
        return {name: called_today(one, names) for name, one in found.items()} if names else found

    def rejections(self, **equal: str | None) -> list[Rejection]:
        """The suggestions refused."""
        return self.records(Rejection, **equal)

    def classifications(self, **equal: str | None) -> list[Classification]:
        """The classes that hold."""
        return self.records(Classification, **equal)

    def unclassed(self, **equal: str | None) -> list[Unclassed]:
        """The cases that somebody recorded as being in no class."""
        return self.records(Unclassed, **equal)

    def readings(self, **equal: str | None) -> list[Reading]:
        """What each coder has gone through."""
        return self.records(Reading, **equal)

    def coders(self) -> list[str]:
        """Everybody who recorded anything, in alphabetical order."""
        with plainly(self.url), self.engine.connect() as connection:
            return sorted(connection.execute(select(schema.heads.c.coder)).scalars())

    def read_under(self) -> dict[str, str]:
        """For each entry that says what was read, the hash of the codebook whose codes were looked for."""
        return self.readings_followed().found

    def readings_followed(self) -> ReadUnder:
        """The same, to be followed further."""
        under = ReadUnder()
        with plainly(self.url), self.engine.connect() as connection:
            of_kinds = (read_entries(connection, kind=kind) for kind in ("codebook", "read"))
            under.take_in(entry for _, entry in merge(*of_kinds, key=lambda one: one[0]))
        return under

    def codings_with_memo(self) -> int:
        """How many codings that hold have a memo."""
        if self.hidden():
            return sum(coding.memo is not None for coding in self.codings())
        with plainly(self.url), self.engine.connect() as connection:
            return index.codings_with_memo(connection)

    def noted_codings(self) -> list[Coding]:
        """The codings that hold and have a memo."""
        with plainly(self.url), self.engine.connect() as connection:
            found = index.noted_codings(connection)
        hidden, names = self.hidden(), self.case_names()
        seen = [one for one in found if not hidden.hides(one)] if hidden else found
        return [called_today(one, names) for one in seen] if names else seen

    def blob(self, sha256: str) -> bytes:
        """The content kept under that hash; raises DamagedLedger where it is gone."""
        query = select(schema.blobs.c.content).where(schema.blobs.c.id == sha256)
        with plainly(self.url), self.engine.connect() as connection:
            content = connection.execute(query).scalar()
        if content is None:
            raise DamagedLedger(tr("The ledger lacks the content {hash}…; run `glose check`.", hash=sha256[:12]))
        return bytes(content)

    def blobs(self, ids: Sequence[str]) -> dict[str, bytes]:
        """The contents kept under these hashes, read many at a time; raises DamagedLedger where one is gone."""
        table, found = schema.blobs, dict[str, bytes]()
        with plainly(self.url), self.engine.connect() as connection:
            for at in range(0, len(ids), AT_ONCE):
                query = select(table.c.id, table.c.content).where(table.c.id.in_(ids[at : at + AT_ONCE]))
                found.update({str(row.id): bytes(row.content) for row in connection.execute(query)})
        for gone in (name for name in ids if name not in found):
            raise DamagedLedger(tr("The ledger lacks the content {hash}…; run `glose check`.", hash=gone[:12]))
        return found

    def revision(self, kind: str) -> str | None:
        """The hash of the last `codebook`, `cases` or `statements` that was recorded."""
        with plainly(self.url), self.engine.connect() as connection:
            last = last_entry(connection, kind)
        return None if last is None else last.says(Revised).sha256

    def versions(self, text_id: str) -> list[Text]:
        """Every version of a text, the first as it was added, the last as it is now."""
        added = [one for entry in self._entries(kind="text") if (one := entry.says(TextAdded)).text == text_id]
        return [thaw(one, self.blobs([one.sha256, one.structure])) for one in added]

    def texts(self) -> dict[str, Text]:
        """Every text of the study by id, in order of adding; the last version where one was corrected."""
        latest = {added.text: added for entry in self._entries(kind="text") for added in [entry.says(TextAdded)]}
        contents = self.blobs([name for added in latest.values() for name in (added.sha256, added.structure)])
        names = self.case_names()
        return {text_id: text_called_today(thaw(added, contents), names) for text_id, added in latest.items()}
