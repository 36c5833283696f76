"""The studies that lie below a folder, and the name of a folder for a new one."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from corpus.problem import GloseError
from wording.messages import tr
from wording.spelling import folded
from workbench.settings import read_settings

_DEEPEST = 3
_MOST_FOLDERS = 3_000
"""Folders that are looked into: a home folder is not searched through to its end."""
_MOST = 100
_LONGEST = 60
"""Characters of a folder's name."""


class UnsoundName(GloseError):
    """A name that no folder below can have."""


@dataclass(frozen=True, slots=True)
class FoundStudy:
    """A study that was found: its path below the folder, its title, its language, and when it was changed last (s)."""

    path: str
    title: str
    language: str
    changed: float


def studies_below(folder: Path) -> list[FoundStudy]:
    """The studies at most three folders down, the one changed last first; hidden folders are passed over."""
    found: list[FoundStudy] = []
    for looked, (root, folders, files) in enumerate(os.walk(folder), 1):
        here = Path(root)
        depth = len(here.relative_to(folder).parts)
        if "study.yaml" in files and depth:
            folders.clear()
            found += _study(folder, here)
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")) and name != "node_modules")
        if depth >= _DEEPEST:
            folders.clear()
        if looked >= _MOST_FOLDERS or len(found) >= _MOST:
            break
    return sorted(found, key=lambda one: -one.changed)


def _study(folder: Path, here: Path) -> list[FoundStudy]:
    try:
        settings = read_settings((here / "study.yaml").read_text(encoding="utf-8-sig"), here.name)
        changed = max(path.stat().st_mtime for name in ("study.yaml", "study.db") if (path := here / name).exists())
    except (OSError, ValueError):
        return []
    return [FoundStudy(here.relative_to(folder).as_posix(), settings.title, settings.language, changed)]


def folder_for(folder: Path, name: str) -> Path:
    """A new folder of that name directly in `folder`; raises UnsoundName where it would lie elsewhere, or is hidden."""
    plain = name.strip()
    if not plain or plain.startswith(".") or not plain.isprintable() or re.search(r'[/\\:*?"<>|]', plain):
        raise UnsoundName(tr("{name!r} cannot be the name of a folder. Write a simple word.", name=name))
    return folder / plain[:_LONGEST].strip()


def name_from(title: str) -> str:
    """A simple name for the folder of a study with that title."""
    words = re.findall(r"[a-z0-9]+", folded(title)) or ["study"]
    return "-".join(words)[:_LONGEST].strip("-")
