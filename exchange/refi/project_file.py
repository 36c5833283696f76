"""Reading a REFI-QDA project (qdpx): everything in it, with each thing that Glose has no place for by name."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile, decode_raw
from exchange.archive import Archive, UnreadableProject, open_project_archive
from exchange.gathering import note_on
from exchange.markup import child, children, everywhere, local, parse_project_xml, words
from exchange.moments import moment
from exchange.offsets import Evidence, RawText, Stated, Unit, find_unit
from exchange.project import Kind, LeftOut, Origin, Part, PlacedCoding, Project, ProjectMemo
from exchange.refi.code_ids import with_ids
from exchange.refi.sources import SOURCES, FoundCoding, FoundText, SourceReader
from exchange.refi.tree import attributes_in, cases_in, codes_in, groups_in, guid, people_in
from wording.messages import tr, tr_n

_ABOUT: dict[str, Kind] = {"Code": "codes", "Case": "cases", "Coding": "codings", "PlainTextSelection": "codings"}


def read_qdpx(path: Path, *, offsets: Unit | None = None) -> Project:
    """The project in a qdpx file; raises UnreadableProject.

    `offsets` is the unit in which its offsets count; None finds it by evidence.
    """
    archive = open_project_archive(path)
    try:
        root = parse_project_xml(archive.read(_project_part(archive)), path.name)
        if local(root) != "Project":
            raise UnreadableProject(tr("{file} holds no REFI-QDA project.", file=path.name))
        return _Reading(root, archive, path).project(offsets)
    finally:
        archive.close()


def _project_part(archive: Archive) -> str:
    """The one part of the archive that is the project: `project.qde`, or named after it."""
    found = [name for name in archive.names if "/" not in name and name.casefold().endswith(".qde")]
    if len(found) > 1:
        message = tr(
            "{file} holds several projects ({names}), so that nobody knows which one counts; nothing was read.",
            file=archive.file,
            names=", ".join(found),
        )
        raise UnreadableProject(message)
    if not found:
        raise UnreadableProject(
            tr("{file} holds no REFI-QDA project (a part that ends in .qde). Export it again.", file=archive.file)
        )
    return found[0]


class _Contents:
    """The texts of a project's elements. It knows the archive alone, so that the tree is freed when it was read."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def of(self, element: Any) -> RawText | str:
        """The text of an element, from the archive or within; else why there is none."""
        inside = child(element, "PlainTextContent")
        if inside is not None:
            return RawText("".join(inside.itertext()))
        path = element.get("plainTextPath")
        part = self._part(path) if path else None
        if part is None:
            return tr("its text is not in the file; export the project with its texts")
        try:
            return RawText(decode_raw(self.archive.read(part), part)[0])
        except UnreadableFile as error:
            return str(error)

    def _part(self, path: str) -> str | None:
        tail = path.partition("://")[2].lstrip("/") if "://" in path else path
        if path.casefold().startswith("absolute"):
            return None
        return next((found for folder in ("sources/", "") if (found := self.archive.find(folder + tail))), None)


