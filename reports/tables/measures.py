"""What is counted or chosen from the codings of each cell, for all cells of a table at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from coding.codebook.model import ABSENT, Codebook
from coding.records.columns import CodedColumns, Positions
from coding.records.spread import Bounds, Spread
from corpus.arrays import BoolArray, Int32Array, Int64Array
from corpus.characters import WORD
from corpus.dates import first_day
from corpus.text import Text
from reports.study_material import StudyMaterial
from reports.tables.axis import date_of

Amounts = Int64Array


_DENSE = 64
"""Bytes for each coding that marking what was seen may take, instead of sorting it."""


@dataclass(frozen=True)
class Groups:
    """Codings sorted into cells: `positions` ordered by cell, where each of the `keys` (ascending) `starts`.

    `of` is the cell of each, `order` the place that each had before they were sorted.
    """

    positions: Positions
    keys: Amounts
    starts: Amounts
    of: Amounts
    order: Positions

    @classmethod
    def by(cls, keys: Amounts, positions: Positions) -> "Groups":
        """Sort the positions by their cells, keeping the order of codings within each."""
        order = _sorted_by(keys)
        ordered = keys[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, np.int64)
        return cls(positions[order], ordered[starts], starts, ordered, order)

    @property
    def counts(self) -> Amounts:
        """How many records of codings each cell has."""
        found: Amounts = np.diff(np.r_[self.starts, len(self.positions)])
        return found

    def slices(self) -> "list[Positions]":
        """The positions of each cell."""
        return np.split(self.positions, self.starts[1:]) if len(self.starts) else []

    def distinct(self, numbers: Int32Array) -> Amounts:
        """How many different numbers (of texts, say) the codings of each cell have; -1 is none."""
        values = numbers[self.positions].astype(np.int64)
        width = int(numbers.max(initial=-1)) + 1
        pairs = (np.repeat(np.arange(len(self.keys)), self.counts) * width + values)[values >= 0]
        if len(self.keys) * width > _DENSE * len(pairs):  # too many cells to have a mark for each number that there is
            return np.bincount(np.unique(pairs) // max(width, 1), minlength=len(self.keys))
        seen = np.zeros((len(self.keys), width), bool)
        seen.reshape(-1)[pairs] = True
        marked: Amounts = seen.sum(axis=1)
        return marked

    def any(self, flags: BoolArray) -> BoolArray:
        """Whether any coding of each cell has its flag; `flags` come in the order of `positions`."""
        found: BoolArray = np.logical_or.reduceat(flags, self.starts)
        return found

    def greatest(self, values: Amounts) -> Amounts:
        """The greatest value in each cell; `values` come in the order of `positions`."""
        found: Amounts = np.maximum.reduceat(values, self.starts) if len(values) else np.zeros(0, np.int64)
        return found


def _sorted_by(keys: Amounts) -> Positions:
    """The stable order of the keys (from 0): by 16 bits at a time, which numpy sorts without comparing."""
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    for shift in range(16, int(keys.max(initial=0)).bit_length(), 16):
        order = order[np.argsort((keys[order] >> shift).astype(np.uint16), kind="stable")]
    return order


class Measures:
    """Counts and choices over the codings of a material; what is worked out once serves every table."""

    def __init__(self, material: StudyMaterial) -> None:
        self.material = material
        self.codings = material.codings

    def distinct(self, groups: Groups) -> Amounts:
        """How many codings each cell has; one coder's at one place with one code about one case count once."""
        return groups.counts if self._repeats is None else groups.distinct(self._repeats)

    def places(self, groups: Groups) -> Amounts:
        """How many stretches of text are coded in each cell, whoever coded them and how often."""
        return groups.distinct(self._stretches)

    @cached_property
    def _stretches(self) -> Int32Array:
        """For each coding the number of its stretch of text; they come in order of text and place."""
        found = self.codings
        place = np.stack([found.text.numbers, found.start, found.end])
        fresh = np.r_[False, (place[:, 1:] != place[:, :-1]).any(axis=0)] if len(found) else np.zeros(0, bool)
        return np.cumsum(fresh, dtype=np.int32)

    @cached_property
    def _repeats(self) -> Int32Array | None:
        """For each coding a number that is the same for what counts once; None where nothing repeats."""
        found = self.codings
        key = self._stretches.astype(np.int64)
        for column in (found.coder, found.code, found.case):
            key = key * (len(column.names) + 1) + column.numbers + 1
        known, numbers = np.unique(key, return_inverse=True)
        return None if len(known) == len(key) else numbers.astype(np.int32)

    def words(self, groups: Groups) -> Amounts:
        """How many words are coded in each cell; words under several overlapping codings count once."""
        first, last = self._spans
        wide = int(last.max(initial=0)) + 1
        base = np.searchsorted(groups.keys, groups.of).astype(np.int64) * wide
        begin, end = first[groups.positions] + base, last[groups.positions] + base
        order = np.lexsort((begin, groups.of))
        begin, end = begin[order], end[order]
        reached = np.maximum.accumulate(end)
        before = np.r_[0, reached[:-1]] if len(reached) else reached
        fresh = np.maximum(0, end - np.maximum(begin, before))
        found: Amounts = np.add.reduceat(fresh, groups.starts) if len(fresh) else np.zeros(0, np.int64)
        return found

    @cached_property
    def _spans(self) -> tuple[Amounts, Amounts]:
        """For each coding the number of its first word and of the word after its last, counted through all texts."""
        texts = self.material.texts
        coded = {name: texts[name] for name in self.codings.text.names if name in texts}
        return Spread.of(coded, word_bounds).touched(self.codings)

    @cached_property
    def ranks(self) -> Amounts:
        """The position of each coding's degree on its code's scale, from 0; -1 where it has none."""
        return ranks_of(self.codings, self.material.codebook)

    def present(self, groups: Groups) -> BoolArray:
        """Whether any coding of each cell says something other than `absent`; one without a degree does."""
        return groups.any(~self._absent[groups.positions])

    def cases(self, groups: Groups) -> Amounts:
        """In how many cases each cell is found: one in which it is only recorded as absent does not count."""
        return groups.distinct(np.where(self._absent, np.int32(-1), self.codings.case.numbers))

    def texts(self, groups: Groups) -> Amounts:
        """In how many texts each cell is found: one in which it is only recorded as absent does not count."""
        return groups.distinct(np.where(self._absent, np.int32(-1), self.codings.text.numbers))

    @cached_property
    def _absent(self) -> BoolArray:
        found: BoolArray = self.codings.degree.numbers == self.codings.degree.number(ABSENT)
        return found

    def strongest(self, groups: Groups) -> list[str | None]:
        """The strongest degree in each cell, by each code's own scale; None where no coding has one."""
        names = self.codings.degree.names
        width = len(names) + 1
        ranked = self.ranks[groups.positions]
        numbers = self.codings.degree.numbers[groups.positions]
        best = groups.greatest(np.where(ranked >= 0, ranked * width + numbers, -1))
        return [names[int(found) % width] if found >= 0 else None for found in best]

    def latest(self, groups: Groups) -> list[str | None]:
        """The degree that the youngest text gives (among several of it, the one coded last); None without degree."""
        names = self.codings.degree.names
        moments = np.argsort(np.lexsort((self.codings.time, self._days)))
        has = self.codings.degree.numbers[groups.positions] >= 0
        best = groups.greatest(np.where(has, moments[groups.positions], -1))
        order = np.lexsort((self.codings.time, self._days))
        return [names[int(self.codings.degree.numbers[order[found]])] if found >= 0 else None for found in best]

    @cached_property
    def _days(self) -> Int32Array:
        """The day of each coding's text as an ordinal; 0 where it has no date."""
        texts = self.material.texts
        return self.codings.text.mapped(
            _ordinal(date_of(texts[name], self.material)) if name in texts else 0 for name in self.codings.text.names
        )


