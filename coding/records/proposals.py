"""What entries say that ask for a change of the codebook, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from coding.records.payload import Payload
from corpus.place import Place

ASKS = ("new", "change", "merge", "split", "move", "retire")
"""What a proposal may ask for: a new code; of codes that there are: another definition, to be one, to be several, to
lie elsewhere, to go out of use."""

OUTCOMES = ("accept", "refuse", "postpone")
"""What may be answered. A postponed proposal stays open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed(Payload):
    """A coder asks for a change of the codebook: what (one of ASKS), of which codes, and why, in words.

    `label` is that of a new code. `quotes` are places in texts that show it, `codings` the ids of codings that do.
    """

    kind = "propose"
    optional: ClassVar = frozenset({"label", "codebook"})
    asks: str
    codes: tuple[str, ...]
    wording: str
    label: str | None = None
    quotes: tuple[Mapping[str, Any], ...] = ()
    codings: tuple[str, ...] = ()
    codebook: str | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """The quotes as places."""
        return tuple(Place.from_json(one) for one in self.quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Payload):
    """What was decided on a proposal (one of OUTCOMES), by the entry's coder, and why."""

    kind = "answer"
    proposal: str
    outcome: str
    reason: str
