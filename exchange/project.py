"""A coded project as values, whichever program wrote it: what a reader of a format gives and what a writer takes.

Things are named by GUIDs, in any form of letters, and refer to each other by them. Offsets count code points of
`Source.content`, which has line feeds only; the unit in which a file counts is the business of its reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.problem import Problem

Kind = Literal["texts", "codes", "codings", "coders", "cases", "attributes", "memos", "groups", "links", "quotations"]
"""The kinds of things in a project. A quotation is a marked stretch without a code; a link joins two things."""
KINDS: tuple[Kind, ...] = (
    *("texts", "codes", "codings", "coders", "cases", "attributes", "memos", "groups", "links", "quotations"),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a project comes from: its format, the program that wrote it (as it names itself), the file's name.

    `sha256` is of the file's bytes, empty for a folder.
    """

    format: str
    file: str
    program: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who codes."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class TreeCode:
    """A code in the tree; `parent` is a GUID. `colour` is `#rrggbb`; a code that is not `codable` only holds others.

    `id` is that of the code in the study of Glose that wrote the file, with those above it; else empty.
    """

    guid: str
    name: str
    parent: str | None = None
    description: str = ""
    colour: str = ""
    codable: bool = True
    id: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text. `name` is as the program shows it; `time` is when it was brought in (UTC, ISO 8601), if the file says.

    An `excerpt` holds only what is coded in a document, because the file has no more of it. `attributes` are what the
    file says of the text itself.
    """

    guid: str
    name: str
    content: str
    description: str = ""
    person: str | None = None
    time: str = ""
    language: str = ""
    excerpt: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCoding:
    """A code at a stretch of a source, by a person; all but `name` and `quote` are GUIDs and values of the file.

    `at` is start and end (exclusive); None where the file gives only the words, which are then looked for. `quote` are
    the words as the file has them beside the place; empty where it has none, `whole` False where they are cut.
    `near` is where they begin in the whole text, if only an excerpt of it is in the file.
    `pieces` are the stretches of a coding with gaps, which `at` covers. `selection` is the passage that several codings
    may share.
    """

    guid: str
    source: str
    code: str
    at: tuple[int, int] | None = None
    quote: str = ""
    whole: bool = True
    person: str | None = None
    time: str = ""
    memo: str = ""
    selection: str = ""
    pieces: tuple[tuple[int, int], ...] = ()
    value: str = ""
    near: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectCase:
    """A case, with the values of its attributes, and the GUIDs of the sources and selections that belong to it."""

    guid: str
    name: str
    description: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A variable: its name and its type as REFI-QDA names it (Text, Integer, Float, Date, DateTime, Boolean)."""

    guid: str
    name: str
    type: str = "Text"


@dataclass(frozen=True, slots=True)
class ProjectMemo:
    """A memo; `about` are the things it is about, as (kind, GUID). A memo about nothing is about the project."""

    guid: str
    title: str
    wording: str
    person: str | None = None
    time: str = ""
    about: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A set of texts, codes or other things, by their GUIDs."""

    guid: str
    name: str
    members: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the file that a project, or the study, has no place for: what, why, and how many such things."""

    kind: Kind
    what: str
    why: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file that is kept as it is, so that it can be given back: `name` says what, `content` how."""

    name: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A whole project. `counts` is how many things of each kind the file has, counted apart from reading them.

    `notes` say how the file was understood (the unit of its offsets, and why).
    """

    origin: Origin
    title: str = ""
    people: tuple[Person, ...] = ()
    codes: tuple[TreeCode, ...] = ()
    sources: tuple[Source, ...] = ()
    codings: tuple[PlacedCoding, ...] = ()
    cases: tuple[ProjectCase, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    memos: tuple[ProjectMemo, ...] = ()
    groups: tuple[Group, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    counts: Mapping[Kind, int] = field(default_factory=dict)

    def members(self, kind: Kind) -> tuple[object, ...]:
        """The things of a kind that were read."""
        known: dict[Kind, tuple[object, ...]] = {
            "texts": self.sources,
            "codes": self.codes,
            "codings": self.codings,
            "coders": self.people,
            "cases": self.cases,
            "attributes": self.attributes,
            "memos": self.memos,
            "groups": self.groups,
        }
        return known.get(kind, ())

    def number(self, kind: Kind) -> int:
        """How many things of a kind are in the file: those read, and those that were left out in reading."""
        return len(self.members(kind)) + sum(one.count for one in self.left_out if one.kind == kind)
