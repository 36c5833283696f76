"""Opening a project archive (qdpx, zip) without trusting it: no bombs, no way out of it, no name twice."""

import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from corpus.problem import GloseError
from corpus.readers.archive import DAMAGE, METHODS, Overflowing, unpacked
from wording.messages import tr

UNPACKED_AT_MOST = 1 << 30
"""Bytes of the parts that are read, together; pictures and sound are not unpacked."""
PART_AT_MOST = 200 << 20
"""Bytes of one part."""
ENTRIES_AT_MOST = 100_000
RATIO_AT_MOST = 200
"""How many times larger than packed a part of more than a megabyte may be; text reaches some 20."""


class UnreadableProject(GloseError):
    """A file that is not a project which can be read, or not one that should be."""


@dataclass(slots=True)
class Archive:
    """An archive whose names were checked. `names` are its files as written, folders left out."""

    file: str
    names: tuple[str, ...]
    zip: zipfile.ZipFile
    unpacked: int = 0
    _by_plain: dict[str, str] = field(default_factory=dict)

    def find(self, path: str) -> str | None:
        """The name of the part at that path, letters in any case; None where there is none."""
        return self._by_plain.get(plain_path(path))

    def read(self, name: str) -> bytes:
        """The part of that name; raises UnreadableProject where it is damaged or far too large."""
        try:
            content = unpacked(self.zip, name, min(PART_AT_MOST, UNPACKED_AT_MOST - self.unpacked))
        except Overflowing:
            raise _bomb(self.file, name) from None
        except DAMAGE as error:
            raise damaged(self.file, error) from error
        self.unpacked += len(content)
        return content

    def close(self) -> None:
        """Let go of the file."""
        self.zip.close()


def plain_path(path: str) -> str:
    """A path as parts are compared: small letters, `/`."""
    return path.replace("\\", "/").removeprefix("./").casefold()


def open_project_archive(path: Path) -> Archive:
    """The archive in a file; raises UnreadableProject where it is damaged, encrypted or not to be trusted."""
    try:
        archive = zipfile.ZipFile(path)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except DAMAGE as error:
        raise damaged(path.name, error) from error
    names = [entry.filename for entry in entries]
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableProject(tr("{file} is protected by a password. Export it without one.", file=path.name))
        if entry.compress_type not in METHODS:
            raise damaged(path.name, ValueError(tr("it is packed in an unusual way")))
        if _leads_out(entry.filename):
            message = tr(
                "{file} holds a part named {name!r}, which would lie outside the project. Such a file is not to be "
                "trusted; nothing was read.",
                file=path.name,
                name=entry.filename,
            )
            raise UnreadableProject(message)
        if entry.file_size > 1 << 20 and entry.file_size > RATIO_AT_MOST * max(entry.compress_size, 1):
            raise _bomb(path.name, entry.filename)
    if len(entries) > ENTRIES_AT_MOST:
        raise UnreadableProject(
            tr("{file} holds more than {most} parts. Such a file is not read.", file=path.name, most=ENTRIES_AT_MOST)
        )
    twice = [name for name, number in Counter(map(plain_path, names)).items() if number > 1]
    if twice:
        message = tr(
            "{file} holds two parts named {name!r}, so that nobody knows which one counts; nothing was read.",
            file=path.name,
            name=twice[0],
        )
        raise UnreadableProject(message)
    return Archive(path.name, tuple(names), archive, _by_plain={plain_path(name): name for name in names})


def _leads_out(name: str) -> bool:
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or ":" in plain.split("/")[0] or "\x00" in name


def _bomb(file: str, name: str) -> UnreadableProject:
    return UnreadableProject(
        tr(
            "{file}: {name} unpacks to far more than any text has ({most} MB at most). Such a file is not read.",
            file=file,
            name=name,
            most=PART_AT_MOST >> 20,
        )
    )


def damaged(file: str, error: Exception) -> UnreadableProject:
    """The error for a file that cannot be read as what it says it is."""
    details = str(error).strip("'\"") or type(error).__name__
    return UnreadableProject(tr("{file} is damaged ({error}). Export it again.", file=file, error=details))
