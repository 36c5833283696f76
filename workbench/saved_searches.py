"""Searches that are kept by name, in `searches.yaml` of the study: for everybody who works on it, and for scripts.

The file is written whole, each time from what it says then; nothing in the ledger depends on it.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import yaml

from corpus.problem import GloseError
from corpus.whole_file import write_whole
from wording.messages import tr
from workbench.codebook_writing import read_text_file, write_text_file
from workbench.searching import MODES, SearchWanted
from workbench.study import BrokenStudy, Study

FILE = "searches.yaml"
_HEAD = "# Searches kept by name: words, mode (words, lemmas or regex) and what narrows them.\n"


class BadSearchesFile(GloseError):
    """searches.yaml cannot be read."""


class NoSuchSearch(GloseError):
    """No search is kept under that name."""


def saved_searches(study: Study) -> dict[str, SearchWanted]:
    """The searches that are kept, by name, in the order of the file; raises BadSearchesFile."""
    source = read_text_file(study.folder / FILE)
    return _read(source) if source else {}


def save_search(study: Study, name: str, wanted: SearchWanted) -> None:
    """Keep a search under a name, in the place of one that has it; raises BadSearchesFile, BrokenStudy."""
    plain = " ".join(name.split())
    if not plain:
        raise NoSuchSearch(tr("A search is kept under a name."))
    _write(study, {**saved_searches(study), plain: wanted})


def forget_search(study: Study, name: str) -> None:
    """Keep a search no longer; raises NoSuchSearch."""
    kept = saved_searches(study)
    if name not in kept:
        raise NoSuchSearch(tr("No search is kept as {name!r}.", name=name))
    del kept[name]
    _write(study, kept)


def _read(source: str) -> dict[str, SearchWanted]:
    try:
        given = yaml.safe_load(source) or {}
    except yaml.YAMLError as error:
        raise BadSearchesFile(tr("{file} is no YAML: {why}", file=FILE, why=error)) from None
    if not isinstance(given, dict):
        raise BadSearchesFile(tr("{file}: write each search as `name: {{words: …}}`.", file=FILE))
    return {str(name): _wanted(str(name), one) for name, one in given.items()}


def _wanted(name: str, given: object) -> SearchWanted:
    known = {field.name for field in fields(SearchWanted)}
    if not isinstance(given, Mapping) or not set(given) <= known or given.get("mode", "words") not in MODES:
        raise BadSearchesFile(tr("{file}: the search {name!r} is not understood.", file=FILE, name=name))
    said: dict[str, Any] = {str(key): str(value) for key, value in given.items() if key != "where"}
    where = given.get("where") or ()
    said["where"] = (where,) if isinstance(where, str) else tuple(str(one) for one in where)
    return SearchWanted(**said)


def _write(study: Study, kept: Mapping[str, SearchWanted]) -> None:
    plain = {name: {key: _plain(value) for key, value in asdict(one).items() if value} for name, one in kept.items()}
    written = _HEAD + (yaml.safe_dump(plain, allow_unicode=True, sort_keys=False) if plain else "")
    path: Path = study.folder / FILE
    before = read_text_file(path)
    if before is not None:
        write_text_file(path, before, written)
        return
    try:
        write_whole(path, written, private=not study.settings.shared)
    except OSError as error:
        raise BrokenStudy(tr("{file} cannot be written: {why}.", file=FILE, why=error.strerror or error)) from error


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
