"""doccano's JSON lines, and its older JSON: spans and labels of each record, offsets in code points."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exchange.annotations.values import (
    dictionaries,
    facts,
    first_record,
    number,
    records,
    sequence,
    words,
)
from exchange.gathering import Gathering
from exchange.project import Project
from wording.messages import tr

_TEXT, _LABELS = ("text", "data"), ("label", "labels", "entities", "annotations", "spans")
_OWN = (*_TEXT, *_LABELS, "relations", "cats", "Comments", "comments", "id", "meta", "metadata")


def sees_doccano(path: Path) -> bool:
    """Whether a file holds records with a text and labels."""
    if not path.is_file() or path.suffix.casefold() not in (".jsonl", ".json"):
        return False
    first = first_record(path)
    return isinstance(first.get("text", first.get("data")), str) and any(key in first for key in _LABELS)


def read_doccano(path: Path) -> Project:
    """The records in the file, each a text; raises UnreadableProject."""
    made = Gathering.of(path, "doccano", "doccano")
    made.notes.append(tr("Offsets: code points, as doccano counts."))
    for place, record in enumerate(records(path), 1):
        _record(record, place, path.stem, made)
    return made.project()


def _record(record: dict[str, Any], place: int, stem: str, made: Gathering) -> None:
    made.counts["texts"] += 1
    content = next((record[key] for key in _TEXT if isinstance(record.get(key), str)), "")
    name = f"{stem}-{words(record.get('id')) or place}"
    labels = [one for key in _LABELS for one in _labels(record.get(key))]
    made.counts["codings"] += len(labels)
    if not content.strip():
        made.leave("texts", name, tr("the record has no text"))
        made.leave("codings", name, tr("the record has no text"), len(labels))
        return
    said = {**dict(facts(record.get("meta") or record.get("metadata"))), **dict(facts(record))}
    values = {key: value for key, value in said.items() if key not in _OWN}
    source = made.source(name, content, attributes=values)
    for at, (start, end, label, who) in enumerate(labels):
        stretch = (0, len(made.sources[source].content)) if start is None else made.stretch(source, start, end)
        made.coding(source, made.code((label,)), stretch, own=(stretch, at), person=made.person(who))
    relations = len(sequence(record.get("relations")))
    made.leave("links", tr("relations, equivalences and references"), tr("Glose has no place for it"), relations)


def _labels(value: object) -> Iterator[tuple[int | None, int, str, str]]:
    """Start, end, label and person of each label; the start is None for one of the whole text."""
    for one in sequence(value):
        if isinstance(one, list) and len(one) >= 3:
            yield number(one[0]), number(one[1]), words(one[2]) or "label", ""
        elif isinstance(one, str):
            yield None, 0, one, ""
    for one in dictionaries(value):
        label = words(one.get("label")) or words(one.get("tag")) or "label"
        start, end = one.get("start_offset", one.get("start")), one.get("end_offset", one.get("end"))
        whole = start is None
        yield None if whole else number(start), 0 if whole else number(end), label, words(one.get("user"))
    if isinstance(value, str):
        yield None, 0, value, ""
