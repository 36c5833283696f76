"""How much of the texts was gone through, by each coder and by several."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coding.quality.passages_read import passages_read, read_matrix
from coding.records.replay import Reading
from coding.records.spread import Spread
from corpus.text import Text


@dataclass(frozen=True, slots=True)
class ReadingCounts:
    """The passages there are, those `read` by anybody, `shared` by two people or more, and read `by_coder`."""

    passages: int
    read: int
    shared: int
    texts_shared: int
    by_coder: Mapping[str, int]


def reading_counts(texts: Mapping[str, Text], readings: Iterable[Reading]) -> ReadingCounts:
    """Who read how many passages; `texts_shared` are the texts that two people or more read whole."""
    spread = Spread.of(texts)
    by_coder = passages_read(spread, texts, list(readings))
    people = tuple(sorted(by_coder))
    readers = read_matrix(people, by_coder, spread).sum(axis=0)
    return ReadingCounts(
        passages=spread.count,
        read=int((readers > 0).sum()),
        shared=int((readers >= 2).sum()),
        texts_shared=spread.texts_whole(readers >= 2),
        by_coder={person: len(by_coder[person]) for person in people},
    )
