"""A place is a stretch of a text with the quote that it contains."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.problem import GloseError
from wording.messages import tr


class QuoteMismatch(GloseError):
    """A place whose quote differs from the text at that place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one text: `text` is its id, `start` and `end` count code points, `end` is exclusive."""

    text: str
    start: int
    end: int
    quote: str

    def overlaps(self, start: int, end: int) -> bool:
        """Whether this place shares at least one character with `start`–`end`."""
        return self.start < end and start < self.end

    def as_json(self) -> dict[str, Any]:
        """The four keys with which JSON lines and ledger entries name a place."""
        return {"text": self.text, "start": self.start, "end": self.end, "quote": self.quote}

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "Place":
        """The place that these four keys name; raises KeyError where one is missing."""
        return cls(written["text"], written["start"], written["end"], written["quote"])


def place_in(content: str, text: str, start: int, end: int) -> Place:
    """The place `start`–`end` in `content`, with its quote; raises QuoteMismatch where it is out of range."""
    if not 0 <= start < end <= len(content):
        raise QuoteMismatch(
            tr(
                "{text}: {start}–{end} is not a place in a text of {length} characters.",
                text=text,
                start=start,
                end=end,
                length=len(content),
            )
        )
    return Place(text, start, end, content[start:end])


def verify(place: Place, content: str) -> None:
    """Raise QuoteMismatch unless `content[start:end]` is the quote, character for character."""
    if not 0 <= place.start < place.end <= len(content) or content[place.start : place.end] != place.quote:
        raise QuoteMismatch(
            tr(
                "{text}: the text at {start}–{end} is not “{quote}”. One of them was changed: run `glose check`.",
                text=place.text,
                start=place.start,
                end=place.end,
                quote=place.quote[:60],
            )
        )
