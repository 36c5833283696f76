"""What entries say that settle how coders differ: which of their codings stand, or none, and why."""

from dataclasses import dataclass
from typing import ClassVar

from coding.records.payload import Payload
from corpus.place import Place

OUTCOMES = ("take", "both", "first_to_last", "common", "neither", "another", "agreed", "postpone")
"""What may come of it: one coder's codings stand (`take`), or all; all with merged borders, from the first to the last
or what is common; none, since all are wrong; another code instead; what all agree on is taken over; not now."""

REASONS = ("border", "definition unclear", "missed", "wrong case", "double meaning")
"""The reasons that every study has; `adjudication: {reasons: [...]}` in study.yaml adds to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudicated(Payload):
    """A disagreement settled, or (`agreed`, without a place) agreements taken over.

    `considered` are the codings that were looked at, `kept` those of them that stand. Borders, and the place of
    `another` code, follow from where these lie now, so that they move with a corrected text; `place` is what was read.
    """

    kind = "adjudicate"
    optional: ClassVar = frozenset({"code", "degree", "reason", "note", "codebook"})
    place: Place | None = None
    outcome: str
    considered: tuple[str, ...]
    kept: tuple[str, ...] = ()
    code: str | None = None
    degree: str | None = None
    reason: str | None = None
    note: str | None = None
    codebook: str | None = None
