"""qc projects: a folder with settings.yaml, a codebook in YAML, a corpus of plain texts, and a database of coded lines.

A coding is on one line, counted from 0. The hash of each text is kept there: a text that was changed since is told.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from corpus.marked_yaml import read_marked
from corpus.readers.encoding import UnreadableFile, decode_raw
from exchange.archive import UnreadableProject
from exchange.databases.reading import Database, is_database, number_in, opened, text_in
from exchange.gathering import Gathering
from exchange.project import Project
from wording.messages import tr

_DATABASE, _CODEBOOK, _CORPUS = "qualitative_coding.sqlite3", "codebook.yaml", "corpus"


def sees_qc(path: Path) -> bool:
    """Whether a folder is a qc project."""
    return path.is_dir() and (path / "settings.yaml").is_file() and _database(path) is not None


def read_qc(path: Path) -> Project:
    """The project in the folder; raises UnreadableProject."""
    database = _database(path)
    if database is None:
        raise UnreadableProject(tr("{folder} holds no database of qc.", folder=path))
    settings = _yaml(path / "settings.yaml")
    said = settings if isinstance(settings, dict) else {}
    made = Gathering.of(path, "qc", f"qc {said.get('qc_version', '')}".strip())
    paths = dict(_codes(_yaml(_inside(path, said.get("codebook"), _CODEBOOK)), ()))
    for names in paths.values():
        made.code(names)
    with opened(database) as read:
        _read(read, made, _inside(path, said.get("corpus_dir"), _CORPUS), paths)
    return made.project()


def _database(path: Path) -> Path | None:
    found = [path / _DATABASE, *sorted(path.glob("*.sqlite3")), *sorted(path.glob("*.db"))]
    return next((one for one in found if is_database(one)), None)


def _inside(path: Path, named: object, usual: str) -> Path:
    """A file or folder of the project; one that a setting puts outside of it is not looked at."""
    at = (path / str(named or usual)).resolve()
    return at if at.is_relative_to(path.resolve()) else path / usual


def _yaml(path: Path) -> object:
    try:
        source = decode_raw(path.read_bytes(), path.name)[0]
    except (OSError, UnreadableFile) as error:
        raise UnreadableProject(tr("{file} cannot be read: {error}.", file=path.name, error=error)) from error
    marked = read_marked(source, path.name)
    if marked.problems:
        raise UnreadableProject(str(marked.problems[0]), tuple(marked.problems))
    return marked.value


def _codes(tree: object, above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each name with its path; of a name that stands at several places, the last is given last."""
    if isinstance(tree, dict):
        for name, below in tree.items():
            yield str(name), (*above, str(name))
            yield from _codes(below, (*above, str(name)))
    elif isinstance(tree, list):
        for one in tree:
            yield from _codes(one, above)
    elif tree is not None:
        yield str(tree), (*above, str(tree))


def _read(database: Database, made: Gathering, corpus: Path, paths: dict[str, tuple[str, ...]]) -> None:
    texts: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    for row in database.rows("document"):
        made.counts["texts"] += 1
        name = text_in(row, "file_path")
        at = _inside(corpus, name, "")
        if not at.is_file():
            made.leave("texts", name, tr("its text is not in the folder"))
            continue
        data = at.read_bytes()
        if text_in(row, "file_hash") not in ("", hashlib.sha1(data, usedforsecurity=False).hexdigest()):
            made.doubt(name, tr("was changed since it was coded; its lines may be others."))
        guid = made.source(name, decode_raw(data, name)[0])
        texts[name] = guid, _lines(made.sources[guid].content)
    for one in database.rows("coder"):
        made.person(text_in(one, "name"))
    documents = {number_in(row, "id"): text_in(row, "document_id") for row in database.rows("document_index")}
    places = {
        number_in(row, "id"): documents.get(number_in(row, "document_index_id"), "")
        for row in database.rows("location")
    }
    located: dict[int, str] = {}
    for row in database.rows("coded_line_location_association"):
        located.setdefault(number_in(row, "coded_line_id"), places.get(number_in(row, "location_id"), ""))
    for row in database.rows("coded_line"):
        made.counts["codings"] += 1
        own, line, name = number_in(row, "id"), number_in(row, "line"), text_in(row, "code_id")
        document = located.get(own, "")
        guid, lines = texts.get(document, ("", []))
        if not guid or not 0 <= line < len(lines):
            made.leave("codings", document or name, tr("its text or line is not in the folder"))
            continue
        code = made.code(paths.get(name, (name,)))
        made.coding(guid, code, lines[line], own=own, person=made.person(text_in(row, "coder_id")))


def _lines(content: str) -> list[tuple[int, int]]:
    """Where each line lies, without its line feed."""
    found, start = [], 0
    for line in content.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found
