"""A PostgreSQL server for tests: the one that GLOSE_TEST_SERVER names, or one of our own in a folder of its own."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from ledger.address import address_of
from ledger.connection import file_url

HOW = (
    "needs a PostgreSQL server: install one (`apt-get install postgresql`; the tests start their own), or name one in "
    "GLOSE_TEST_SERVER=postgresql://user@host/database"
)
# Nothing here outlives the tests: the disk is never waited for.
CAREFREE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB", "listen_addresses=")


class Server:
    """A running server; `url` is that of its database for tests, `refused` of a user whose password is `secret`."""

    def __init__(self, programs: Path, *settings: str) -> None:
        self.programs = programs
        self.settings = settings
        self.folder = Path(tempfile.mkdtemp(prefix="glose-pg-"))
        self.data = self.folder / "data"
        self.user: dict[str, Any] = {}
        if os.geteuid() == 0:  # which the server refuses to run as
            owner = pwd.getpwnam("nobody")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        self._run("initdb", "--auth=trust", "--username=glose", "--encoding=UTF8", "--no-locale", "--no-sync")
        rules = self.data / "pg_hba.conf"
        rules.write_text("local all locked_out scram-sha-256\n" + rules.read_text(encoding="utf-8"), encoding="utf-8")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://glose@/postgres?host={self.folder}"

    @property
    def refused(self) -> str:
        return f"postgresql://locked_out@/postgres?host={self.folder}"

    def start(self) -> None:
        options = " ".join(f"-c {one}" for one in (*CAREFREE, *self.settings, f"unix_socket_directories={self.folder}"))
        self._run("pg_ctl", "start", "-w", "-l", str(self.folder / "log"), "-o", options)

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "stop", "-w", "-m", how)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), "-D", str(self.data), *arguments]
        done = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **self.user
        )
        assert done.returncode == 0, done.stderr.decode()


def binaries() -> Path | None:
    """Where the server's programs are, the newest version's."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    anywhere = shutil.which("initdb")
    return found[-1].parent if found else Path(anywhere).resolve().parent if anywhere else None


def _is_needed() -> bool:
    return bool(os.environ.get("CI") or os.environ.get("GLOSE_NEEDS_SERVER"))


@pytest.fixture(scope="session")
def own_server() -> Iterator[Server]:
    """A server of our own, which a test may stop and start again."""
    found = binaries()
    if found is None:
        (pytest.fail if _is_needed() else pytest.skip)(HOW)
    server = Server(found)
    yield server
    server.remove()


@pytest.fixture(scope="session")
def server_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database for tests."""
    named = os.environ.get("GLOSE_TEST_SERVER")
    return named or str(request.getfixturevalue("own_server").url)


@contextmanager
def schema_of(server_url: str) -> Iterator[str]:
    """The URL of a new schema, with nothing in it; it is gone afterwards."""
    name = f"t{secrets.token_hex(6)}"
    engine = create_engine(address_of(server_url), isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{server_url}{'&' if '?' in server_url else '?'}options=-csearch_path%3D{name}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture
def new_schema(server_url: str) -> Iterator[str]:
    """The URL of a schema of the test's own."""
    with schema_of(server_url) as url:
        yield url


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Which database the ledger of the test lies in: sqlite, or what the test is parametrised with (`BOTH`)."""
    return str(getattr(request, "param", "sqlite"))


BOTH = pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)], indirect=True
)
"""`pytestmark = BOTH`: every test of the file is run with its ledger in either database."""


@pytest.fixture
def ledger_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the test may make its ledger."""
    if database == "postgresql":
        return str(request.getfixturevalue("new_schema"))
    return file_url(tmp_path / "study.db")
