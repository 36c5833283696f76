"""The triggers that keep entries and contents from being changed: what they must say, and whether they still do."""

from collections.abc import Iterator

from sqlalchemy import Connection

from corpus.problem import Problem
from ledger import schema
from wording.messages import tr

ACTS = ("UPDATE", "DELETE")
"""What no program may do to a row of a guarded table."""


def words_of_guards() -> dict[str, str]:
    """The words of each trigger of a SQLite ledger, by its name, with single spaces."""
    return {
        f"keep_{table}_{act.lower()}": f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, 'the ledger is append-only: {table} are never changed or removed'); END"
        for table in schema.GUARDED
        for act in ACTS
    }


def faults_of_guards(connection: Connection) -> Iterator[Problem]:
    """Triggers that are missing, say something else, or that Glose did not make."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    present = {str(name): " ".join(str(words).split()) for name, words in found}
    place, expected = tr("ledger file"), words_of_guards()
    for name in sorted(expected.keys() - present.keys()):
        yield Problem(place, tr("lacks the trigger {trigger} that keeps entries from being changed.", trigger=name))
    for name in sorted(expected.keys() & present.keys()):
        if present[name] != expected[name]:
            message = tr(
                "the trigger {trigger} no longer keeps entries from being changed: {words}", **_said(name, present)
            )
            yield Problem(place, message)
    for name in sorted(present.keys() - expected.keys()):
        message = tr("has a trigger {trigger} that Glose did not make: {words}", **_said(name, present))
        yield Problem(place, message)


def _said(name: str, present: dict[str, str]) -> dict[str, str]:
    words = present[name]
    return {"trigger": name, "words": words if len(words) <= 200 else f"{words[:200]}…"}
