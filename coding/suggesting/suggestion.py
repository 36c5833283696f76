"""A suggestion: a code that a suggester thinks of at a place, with its reasons. Never a coding."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.place import Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a suggestion, in words, at the place in the text that gave it.

    `kind` says who speaks: cue, pattern, dependency; definition (words shared with the description), question
    (the interviewer's, before it), spelling, meaning, alike, beside (the answers before and after); learned (a word
    from decisions), decision and rejection (a passage like this one that was decided, its entry in `entry`); a
    plug-in's name; case; degree; and what
    lowers or shades: negated, affirmed, unlearned (a word), otherwise (a passage like this one), near_miss, homonym,
    avoid, hypothesis, reported, past. `start`, `end` and `quote` are of the text the suggestion is on.
    """

    kind: str
    start: int
    end: int
    quote: str
    why: str
    entry: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The object within a suggestion's `evidence`."""
        written = {"kind": self.kind, "start": self.start, "end": self.end, "quote": self.quote, "why": self.why}
        return written if self.entry is None else {**written, "entry": self.entry}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code suggested at a place; `score` lies in 0..1, `rank` counts from 1 within the passage.

    `suggester` names the suggester and its version (`fused/10`); `passage` is the passage's number. `base` is the
    score before the study's decisions corrected it; `parts` what each suggester added, as shares of all that
    speaks for the code: those sum to 1, and what speaks against it is negative, beside that.
    `degree` and `case` are proposals: a degree of the code's scale that the words tell of, another case named.
    """

    place: Place
    code: str
    score: float
    rank: int
    suggester: str
    evidence: tuple[Evidence, ...]
    passage: int
    base: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)
    degree: str | None = None
    case: str | None = None

    @property
    def id(self) -> str:
        """The same for the same suggester version, code and place: 16 hexadecimal digits."""
        key = "\x1f".join((self.suggester, self.code, self.place.text, str(self.place.start), str(self.place.end)))
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    def as_json(self, *, whole: bool = True) -> dict[str, Any]:
        """The object that `glose suggest --json` prints; one of many in a list may do without parts and evidence."""
        parts = {"parts": {name: round(share, 3) for name, share in self.parts.items()}} if whole else {}
        evidence = {"evidence": [one.as_json() for one in self.evidence]} if whole else {}
        return {
            "id": self.id,
            **self.place.as_json(),
            "code": self.code,
            "score": round(self.score, 4),
            "rank": self.rank,
            "suggester": self.suggester,
            "passage": self.passage,
            "base": round(self.base, 4),
            **parts,
            "degree": self.degree,
            "case": self.case,
            **evidence,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Suggestion":
        """The suggestion that `as_json` wrote."""
        return cls(
            place=Place.from_json(value),
            code=value["code"],
            score=value["score"],
            rank=value["rank"],
            suggester=value["suggester"],
            evidence=tuple(Evidence(**evidence) for evidence in value["evidence"]),
            passage=value["passage"],
            base=value.get("base", value["score"]),
            parts=value.get("parts", {}),
            degree=value.get("degree"),
            case=value.get("case"),
        )
