"""Files on their way into the study: kept apart until the person has seen how each was read, then added or removed."""

import re
import secrets
import shutil
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.problem import GloseError
from corpus.whole_file import make_folder, write_whole
from wording.messages import tr

MOST_FILES = 100
"""Files of one person that may wait."""
MOST_BYTES = 500 * 1024 * 1024
"""What they may weigh together."""
_LASTS = 12 * 3600
"""Seconds after which a file that was left is removed."""
_LONGEST = 120
"""Characters of a name, beside its extension."""


class TooManyFiles(GloseError):
    """More files wait than the desk keeps."""


class NoSuchFile(GloseError):
    """A file that waits no more."""


@dataclass(slots=True)
class Upload:
    """A file that waits: whose it is, where it lies, and what was answered once it was added."""

    id: str
    owner: str
    path: Path
    size: int
    made: float
    answer: dict[str, Any] | None = None


class Uploads:
    """The files that wait, in a folder of the study's cache that is this desk's alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / ".cache" / "desk" / "uploads" / secrets.token_hex(6)
        self._known: dict[str, Upload] = {}
        self._lock = Lock()

    def put(self, owner: str, name: str, data: bytes) -> Upload:
        """Keep a file under a name without any folder in it; raises TooManyFiles."""
        with self._lock:
            self._forget_old()
            mine = [one for one in self._known.values() if one.owner == owner and one.answer is None]
            if len(mine) >= MOST_FILES or sum(one.size for one in mine) + len(data) > MOST_BYTES:
                message = tr("{n} files wait already. Add them or leave them out first.", n=len(mine))
                raise TooManyFiles(message)
            made = Upload(secrets.token_urlsafe(9), owner, Path(), len(data), time.time())
            for folder in (self._folder.parents[2], self._folder.parents[1], self._folder.parent, self._folder):
                make_folder(folder, private=True)
            made.path = self._folder / made.id / clean_name(name)
            make_folder(made.path.parent, private=True)
            write_whole(made.path, data, private=True)
            self._known[made.id] = made
            return made

    def of(self, owner: str, named: str) -> Upload:
        """The person's file with that id; raises NoSuchFile."""
        found = self._known.get(named)
        if found is None or found.owner != owner:
            raise NoSuchFile(tr("This file waits no more. Choose it again."))
        return found

    def done(self, upload: Upload, answer: dict[str, Any]) -> None:
        """Remove the file, and keep what was answered: the same request may come again."""
        upload.answer = answer
        shutil.rmtree(upload.path.parent, ignore_errors=True)

    def remove(self, upload: Upload) -> None:
        """Remove the file."""
        with self._lock:
            self._known.pop(upload.id, None)
        shutil.rmtree(upload.path.parent, ignore_errors=True)

    def close(self) -> None:
        """Remove all files."""
        self._known.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _forget_old(self) -> None:
        """Remove what was left: here, and by desks that were ended before they could."""
        early = time.time() - _LASTS
        for one in [one for one in self._known.values() if one.made < early]:
            self._known.pop(one.id)
            shutil.rmtree(one.path.parent, ignore_errors=True)
        for other in self._folder.parent.glob("*") if self._folder.parent.is_dir() else ():
            if other != self._folder and other.stat().st_mtime < early:
                shutil.rmtree(other, ignore_errors=True)


def clean_name(name: str) -> str:
    """A file's name alone: no folders, no signs that a terminal or file system would obey, no dots at its beginning."""
    plain = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    visible = "".join(sign for sign in plain if sign.isprintable() and sign not in '<>:"|?*')
    stem, dot, extension = visible.strip(". ").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    short = stem.strip(". ")[:_LONGEST] or "text"
    return f"{short}.{extension[:10].strip()}" if extension else short
