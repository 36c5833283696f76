"""Whether an archive is as it was made: every file there, no other, each with its hash."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import unquote

from corpus.problem import GloseError, Problem
from exchange.archive import damaged, open_project_archive
from exchange.ro_crate import MANIFEST, METADATA
from wording.messages import tr

Opened = Callable[[], BinaryIO]
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_PIECE = 1 << 20


class NoArchive(GloseError):
    """What is not an archive that could be verified."""


def check_archive(path: Path) -> tuple[int, list[Problem]]:
    """How many files an archive lists, and everything that is wrong with it.

    Files are compared with `manifest-sha256.txt`, and the description with both. Raises NoArchive, UnreadableProject.
    """
    with ExitStack() as stack:
        if path.is_dir():
            files = dict(_in_folder(path))
        elif path.is_file():
            archive = open_project_archive(path)
            stack.callback(archive.close)
            files = {name: _packed(archive.zip, name) for name in archive.names}
        else:
            raise NoArchive(tr("{file} does not exist.", file=path))
        if MANIFEST not in files:
            raise NoArchive(
                tr("{file} is not an archive of `glose archive`: it has no {name}.", file=path, name=MANIFEST)
            )
        try:
            listed, problems = _listed(_read(files[MANIFEST]))
            problems += _compared(files, listed)
            if METADATA in files:
                problems += _described(_read(files[METADATA]), listed)
        except zipfile.BadZipFile as error:
            raise damaged(path.name, error) from error
    return len(listed), problems


def _in_folder(path: Path) -> Iterator[tuple[str, Opened]]:
    for file in sorted(path.rglob("*")):
        if not file.is_dir() or file.is_symlink():
            yield file.relative_to(path).as_posix(), _from_disk(file)


def _from_disk(path: Path) -> Opened:
    return lambda: path.open("rb")


def _packed(archive: zipfile.ZipFile, name: str) -> Opened:
    return lambda: cast("BinaryIO", archive.open(name))


def _read(opened: Opened) -> str:
    with opened() as file:
        return file.read(256 << 20).decode("utf-8", "replace")


def _listed(manifest: str) -> tuple[dict[str, str], list[Problem]]:
    """The hash of each path in the manifest."""
    listed: dict[str, str] = {}
    problems = []
    for number, line in enumerate(manifest.splitlines(), 1):
        found = _LINE.fullmatch(line)
        if found and found[2] not in listed:
            listed[found[2]] = found[1]
        else:
            problems.append(Problem(f"{MANIFEST}:{number}", tr("is not a hash and a path, or names a path twice.")))
    return listed, problems


def _compared(files: Mapping[str, Opened], listed: Mapping[str, str]) -> Iterator[Problem]:
    for path, wanted in listed.items():
        if path not in files:
            yield Problem(path, tr("is missing."))
        elif _hash(files[path]) != wanted:
            yield Problem(path, tr("was changed since the archive was made: its SHA-256 is another."))
    for path in sorted(files.keys() - listed.keys() - {MANIFEST}):
        yield Problem(path, tr("does not belong to the archive: {name} does not list it.", name=MANIFEST))


def _hash(opened: Opened) -> str:
    digest = hashlib.sha256()
    try:
        with opened() as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def _described(metadata: str, listed: Mapping[str, str]) -> Iterator[Problem]:
    """What the description says that the manifest does not, and the other way round."""
    try:
        graph = json.loads(metadata)["@graph"]
        files = {unquote(one["@id"]): one.get("sha256") for one in graph if one.get("@type") == "File"}
    except (ValueError, KeyError, TypeError, AttributeError):
        yield Problem(METADATA, tr("is not the description of an RO-Crate."))
        return
    for path in sorted({MANIFEST, *listed} - {METADATA} - files.keys()):
        yield Problem(METADATA, tr("does not describe {file}.", file=path))
    for path, said in files.items():
        if path != MANIFEST and listed.get(path) != said:
            yield Problem(METADATA, tr("describes {file} with another hash than {name}.", file=path, name=MANIFEST))
