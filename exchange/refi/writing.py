"""Writing a REFI-QDA project (qdpx) or codebook (qdc): line feeds, no byte order mark, code points, plain names.

Every child stands in the order that the schema asks for (Project.xsd of REFI-QDA 1.5); nothing is written that other
programs refuse: empty lists, capitals in names of folders, paths of this machine.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from exchange.guids import guid_of
from exchange.offsets import RawText, Unit
from exchange.project import Attribute, PlacedCoding, Project, ProjectMemo, Source, TreeCode
from exchange.refi.code_ids import CODE_IDS

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Glose"
_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the archive: the same project gives the same bytes."""
_VALUES = {"Text": "TextValue", "Boolean": "BooleanValue", "Integer": "IntegerValue", "Float": "FloatValue",
           "Date": "DateValue", "DateTime": "DateTimeValue"}  # fmt: skip


def qdpx(project: Project, *, unit: Unit = "codepoints") -> bytes:
    """The archive; `unit` is what its offsets count (the standard: code points; NVivo: UTF-16 units)."""
    written = _Writing(project, unit)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "project.qde", _xml(written.root()))
        if ids := {code.guid: code.id for code in project.codes if code.id}:
            _put(archive, CODE_IDS, json.dumps(ids, indent=1).encode())
        for source in project.sources:
            _put(archive, f"sources/{source.guid}.txt", source.content.encode())
    return target.getvalue()


def qdc(codes: Sequence[TreeCode]) -> bytes:
    """The codebook alone."""
    root = etree.Element("CodeBook", {"origin": ORIGIN}, nsmap=_namespace(CODEBOOK))
    if codes:
        _codes(etree.SubElement(root, "Codes"), codes, {})
    return _xml(root)


def _namespace(name: str) -> Any:
    """The namespace without a prefix, as lxml takes it."""
    return {None: name}


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name, _DAY)
    part.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(part, content)


def _xml(root: Any) -> bytes:
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return made


