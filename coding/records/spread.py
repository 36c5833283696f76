"""Parts of texts laid in one row, text after text: passages or words as numbers, and those that codings touch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from coding.records.columns import CodedColumns, Positions
from corpus.arrays import BoolArray, Int64Array
from corpus.text import Text

Bounds = tuple[Int64Array, Int64Array]
"""Start and end of each part of a text, in code points; the parts are in order and do not overlap."""


def passage_bounds(text: Text) -> Bounds:
    """Where the passages of a text start and end."""
    spans = np.array([(passage.start, passage.end) for passage in text.passages], np.int64).reshape(-1, 2)
    return spans[:, 0], spans[:, 1]


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The parts of all texts in one row, so that a part is one number from 0.

    `first` holds the number of each text's first part and, after the last text, how many parts there are. `start` and
    `end` are the bounds of each part on a line on which every text lies behind the one before: `shift` holds where
    each begins and, after the last, where the line ends.
    """

    texts: tuple[str, ...]
    first: Int64Array
    shift: Int64Array
    start: Int64Array
    end: Int64Array

    @classmethod
    def of(cls, texts: Mapping[str, Text], bounds_of: Callable[[Text], Bounds] = passage_bounds) -> "Spread":
        """The parts that `bounds_of` finds in each text; passages by default."""
        bounds = [bounds_of(text) for text in texts.values()]
        first = _summed([len(start) for start, _ in bounds])
        # One more than the characters of a text: the end of one is never the start of the next.
        shift = _summed([len(text.content) + 1 for text in texts.values()])
        moved = np.repeat(shift[:-1], np.diff(first))
        nothing = np.zeros(0, np.int64)
        start = np.concatenate([nothing, *(start for start, _ in bounds)]) + moved
        end = np.concatenate([nothing, *(end for _, end in bounds)]) + moved
        return cls(tuple(texts), first, shift, start, end)

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self.start)

    def first_of(self) -> Mapping[str, int]:
        """The number of the first part of each text."""
        return dict(zip(self.texts, self.first.tolist(), strict=False))

    def touched(self, codings: CodedColumns) -> tuple[Int64Array, Int64Array]:
        """For each coding the number of the first part that it shares a character with, and of the one after the last.

        A coding that touches none, or lies in another text, has the same number twice.
        """
        at = {text: number for number, text in enumerate(self.texts)}
        shift = self.shift[codings.text.mapped(at.get(name, -1) for name in codings.text.names)]
        first: Int64Array = np.searchsorted(self.end, codings.start + shift, side="right")
        after: Int64Array = np.searchsorted(self.start, codings.end + shift, side="left")
        return first, np.maximum(after, first)

    def texts_whole(self, chosen: BoolArray) -> int:
        """How many texts that have parts have all of them chosen."""
        counted = np.concatenate(([0], np.cumsum(chosen)))[self.first]
        sizes = np.diff(self.first)
        return int(((np.diff(counted) == sizes) & (sizes > 0)).sum())


def runs(first: Int64Array, after: Int64Array) -> tuple[Positions, Int64Array]:
    """Pair by pair the position of a run and a number in it: `first[i]`, `first[i] + 1`, … up to `after[i] - 1`."""
    length = np.maximum(after - first, 0)
    position = np.repeat(np.arange(len(length)), length)
    before = np.repeat(np.cumsum(length) - length, length)
    return position, np.repeat(first, length) + np.arange(len(position)) - before


def _summed(sizes: list[int]) -> Int64Array:
    return np.concatenate(([0], np.cumsum(np.array(sizes, np.int64))))
