"""The triggers that keep entries and contents from being changed: what they must say, and whether they still do."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from corpus.problem import Problem
from ledger import schema
from ledger.moved import NAME, closed_as
from ledger.signatures import are_kept
from wording.messages import tr

ACTS = ("UPDATE", "DELETE")
"""What no program may do to a row of a guarded table."""


def words_of_guards(tables: Sequence[str] = schema.KEPT) -> dict[str, str]:
    """The words of each trigger of a SQLite ledger with these tables, by its name, with single spaces."""
    return {
        f"keep_{table}_{act.lower()}": f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, 'the ledger is append-only: {table} are never changed or removed'); END"
        for table in tables
        for act in ACTS
    }


_SERVER_GUARDS = """
SELECT t.tgname, concat_ws(' ',
    CASE WHEN t.tgtype = 58 AND t.tgattr = '' AND t.tgqual IS NULL AND t.tgenabled IN ('O', 'A') THEN 'keeps' END,
    c.relname, p.prosrc)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
UNION ALL
SELECT rulename, definition FROM pg_rules WHERE schemaname = current_schema()
"""
"""Every trigger with its table and what it does; it `keeps` if it runs before each UPDATE (16), DELETE (8) and TRUNCATE
(32) and is switched on. A rule is told as a trigger that Glose did not make: it can turn an INSERT into nothing."""


def words_of_server_guards(tables: Sequence[str]) -> dict[str, str]:
    """What each trigger of a PostgreSQL ledger is and does, by its name."""
    return {
        f"keep_{table}": f"keeps {table} BEGIN RAISE EXCEPTION "
        f"'the ledger is append-only: {table} are never changed or removed'; END"
        for table in tables
    }


def faults_of_guards(connection: Connection) -> Iterator[Problem]:
    """Triggers that are missing, say something else, or that Glose did not make."""
    tables = schema.KEPT if are_kept(connection) else schema.GUARDED
    if connection.dialect.name == "postgresql":
        found = connection.exec_driver_sql(_SERVER_GUARDS)
        place, expected = tr("database"), words_of_server_guards(tables)
    else:
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        place, expected = tr("ledger file"), words_of_guards(tables)
    present = {str(name): " ".join(str(words).split()) for name, words in found}
    for name in sorted(expected.keys() - present.keys()):
        yield Problem(place, tr("lacks the trigger {trigger} that keeps entries from being changed.", trigger=name))
    for name in sorted(expected.keys() & present.keys()):
        if present[name] != expected[name]:
            message = tr(
                "the trigger {trigger} no longer keeps entries from being changed: {words}", **_said(name, present)
            )
            yield Problem(place, message)
    moved = closed_as(present.get(NAME, ""))
    if moved:
        del present[NAME]
        yield Problem(place, tr("was moved to {where} and takes no more entries.", where=moved), "warning")
    for name in sorted(present.keys() - expected.keys()):
        message = tr("has a trigger {trigger} that Glose did not make: {words}", **_said(name, present))
        yield Problem(place, message)


def _said(name: str, present: dict[str, str]) -> dict[str, str]:
    words = present[name]
    return {"trigger": name, "words": words if len(words) <= 200 else f"{words[:200]}…"}
