"""What entries on the study as a whole say: texts, revisions, runs of suggestions, summaries, audits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from coding.records.decisions import Imported
from coding.records.payload import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAdded(Payload):
    """A text, or its next version. `sha256` and `structure` name contents: its characters, its turns and passages.

    `file_sha256` is of the file it was read from; `text_kind` is interview or document. `version` is 1 where the text
    was added, more where it was corrected; None in entries from before this was said. `reading` is what a person stated
    about how the file is to be read; None where nothing was, or was not kept yet. `joins` are the entries of the
    versions that it takes the place of, where two copies of the study had different ones. `case_was` is there where
    the text was given another case and nothing else: the case it had, empty where it had none.
    """

    kind = "text"
    renamed: ClassVar = {"text_kind": "kind"}
    optional: ClassVar = frozenset({"version", "reading", "joins", "case_was"})
    text: str
    text_kind: Any
    case: str | None
    language: str
    file: str
    file_sha256: str
    sha256: str
    structure: str
    metadata: Mapping[str, str]
    version: int | None = None
    reading: Mapping[str, Any] | None = None
    joins: tuple[str, ...] | None = None
    case_was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised(Payload):
    """A file of the study as it was from then on: the content `sha256`, whole.

    `before` is the content that it took the place of, where it was edited through Glose: such an edit is an act of its
    coder, which can be taken back. Where a changed file was only noticed, or is part of another act, it is None.
    """

    optional: ClassVar = frozenset({"before"})
    sha256: str
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookRevised(Revised):
    """The codebook from then on."""

    kind = "codebook"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesRevised(Revised):
    """The case list from then on."""

    kind = "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsRevised(Revised):
    """The team's statements from then on; recorded where they are edited in Glose."""

    kind = "statements"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Payload):
    """Settings of study.yaml that were changed in Glose: each with what it was and what it is from then on.

    The file itself is not kept: it may name a server and its password.
    """

    kind = "settings"
    changed: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesChanged(Payload):
    """A change of codes on purpose, with its `reason`: `act` is rename, move, merge, split, retire or redefine.

    `codes` are those that were named, `into` what they became. `names` says of every id that is another from then on
    which one it is, codes below included. `files` has the hash of each file of the study that was edited, before and
    after. A `minor` change leaves what a code means as it was.
    """

    kind = "revise"
    optional: ClassVar = frozenset({"minor"})
    act: str
    codes: tuple[str, ...]
    into: tuple[str, ...]
    names: Mapping[str, str]
    files: Mapping[str, tuple[str, str]]
    reason: str
    minor: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsListed(Payload):
    """A run of suggestions: how it was made, on what, after how many decisions, and a digest of what was listed.

    `made_with` are the pipelines by language, `plug_ins` each as `name/version`.
    """

    kind = "run"
    suggester: str
    made_with: Mapping[str, str]
    plug_ins: tuple[str, ...]
    codebook: str
    learn: str
    lessons: int
    threshold: float
    codes: tuple[str, ...] | None
    texts: tuple[str, ...]
    interviewers: bool
    listed: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarised(Payload):
    """The summary of a cell, the codings it cites (`cites`: number to id) and what its writer saw of each (`seen`)."""

    kind = "summarise"
    code: str
    case: str
    wording: str
    cites: Mapping[str, str]
    seen: Mapping[str, Mapping[str, Any]]
    definitions: Mapping[str, str]
    known: tuple[str, ...]
    replaces: tuple[str, ...]
    codebook: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Payload):
    """A summary signed by its coder."""

    kind = "sign"
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDrawn(Payload):
    """A sample of codings, with all that is needed to draw it again.

    `strata` hold values, size and number drawn; `drawn` pairs of coding and number of its stratum.
    """

    kind = "audit"
    seed: int
    by: tuple[str, ...]
    where: tuple[str, ...]
    everyone: bool
    population: int
    digest: str
    strata: tuple[tuple[tuple[str, ...], int, int], ...]
    drawn: tuple[tuple[str, int], ...]
    codebook: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed(Payload):
    """A reviewer's judgement of a drawn coding, `verdict` being agree or object."""

    kind = "review"
    audit: str
    coding: str
    verdict: Any
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectImported(Payload):
    """A project of another program that was brought in: its format, the program, its file.

    `names` is the hash of a content (JSON) that says what each GUID became, by kind; `parts`, of one that holds what
    the study has no place for, as the file had it. `counts` are the things in the file and in the study by kind.
    """

    kind = "import"
    format: str
    program: str
    file: str
    file_sha256: str
    names: str
    parts: str | None
    counts: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoWritten(Payload):
    """A memo that is not that of a decision: about a text, a code, a case, a coding, or (about nothing) the study.

    `about` holds pairs of kind and id; a coding is named by its entry, or by the GUID that it was imported with.
    `replaces` is the id of the same coder's memo that this one corrects: as long as this one stands, that one does not.
    """

    kind = "memo"
    optional: ClassVar = frozenset({"imported", "replaces"})
    parsed: ClassVar = {"imported": Imported.from_json}
    title: str
    wording: str
    about: tuple[tuple[str, str], ...] = ()
    imported: Imported | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Payload):
    """That a coder's chain, which went on in two copies of the study, is one again: it follows the ends of the others.

    `ends` are those besides the entry's previous one; `by` is who merged the copies.
    """

    kind = "join"
    ends: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Payload):
    """That the entries of another copy of the study came: how many of each coder, and the head of that copy."""

    kind = "merge"
    coders: Mapping[str, int]
    entries: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRegistered(Payload):
    """A key that the coder signs with from then on: its public half, 64 hexadecimal digits (Ed25519, RFC 8032).

    `replaces` is the fingerprint of the key that it takes over from. `lost` says that this one could not sign any more.
    """

    kind = "key"
    optional: ClassVar = frozenset({"replaces", "lost", "reason"})
    public: str
    replaces: str | None = None
    lost: bool | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRevoked(Payload):
    """That the coder's key with this fingerprint signs nothing from then on."""

    kind = "revoke"
    optional: ClassVar = frozenset({"reason"})
    key: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyVouched(Payload):
    """That somebody else's change of keys (the id of its entry) is theirs indeed, though no key before it signed it."""

    kind = "vouch"
    optional: ClassVar = frozenset({"reason"})
    change: str
    reason: str | None = None
