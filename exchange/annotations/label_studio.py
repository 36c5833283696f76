"""Label Studio's JSON: tasks with annotations, offsets as JavaScript counts (UTF-16)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exchange.annotations.values import (
    dictionaries,
    dictionary,
    facts,
    first_record,
    number,
    records,
    sequence,
    words,
)
from exchange.gathering import Gathering
from exchange.moments import moment
from exchange.offsets import Stated, Unit
from exchange.project import Project
from wording.messages import tr


def sees_label_studio(path: Path) -> bool:
    """Whether a file holds tasks of Label Studio, whole or in short."""
    if not path.is_file() or path.suffix.casefold() not in (".json", ".jsonl"):
        return False
    first = first_record(path)
    whole = isinstance(first.get("data"), dict) and ("annotations" in first or "completions" in first)
    return whole or ("annotation_id" in first and "annotator" in first)


def read_label_studio(path: Path, *, offsets: Unit | None = None) -> Project:
    """The tasks in the file, each a text; raises UnreadableProject."""
    made = Gathering.of(path, "label-studio", "Label Studio")
    tasks = [_task(record, place, path.stem, made) for place, record in enumerate(records(path), 1)]
    places: dict[str, list[Stated]] = {}
    for source, results in tasks:
        if source:
            places[source] = [stated for _, _, stated, _ in results if stated is not None]
    unit = made.unit(places, usual="utf16", asked=offsets)
    for source, results in tasks:
        for label, about, stated, quote in results:
            if source and stated is not None:
                at = made.stretch(source, stated.start, stated.end, unit)
            else:
                at = (0, len(made.sources[source].content)) if source else (0, 0)
            if source:
                made.coding(source, made.code(label), at, quote=quote, **about)
    return made.project()


_Result = tuple[tuple[str, ...], dict[str, Any], Stated | None, str]


def _task(record: dict[str, Any], place: int, stem: str, made: Gathering) -> tuple[str, list[_Result]]:
    made.counts["texts"] += 1
    data = dictionary(record.get("data")) or record
    key = next((one for one in ("text", *data) if isinstance(data.get(one), str) and " " in data[one].strip()), "text")
    content = words(data.get(key))
    name = f"{stem}-{words(record.get('id')) or place}"
    results = [one for annotation in _annotations(record) for one in _results(annotation, made, name, bool(content))]
    if not content.strip():
        made.leave("texts", name, tr("the record has no text"))
        made.leave("codings", name, tr("the record has no text"), len(results))
        made.counts["codings"] += len(results)
        return "", []
    made.counts["codings"] += len(results)
    values = {one: value for one, value in facts(data) if one not in (key, "id", "annotator", "lead_time")}
    return made.source(name, content, attributes=values if data is not record else {}), results


def _annotations(record: dict[str, Any]) -> list[dict[str, Any]]:
    found = dictionaries(record.get("annotations")) or dictionaries(record.get("completions"))
    if found:
        return [one for one in found if not one.get("was_cancelled")]
    spans = [one for value in record.values() for one in dictionaries(value) if "labels" in one or "choices" in one]
    short = [{"value": one, "type": "labels"} for one in spans]
    return [{**record, "completed_by": record.get("annotator"), "result": short}]


def _results(annotation: dict[str, Any], made: Gathering, name: str, _there: bool) -> Iterator[_Result]:
    who = annotation.get("completed_by")
    person = words(dictionary(who).get("email")) or words(who)
    time = moment(words(annotation.get("created_at")))
    for result in dictionaries(annotation.get("result")):
        value = dictionary(result.get("value"))
        group = words(result.get("from_name"))
        about = {"person": made.person(person), "time": time, "own": words(result.get("id"))}
        spot = dictionary(value.get("globalOffsets")) or value
        start, end = number(spot.get("start")), number(spot.get("end"))
        stated = Stated(start, end, words(value.get("text"))) if start >= 0 else None
        labels = [words(one) for key in ("labels", "hypertextlabels") for one in sequence(value.get(key))]
        if labels and stated is None:
            made.counts["codings"] += len(labels)
            made.leave("codings", name, tr("its place is in a form that is not read"), len(labels))
            continue
        for label in filter(None, labels):
            yield (label,), about, stated, words(value.get("text"))
        for choice in (words(one) for one in sequence(value.get("choices"))):
            if choice:
                yield (group, choice) if group else (choice,), about, stated, ""
        if result.get("type") == "relation":
            made.leave("links", tr("relations, equivalences and references"), tr("Glose has no place for it"))
