"""A place is a stretch of a text and the quote that stands there."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.problem import GloseError


class QuoteMismatch(GloseError):
    """A place whose quote is not what the text says there."""


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
        """The four keys by which every JSON line and every entry names a place."""
        return {"text": self.text, "start": self.start, "end": self.end, "quote": self.quote}

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "Place":
        """The place that an object names by its four keys; raises KeyError where one is missing."""
        return cls(written["text"], written["start"], written["end"], written["quote"])


def place_in(content: str, text: str, start: int, end: int) -> Place:
    """The place `start`–`end` of `content`, with its quote; raises QuoteMismatch when it is out of range."""
    if not 0 <= start < end <= len(content):
        raise QuoteMismatch(f"{text}: {start}–{end} is not a place in a text of {len(content)} characters.")
    return Place(text, start, end, content[start:end])


def verify(place: Place, content: str) -> None:
    """Raise QuoteMismatch unless `content[start:end]` is the quote, character for character."""
    if not 0 <= place.start < place.end <= len(content) or content[place.start : place.end] != place.quote:
        raise QuoteMismatch(
            f"{place.text}: the text at {place.start}–{place.end} does not read “{place.quote[:60]}”. "
            "The text or the place was changed; run `glose check`."
        )


def find_quote(content: str, quote: str) -> list[tuple[int, int]]:
    """Every stretch of `content` that reads `quote`: exactly, else white space and NFC/NFD set aside.

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
    """White space runs as one blank and letters in NFC, with the stretch each character comes from."""
    characters: list[str] = []
    origin: list[tuple[int, int]] = []
    for found in re.finditer(r"\s+|\S[̀-ͯ]*", content):
        piece = found.group()
        folded = " " if piece[0].isspace() else unicodedata.normalize("NFC", piece)
        characters.append(folded)
        origin.extend([(found.start(), found.end())] * len(folded))
    return "".join(characters), origin
