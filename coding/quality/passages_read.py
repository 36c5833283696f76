"""Which passages each coder went through, as a matrix of coders and passages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from coding.records.coverage import covered
from coding.records.replay import Reading
from coding.records.spread import Spread
from corpus.arrays import BoolArray
from corpus.text import Text


def passages_read(spread: Spread, texts: Mapping[str, Text], readings: Iterable[Reading]) -> dict[str, list[int]]:
    """By coder, the numbers of the passages gone through, in order."""
    by_place: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        by_place[reading.coder, reading.text].append(reading)
    first = spread.first_of()
    found: dict[str, list[int]] = defaultdict(list)
    for (coder, text), those in sorted(by_place.items()):
        if text in first:
            found[coder].extend(first[text] + p.number - 1 for p in covered(texts[text], those))
    return dict(found)


def read_matrix(people: Sequence[str], by_coder: Mapping[str, Sequence[int]], spread: Spread) -> BoolArray:
    """By person and passage, whether the person went through it."""
    read = np.zeros((len(people), spread.count), bool)
    for row, person in enumerate(people):
        read[row, by_coder.get(person, ())] = True
    return read
