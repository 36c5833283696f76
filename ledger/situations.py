"""What a database says when something goes wrong, told as what it is: busy, full, read-only, incomplete or damaged."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from corpus.problem import GloseError
from ledger.address import file_of, shown
from ledger.moved import moved_in
from ledger.server_situations import BUSY, DAMAGED, MISSING, told_by_server
from wording.messages import tr

LONGEST_PATH = 480
"""Bytes in the path of a SQLite file: SQLite takes 512, with the endings of its own files."""

_ROOM = 100_000
"""Bytes on a disk that is as good as full."""


class LedgerUnavailable(GloseError):
    """The ledger cannot be reached, read or written just now."""


class LedgerBusy(LedgerUnavailable):
    """Another program holds the ledger."""


class NoLedger(LedgerUnavailable):
    """There is no ledger where one was looked for, and room for one."""


class LedgerUnsure(LedgerUnavailable):
    """Whether something was recorded is not known, as the server's answer was lost."""


class DamagedLedger(GloseError):
    """The file is not a ledger, or no longer one."""


_KINDS: dict[str, type[GloseError]] = {BUSY: LedgerBusy, DAMAGED: DamagedLedger, MISSING: NoLedger}


@contextmanager
def plainly(url: str) -> Iterator[None]:
    """Turn what the database says into one sentence with a remedy."""
    try:
        yield
    except DBAPIError as error:
        raise _situation(error.orig, url) from error
    except sqlite3.Error as error:
        raise _situation(error, url) from error


def _situation(error: BaseException | None, url: str) -> GloseError:
    """SQLite names what happened; other databases only say it."""
    message, where = str(error), shown(url)
    if "append-only" in message:
        return DamagedLedger(tr("An entry of the ledger cannot be changed or removed; record a new one instead."))
    if moved := moved_in(message):
        return LedgerUnavailable(
            tr("This ledger was moved to {where}: nothing was recorded. Open the study anew.", where=moved)
        )
    told = told_by_server(error, where)
    if told is not None:
        return _KINDS.get(told[0], LedgerUnavailable)(told[1])
    return _of_file(message, str(getattr(error, "sqlite_errorname", "")), url)


def _of_file(message: str, name: str, url: str) -> GloseError:
    where = shown(url)
    if name == "SQLITE_FULL" or "No space left" in message or (name.startswith("SQLITE_IOERR") and _is_full(url)):
        return LedgerUnavailable(
            tr("The disk is full: nothing was recorded. Free some space and try again. ({url})", url=where)
        )
    if name.startswith("SQLITE_IOERR"):
        return LedgerUnavailable(
            tr(
                "{url} could not be read or written just now ({why}): the disk may be full or over its quota, or the "
                "drive gone. Nothing was recorded by this step, and what was recorded before is kept. Try again.",
                url=where,
                why=name,
            )
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "locked" in message:
        return LedgerBusy(tr("Another program is writing to the ledger; try again in a moment."))
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")) or "read-only" in message:
        return LedgerUnavailable(tr("The ledger cannot be written to: {url}. Check the file's permissions.", url=where))
    if name.startswith("SQLITE_CANTOPEN"):
        return _unopened(url, message)
    if "no such table" in message:
        return LedgerUnavailable(
            tr(
                "{url} holds no ledger. If it is a copy, the file {log} beside the original belongs to it: copy both, "
                "or make copies with `glose backup`.",
                url=where,
                log=f"{Path(where).name}-wal",
            )
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return DamagedLedger(
            tr(
                "{url} is not a readable ledger ({why}). If its -wal file was deleted or not copied with it, put that "
                "back; otherwise restore a backup.",
                url=where,
                why=message,
            )
        )
    return LedgerUnavailable(tr("The ledger at {url} could not be used: {why}", url=where, why=message))


def _is_full(url: str) -> bool:
    file = file_of(url)
    try:
        return file is not None and shutil.disk_usage(file.parent).free < _ROOM
    except OSError:
        return False


def _unopened(url: str, message: str) -> LedgerUnavailable:
    """Why a file cannot be opened, as far as that can be seen."""
    file = file_of(url)
    if file is None:
        return LedgerUnavailable(tr("The ledger at {url} could not be used: {why}", url=shown(url), why=message))
    if is_too_long(file):
        return too_long(file)
    if _is_full(url):
        return LedgerUnavailable(
            tr("The disk is full: nothing was recorded. Free some space and try again. ({url})", url=file)
        )
    why = os.strerror(errno.EACCES) if file.exists() and not os.access(file, os.R_OK) else message
    return LedgerUnavailable(
        tr(
            "{url} could not be opened ({why}). Check that the folder is there and that you may read it.",
            url=file,
            why=why,
        )
    )


def is_too_long(file: Path) -> bool:
    """Whether SQLite refuses a path for its length."""
    return len(os.fsencode(file.absolute())) > LONGEST_PATH


def too_long(file: Path) -> LedgerUnavailable:
    """That the path of a ledger is too long."""
    return LedgerUnavailable(
        tr(
            "The path of the ledger is too long ({count} bytes; at most {most}): move the study to a folder nearer to "
            "the root. ({url})",
            count=len(os.fsencode(file.absolute())),
            most=LONGEST_PATH,
            url=file,
        )
    )
