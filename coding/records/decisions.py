"""What decisions say: codings, rejections, classes, readings, and what takes back or moves an earlier entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from coding.records.payload import Payload
from corpus.place import Place


@dataclass(frozen=True, slots=True)
class KeptSuggestion:
    """The suggestion that was decided on, as it was shown; `whole` is all that is recorded of it.

    `shown` is when (UTC, ISO 8601) and `seconds` how long it was looked at; None where it was decided from a file.
    `base` is the score before decisions corrected it.
    """

    whole: Mapping[str, Any]
    id: str
    suggester: str
    score: float
    start: int | None
    end: int | None
    base: float | None
    shown: str | None
    seconds: float | None
    made_with: Mapping[str, str]

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "KeptSuggestion":
        """The suggestion that the object says; what older entries do not say is None or empty."""
        return cls(
            whole=written,
            id=written.get("id", ""),
            suggester=written.get("suggester", ""),
            score=float(written.get("score", 0)),
            start=written.get("start"),
            end=written.get("end"),
            base=written.get("base"),
            shown=written.get("shown"),
            seconds=written.get("seconds"),
            made_with=written.get("made_with") or {},
        )

    def as_json(self) -> dict[str, Any]:
        """The object within the decision."""
        return dict(self.whole)


@dataclass(frozen=True, slots=True)
class Imported:
    """Where something comes from that another program recorded: its GUID there, and when it was made there.

    `time` is UTC, ISO 8601; empty where the program does not say. `pieces` are the stretches of a coding with gaps.
    """

    guid: str
    time: str = ""
    pieces: tuple[tuple[int, int], ...] = ()

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "Imported":
        """What the object says."""
        pieces = tuple((int(start), int(end)) for start, end in written.get("pieces", ()))
        return cls(written.get("guid", ""), written.get("time", ""), pieces)

    def as_json(self) -> dict[str, Any]:
        """The object within the entry."""
        made: dict[str, Any] = {"guid": self.guid}
        if self.time:
            made["time"] = self.time
        if self.pieces:
            made["pieces"] = [list(piece) for piece in self.pieces]
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded(Payload):
    """A coding by hand. `codebook` is the hash of the revision it was made under; `value` was read at the place.

    `imported` says which coding of another program it was.
    """

    kind = "code"
    optional: ClassVar = frozenset({"value", "imported"})
    parsed: ClassVar = {"imported": Imported.from_json}
    place: Place
    code: str
    case: str | None = None
    degree: str | None = None
    memo: str | None = None
    codebook: str | None = None
    value: str | None = None
    imported: Imported | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Coded):
    """A coding made by accepting a suggestion."""

    kind = "accept"
    parsed: ClassVar = {"suggestion": KeptSuggestion.from_json, "imported": Imported.from_json}
    suggestion: KeptSuggestion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Payload):
    """A code rejected at a place, with the suggestion if one was."""

    kind = "reject"
    parsed: ClassVar = {"suggestion": KeptSuggestion.from_json}
    place: Place
    code: str
    reason: str | None = None
    codebook: str | None = None
    suggestion: KeptSuggestion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified(Payload):
    """A case put into a class, on a quote, or (without a place) into none. `proposal` is what was shown of it."""

    kind = "classify"
    renamed: ClassVar = {"class_id": "class"}
    optional: ClassVar = frozenset({"proposal"})
    place: Place | None = None
    typology: str
    class_id: str
    case: str
    memo: str | None = None
    codebook: str | None = None
    proposal: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WentThrough(Payload):
    """A stretch of a text that a coder has gone through: `passage` is where, if it was one.

    `shown` are the suggestions left open there (suggester by code). Where the passage was shown without suggestions,
    `blind` holds the numbers of the passages and `hidden` what was not shown. `codebook` is the hash of the revision
    whose codes the coder looked for; earlier versions of Glose did not write it.
    """

    kind = "read"
    optional: ClassVar = frozenset({"passage", "shown", "blind", "hidden", "codebook"})
    text: str
    start: int
    end: int
    passage: int | None = None
    shown: Mapping[str, str] | None = None
    blind: tuple[int, ...] | None = None
    hidden: Mapping[str, str] | None = None
    codebook: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revising(Payload):
    """What speaks about an earlier entry (`target`) and the record that it makes or is about (`subject`)."""

    subject: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retracted(Revising):
    """A record taken back, though it was right to make it then."""

    kind = "retract"
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Revising):
    """An entry taken back as if it had not been made."""

    kind = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Revising):
    """Where a record lies in a version (from 2) of its corrected text; where its fate is lost, the quote it `lost`.

    `case` is what a coding is about from then on, where its text or speaker came to belong to another case.
    """

    kind = "move"
    optional: ClassVar = frozenset({"start", "end", "quote", "case"})
    text: str
    version: int
    fate: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    lost: str | None = None
    case: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The object that the ledger keeps: it says what was lost only where something was."""
        written = super(Moved, self).as_json()
        if self.fate != "lost":
            del written["lost"]
        return written

    @property
    def place(self) -> Place | None:
        """The place of a record that has a quote, unless it is lost."""
        if self.start is None or self.end is None or self.quote is None:
            return None
        return Place(self.text, self.start, self.end, self.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoded(Revising):
    """The code that a coding or rejection has from then on, because the codes changed: `act` is the id of that entry.

    `step` is 1 for the first such change of the record, one more for each later one, so that ledgers that were joined
    agree on which is the last. `degree` is the coding's from then on, None where the code has no such degree.
    """

    kind = "recode"
    act: str
    code: str
    step: int
    degree: str | None = None
