"""A ledger that was moved elsewhere keeps what it has and takes no more, so that nobody records where nobody looks."""

import re

from sqlalchemy import Connection

NAME = "moved"
_SAYS = "the ledger was moved to "
_WHERE = re.compile(r"the ledger was moved to ([^'\n]+)")


_CLOSED = re.compile(
    r"(?:CREATE TRIGGER moved BEFORE INSERT ON entries BEGIN SELECT RAISE\(ABORT, "
    r"|entries BEGIN RAISE EXCEPTION )'the ledger was moved to (?P<where>[^']+)'\)?; END"
)


def close_as_moved(connection: Connection, where: str) -> None:
    """Refuse every further entry, naming where the ledger is now (without a password)."""
    words = _SAYS + where.replace("'", "’").replace("%", "%%").replace("$$", "")
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            f"CREATE FUNCTION refuse_moved() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{words}'; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER moved BEFORE INSERT ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_moved()"
        )
        return
    words = words.replace("%%", "%")
    connection.exec_driver_sql(
        f"CREATE TRIGGER moved BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def open_again(connection: Connection) -> None:
    """Take entries again: the ledger came back."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS moved ON entries")
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS refuse_moved()")
    else:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS moved")


def closed_as(words: str) -> str | None:
    """Where the ledger was moved to, if these are the words of the trigger that closes one, and nothing besides."""
    found = _CLOSED.fullmatch(words)
    return found["where"].replace("%%", "%") if found else None


def moved_in(words: str) -> str | None:
    """Where the ledger was moved to, if that is what a database or its trigger says."""
    found = _WHERE.search(words)
    return found[1].strip() if found else None
