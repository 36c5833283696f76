"""Writing a file so that it is whole or as it was, whatever happens meanwhile."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_PRIVATE, _SHARED = 0o600, 0o666
_LONGEST = 200
"""Bytes of a name that fit beside the ending of a file that is not whole yet."""
"""Permissions of a new file, before the process's umask takes its share."""


def write_whole(path: Path, content: str | bytes | Iterable[str | bytes], *, private: bool = False) -> Path:
    """Write the content (text as UTF-8) to `path`, replacing what was there once all of it is on disk.

    Folders that are missing are made. A `private` file is readable by its owner only. Raises OSError where the write
    fails (full disk, no permission): the old file is then untouched and nothing else is left behind.
    """
    pieces = (content,) if isinstance(content, str | bytes) else content
    with open_whole(path, private=private) as file:
        for piece in pieces:
            file.write(piece.encode() if isinstance(piece, str) else piece)
    return path


@contextmanager
def open_whole(path: Path, *, private: bool = False, new: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which takes the name `path` when the block ends well; see `write_whole`.

    Raises FileExistsError where it shall be `new` and another program has made one of that name by then.

    Its name until then is drawn at random, so that processes that write the same file at once do not disturb each
    other: the last one to finish wins.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    name = os.fsencode(path.name)[:_LONGEST].decode(errors="ignore")
    partial = path.with_name(f".{name}.{secrets.token_hex(6)}.part")
    handle = os.open(partial, _NEW, _PRIVATE if private else _SHARED)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if new:
            _take_name(partial, path)
        else:
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    _sync_folder(path.parent)


def make_folder(folder: Path, *, private: bool) -> Path:
    """The folder, made with those above it where it is missing: for its owner alone if `private`."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700 if private else 0o777, exist_ok=True)
    return folder


def _take_name(partial: Path, path: Path) -> None:
    """Give the file a name that none has; raises FileExistsError."""
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links (a stick, some network shares)
        os.close(os.open(path, _NEW, _PRIVATE))
        partial.replace(path)


def _sync_folder(folder: Path) -> None:
    """Have the new name itself written to disk, where the system can (Windows cannot open folders)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass  # a file system that cannot (some network shares) has still written the file
    finally:
        os.close(handle)
