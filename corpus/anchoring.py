"""Re-anchoring: where the places in a text are after the text was corrected."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

AnchorFate = Literal["kept", "moved", "changed", "shrunk", "lost"]
"""kept: same place; moved: same words elsewhere; changed: corrected; shrunk: some words gone; lost: all gone."""

_KEPT_AT_LEAST = 0.3
"""The share of its letters that a quote must keep to count as the same quote."""


@dataclass(frozen=True, slots=True)
class Edit:
    """`old[start:end]` is replaced by `new[new_start:new_end]`; either may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a place is now; `start` and `end` are 0 where it is lost."""

    start: int
    end: int
    fate: AnchorFate


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that turn `old` into `new`: first by words, then by letters inside words that were replaced.

    Both alignments are shortest edit scripts of insertions and deletions (Levenshtein without substitution).
    """
    from rapidfuzz.distance import Indel

    olds, news = re.findall(r"\w+|\s+|[^\w\s]", old), re.findall(r"\w+|\s+|[^\w\s]", new)
    old_at, new_at = _offsets(olds), _offsets(news)
    numbers = {word: number for number, word in enumerate(dict.fromkeys([*olds, *news]))}
    edits = [
        Edit(old_at[op.src_start], old_at[op.src_end], new_at[op.dest_start], new_at[op.dest_end])
        for op in Indel.opcodes([numbers[w] for w in olds], [numbers[w] for w in news])
        if op.tag != "equal"
    ]
    return tuple(piece for edit in _joined(edits) for piece in _finer(edit, old, new))


def _offsets(pieces: Sequence[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def _joined(edits: Sequence[Edit]) -> list[Edit]:
    """The edits, those that touch joined: a deletion and an insertion at the same place are a replacement."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].end == edit.start and joined[-1].new_end == edit.new_start:
            joined[-1] = Edit(joined[-1].start, edit.end, joined[-1].new_start, edit.new_end)
        else:
            joined.append(edit)
    return joined


def _finer(edit: Edit, old: str, new: str) -> Iterator[Edit]:
    """A replacement letter by letter, where the old and new words are similar; else as it is."""
    from rapidfuzz.distance import Indel

    before, after = old[edit.start : edit.end], new[edit.new_start : edit.new_end]
    if (
        not before
        or not after
        or max(len(before), len(after)) > 400
        or Indel.normalized_similarity(before, after) < 0.5
    ):
        yield edit
        return
    for op in Indel.opcodes(before, after):
        if op.tag != "equal":
            yield Edit(
                edit.start + op.src_start,
                edit.start + op.src_end,
                edit.new_start + op.dest_start,
                edit.new_start + op.dest_end,
            )


class Anchors:
    """Finds places of the old text in the new one."""

    def __init__(self, old: str, new: str, edits: Sequence[Edit] | None = None, *, lossless: bool = False) -> None:
        """`lossless` means that words were only replaced by pseudonyms, so that no quote is lost."""
        self.min_kept = 0.0 if lossless else _KEPT_AT_LEAST
        self.old = old
        self.new = new
        self.edits = tuple(edits) if edits is not None else edits_between(old, new)
        self._ends = [edit.end for edit in self.edits]

    def locate(self, start: int, end: int) -> Anchored:
        """Where `old[start:end]` is in the new text."""
        quote = self.old[start:end]
        first, last = self._position(start, opening=True), self._position(end, opening=False)
        first, last = self._trimmed(first, last, quote)
        left = self._left(start, end)
        letters = sum(c.isalnum() for c in quote)
        if first < last and left >= self.min_kept * max(letters, 1):
            now = self.new[first:last]
            if now == quote:
                return Anchored(first, last, "kept" if (first, last) == (start, end) else "moved")
            return Anchored(first, last, "shrunk" if _is_part(now, quote) else "changed")
        elsewhere = [m.start() for m in re.finditer(re.escape(quote), self.new)] if len(quote) > 15 else []
        if len(elsewhere) == 1:
            return Anchored(elsewhere[0], elsewhere[0] + len(quote), "moved")
        if first < last and letters == 0:
            return Anchored(first, last, "changed")
        return Anchored(0, 0, "lost")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch without a quote (such as a passage that was read) is now; empty where it is gone."""
        first, last = self._position(start, opening=True), self._position(end, opening=False)
        return (first, last) if first < last else (first, first)

    def _position(self, place: int, *, opening: bool) -> int:
        """A boundary in the new text; an edit that it cuts lies wholly inside."""
        number = bisect_right(self._ends, place) if opening else bisect_left(self._ends, place)
        shift = 0 if number == 0 else self.edits[number - 1].new_end - self.edits[number - 1].end
        if number < len(self.edits):
            edit = self.edits[number]
            if opening and edit.start <= place < edit.end:
                return edit.new_start
            if not opening and edit.start < place <= edit.end:
                return edit.new_end
        return place + shift

    def _trimmed(self, first: int, last: int, quote: str) -> tuple[int, int]:
        """The boundaries without white space at ends where the quote had none."""
        if quote[:1].strip():
            while first < last and self.new[first].isspace():
                first += 1
        if quote[-1:].strip():
            while first < last and self.new[last - 1].isspace():
                last -= 1
        return first, last

    def _left(self, start: int, end: int) -> int:
        """The number of letters in the stretch that are unchanged."""
        letters = sum(c.isalnum() for c in self.old[start:end])
        for edit in self.edits:
            if edit.start < end and start < edit.end:
                letters -= sum(c.isalnum() for c in self.old[max(edit.start, start) : min(edit.end, end)])
        return letters


def _is_part(now: str, quote: str) -> bool:
    """Whether the words now are words of the quote in the same order, with some gone and none new."""
    rest = iter(re.findall(r"\w+", quote))
    return len(now) < len(quote) and all(word in rest for word in re.findall(r"\w+", now))


def lines_changed(old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """Each stretch of lines that differs: its first line in the old text (from 1), its old and its new content."""
    from difflib import SequenceMatcher

    before, after = old.splitlines(), new.splitlines()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield i1 + 1, "\n".join(before[i1:i2]), "\n".join(after[j1:j2])


def apply_edits(old: str, replacements: Sequence[tuple[int, int, str]]) -> tuple[str, tuple[Edit, ...]]:
    """The text after replacements (start, end, new words; sorted, not touching), and the edits.

    Raises ValueError where replacements overlap or are not sorted.
    """
    parts: list[str] = []
    edits: list[Edit] = []
    done = length = 0
    for start, end, words in replacements:
        if start < done:
            raise ValueError("replacements must be sorted and must not overlap")
        parts.extend((old[done:start], words))
        length += start - done
        edits.append(Edit(start, end, length, length + len(words)))
        length += len(words)
        done = end
    parts.append(old[done:])
    return "".join(parts), tuple(edits)
