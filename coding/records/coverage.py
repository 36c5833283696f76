"""Coverage: which passages somebody has gone through, under which codebook, and which codes are decided in them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from coding.records.decisions import WentThrough
from coding.records.entry import Entry
from coding.records.replay import Coding, Reading, Rejection
from coding.records.study_acts import CodebookRevised
from corpus.spans import joined
from corpus.text import Passage, Text


def covered(text: Text, readings: Iterable[Reading]) -> list[Passage]:
    """The passages of the text that lie wholly inside these readings taken together, in order."""
    spans = joined((r.start, r.end) for r in readings if r.text == text.id)
    starts = [start for start, _ in spans]
    return [p for p in text.passages if (at := bisect_right(starts, p.start)) and p.end <= spans[at - 1][1]]


def read_under(entries: Iterable[Entry]) -> dict[str, str]:
    """For each entry that says what was read, the hash of the codebook whose codes were looked for.

    `entries` are those on readings and on the codebook, by arrival. Where a reading does not say it (earlier versions
    did not record it) it is the codebook recorded last before, or else the first; where none ever was it is left out.
    """
    found: dict[str, str] = {}
    early: list[str] = []
    current: str | None = None
    for entry in entries:
        match entry.payload:
            case CodebookRevised() as revised:
                current = revised.sha256
                found.update(dict.fromkeys(early, current))
                early = []
            case WentThrough() as read if under := read.codebook or current:
                found[entry.id] = under
            case WentThrough():
                early.append(entry.id)
    return found


def decided_pairs(texts: Mapping[str, Text], records: Iterable[Coding | Rejection]) -> set[tuple[str, int, str]]:
    """Text, passage number and code of everything coded or rejected: what needs no suggestion any more."""
    return {
        (record.place.text, passage.number, record.code)
        for record in records
        for passage in texts[record.place.text].passages_in(record.place.start, record.place.end)
    }