class _Reading:
    """One project being read."""

    def __init__(self, root: Any, archive: Archive, path: Path) -> None:
        self.root, self.archive, self.path = root, archive, path
        self.program = root.get("origin") or ""
        self.attributes = attributes_in(root)
        self.content = _Contents(archive)
        self.reader = SourceReader(self.content.of, {one.guid: one.name for one in self.attributes})
        self.left_out: list[LeftOut] = []
        self.problems: list[Problem] = []

    def project(self, offsets: Unit | None) -> Project:
        sources = child(self.root, "Sources")
        for element in [] if sources is None else _texts_first(list(children(sources, *SOURCES))):
            self.reader.read(element)
        evidence = self._unit(offsets)
        codings = [placed for found in self.reader.texts.values() for placed in self._placed(found, evidence.unit)]
        memos = tuple(self._memos())
        self._doubts(codings)
        names = {one.guid: one.name for one in self.attributes}
        return Project(
            origin=Origin("qdpx", self.path.name, self.program, _sha256(self.path)),
            title=self.root.get("name") or "",
            people=people_in(self.root),
            codes=tuple(with_ids(codes_in(self.root), self.archive)),
            sources=tuple(found.source for found in self.reader.texts.values()),
            codings=tuple(codings),
            cases=cases_in(self.root, names),
            attributes=self.attributes,
            memos=memos,
            groups=groups_in(self.root),
            left_out=(*self.reader.left_out, *self.left_out, *self._without_place()),
            parts=tuple(self._parts()),
            notes=(note_on(evidence),),
            problems=tuple(self.problems),
            counts=self._counts(),
        )

    def _unit(self, asked: Unit | None) -> Evidence:
        if asked is not None:
            return Evidence(asked, "asked", 1.0)
        program = self.program.casefold()
        usual: Unit = "codepoints"
        if "nvivo" in program:
            usual = "utf16"
        elif "atlas" in program or "maxqda" in program:
            usual = "codepoints-crlf1"
        texts = self.reader.texts.values()
        return find_unit([(one.raw, [c.stated for c in one.codings if c.stated]) for one in texts], usual=usual)

    def _placed(self, found: FoundText, unit: Unit) -> list[PlacedCoding]:
        placed = []
        for one in found.codings:
            coding = _at(one, found.raw, unit)
            if coding is None:
                why = tr("its place is outside the text or empty; try another unit with --offsets")
                self.left_out.append(LeftOut("codings", found.source.name, why))
            else:
                placed.append(coding)
        return placed

    def _memos(self) -> list[ProjectMemo]:
        notes = child(self.root, "Notes")
        about: dict[str, list[tuple[Kind, str]]] = {}
        for reference in everywhere(self.root, "NoteRef"):
            owner = reference.getparent()
            kind = _ABOUT.get(local(owner)) or ("texts" if local(owner) in SOURCES else None)
            targets = [owner] if local(owner) != "PlainTextSelection" else list(children(owner, "Coding"))
            for target in targets if kind else ():
                about.setdefault(guid(reference, "targetGUID"), []).append((kind, guid(target)))  # type: ignore[arg-type]
        memos = []
        for note in [] if notes is None else children(notes, "Note"):
            content = self.content.of(note)
            if inner := _number(note, "Coding"):
                self.left_out.append(LeftOut("codings", note.get("name") or "", tr("in a memo, not in a text"), inner))
            wording = words(child(note, "Description")) if isinstance(content, str) else content.content
            if not wording.strip():
                why = content if isinstance(content, str) else tr("it is empty")
                self.left_out.append(LeftOut("memos", note.get("name") or "", why))
                continue
            person, time = guid(note, "creatingUser") or None, moment(note.get("creationDateTime"))
            linked = tuple(dict.fromkeys(about.get(guid(note), ())))
            memos.append(ProjectMemo(guid(note), note.get("name") or "", wording, person, time, linked))
        return memos

    def _without_place(self) -> list[LeftOut]:
        """Links and quotations: there are no such things in a study."""
        links = _number(self.root, "Link")
        kept = tr("Glose has no place for it; it is kept with the import")
        found = []
        if links:
            found.append(LeftOut("links", tr("links between things"), kept, links))
        if self.reader.quotations:
            what = tr("marked passages without a code")
            found.append(LeftOut("quotations", what, kept, self.reader.quotations))
        return found

    def _parts(self) -> list[Part]:
        from lxml import etree

        kept = [one for name in ("Links", "Graphs", "Description") if (one := child(self.root, name)) is not None]
        sources = child(self.root, "Sources")
        without = (
            [] if sources is None else [s for s in children(sources, *SOURCES) if guid(s) not in self.reader.texts]
        )
        sections = [(local(one), one) for one in kept] + [("Source", one) for one in without]
        return [Part(name, etree.tostring(one, encoding="unicode", with_tail=False)) for name, one in sections]

    def _counts(self) -> dict[Kind, int]:
        """How many things the XML has, counted apart from reading them."""
        sources = child(self.root, "Sources")
        return {
            "texts": 0 if sources is None else sum(1 for _ in children(sources, *SOURCES)),
            "codes": _number(self.root, "Code"),
            "codings": _number(self.root, "Coding"),
            "coders": _number(self.root, "User"),
            "cases": _number(self.root, "Case"),
            "attributes": _number(self.root, "Variable"),
            "memos": _number(self.root, "Note"),
        }

    def _doubts(self, codings: Sequence[PlacedCoding]) -> None:
        """What NVivo does to people and dates: agreement must not be computed on it unawares."""
        differ = 0
        for coding in everywhere(self.root, "Coding"):
            selection = coding.getparent()
            of_selection = selection.get("creatingUser") if local(selection).endswith("Selection") else None
            differ += bool(of_selection) and coding.get("creatingUser") not in (None, of_selection)
        if differ:
            message = tr_n(
                "{n} coding names another person than the passage that it is on; the coding's person is taken. Do not "
                "trust agreement between coders before you know why.",
                "{n} codings name another person than the passage that they are on; the coding's person is taken. Do "
                "not trust agreement between coders before you know why.",
                differ,
            )
            self.problems.append(Problem(self.path.name, message, "warning"))
        times = {coding.time for coding in codings}
        if len(codings) > 1 and len(times) == 1 and times != {""}:
            message = tr(
                "all codings have the same date, {time}: that of a conversion, not of coding.",
                time=codings[0].time[:16],
            )
            self.problems.append(Problem(self.path.name, message, "warning"))


def _number(element: Any, name: str) -> int:
    """How many elements of that name there are in an element."""
    return sum(1 for _ in everywhere(element, name))


def _texts_first(elements: list[Any]) -> list[Any]:
    """The sources, texts before recordings, whose transcripts may be among them."""
    return sorted(elements, key=lambda one: local(one) in ("AudioSource", "VideoSource"))


def _at(found: FoundCoding, raw: RawText, unit: Unit) -> PlacedCoding | None:
    """The coding at its place in the text with line feeds; None where that is none."""
    stated = found.stated
    if found.whole:
        return replace(found.coding, at=(0, len(raw.content))) if raw.content.strip() else None
    if stated is None:
        return found.coding
    start, end = raw.place(stated.start, unit), raw.place(stated.end, unit)
    if start is None or end is None or not raw.content[start:end].strip():
        return None
    return replace(found.coding, at=(start, min(end, len(raw.content))), quote=_quote(stated))


def _quote(stated: Stated) -> str:
    """The name of a selection, where its length says that it is the words: a person can rename it."""
    return stated.words if len(stated.words) > 3 and len(stated.words) == stated.end - stated.start else ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