class _Writing:
    """One project on its way into XML."""

    def __init__(self, project: Project, unit: Unit) -> None:
        self.project, self.unit = project, unit
        self.notes: dict[str, list[str]] = {}
        for memo in project.memos:
            for _, guid in memo.about:
                self.notes.setdefault(guid, []).append(memo.guid)
        self.codings: dict[str, list[PlacedCoding]] = {}
        for coding in project.codings:
            self.codings.setdefault(coding.source, []).append(coding)

    def root(self) -> Any:
        """The element of the whole project."""
        project = self.project
        root = etree.Element("Project", {"name": project.title or "Glose", "origin": ORIGIN}, nsmap=_namespace(PROJECT))
        parts: tuple[tuple[str, Sequence[object], Callable[[Any], None]], ...] = (
            ("Users", project.people, self._users),
            ("CodeBook", project.codes, self._codebook),
            ("Variables", project.attributes, self._variables),
            ("Cases", project.cases, self._cases),
            ("Sources", project.sources, self._sources),
            ("Notes", project.memos, self._notes),
            ("Sets", project.groups, self._sets),
        )
        for name, things, write in parts:
            if things:
                write(etree.SubElement(root, name))
        _refer(root, [memo.guid for memo in project.memos if not memo.about])
        return root

    def _users(self, users: Any) -> None:
        for person in self.project.people:
            etree.SubElement(users, "User", guid=person.guid, name=_clean(person.name))

    def _codebook(self, codebook: Any) -> None:
        _codes(etree.SubElement(codebook, "Codes"), self.project.codes, self.notes)

    def _variables(self, variables: Any) -> None:
        for one in self.project.attributes:
            etree.SubElement(variables, "Variable", guid=one.guid, name=_clean(one.name), typeOfVariable=one.type)

    def _sources(self, sources: Any) -> None:
        for source in self.project.sources:
            self._source(sources, source)

    def _notes(self, notes: Any) -> None:
        for memo in self.project.memos:
            self._note(notes, memo)

    def _cases(self, cases: Any) -> None:
        for case in self.project.cases:
            element = etree.SubElement(cases, "Case", guid=case.guid, name=_clean(case.name))
            _describe(element, case.description)
            _values(element, case.attributes, self.project.attributes)
            for source in dict.fromkeys(case.sources):
                etree.SubElement(element, "SourceRef", targetGUID=source)
            for selection in dict.fromkeys(case.selections):
                etree.SubElement(element, "SelectionRef", targetGUID=selection)

    def _source(self, sources: Any, source: Source) -> None:
        element = etree.SubElement(sources, "TextSource", guid=source.guid, name=_clean(source.name))
        element.set("plainTextPath", f"internal://{source.guid}.txt")
        _signed(element, source.person, source.time)
        _describe(element, source.description)
        raw = RawText(source.content)
        for coding in self.codings.get(source.guid, ()):
            self._selection(element, coding, raw)
        _refer(element, self.notes.get(source.guid, ()))
        _values(element, source.attributes, self.project.attributes)

    def _selection(self, element: Any, coding: PlacedCoding, raw: RawText) -> None:
        assert coding.at is not None
        start, end = (_counted(raw, place, self.unit) for place in coding.at)
        selection = etree.SubElement(
            element,
            "PlainTextSelection",
            guid=coding.selection or guid_of("selection", coding.guid),
            name=_clean(" ".join(raw.content[slice(*coding.at)].split())),
            startPosition=str(start),
            endPosition=str(end),
        )
        _signed(selection, coding.person, coding.time)
        _describe(selection, coding.memo)
        made = etree.SubElement(selection, "Coding", guid=coding.guid)
        _signed(made, coding.person, coding.time)
        etree.SubElement(made, "CodeRef", targetGUID=coding.code)
        _refer(made, self.notes.get(coding.guid, ()))

    def _note(self, notes: Any, memo: ProjectMemo) -> None:
        note = etree.SubElement(notes, "Note", guid=memo.guid, name=_clean(memo.title or memo.wording[:60]))
        _signed(note, memo.person, memo.time)
        etree.SubElement(note, "PlainTextContent").text = _clean(memo.wording)

    def _sets(self, sets: Any) -> None:
        codes, sources = {one.guid for one in self.project.codes}, {one.guid for one in self.project.sources}
        for group in self.project.groups:
            element = etree.SubElement(sets, "Set", guid=group.guid, name=_clean(group.name))
            _describe(element, group.description)
            for name, known in (("MemberCode", codes), ("MemberSource", sources)):
                for member in group.members:
                    if member in known:
                        etree.SubElement(element, name, targetGUID=member)


def _codes(parent: Any, codes: Sequence[TreeCode], notes: Mapping[str, Sequence[str]]) -> None:
    """The tree; parents come before their children."""
    elements: dict[str, Any] = {}
    for code in codes:
        above = elements[code.parent] if code.parent else parent
        element = etree.SubElement(above, "Code", guid=code.guid, name=_clean(code.name))
        element.set("isCodable", "true" if code.codable else "false")
        if code.colour:
            element.set("color", code.colour)
        _describe(element, code.description)
        _refer(element, notes.get(code.guid, ()))
        elements[code.guid] = element


def _counted(raw: RawText, place: int, unit: Unit) -> int:
    """A place counted in a unit."""
    return len(raw.content[:place].encode("utf-16-le")) // 2 if unit == "utf16" else place


def _describe(element: Any, words: str) -> None:
    if words:
        etree.SubElement(element, "Description").text = _clean(words)


def _refer(element: Any, notes: Iterable[str]) -> None:
    for note in notes:
        etree.SubElement(element, "NoteRef", targetGUID=note)


def _signed(element: Any, person: str | None, time: str) -> None:
    if person:
        element.set("creatingUser", person)
    if time:
        element.set("creationDateTime", time)


def _values(element: Any, values: Mapping[str, str], attributes: Sequence[Attribute]) -> None:
    for one in attributes:
        if value := values.get(one.name):
            made = etree.SubElement(element, "VariableValue")
            etree.SubElement(made, "VariableRef", targetGUID=one.guid)
            etree.SubElement(made, _VALUES[one.type]).text = _clean(value)


_FORBIDDEN = re.compile("[^\\t\\n\\r -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def _clean(words: str) -> str:
    """The words without the control characters that XML forbids."""
    return _FORBIDDEN.sub("", words)
