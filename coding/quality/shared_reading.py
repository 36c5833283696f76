"""Passages that several coders went through: how many there are, and how far the codes given there agree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from coding.quality.agreement import Agreement, Counts, agreement
from coding.records.columns import CodedColumns
from coding.records.coverage import covered
from coding.records.replay import Reading
from corpus.arrays import BoolArray
from corpus.text import Text


@dataclass(frozen=True, slots=True)
class SharedReading:
    """What coders read, alone and together, and how their codes agree on the passages that two or more of them read.

    `by_coder` counts passages, `shared` those read by two people or more, `compared` those among them read by two who
    code; `coders` are these. `overall` takes every passage compared with every code given there as one unit each;
    `codes` holds, in the codebook's order, the codes that somebody gave on a passage compared.
    """

    passages: int
    read: int
    shared: int
    texts_shared: int
    compared: int
    by_coder: Mapping[str, int]
    coders: tuple[str, ...]
    overall: Agreement
    codes: Mapping[str, Agreement] = field(default_factory=dict)


def shared_reading(
    texts: Mapping[str, Text], readings: Iterable[Reading], codings: CodedColumns, *, order: Sequence[str]
) -> SharedReading:
    """Who read what, and the agreement of their codes; `order` are the codebook's codes.

    A code is there for a coder if a coding of that very code touches the passage, whatever its borders and degree. A
    passage that a coder coded but did not go through is not counted: nothing can be said of what was not coded there.
    Nor is anybody who reads and never codes: such a reader does not deny what the others give.
    """
    spread = _Spread(texts)
    by_coder = _passages_read(spread, readings)
    people = tuple(sorted(by_coder))
    read = np.zeros((len(people), spread.count), bool)
    for row, person in enumerate(people):
        read[row, by_coder[person]] = True
    readers: Counts = read.sum(axis=0)
    coding = [row for row, person in enumerate(people) if codings.coder.number(person) >= 0]
    coders, read = tuple(people[row] for row in coding), read[coding]
    judges: Counts = read.sum(axis=0)
    units = np.flatnonzero(judges >= 2)
    given = _given(spread, codings, coders, read, units)
    found = {code: agreement(given[code], judges[units]) for code in order if code in given}
    every = np.concatenate([given[code] for code in found]) if found else np.zeros(0, np.int64)
    return SharedReading(
        passages=spread.count,
        read=int((readers > 0).sum()),
        shared=int((readers >= 2).sum()),
        texts_shared=spread.whole(readers >= 2),
        compared=len(units),
        by_coder={person: len(by_coder[person]) for person in people},
        coders=tuple(coder for row, coder in enumerate(coders) if read[row, units].any()),
        overall=agreement(every, np.tile(judges[units], len(found))),
        codes=found,
    )


class _Spread:
    """The passages of all texts in one row, so that a passage is one number."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self.texts = texts
        self.ids = tuple(texts)
        sizes = [len(text.passages) for text in texts.values()]
        self.first = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
        self.count = int(self.first[-1])
        # A text's places are shifted past those of the text before it.
        lengths = [len(text.content) + 1 for text in texts.values()]
        self.shift = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        pairs = zip(self.shift.tolist(), texts.values(), strict=False)
        spans = [(shift + p.start, shift + p.end) for shift, text in pairs for p in text.passages]
        self.start, self.end = np.array(spans, np.int64).reshape(-1, 2).T

    def whole(self, chosen: BoolArray) -> int:
        """How many texts with passages have all of them chosen."""
        kept = np.concatenate(([0], np.cumsum(chosen)))[self.first]
        sizes = np.diff(self.first)
        return int(((np.diff(kept) == sizes) & (sizes > 0)).sum())

    def touched(self, codings: CodedColumns) -> tuple[Counts, Counts]:
        """For each coding the number of the first passage it touches, and the number after the last."""
        at = {text: number for number, text in enumerate(self.ids)}
        shift = self.shift[codings.text.mapped(at.get(name, -1) for name in codings.text.names)]
        first = np.searchsorted(self.end, codings.start + shift, side="right")
        return first, np.maximum(np.searchsorted(self.start, codings.end + shift, side="left"), first)


def _passages_read(spread: _Spread, readings: Iterable[Reading]) -> dict[str, list[int]]:
    """By coder, the numbers of the passages gone through, in order."""
    by_place: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        by_place[reading.coder, reading.text].append(reading)
    at = {text: int(first) for text, first in zip(spread.ids, spread.first.tolist(), strict=False)}
    found: dict[str, list[int]] = defaultdict(list)
    for (coder, text), those in sorted(by_place.items()):
        if text in at:
            found[coder].extend(at[text] + p.number - 1 for p in covered(spread.texts[text], those))
    return dict(found)


def _given(
    spread: _Spread, codings: CodedColumns, coders: Sequence[str], read: BoolArray, units: Counts
) -> dict[str, Counts]:
    """By code, for each unit, how many of those who read it gave the code there; codes given nowhere are left out."""
    first, after = spread.touched(codings)
    each = after - first
    coding = np.repeat(np.arange(len(codings)), each)
    passage = np.arange(len(coding)) - np.repeat(np.cumsum(each) - each, each) + np.repeat(first, each)
    rows = {coder: row for row, coder in enumerate(coders)}
    coder = codings.coder.mapped(rows.get(name, -1) for name in codings.coder.names)[coding]
    place = np.full(spread.count, -1)
    place[units] = np.arange(len(units))
    counts = (coder >= 0) & (place[passage] >= 0)
    counts[counts] = read[coder[counts], passage[counts]]
    # The same code twice in one passage by one coder is one judgement: so numbered, it is one number.
    code = codings.code.numbers[coding[counts]].astype(np.int64)
    once = np.unique((code * len(units) + place[passage[counts]]) * max(len(coders), 1) + coder[counts])
    judged = once // max(len(coders), 1)
    codes, unit = np.divmod(judged, max(len(units), 1))
    return {
        codings.code.names[number]: np.bincount(unit[codes == number], minlength=len(units))
        for number in np.unique(codes).tolist()
    }
