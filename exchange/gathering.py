"""Gathering a project piece by piece: what most readers do, with GUIDs for things whose file gives them none."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.problem import Problem
from corpus.readers.encoding import with_line_feeds
from exchange.archive import UnreadableProject
from exchange.guids import guid_of
from exchange.offsets import Evidence, RawText, Stated, Unit, find_unit
from exchange.project import (
    Attribute,
    Group,
    Kind,
    LeftOut,
    Origin,
    Person,
    PlacedCoding,
    Project,
    ProjectCase,
    ProjectMemo,
    Source,
    TreeCode,
)
from wording.messages import share, tr

LEVELS_AT_MOST = 50
"""Codes below one another: people use some seven levels."""
BETWEEN_EXCERPTS = "\n\n"


@dataclass(slots=True)
class Gathering:
    """A project being gathered. People and codes are known by their names, sources by their GUIDs."""

    origin: Origin
    title: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    codes: dict[tuple[str, ...], TreeCode] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    codings: list[PlacedCoding] = field(default_factory=list)
    cases: list[ProjectCase] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    memos: list[ProjectMemo] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)
    raws: dict[str, RawText] = field(default_factory=dict)
    parted_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of codes that were taken for the path to one, with that path."""
    _excerpts: dict[str, dict[object, tuple[int, int]]] = field(default_factory=dict)
    _pieces: dict[str, list[str]] = field(default_factory=dict)
    _last: dict[str, tuple[int, int]] = field(default_factory=dict)
    _contents: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, path: Path, format_name: str, program: str = "") -> "Gathering":
        """A gathering of what is in that file or folder."""
        digest = ""
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(Origin(format_name, path.name or path.resolve().name, program, digest), title=path.stem)

    def person(self, name: str | None) -> str | None:
        """The GUID of the person of that name; None where none is named."""
        plain = (name or "").strip()
        if not plain:
            return None
        return self.people.setdefault(plain, Person(guid_of("person", plain), plain)).guid

    def code(self, path: Sequence[str], *, description: str = "", colour: str = "", codable: bool = True) -> str:
        """The GUID of the code with these names on its path; those above it are made as well.

        A description or colour is added to a code that had none.
        """
        names = tuple(name.strip() for name in path)
        if len(names) > LEVELS_AT_MOST:
            message = tr("{file} nests codes more than {most} deep.", file=self.origin.file, most=LEVELS_AT_MOST)
            raise UnreadableProject(message)
        parent = self.code(names[:-1]) if len(names) > 1 else None
        known = self.codes.get(names)
        if known is None:
            known = TreeCode(guid_of("code", *names), names[-1], parent, description, colour, codable)
        filled = replace(known, description=known.description or description, colour=known.colour or colour)
        self.codes[names] = filled
        return filled.guid

    def source(self, name: str, raw: str, *, attributes: Mapping[str, str] | None = None, **known: str) -> str:
        """The GUID of a text with these characters as the file has them; `known` are fields of `Source`."""
        text = RawText(raw)
        key = hashlib.sha256(text.content.encode("utf-8", "replace")).hexdigest()
        self._contents[name + key] += 1
        guid = guid_of("source", name, key, self._contents[name + key])
        self.sources[guid] = Source(guid, name, text.content, attributes=attributes or {}, **known)  # type: ignore[arg-type]
        self.raws[guid] = text
        return guid

    def coding(
        self,
        source: str,
        code: str,
        at: tuple[int, int] | None,
        *,
        own: object = "",
        person: str | None = None,
        time: str = "",
        memo: str = "",
        quote: str = "",
        whole: bool = True,
        pieces: Sequence[tuple[int, int]] = (),
        value: str = "",
        selection: str = "",
        near: int | None = None,
    ) -> None:
        """A coding at a place of our text, or None where only its words are known; `own` is its id in the file."""
        guid = guid_of("coding", source, code, person or "", own or at or quote)
        if at is not None and source not in self._pieces and not self._words(source, at).strip():
            self.leave("codings", self.sources[source].name, tr("its place is outside the text or empty"))
            return
        self.codings.append(
            PlacedCoding(
                guid=guid,
                source=source,
                code=code,
                at=at,
                quote=quote,
                whole=whole,
                person=person,
                time=time,
                memo=memo,
                selection=selection,
                near=near,
                pieces=tuple(pieces) if len(pieces) > 1 else (),
                value=value,
            )
        )

    def _words(self, source: str, at: tuple[int, int]) -> str:
        return self.sources[source].content[at[0] : at[1]]

    def stretch(self, source: str, start: int, end: int, unit: Unit = "codepoints") -> tuple[int, int]:
        """A stretch in the file's unit as one in our text; outside of it an empty one, which is left out by name."""
        raw = self.raws[source]
        first, last = raw.place(start, unit), raw.place(end, unit)
        length = len(raw.content)
        return (0, 0) if first is None or last is None else (min(first, length), min(last, length))

    def unit(self, places: Mapping[str, Sequence[Stated]], *, usual: Unit, asked: Unit | None = None) -> Unit:
        """The unit of the offsets of these sources, with a note on how it was found."""
        if asked is not None:
            return asked
        evidence = find_unit([(self.raws[guid], found) for guid, found in places.items()], usual=usual)
        self.notes.append(note_on(evidence))
        return evidence.unit

    def excerpt(self, document: str, words: str, key: object = None) -> tuple[str, tuple[int, int]]:
        """The source that holds the coded words of a document, and where these words are in it.

        Words with the same key (or, without one, the same words) are there once.
        """
        guid = guid_of("excerpts", document)
        source = self.sources.get(guid) or Source(guid, document, "", excerpt=True)
        known = self._excerpts.setdefault(guid, {})
        plain = with_line_feeds(words).strip("\n")
        where = key if key is not None else plain
        pieces = self._pieces.setdefault(guid, [])
        if where not in known:
            last = self._last.get(guid)
            start = last[1] + len(BETWEEN_EXCERPTS) if last else 0
            known[where] = self._last[guid] = (start, start + len(plain))
            pieces.append(plain)
        self.sources[guid] = source
        return guid, known[where]

    def leave(self, kind: Kind, what: str, why: str, count: int = 1) -> None:
        """Say that something is left out, and why."""
        if count:
            self.left_out.append(LeftOut(kind, what, why, count))

    def doubt(self, place: str, message: str) -> None:
        """Say what is uncertain."""
        self.problems.append(Problem(place, message, "warning"))

    def project(self) -> Project:
        """The project as it was gathered."""
        for guid, pieces in self._pieces.items():
            self.sources[guid] = replace(self.sources[guid], content=BETWEEN_EXCERPTS.join(pieces))
        if self._pieces:
            message = tr(
                "the file has no texts. Texts were made of the coded passages alone; where the study has a text of "
                "that name, the passages are looked for in it."
            )
            self.doubt(self.origin.file, message)
        return Project(
            origin=self.origin,
            title=self.title,
            people=tuple(self.people.values()),
            codes=tuple(self.codes.values()),
            sources=tuple(self.sources.values()),
            codings=tuple(self.codings),
            cases=tuple(self.cases),
            attributes=tuple(self.attributes),
            memos=tuple(self.memos),
            groups=tuple(self.groups),
            left_out=tuple(self.left_out),
            notes=tuple(self.notes),
            problems=tuple(self.problems),
            counts=dict(self.counts),
        )


def note_on(evidence: Evidence) -> str:
    """How the unit of offsets was found, in words."""
    unit, why = evidence.unit, evidence.why
    if why == "same":
        return tr("Offsets: all units give the same places.")
    if why == "asked":
        return tr("Offsets: {unit}, as you asked.", unit=unit)
    reasons = {
        "words": tr("the words that the file shows fit"),
        "borders": tr("codings begin and end where words do"),
        "origin": tr("the program is known to count so"),
    }
    return tr(
        "Offsets: {unit}, because {reason} ({share}).", unit=unit, reason=reasons[why], share=share(evidence.score)
    )
