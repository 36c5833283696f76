"""The parts of a Word file and the relationships between them, which say what each part is for."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from corpus.readers.archive import XML_AT_MOST, member, open_archive, parse_xml, paths_of

_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    "wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "officeDocument/relationships": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
"""The namespaces of Strict Open XML (ISO/IEC 29500-1) by what is usual for the same elements (29500-4)."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part says of another: its id there, the last word of its type, and the path of the other part."""

    id: str
    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class OfficeParts:
    """The parts of the file `name`, by their paths in small letters."""

    archive: ZipFile
    name: str
    paths: dict[str, str]

    def __contains__(self, path: str) -> bool:
        return path.lower() in self.paths

    def content(self, path: str) -> bytes:
        """The bytes of a part; raises UnreadableFile."""
        return member(self.archive, self.paths[path.lower()], self.name, XML_AT_MOST)

    def xml(self, path: str) -> Any:
        """The root of a part, in the usual namespaces; raises UnreadableFile."""
        return _in_usual_namespaces(parse_xml(self.content(path), self.name))

    def relationships(self, path: str = "") -> Iterator[Relationship]:
        """What a part refers to inside the file; the whole file, without a path."""
        folder, file = posixpath.split(path)
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if listed not in self:
            return
        for found in parse_xml(self.content(listed), self.name).iter("{*}Relationship"):
            target = unquote(found.get("Target", ""))
            if found.get("TargetMode") != "External" and target:
                whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield Relationship(found.get("Id", ""), found.get("Type", "").rpartition("/")[2], whole)

    def related(self, path: str, kind: str) -> Iterator[str]:
        """The paths of the parts of one kind that a part refers to, as far as the file has them."""
        return (found.path for found in self.relationships(path) if found.kind == kind and found.path in self)


def open_parts(data: bytes, name: str) -> OfficeParts:
    """The parts of a file; raises UnreadableFile where it is damaged, encrypted or far too large."""
    archive = open_archive(data, name)
    return OfficeParts(archive, name, paths_of(archive))


def _in_usual_namespaces(root: Any) -> Any:
    """The tree with the names that Word usually gives, where it was saved as Strict Open XML."""
    if not root.tag.startswith(f"{{{_STRICT}"):
        return root
    for element in root.iter("{*}*"):
        element.tag = _usual(element.tag)
        for key, value in element.attrib.items():
            if key != _usual(key):
                element.set(_usual(key), value)
    return root


def _usual(name: str) -> str:
    space, _, local = name.removeprefix("{").rpartition("}")
    known = _TRANSITIONAL.get(space.removeprefix(_STRICT)) if space.startswith(_STRICT) else None
    return f"{{{known}}}{local}" if known else name
