"""What coders said of each unit, code by code: there, not there, or nothing, where they did not go through it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from coding.quality.agreement.tally import MISSING, Tally, tally_of_ratings, told_alike
from coding.quality.agreement.units import Units
from coding.quality.passages_read import passages_read, read_matrix
from coding.records.columns import CodedColumns, columns_of
from coding.records.replay import Coding, Reading, Rejection
from coding.records.spread import Spread, runs
from corpus.arrays import BoolArray, FloatArray, Int8Array, Int64Array
from corpus.text import Text

THERE, NOT_THERE = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What the coders compared decided and read.

    `unsought` are, by id of a reading, the codes that were not looked for in it; `since` is, for codes that came or
    changed later, from when on (UTC, ISO 8601) decisions on other codes show that this one was looked for as well.
    """

    codings: CodedColumns
    readings: Sequence[Reading]
    rejections: Sequence[Rejection]
    unsought: Mapping[str, Collection[str]] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Judged:
    """What was said of one code: `ratings` (coders x units) are THERE, NOT_THERE or MISSING.

    Each column lies in the unit `unit` and in the text `text`, and counts `weight` times: once, or, where units are
    characters, as often as it has characters.
    """

    ratings: Int8Array
    unit: Int64Array
    text: Int64Array
    weight: FloatArray
    texts: int

    @cached_property
    def by_text(self) -> Tally:
        """The tally of the units that two coders or more judged, with texts as its first dimension.

        What one coder alone went through says nothing of agreement, and would shift what chance is taken to be.
        """
        return self._tallied[0]

    @property
    def given(self) -> float:
        """On how many of these units (or characters) somebody put the code."""
        return self._tallied[1]

    @cached_property
    def _tallied(self) -> tuple[Tally, float]:
        """Units of a text on which all say the same are counted as one that weighs as many."""
        ratings, weight, text = told_alike(self.ratings, self.weight, self.text, self.texts)
        shared = (ratings != MISSING).sum(axis=0) >= 2
        ratings, weight, text = ratings[:, shared], weight[shared], text[shared]
        there = float(weight[(ratings == THERE).any(axis=0)].sum())
        return tally_of_ratings(ratings, 2, weight=weight, group=text, groups=self.texts), there

    def differing(self) -> Int64Array:
        """The columns on which some say it is there and others that it is not."""
        return np.flatnonzero((self.ratings == THERE).any(axis=0) & (self.ratings == NOT_THERE).any(axis=0))


