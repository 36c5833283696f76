"""A decision as values, before it is checked: from a row of a file, a command or a key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coding.suggesting.suggestion import Suggestion
from corpus.place import Place

DECISIONS = ("accept", "reject", "code", "retract", "read", "classify")
OWN_CASE = ""
"""Stands for the case that the text belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided, not yet checked.

    The place is where `quote` is found in the text, the `occurrence`-th time (from 1, 0 where not given), unless `at`
    says its start and end, or `place` says it exactly. `case` None is about no case. A rejection or acceptance is of
    `suggestion`, or (None) of what is suggested at the place; `seen` is what the ledger keeps of how it was shown,
    None for the study's own.
    """

    decision: str
    text: str
    code: str = ""
    quote: str = ""
    occurrence: int = 0
    at: tuple[int, int] | None = None
    place: Place | None = None
    case: str | None = OWN_CASE
    degree: str = ""
    value: str = ""
    memo: str = ""
    reason: str = ""
    suggestion: Suggestion | None = None
    seen: Mapping[str, Any] | None = None


class UnsoundDecision(Exception):
    """A decision that cannot be recorded: which of its fields is wrong, and why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
