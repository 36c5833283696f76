"""A list of what is worth a second look, and one thing in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a look: where, what, and the ids to act on."""

    place: str
    message: str
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Findings of one kind: how many there are, what to do about them, and each of them when asked for."""

    kind: str
    title: str
    advice: str
    count: int
    found: Callable[[], Iterator[Finding]]


def listing(kind: str, title: str, advice: str, found: list[Finding]) -> Listing:
    """A list whose findings are all known."""
    return Listing(kind, title, advice, len(found), lambda: iter(found))