def _ordinal(written: str) -> int:
    try:
        return first_day(written).toordinal()
    except ValueError:
        return 0


def ranks_of(codings: CodedColumns, codebook: Codebook) -> Amounts:
    """The position of each coding's degree on its code's scale, from 0 (weakest); -1 where it has none."""
    table = np.full((len(codings.code.names) + 1, len(codings.degree.names) + 1), -1, np.int64)
    for row, code in enumerate(codings.code.names):
        degrees = codebook.degrees(code) if code in codebook.codes else ()
        for column, degree in enumerate(codings.degree.names):
            if degree in degrees:
                table[row, column] = degrees.index(degree)
    found: Amounts = table[codings.code.numbers, codings.degree.numbers]
    return found


def word_bounds(text: Text) -> Bounds:
    """Where each word starts and ends. A word is coded where any letter of it is: `écologie` is one of `l'écologie`."""
    spans = np.array([found.span() for found in WORD.finditer(text.content)], np.int64).reshape(-1, 2)
    return spans[:, 0], spans[:, 1]


def values_given(codings: CodedColumns, positions: Positions) -> Mapping[str, Positions]:
    """The different values given with these codings, each with the positions of those that give it, as met."""
    found: dict[str, list[int]] = {}
    for position in positions.tolist():
        value = codings.value.at(position)
        if value is not None:
            found.setdefault(value, []).append(position)
    return {value: np.array(where) for value, where in found.items()}
