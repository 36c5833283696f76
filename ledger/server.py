"""Reaching a ledger in a PostgreSQL server: connections that give up in time, and versions that it can lie in."""

import os
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL

from ledger.situations import LedgerUnavailable
from wording.messages import tr

OLDEST = 13
"""The oldest major version of PostgreSQL that Glose is tried on."""

SECONDS_TO_CONNECT = 10
"""How long a server may take to answer, unless the URL or PGCONNECT_TIMEOUT says otherwise."""


def connect_to_server(address: URL) -> Engine:
    """An engine for that server; readers see one moment, however long they read.

    Raises LedgerUnavailable where the driver is not installed.
    """
    given: dict[str, Any] = {
        "application_name": "glose",
        "client_encoding": "utf8",
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    }
    if "PGCONNECT_TIMEOUT" not in os.environ:
        given["connect_timeout"] = SECONDS_TO_CONNECT
    asked = {name: value for name, value in given.items() if name not in address.query}
    try:
        engine = create_engine(address, connect_args=asked, pool_pre_ping=True, isolation_level="REPEATABLE READ")
    except ImportError as error:
        raise LedgerUnavailable(
            tr("A ledger in PostgreSQL needs a driver that is not installed: pip install 'glose[postgresql]'.")
        ) from error
    event.listen(engine, "first_connect", _check_version)
    return engine


def _check_version(connection: Any, _record: object) -> None:
    version = connection.info.server_version
    if version < OLDEST * 10_000:
        raise LedgerUnavailable(
            tr(
                "The server is PostgreSQL {version}; Glose needs {oldest} or later.",
                version=version // 10_000,
                oldest=OLDEST,
            )
        )


def check_room(connection: Connection) -> None:
    """Raise LedgerUnavailable unless a ledger can be made there: a schema to make it in, and every letter kept."""
    encoding, schema = connection.execute(
        text(
            "SELECT pg_encoding_to_char(encoding), current_schema() FROM pg_database WHERE datname = current_database()"
        )
    ).one()
    if encoding != "UTF8":
        raise LedgerUnavailable(
            tr(
                "The database keeps letters as {encoding}; a ledger needs UTF8: CREATE DATABASE … ENCODING 'UTF8' "
                "TEMPLATE template0.",
                encoding=encoding,
            )
        )
    if schema is None:
        raise LedgerUnavailable(
            tr("The database has no schema of the name that the URL gives. Make it first: CREATE SCHEMA …")
        )


def announce(connection: Connection, news: str) -> None:
    """Tell whoever listens on the channel `glose`; it is not waited for that this is safe on the disk."""
    connection.execution_options(isolation_level="AUTOCOMMIT").execute(
        text("SELECT set_config('synchronous_commit', 'off', true), pg_notify('glose', :news)"), {"news": news}
    )
