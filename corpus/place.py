"""A place is a stretch of a text with the quote that it contains."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
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


def find_quote(content: str, quote: str) -> list[tuple[int, int]]:
    """Every stretch of `content` that matches `quote`: exactly, else ignoring white space and NFC or NFD.

    Returns (start, end) pairs in code points of `content`, in order, without overlap.
    """
    if not quote.strip():
        return []
    exact = [(found.start(), found.end()) for found in re.finditer(re.escape(quote), content)]
    return exact or list(_find_loosely(content, quote))


def _find_loosely(content: str, quote: str) -> Iterator[tuple[int, int]]:
    folded, origin = _fold(content)
    wanted, _ = _fold(quote.strip())
    position = folded.find(wanted)
    while position >= 0:
        last = position + len(wanted) - 1
        yield origin[position][0], origin[last][1]
        position = folded.find(wanted, last + 1)


@lru_cache(maxsize=8)
def _fold(content: str) -> tuple[str, list[tuple[int, int]]]:
    """The content with single spaces and letters in NFC, and the stretch that each character comes from."""
    characters: list[str] = []
    origin: list[tuple[int, int]] = []
    for found in re.finditer(r"\s+|\S[̀-ͯ]*", content):
        piece = found.group()
        folded = " " if piece[0].isspace() else unicodedata.normalize("NFC", piece)
        characters.append(folded)
        origin.extend([(found.start(), found.end())] * len(folded))
    return "".join(characters), origin
