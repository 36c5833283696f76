"""What entries say of who is to code which text, blind or not, and of texts that were opened up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from coding.records.payload import Payload

Pair = tuple[str, str]
"""A text and a coder."""


@dataclass(frozen=True, slots=True)
class TextDraw:
    """All that is needed to deal the texts out again: `pool` are those drawn from, `coders` those who were to get them.

    `share` is the part of the pool that is handed out, `overlap` the part of these that every coder gets, both from 0
    to 1; where `overlap` is None every coder gets all that is handed out.
    """

    seed: int
    pool: tuple[str, ...]
    coders: tuple[str, ...]
    share: float = 1.0
    overlap: float | None = None

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "TextDraw":
        """What the object says."""
        return cls(
            int(written["seed"]),
            tuple(written["pool"]),
            tuple(written["coders"]),
            float(written["share"]),
            None if written["overlap"] is None else float(written["overlap"]),
        )

    def as_json(self) -> dict[str, Any]:
        """The object within the entry."""
        return {
            "seed": self.seed,
            "pool": list(self.pool),
            "coders": list(self.coders),
            "share": self.share,
            "overlap": self.overlap,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsAssigned(Payload):
    """That texts are handed out (`given`) and taken back (`taken`), both as pairs of text and coder.

    What is given is coded `blind` or not. `draw` says how the texts were drawn, where they were.
    """

    kind = "assign"
    optional: ClassVar = frozenset({"draw", "reason"})
    parsed: ClassVar = {"draw": TextDraw.from_json}
    given: tuple[Pair, ...] = ()
    taken: tuple[Pair, ...] = ()
    blind: bool = True
    draw: TextDraw | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOpened(Payload):
    """That a text which was coded blind was opened up: from then on its `coders` see what each of them said.

    `reason` is the lead's; None where all of them had finished.
    """

    kind = "open"
    optional: ClassVar = frozenset({"reason"})
    text: str
    coders: tuple[str, ...]
    reason: str | None = None


def pairs_of(texts: Sequence[str], coders: Sequence[str]) -> tuple[Pair, ...]:
    """Every text with every coder."""
    return tuple((text, coder) for text in texts for coder in coders)
