"""UIMA's CAS as XMI and as JSON, as INCEpTION writes it; offsets are UTF-16 units of the text in it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from exchange.annotations.layers import add_annotation, document_name, short
from exchange.annotations.values import dictionaries, dictionary, loaded, number, text_of_file, words
from exchange.archive import UnreadableProject
from exchange.gathering import Gathering
from exchange.markup import local, parse_project_xml
from exchange.project import Project
from wording.messages import tr

_TECHNICAL = frozenset(("id", "sofa", "begin", "end", "sofaNum", "order", "keep", "ignore"))


def sees_xmi(path: Path) -> bool:
    """Whether a file is a CAS in XMI."""
    if not path.is_file() or path.suffix.casefold() not in (".xmi", ".xml"):
        return False
    with path.open("rb") as file:
        return b"http://www.omg.org/XMI" in file.read(4000)


def sees_cas_json(path: Path) -> bool:
    """Whether a file is a CAS in JSON."""
    if not path.is_file() or path.suffix.casefold() != ".json":
        return False
    with path.open("rb") as file:
        return b'"%FEATURE_STRUCTURES"' in file.read(200_000)


def read_xmi(path: Path) -> Project:
    """The document in an XMI file; raises UnreadableProject."""
    made = Gathering.of(path, "uima-xmi", "UIMA")
    add_xmi(made, path.read_bytes(), path.stem, path.name)
    return made.project()


def read_cas_json(path: Path) -> Project:
    """The document in a JSON file; raises UnreadableProject."""
    made = Gathering.of(path, "uima-json", "UIMA")
    add_cas_json(made, text_of_file(path), path.stem, path.name)
    return made.project()


def add_xmi(made: Gathering, data: bytes, name: str, file: str, person: str = "") -> None:
    """Add the document of an XMI and its annotations."""
    root = parse_project_xml(data, file)
    elements = list(root)
    sofas = {_id(one): one.get("sofaString") for one in elements if local(one) == "Sofa"}
    title = next((one.get("documentTitle") for one in elements if local(one) == "DocumentMetaData"), None)
    found = (
        (local(one), {local_name(k): v for k, v in one.attrib.items()}, one.get("sofa", ""))
        for one in elements
        if one.get("begin") is not None
    )
    _add(made, sofas, found, document_name(title or "", name), person)


def add_cas_json(made: Gathering, source: str, name: str, file: str, person: str = "") -> None:
    """Add the document of a CAS in JSON and its annotations."""
    structures = dictionary(loaded(source, file)).get("%FEATURE_STRUCTURES")
    if isinstance(structures, dict):
        structures = [{"%ID": key, **dictionary(one)} for key, one in structures.items()]
    things = dictionaries(structures)
    sofas = {words(one.get("%ID")): one.get("sofaString") for one in things if short(words(one.get("%TYPE"))) == "Sofa"}
    title = next((words(one["documentTitle"]) for one in things if "documentTitle" in one), "")
    found = (
        (
            short(words(one.get("%TYPE"))),
            {k: words(v) for k, v in one.items() if k[:1] not in "%@^"},
            words(one.get("@sofa")),
        )
        for one in things
        if number(one.get("begin")) >= 0
    )
    _add(made, sofas, found, document_name(title, name), person)


def _id(element: Any) -> str:
    return next((value for key, value in element.attrib.items() if local_name(key) == "id"), "")


def local_name(name: str) -> str:
    """The name of an attribute without its namespace."""
    return str(name).rpartition("}")[2]


def _add(
    made: Gathering,
    sofas: Mapping[str, object],
    found: Iterator[tuple[str, dict[str, str], str]],
    name: str,
    person: str,
) -> None:
    made.counts["texts"] += 1
    main = next((key for key, text in sofas.items() if isinstance(text, str) and text.strip()), None)
    if main is None:
        raise UnreadableProject(tr("{file} holds no text.", file=name))
    raw = str(sofas[main])
    known = (guid for guid, one in made.raws.items() if one.raw == raw and made.sources[guid].name == name)
    source = next(known, None) or made.source(name, raw)
    made.notes[:] = [tr("Offsets: UTF-16 units, as UIMA counts.")]
    who = made.person(person)
    for layer, values, sofa in found:
        start, end = _position(values.get("begin", "")), _position(values.get("end", ""))
        features = {k: v for k, v in values.items() if k not in _TECHNICAL and v and not v.replace(" ", "").isdecimal()}
        if sofa not in ("", main):
            made.counts["codings"] += 1
            made.leave("codings", layer, tr("in another view of the document"))
            continue
        own = (values.get("id", ""), start, end)
        add_annotation(made, source, layer, features, (start, end), unit="utf16", person=who, own=own)


def _position(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 12 else -1
