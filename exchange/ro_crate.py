"""A folder described as an RO-Crate 1.1: `ro-crate-metadata.json`, JSON-LD about the whole and each file in it."""

import hashlib
import json
import mimetypes
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

METADATA = "ro-crate-metadata.json"
MANIFEST = "manifest-sha256.txt"
_CONTEXT = ("https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"})
_ORCID = re.compile(r"\s*\(?(?:https://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\)?")
_TYPES = {".md": "text/markdown", ".yaml": "application/yaml", ".qdpx": "application/zip", ".qdc": "application/xml",
          ".db": "application/vnd.sqlite3", ".csv": "text/csv", ".txt": "text/plain"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of the whole: each may be empty. `published` is a day (ISO 8601); `licence` a name or address.

    A creator's name may have an ORCID iD behind it: `Anne Roy (0000-0002-1825-0097)`.
    """

    title: str
    published: str
    description: str = ""
    licence: str = ""
    creators: Sequence[str] = ()
    funders: Sequence[str] = ()
    keywords: Sequence[str] = ()
    places: Sequence[str] = ()
    period: str = ""
    access: str = ""
    language: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


def ro_crate(files: Mapping[str, bytes], about: Described, names: Mapping[str, str]) -> str:
    """The metadata of these files by path; `names` say in a few words what each is.

    Source: RO-Crate Metadata Specification 1.1 (doi 10.5281/zenodo.4541002).
    """
    people = [_person(name) for name in about.creators]
    funders = [{"@id": f"#{name}", "@type": "Organization", "name": name} for name in about.funders]
    places = [{"@id": f"#{name}", "@type": "Place", "name": name} for name in about.places]
    licence = _licence(about.licence)
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title,
        "description": about.description or about.title,
        "datePublished": about.published,
        "license": {"@id": licence["@id"]} if licence else "",
        "inLanguage": about.language,
        "author": [{"@id": one["@id"]} for one in people],
        "funder": [{"@id": one["@id"]} for one in funders],
        "keywords": list(about.keywords),
        "spatialCoverage": [{"@id": one["@id"]} for one in places],
        "temporalCoverage": about.period,
        "conditionsOfAccess": about.access,
        "additionalProperty": [{"@id": f"#about-{key}"} for key in about.more],
        "hasPart": [{"@id": _address(path)} for path in sorted(files)],
    }
    descriptor = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    more = [
        {"@id": f"#about-{key}", "@type": "PropertyValue", "name": key, "value": value}
        for key, value in about.more.items()
    ]
    parts = [_file(path, data, names.get(path, "")) for path, data in sorted(files.items())]
    graph = [
        descriptor,
        {key: _alone(value) if key != "hasPart" else value for key, value in root.items() if value},
        *people,
        *funders,
        *places,
        *([licence] if licence else []),
        *more,
        *parts,
    ]
    return json.dumps({"@context": list(_CONTEXT), "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _alone(value: Any) -> Any:
    """One thing as itself, not as a list of one, as the specification recommends (appendix on JSON-LD)."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def manifest(files: Mapping[str, bytes]) -> str:
    """A line a file, as `sha256sum -c` reads them: the hash, two blanks, the path."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))


def _file(path: str, data: bytes, name: str) -> dict[str, Any]:
    suffix = path[path.rfind(".") :]
    made = {
        "@id": _address(path),
        "@type": "File",
        "name": name or path,
        "contentSize": str(len(data)),
        "encodingFormat": _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream",
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    if path == MANIFEST:  # it has the hash of this description, so that this cannot have its
        del made["sha256"], made["contentSize"]
    return made


def _address(path: str) -> str:
    """The path as a relative URI: blanks and signs that mean something are encoded, letters stay."""
    return re.sub(r"[\s%#?\"<>\\^`{|}\[\]]", lambda found: f"%{ord(found[0]):02X}", path)


def _person(written: str) -> dict[str, str]:
    found = _ORCID.search(written)
    name = _ORCID.sub("", written).strip()
    return {"@id": f"https://orcid.org/{found[1]}" if found else f"#{name}", "@type": "Person", "name": name}


def _licence(written: str) -> dict[str, str]:
    """A licence as an entity: an address as it is; a short name such as CC-BY-4.0 by the list of SPDX."""
    if not written:
        return {}
    plain = re.fullmatch(r"[A-Za-z0-9.+-]+", written)
    address = written if "://" in written else f"https://spdx.org/licenses/{written}" if plain else "#licence"
    return {"@id": address, "@type": "CreativeWork", "name": written}
