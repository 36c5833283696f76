"""A suggestion: a code that a suggester thinks of at a place, with its reasons. Never a coding."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus.place import Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a suggestion, in words, at the place in the text that gave it.

    `kind` is one of cue, pattern, dependency, definition, question (the interviewer's question before it),
    negated, near_miss, avoid. `start`, `end` and `quote` are of the text the suggestion is on.
    """

    kind: str
    start: int
    end: int
    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code suggested at a place; `score` lies in 0..1, `rank` counts from 1 within the passage.

    `suggester` names the suggester and its version (`cues+definition/1`); `passage` is the passage's number.
    """

    place: Place
    code: str
    score: float
    rank: int
    suggester: str
    evidence: tuple[Evidence, ...]
    passage: int

    @property
    def id(self) -> str:
        """The same for the same suggester version, code and place: 16 hexadecimal digits."""
        key = "\x1f".join((self.suggester, self.code, self.place.text, str(self.place.start), str(self.place.end)))
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    def as_json(self) -> dict[str, Any]:
        """The object that `glose suggest --json` prints."""
        return {
            "id": self.id,
            **{k: getattr(self.place, k) for k in ("text", "start", "end", "quote")},
            "code": self.code,
            "score": round(self.score, 4),
            "rank": self.rank,
            "suggester": self.suggester,
            "passage": self.passage,
            "evidence": [asdict(evidence) for evidence in self.evidence],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Suggestion":
        """The suggestion that `as_json` wrote."""
        return cls(
            place=Place(value["text"], value["start"], value["end"], value["quote"]),
            code=value["code"],
            score=value["score"],
            rank=value["rank"],
            suggester=value["suggester"],
            evidence=tuple(Evidence(**evidence) for evidence in value["evidence"]),
            passage=value["passage"],
        )
