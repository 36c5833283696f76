"""Values in JSON of other programs, whatever they are: read as what is expected, or as nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.readers.encoding import UnreadableFile, decode_raw
from exchange.archive import UnreadableProject, damaged
from wording.messages import tr

BYTES_AT_MOST = 200_000_000


def text_of_file(path: Path) -> str:
    """The characters of a file as they are; raises UnreadableProject."""
    try:
        if path.stat().st_size > BYTES_AT_MOST:
            raise UnreadableProject(tr("{file} is larger than any project that is read.", file=path.name))
        return decode_raw(path.read_bytes(), path.name)[0]
    except UnreadableFile as error:
        raise UnreadableProject(str(error)) from error
    except OSError as error:
        raise damaged(path.name, error) from error


def loaded(source: str, name: str) -> Any:
    """What JSON says; raises UnreadableProject."""
    try:
        return json.loads(source)
    except (ValueError, RecursionError) as error:
        raise damaged(name, error) from error


def records(path: Path) -> list[dict[str, Any]]:
    """The objects in a file of JSON lines, or of one JSON list; raises UnreadableProject."""
    source = text_of_file(path).strip()
    if source.startswith("["):
        return dictionaries(loaded(source, path.name))
    found = []
    for number, line in enumerate(source.split("\n"), 1):
        if line.strip():
            found.append(loaded(line, f"{path.name}:{number}"))
    return dictionaries(found)


def first_record(path: Path) -> dict[str, Any]:
    """The first object in a file, to see what it is; empty where it holds none."""
    try:
        if path.stat().st_size > BYTES_AT_MOST:
            return {}
        source = decode_raw(path.read_bytes(), path.name)[0].strip()
        found = json.loads(source if source.startswith("[") else source.partition("\n")[0])
    except (ValueError, RecursionError, OSError, UnreadableFile):
        return {}
    return next(iter(dictionaries(found if isinstance(found, list) else [found])), {})


def dictionaries(value: object) -> list[dict[str, Any]]:
    """The objects in a list; none where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def dictionary(value: object) -> dict[str, Any]:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    """A list, or an empty one."""
    return value if isinstance(value, list) else []


def words(value: object) -> str:
    """A text or number as text; empty for anything else."""
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int | float) else ""


def number(value: object) -> int:
    """A whole number; -1 where it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def facts(value: object) -> Iterator[tuple[str, str]]:
    """The plain values of an object, by key."""
    for key, one in dictionary(value).items():
        if written := words(one):
            yield str(key), written
