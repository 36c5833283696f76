"""Carrying a ledger whole into another database: every entry, content and number, and proof that nothing differs."""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, func, insert, select, text

from corpus.problem import GloseError
from ledger import schema
from ledger.address import shown
from ledger.connection import writing
from ledger.entry_rows import read_entries, row_of_entry
from ledger.integrity import faults_of, rebuild
from ledger.ledger import Ledger
from ledger.moved import close_as_moved, open_again
from ledger.signatures import are_kept, put_signatures, signatures_in
from ledger.situations import NoLedger, plainly
from wording.messages import tr

PORTION = 5_000


class NotTheSame(GloseError):
    """What was carried is not what was there, or something else lies where it should go."""


def ledger_at(url: str, *, private: bool) -> Ledger:
    """The ledger at that URL, made where there is none."""
    try:
        return Ledger.open(url)
    except NoLedger:
        return Ledger.create(url, private=private)


def carry(source: Connection, target: Ledger) -> None:
    """Copy what the target lacks, with the numbers that entries have, and make its index from them.

    Raises NotTheSame where the target holds something else than the beginning of the source.
    """
    ids = _ids(source)
    if are_kept(source):
        target.make_room_for_signatures()
    with target.recording() as there:
        held = _ids(there)
        if held != ids[: len(held)]:
            raise NotTheSame(
                tr("There is another ledger at {url}; nothing was written. Name another place.", url=shown(target.url))
            )
        last = max((row.position for row in there.execute(select(schema.entries.c.position))), default=0)
        _copy_contents(source, there)
        _copy_entries(source, there, after=last)
        put_signatures(there, signatures_in(source))
        for head in list(there.execute(select(schema.heads)).mappings()):
            there.execute(schema.heads.delete().where(schema.heads.c.coder == head["coder"]))
        _insert(there, schema.heads, (dict(row) for row in source.execute(select(schema.heads)).mappings()))
        rebuild(there)
        if there.dialect.name == "postgresql":
            highest = there.execute(select(func.max(schema.entries.c.position))).scalar()
            given = {"last": highest or 1, "is_taken": highest is not None}
            there.execute(text("SELECT setval('entries_position', :last, :is_taken)"), given)


def verify_same(source: Connection, target: Ledger) -> int:
    """How many entries both hold; raises NotTheSame unless they are alike, entry by entry and chain by chain, and
    the target is sound.
    """
    ends = {row.coder: (row.entries, row.entry) for row in source.execute(select(schema.heads))}
    ids = _ids(source)
    faults = tuple(problem for problem in faults_of(target) if problem.level == "error")
    with plainly(target.url), target.engine.connect() as there:
        same = _ids(there) == ids and signatures_in(source).items() <= signatures_in(there).items()
    if faults or not same or target.chains() != ends:
        raise NotTheSame(tr("The copy at {url} is not what it should be.", url=shown(target.url)), faults)
    return len(ids)


def _ids(connection: Connection) -> list[str]:
    c = schema.entries.c
    return [entry for _, entry in sorted((r.position, r.id) for r in connection.execute(select(c.position, c.id)))]


def _copy_entries(source: Connection, target: Connection, *, after: int) -> None:
    while portion := list(read_entries(source, after=after, most=PORTION)):
        target.execute(insert(schema.entries), [row_of_entry(entry, position) for position, entry in portion])
        after = portion[-1][0]


def _copy_contents(source: Connection, target: Connection) -> None:
    there = set(target.execute(select(schema.blobs.c.id)).scalars())
    for name in [one for one in source.execute(select(schema.blobs.c.id)).scalars() if one not in there]:
        content = source.execute(select(schema.blobs.c.content).where(schema.blobs.c.id == name)).scalar_one()
        target.execute(insert(schema.blobs).values(id=name, content=bytes(content)))


def _insert(target: Connection, table: Table, rows: Iterable[dict[str, object]]) -> None:
    batch = list(rows)
    if batch:
        target.execute(insert(table), batch)


def reopened(target: Ledger) -> None:
    """Let a ledger that was once moved away from there take entries again."""
    with plainly(target.url), writing(target.engine, target.patience) as connection, connection.begin():
        open_again(connection)


def closed(source: Connection, where: str) -> None:
    """Have the ledger behind this connection take no more entries, and say where it is now."""
    close_as_moved(source, where)
