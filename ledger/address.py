"""Where a ledger is: its URL taken apart, and shown without the password that may be in it."""

import re
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from corpus.problem import GloseError
from wording.messages import tr

SERVERS = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
"""What the URL of a ledger in a PostgreSQL server may begin with."""

_SECRET = re.compile(r"(?<=://)[^\s/]*:[^\s]*@|(?i:(password|passwd|pwd|sslpassword)=)[^&\s]*")


class NoAddress(GloseError):
    """What was given is not the URL of a ledger."""


def address_of(url: str) -> URL:
    """The URL taken apart, with the driver that Glose uses; raises NoAddress where it names no ledger."""
    try:
        target = make_url(url)
        known = target.drivername.startswith("sqlite") or target.drivername in SERVERS
    except (ArgumentError, ValueError):  # what they say may quote the password
        known = False
    if not known:
        raise NoAddress(
            tr(
                "{url} is not the URL of a ledger. Write sqlite:////path/study.db or postgresql://user@host/database.",
                url=without_password(url),
            )
        ) from None
    return target.set(drivername="postgresql+psycopg") if target.drivername in SERVERS else target


def is_server(url: str) -> bool:
    """Whether the URL names a database server, not a file."""
    return url.split("://", 1)[0] in SERVERS


def file_of(url: str) -> Path | None:
    """The file of a SQLite ledger; None where the URL is another database's or none."""
    try:
        target = make_url(url)
    except (ArgumentError, ValueError):
        return None
    return Path(target.database) if target.drivername.startswith("sqlite") and target.database else None


def shown(url: str) -> str:
    """A ledger as messages name it: its file, or the URL without its password."""
    file = file_of(url)
    return str(file) if file else without_password(url)


def without_password(words: str) -> str:
    """The words, in which every password of a URL is a few stars: after the user's name, or given as an option."""
    return _SECRET.sub(_starred, words)


def _starred(found: re.Match[str]) -> str:
    if found[1]:
        return f"{found[1]}=***"
    return f"{found[0].split(':', 1)[0]}:***@"


def holds_password(url: str) -> bool:
    """Whether there is a password in the URL; False for what is no URL."""
    try:
        return kept_url(url)[1]
    except (ArgumentError, ValueError):
        return False


def kept_url(url: str) -> tuple[str, bool]:
    """The URL as it may be written into a file of the study, without a password; and whether it had one."""
    target = make_url(url)
    secret = [name for name in target.query if name.casefold() in ("password", "passwd", "pwd", "sslpassword")]
    had = target.password is not None or bool(secret)
    bare = URL.create(
        target.drivername, target.username, None, target.host, target.port, target.database, target.query
    ).difference_update_query(secret)
    return bare.render_as_string(hide_password=False), had
