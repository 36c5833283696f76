"""Potato projects: a config, data files, and a folder per annotator; labels of an item are about its whole text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.marked_yaml import read_marked
from corpus.readers.encoding import UnreadableFile
from corpus.readers.sheets import read_sheets
from exchange.annotations.values import dictionary, facts, loaded, number, records, sequence, text_of_file, words
from exchange.archive import UnreadableProject
from exchange.gathering import Gathering
from exchange.project import Project
from wording.messages import tr

_TRUE = ("true", "1", "on", "yes", "")


def _configs(path: Path) -> list[Path]:
    if path.is_file():
        return (
            [path] if path.suffix in (".yaml", ".yml") and b"annotation_schemes" in path.read_bytes()[:200_000] else []
        )
    return [one for found in ("*.yaml", "*.yml", "configs/*.yaml") for one in sorted(path.glob(found)) if _configs(one)]


def sees_potato(path: Path) -> bool:
    """Whether a folder is a Potato project, or a file its config."""
    return bool(_configs(path))


def read_potato(path: Path) -> Project:
    """The project in the folder; raises UnreadableProject."""
    config_file = _configs(path)[0]
    marked = read_marked(text_of_file(config_file), config_file.name)
    if marked.problems:
        raise UnreadableProject(str(marked.problems[0]), tuple(marked.problems))
    config, folder = dictionary(marked.value), config_file.parent
    made = Gathering.of(path, "potato", "Potato")
    made.title = words(config.get("annotation_task_name")) or made.title
    for scheme in sequence(config.get("annotation_schemes")):
        _scheme(dictionary(scheme), made)
    keys = dictionary(config.get("item_properties"))
    texts: dict[str, str] = {}
    for item in _items(folder, config):
        own, content = (
            words(item.get(words(keys.get("id_key")) or "id")),
            words(item.get(words(keys.get("text_key")) or "text")),
        )
        made.counts["texts"] += 1
        if not content.strip():
            made.leave("texts", own, tr("the record has no text"))
            continue
        skip = (words(keys.get("id_key")) or "id", words(keys.get("text_key")) or "text")
        texts[own] = made.source(own, content, attributes={k: v for k, v in facts(item) if k not in skip})
    for state in _states(folder, config):
        _state(state, texts, made)
    return made.project()


def _scheme(scheme: dict[str, Any], made: Gathering) -> None:
    name = words(scheme.get("name"))
    if not name:
        return
    made.code((name,), description=words(scheme.get("description")).strip(), codable=False)
    for label in sequence(scheme.get("labels")):
        said = dictionary(label)
        one = words(said.get("name")) or words(label)
        if one:
            made.code((name, one), description=words(said.get("tooltip")))


def _inside(folder: Path, named: str) -> Path | None:
    at = (folder / named).resolve()
    return at if at.is_relative_to(folder.resolve()) and at.exists() else None


def _items(folder: Path, config: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for named in sequence(config.get("data_files")):
        file = _inside(folder, words(named) or words(dictionary(named).get("path")))
        if file is None or not file.is_file():
            continue
        if file.suffix in (".csv", ".tsv"):
            try:
                sheets, _ = read_sheets(file.read_bytes(), file.name)
            except UnreadableFile as error:
                raise UnreadableProject(str(error)) from error
            for sheet in sheets:
                yield from (dict(zip(sheet.rows[0], row, strict=False)) for row in sheet.rows[1:])
        else:
            yield from records(file)


def _states(folder: Path, config: dict[str, Any]) -> Iterator[dict[str, Any]]:
    out = _inside(folder, words(config.get("output_annotation_dir")) or "annotation_output") or folder
    for file in sorted(out.rglob("user_state.json")):
        state = dictionary(loaded(text_of_file(file), file.name))
        yield {"user_id": file.parent.name, **state}


def _state(state: dict[str, Any], texts: dict[str, str], made: Gathering) -> None:
    person = made.person(words(state.get("user_id")))
    for item, labels in dictionary(state.get("instance_id_to_label_to_value")).items():
        for label, value in _pairs(labels):
            made.counts["codings"] += 1
            path = tuple(filter(None, (words(label.get("schema")), words(label.get("name")))))
            if item not in texts or not path:
                made.leave("codings", item, tr("its text or code is not in the file"))
                continue
            source = texts[item]
            written = words(value)
            at = (0, len(made.sources[source].content))
            extra = "" if written.casefold() in _TRUE else written
            made.coding(source, made.code(path), at, person=person, value=extra, own=(path, written))
    for item, spans in dictionary(state.get("instance_id_to_span_to_value")).items():
        for span, _ in _pairs(spans):
            made.counts["codings"] += 1
            path = tuple(filter(None, (words(span.get("schema")), words(span.get("name")))))
            if item not in texts or not path:
                made.leave("codings", item, tr("its text or code is not in the file"))
                continue
            at = made.stretch(texts[item], number(span.get("start")), number(span.get("end")))
            made.coding(texts[item], made.code(path), at, person=person)


def _pairs(value: object) -> Iterator[tuple[dict[str, Any], Any]]:
    """Labels with their values, written as a list of pairs or as objects."""
    for one in sequence(value):
        if isinstance(one, list) and one:
            yield dictionary(one[0]), one[1] if len(one) > 1 else None
        elif isinstance(one, dict):
            yield one, one.get("value")
