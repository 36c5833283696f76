"""CATMA 7 project folders: documents, tag sets and collections of annotations, each a list of touching ranges."""

import re
from pathlib import Path
from typing import Any

from exchange.annotations.values import dictionaries, dictionary, loaded, number, sequence, text_of_file, words
from exchange.gathering import Gathering
from exchange.moments import moment
from exchange.project import Project
from wording.messages import tr

_OFFSETS = re.compile(r"char=(\d+),(\d+)")


def sees_catma(path: Path) -> bool:
    """Whether a folder is a CATMA project."""
    return path.is_dir() and (path / "collections").is_dir() and (path / "documents").is_dir()


def read_catma(path: Path) -> Project:
    """The project in the folder; raises UnreadableProject."""
    made = Gathering.of(path, "catma", "CATMA")
    made.notes.append(tr("Offsets: code points, as CATMA counts."))
    codes, properties = _tags(path, made)
    documents = {}
    for header in sorted(path.glob("documents/*/header.json")):
        made.counts["texts"] += 1
        said, own = _json(header), header.parent.name
        file = header.parent / f"{own}.txt"
        about = dictionary(said.get("gitContentInfoSet"))
        name = words(about.get("title")) or words(dictionary(said.get("gitTechInfoSet")).get("fileName")) or own
        if not file.is_file():
            made.leave("texts", name, tr("its text is not in the folder"))
            continue
        author = words(about.get("author"))
        locale = words(dictionary(said.get("gitIndexInfoSet")).get("locale"))
        documents[own] = made.source(
            name, text_of_file(file), language=locale if locale in ("fr", "en") else "",
            description=words(about.get("description")), attributes={"author": author} if author else {},
        )  # fmt: skip
    for header in sorted(path.glob("collections/*/header.json")):
        said = _json(header)
        for file in sorted(header.parent.glob("annotations/*.json")):
            for one in dictionaries(loaded(text_of_file(file), file.name)):
                _annotation(one, said, codes, properties, documents, made)
    return made.project()


def _json(path: Path) -> dict[str, Any]:
    return dictionary(loaded(text_of_file(path), path.name))


def _tags(path: Path, made: Gathering) -> tuple[dict[str, str], dict[str, str]]:
    """The code of each tag by its UUID, and the name of each property."""
    tags = {
        words(said.get("uuid")): said
        for file in sorted(path.glob("tagsets/*/*/propertydefs.json"))
        for said in [_json(file)]
    }
    codes, properties = {}, {}
    for own, said in tags.items():
        names, at, seen = list[str](), own, set[str]()
        while at in tags and at not in seen:
            seen.add(at)
            names.insert(0, words(tags[at].get("name")))
            at = words(tags[at].get("parentUuid"))
        system = dictionary(said.get("systemPropertyDefinitions"))
        for key, one in {**system, **dictionary(said.get("userDefinedPropertyDefinitions"))}.items():
            properties[key] = words(dictionary(one).get("name"))
        colour = next((one for one in system.values() if dictionary(one).get("name") == "catma_displaycolor"), None)
        codes[own] = made.code(names, colour=_colour(sequence(dictionary(colour).get("possibleValueList"))))
    return codes, properties


def _colour(values: list[Any]) -> str:
    """`#rrggbb` of a colour as Java writes it, a signed number of 32 bits."""
    written = words(values[0]) if values else ""
    return f"#{int(written) & 0xFFFFFF:06x}" if re.fullmatch(r"-?\d{1,11}", written) else ""


def _annotation(
    one: dict[str, Any],
    header: dict[str, Any],
    codes: dict[str, str],
    properties: dict[str, str],
    documents: dict[str, str],
    made: Gathering,
) -> None:
    made.counts["codings"] += 1
    body = dictionary(one.get("body"))
    tag = words(body.get("tag")).rpartition("/")[2]
    targets = dictionaries(dictionary(one.get("target")).get("items"))
    document = words(header.get("sourceDocumentId"))
    said = dictionary(body.get("properties"))
    system = {properties.get(key, ""): sequence(value) for key, value in dictionary(said.get("system")).items()}
    if document not in documents or tag not in codes or not targets:
        made.leave("codings", tag, tr("its text or code is not in the file"))
        return
    source = documents[document]
    ranges = sorted(filter(None, map(_range, targets)))
    pieces = [made.stretch(source, start, end) for start, end in _joined(ranges)]
    author = words(next(iter(system.get("catma_markupauthor", [])), "")) or words(header.get("responsibleUser"))
    stamp = words(next(iter(system.get("catma_markuptimestamp", [])), ""))
    remarks = [
        f"{properties.get(key, key)}: {', '.join(map(words, sequence(value)))}"
        for key, value in dictionary(said.get("user")).items()
        if sequence(value)
    ]
    made.coding(
        source, codes[tag], (pieces[0][0], pieces[-1][1]) if pieces else (0, 0), own=words(one.get("id")),
        person=made.person(author), time=moment(stamp), memo="\n".join(remarks), pieces=pieces,
    )  # fmt: skip


def _range(target: dict[str, Any]) -> tuple[int, int] | None:
    selector = dictionary(target.get("selector"))
    start, end = number(selector.get("start")), number(selector.get("end"))
    found = _OFFSETS.search(words(target.get("source")))
    if start < 0 and found:
        start, end = int(found[1]), int(found[2])
    return (start, end) if 0 <= start < end else None


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges, those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
