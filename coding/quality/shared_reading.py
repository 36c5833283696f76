"""Passages that several coders went through: how many there are, and how far the codes given there agree."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from coding.quality.agreement.presence import Agreement, Counts, agreement
from coding.quality.passages_read import front_matter_of, passages_read, read_matrix
from coding.records.columns import CodedColumns
from coding.records.replay import Reading
from coding.records.spread import Spread, runs
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
    texts: Mapping[str, Text],
    readings: Iterable[Reading],
    codings: CodedColumns,
    *,
    order: Sequence[str],
    unsought: Mapping[str, Container[str]] | None = None,
) -> SharedReading:
    """Who read what, and the agreement of their codes; `order` are the codebook's codes.

    `unsought` are, by id of a reading, the codes that were not looked for in it: of these it judges nothing.

    A code is there for a coder if a coding of that very code touches the passage, whatever its borders and degree. A
    passage that a coder coded but did not go through is not counted: what was not coded there is unknown.
    Nor is anybody who reads and never codes: such a reader does not deny what the others give. Nor are lines like
    `Date : …` at the head of an interview: that nobody codes them is no agreement.
    """
    spread, readings = Spread.of(texts), list(readings)
    by_coder = passages_read(spread, texts, readings)
    people = tuple(sorted(by_coder))
    read = read_matrix(people, by_coder, spread)
    readers: Counts = read.sum(axis=0)
    coding = [row for row, person in enumerate(people) if codings.coder.number(person) >= 0]
    coders, read = tuple(people[row] for row in coding), read[coding]
    judges: Counts = read.sum(axis=0)
    units = np.flatnonzero((judges >= 2) & ~front_matter_of(spread, texts))
    given = {code: (yes, judges[units]) for code, yes in _given(spread, codings, coders, read, units).items()}
    for outdated, codes in _not_sought(given, readings, unsought or {}).items():
        sought = [reading for reading in readings if reading.id not in outdated]
        fewer = read_matrix(coders, passages_read(spread, texts, sought), spread)
        of_these = fewer.sum(axis=0)[units]
        left = units[of_these >= 2]
        again = _given(spread, codings, coders, fewer, left)
        for code in codes:
            del given[code]
            if code in again:
                given[code] = again[code], of_these[of_these >= 2]
    found = {code: agreement(*given[code]) for code in order if code in given}
    nothing = np.zeros(0, np.int64)
    every = agreement(*(np.concatenate([nothing, *(given[code][at] for code in found)]) for at in (0, 1)))
    return SharedReading(
        passages=spread.count,
        read=int((readers > 0).sum()),
        shared=int((readers >= 2).sum()),
        texts_shared=spread.texts_whole(readers >= 2),
        compared=len(units),
        by_coder={person: len(by_coder[person]) for person in people},
        coders=tuple(coder for row, coder in enumerate(coders) if read[row, units].any()),
        overall=every,
        codes=found,
    )


def _not_sought(
    codes: Iterable[str], readings: Iterable[Reading], unsought: Mapping[str, Container[str]]
) -> dict[frozenset[str], list[str]]:
    """The codes that were not looked for in some readings, together where these (their ids) are the same."""
    known = [reading.id for reading in readings if reading.id in unsought]
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for code in codes:
        if outdated := frozenset(reading for reading in known if code in unsought[reading]):
            found[outdated].append(code)
    return dict(found)


def _given(
    spread: Spread, codings: CodedColumns, coders: Sequence[str], read: BoolArray, units: Counts
) -> dict[str, Counts]:
    """By code, for each unit, how many of those who read it gave the code there; codes given nowhere are left out."""
    coding, passage = runs(*spread.touched(codings))
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