class Judgements:
    """What coders said of units. A unit counts for a coder who read it, or decided something on it.

    One that is longer than a passage was read where all its passages were. Characters count where their passage does.
    """

    def __init__(
        self, texts: Mapping[str, Text], coders: Sequence[str], said: Said, units: Units, *, min_overlap: int = 1
    ) -> None:
        self.coders, self.units, self.said = tuple(coders), units, said
        self._texts = texts
        self._passages = Spread.of(texts)
        self._row = {coder: row for row, coder in enumerate(coders)}
        self._read: dict[frozenset[str], BoolArray] = {}
        self._decided: dict[str, BoolArray] = {}
        self._on = _Laid.of(said.codings, self._row, units.spread, min_overlap)
        self._refused = _Laid.of(_as_codings(said.rejections), self._row, units.spread, min_overlap)

    def of(self, code: str, below: Collection[str] = ()) -> Judged:
        """What was said of a code; a coding with one of those `below` counts for it, too."""
        went = self._went(code)
        went[self._refused.at([code])] = True
        if self.units.kind == "character":
            return self._of_characters([code, *below], went)
        there = self._on.at([code, *below])
        ratings = _unsaid(went)
        ratings[there] = THERE
        every = np.arange(self.units.spread.count)
        return Judged(ratings, every, self.units.text, np.ones(len(every)), len(self.units.spread.texts))

    def degrees(self, code: str, scale: Sequence[str]) -> Int64Array:
        """The degree that each coder gave a code on each unit (coders x units): the strongest, or MISSING."""
        ranks: Int64Array = np.full((len(self.coders), self.units.spread.count), MISSING, np.int64)
        given, (row, unit) = self._on.numbered(code, {name: rank for rank, name in enumerate(scale)})
        np.maximum.at(ranks, (row, unit), given)
        return ranks

    def marked(self, code: str) -> tuple[Int64Array, Int64Array, Int64Array]:
        """Coder (number), start and end of each coding with the code, on the line of all texts."""
        return self._on.stretches([code])

    def given(self) -> tuple[Int64Array, Int64Array, Int64Array]:
        """Coder, unit and code (numbers) of every coding on every unit that it touches."""
        codes = self.said.codings.code.numbers[self._on.position].astype(np.int64)
        return self._on.row, self._on.unit, codes

    def gone_through(self) -> BoolArray:
        """By coder and unit, whether the coder read it or decided something on it, whatever the code."""
        return self._went("")

    def codings_at(self, coder: str, unit: int) -> Int64Array:
        """The positions of the codings that a coder made there."""
        return self._on.positions_of(self._row[coder], unit)

    def _went(self, code: str) -> BoolArray:
        outdated = frozenset(reading for reading, codes in self.said.unsought.items() if code in codes)
        if outdated not in self._read:
            self._read[outdated] = self._units_read(outdated)
        since = self.said.since.get(code, "")
        if since not in self._decided:
            decided = np.zeros((len(self.coders), self.units.spread.count), bool)
            for laid in (self._on, self._refused):
                decided[laid.since(since)] = True
            self._decided[since] = decided
        return self._read[outdated] | self._decided[since]

    def _units_read(self, outdated: frozenset[str]) -> BoolArray:
        sought = [r for r in self.said.readings if r.id not in outdated and r.coder in self._row]
        read = read_matrix(self.coders, passages_read(self._passages, self._texts, sought), self._passages)
        first, after = self._within
        total = np.concatenate([np.zeros((len(self.coders), 1), np.int64), np.cumsum(read, axis=1)], axis=1)
        found: BoolArray = (total[:, after] - total[:, first] == after - first) & (after > first)
        return found

    @cached_property
    def _within(self) -> tuple[Int64Array, Int64Array]:
        """For each unit the number of the first passage that it shares a character with, and of the one after."""
        first = np.searchsorted(self._passages.end, self.units.spread.start, side="right")
        after = np.searchsorted(self._passages.start, self.units.spread.end, side="left")
        return first, np.maximum(after, first)

    @cached_property
    def _borders(self) -> tuple[Int64Array, Int64Array]:
        """Where units begin and end, in order, and for each piece between two borders its unit, or -1."""
        spread = self.units.spread
        borders = np.unique(np.concatenate([spread.start, spread.end]))
        unit = np.searchsorted(spread.start, borders[:-1], side="right") - 1
        return borders, np.where(borders[1:] <= spread.end[unit], unit, -1)

    def _of_characters(self, codes: Sequence[str], went: BoolArray) -> Judged:
        """The passages cut where codings begin and end."""
        row, start, end = self._on.stretches(codes)
        spread = self.units.spread
        borders, unit = self._borders
        more = np.unique(np.concatenate([start, end]))
        at = np.searchsorted(borders, more)
        between = np.flatnonzero((at > 0) & (at < len(borders)))
        between = between[borders[at[between]] != more[between]]
        more, at = more[between], at[between]
        # What a further cut begins lies in the same unit as what it ends.
        cuts, unit = np.insert(borders, at, more), np.insert(unit, at, unit[at - 1])
        inside = unit >= 0
        there = np.zeros((len(self.coders), len(unit)), bool)
        coding, piece = runs(np.searchsorted(cuts, start), np.minimum(np.searchsorted(cuts, end), len(unit)))
        there[row[coding], piece] = True
        unit = unit[inside]
        ratings = _unsaid(went[:, unit])
        ratings[there[:, inside]] = THERE
        weight = np.diff(cuts)[inside].astype(np.float64)
        return Judged(ratings, unit, self.units.text[unit], weight, len(spread.texts))


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """Decisions laid on units, one element for each decision and unit that it touches; in order of coder and unit."""

    columns: CodedColumns
    position: Int64Array
    row: Int64Array
    unit: Int64Array
    by_code: Int64Array
    start: Int64Array
    end: Int64Array

    @classmethod
    def of(cls, columns: CodedColumns, row_of: Mapping[str, int], spread: Spread, min_overlap: int) -> "_Laid":
        position, unit = runs(*spread.touched(columns))
        row = columns.coder.mapped(row_of.get(name, -1) for name in columns.coder.names)[position].astype(np.int64)
        at = {text: number for number, text in enumerate(spread.texts)}
        shift = spread.shift[columns.text.mapped(at.get(name, -1) for name in columns.text.names)]
        start, end = columns.start + shift, columns.end + shift
        shared = np.minimum(end[position], spread.end[unit]) - np.maximum(start[position], spread.start[unit])
        kept = np.flatnonzero((row >= 0) & (shared >= min_overlap))
        kept = kept[np.lexsort((unit[kept], row[kept]))]
        position, row, unit = position[kept], row[kept], unit[kept]
        by_code = np.argsort(columns.code.numbers[position], kind="stable")
        return cls(columns, position, row, unit, by_code, start, end)

    def _of(self, codes: Collection[str]) -> Int64Array:
        """The elements with one of the codes."""
        ordered = self.columns.code.numbers[self.position[self.by_code]]
        numbers = [self.columns.code.number(code) for code in codes]
        parts = [self.by_code[slice(*np.searchsorted(ordered, (n, n + 1)))] for n in numbers if n >= 0]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    def at(self, codes: Collection[str]) -> tuple[Int64Array, Int64Array]:
        """By coder and unit, where one of the codes was decided on."""
        those = self._of(codes)
        return self.row[those], self.unit[those]

    def numbered(self, code: str, ranks: Mapping[str, int]) -> tuple[Int64Array, tuple[Int64Array, Int64Array]]:
        """The rank of the degree of each decision with the code, MISSING without one, and its coder and unit."""
        degree, those = self.columns.degree, self._of([code])
        given = degree.mapped(ranks.get(name, MISSING) for name in degree.names)[self.position[those]]
        return given.astype(np.int64), (self.row[those], self.unit[those])

    def since(self, time: str) -> tuple[Int64Array, Int64Array]:
        """By coder and unit, where anything was decided on from then on."""
        late = self.columns.time[self.position] >= time.encode()
        return self.row[late], self.unit[late]

    def stretches(self, codes: Collection[str]) -> tuple[Int64Array, Int64Array, Int64Array]:
        """Coder, start and end of each decision with one of the codes, on the line of all texts."""
        those = self._of(codes)
        position, first = np.unique(self.position[those], return_index=True)
        return self.row[those][first], self.start[position], self.end[position]

    def positions_of(self, row: int, unit: int) -> Int64Array:
        lo, hi = np.searchsorted(self.row, (row, row + 1))
        first, after = np.searchsorted(self.unit[lo:hi], (unit, unit + 1))
        return self.position[lo + first : lo + after]


def _unsaid(went: BoolArray) -> Int8Array:
    """Nothing is there where the coder went through, and nothing is known elsewhere."""
    found: Int8Array = np.where(went, np.int8(NOT_THERE), np.int8(MISSING))
    return found


def _as_codings(rejections: Sequence[Rejection]) -> CodedColumns:
    """Rejections as columns: what was decided on, where and when."""
    return columns_of(Coding(r.id, r.place, r.code, None, None, r.coder, r.time) for r in rejections)
