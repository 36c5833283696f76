"""Coverage: which passages somebody has gone through, and which codes are decided in them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from coding.records.replay import Coding, Reading, Rejection
from corpus.spans import joined
from corpus.text import Passage, Text


def covered(text: Text, readings: Iterable[Reading]) -> list[Passage]:
    """The passages of the text that lie wholly inside these readings taken together, in order."""
    spans = joined((r.start, r.end) for r in readings if r.text == text.id)
    starts = [start for start, _ in spans]
    return [p for p in text.passages if (at := bisect_right(starts, p.start)) and p.end <= spans[at - 1][1]]


def decided_pairs(texts: Mapping[str, Text], records: Iterable[Coding | Rejection]) -> set[tuple[str, int, str]]:
    """Text, passage number and code of everything coded or rejected: what needs no suggestion any more."""
    return {
        (record.place.text, passage.number, record.code)
        for record in records
        for passage in texts[record.place.text].passages_in(record.place.start, record.place.end)
    }
