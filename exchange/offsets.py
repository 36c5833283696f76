"""The unit in which a file counts characters, found by evidence, and places converted into ours.

The standard says code points; NVivo counts UTF-16 units, a carriage return with its line feed as two, MAXQDA and
ATLAS.ti count it as one; Taguette counts bytes of UTF-8. Our text has line feeds only and counts code points.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np

from corpus.readers.encoding import with_line_feeds

Unit = Literal["codepoints", "utf16", "codepoints-crlf1", "utf16-crlf1", "utf8"]
UNITS: tuple[Unit, ...] = get_args(Unit)
"""What offsets may count; `crlf1` takes a carriage return with its line feed as one character."""


@dataclass(frozen=True)
class RawText:
    """A text as a file holds it, without a byte order mark, and what its offsets become in ours."""

    raw: str

    @cached_property
    def content(self) -> str:
        """The text with line feeds only."""
        return with_line_feeds(self.raw)

    @cached_property
    def ambiguous(self) -> bool:
        """Whether units differ at all: there are characters beyond U+FFFF, or carriage returns."""
        return "\r\n" in self.raw or (not self.raw.isascii() and max(self.raw) > "\uffff")

    @cached_property
    def _gone(self) -> list[int]:
        """The places in `raw` of the carriage returns that `content` lacks."""
        return [place for run in re.finditer(r"\r+(?=\n)", self.raw) for place in range(*run.span())]

    def place(self, offset: int, unit: Unit) -> int | None:
        """Where an offset lies in `content`; None where it is outside the text or within a character."""
        at = self._in_raw(offset, unit)
        return None if at is None else at - bisect_right(self._gone, at - 1)

    def _in_raw(self, offset: int, unit: Unit) -> int | None:
        if unit == "codepoints":
            return offset if 0 <= offset <= len(self.raw) else None
        starts = self._starts(unit)
        at = bisect_right(starts, offset) - 1
        if at < 0 or starts[at] != offset:
            return None
        return at

    def _starts(self, unit: Unit) -> list[int]:
        """The offset of each code point of `raw`, and that of its end."""
        if unit not in self._counted:
            self._counted[unit] = _starts_of(self.raw, unit)
        return self._counted[unit]

    @cached_property
    def _counted(self) -> dict[Unit, list[int]]:
        return {}


def _starts_of(raw: str, unit: Unit) -> list[int]:
    points = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), np.uint32)
    width = np.ones(len(points), np.int64)
    if unit == "utf8":
        width += (points > 0x7F).astype(np.int64) + (points > 0x7FF) + (points > 0xFFFF)
    elif unit.startswith("utf16"):
        width += points > 0xFFFF
    if unit.endswith("crlf1"):
        width[:-1][(points[:-1] == ord("\r")) & (points[1:] == ord("\n"))] = 0
    return [0, *np.cumsum(width).tolist()]


@dataclass(frozen=True, slots=True)
class Stated:
    """A place as a file gives it, with the words that it shows for it, if it does."""

    start: int
    end: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The unit that was chosen, why, and the share of places (0 to 1) that speak for it."""

    unit: Unit
    why: Literal["asked", "same", "words", "borders", "origin"]
    score: float


_TEXTS_AT_MOST, _PLACES_AT_MOST = 100, 500
"""How much of a large project is looked at: one program counts in one way."""


def find_unit(texts: Iterable[tuple[RawText, Sequence[Stated]]], *, usual: Unit) -> Evidence:
    """The unit that explains the places best: by the words shown with them, else by word borders.

    `usual` is what the program that wrote the file is known to use; it decides where the evidence does not.
    """
    mixed = [(text, places[:_PLACES_AT_MOST]) for text, places in texts if text.ambiguous and places][:_TEXTS_AT_MOST]
    if not mixed:
        return Evidence(usual, "same", 1.0)
    candidates: list[Unit] = list(dict.fromkeys((usual, *UNITS[:4])))
    for why in ("words", "borders"):
        scores = {unit: _score(mixed, unit, by_words=why == "words") for unit in candidates}
        best = max((score for score in scores.values() if score is not None), default=None)
        if best is None:
            continue
        candidates = [unit for unit in candidates if scores[unit] == best]
        if len(candidates) == 1 or usual not in candidates:
            return Evidence(candidates[0], why, best)
    return Evidence(usual, "origin", _score(mixed, usual, by_words=False) or 0.0)


def _score(texts: Sequence[tuple[RawText, Sequence[Stated]]], unit: Unit, *, by_words: bool) -> float | None:
    """The share of places that fit; None where none has words to compare."""
    fits = seen = 0
    for text, places in texts:
        for stated in places:
            if by_words and not _telling(stated):
                continue
            seen += 1
            start, end = text.place(stated.start, unit), text.place(stated.end, unit)
            if start is None or end is None or start > end:
                continue
            piece = text.content[start:end]
            fits += _same(piece, stated.words) if by_words else _on_borders(text.content, start, end)
    return fits / seen if seen else None


def _telling(stated: Stated) -> bool:
    """Whether the words shown are those of the place, as far as its length says: a name may be anything else."""
    width = stated.end - stated.start
    return bool(stated.words) and abs(len(stated.words) - width) <= max(2, width // 10)


def _same(piece: str, words: str) -> bool:
    return piece.split() == words.split()


def _on_borders(content: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends where words do."""
    cuts_first = start > 0 and content[start - 1 : start].isalnum() and content[start : start + 1].isalnum()
    cuts_last = end < len(content) and content[end - 1 : end].isalnum() and content[end : end + 1].isalnum()
    return start < end and not cuts_first and not cuts_last
