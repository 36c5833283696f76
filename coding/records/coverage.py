"""Coverage: which passages somebody has gone through, under which codebook, and which codes are decided in them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coding.records.decisions import WentThrough
from coding.records.entry import Entry
from coding.records.replay import Coding, Reading, Rejection
from coding.records.study_acts import CodebookRevised
from corpus.spans import Span, joined
from corpus.text import Passage, Text


def covered(text: Text, readings: Iterable[Reading]) -> list[Passage]:
    """The passages of the text that lie wholly inside these readings taken together, in order."""
    return _inside(text, joined((r.start, r.end) for r in readings if r.text == text.id))


def _inside(text: Text, spans: Sequence[Span]) -> list[Passage]:
    starts = [start for start, _ in spans]
    return [p for p in text.passages if (at := bisect_right(starts, p.start)) and p.end <= spans[at - 1][1]]


def read_to_the_end(text: Text, readings: Iterable[Reading]) -> bool:
    """Whether every passage of the text lies wholly inside these readings taken together; true where it has none."""
    spans = joined((r.start, r.end) for r in readings if r.text == text.id)
    if len(spans) == 1 and text.passages:  # as most are read: from one end to the other
        return spans[0][0] <= text.passages[0].start and text.passages[-1].end <= spans[0][1]
    return len(_inside(text, spans)) == len(text.passages)


@dataclass(slots=True)
class ReadUnder:
    """For each entry that says what was read, the hash of the codebook whose codes were looked for (`found`).

    Where a reading does not say it (earlier versions did not record it) it is the codebook recorded last before, or
    else the first; where none ever was it is left out.
    """

    found: dict[str, str] = field(default_factory=dict)
    _early: list[str] = field(default_factory=list)
    _current: str | None = None

    def take_in(self, entries: Iterable[Entry]) -> None:
        """Follow the next entries on readings and on the codebook, by arrival; those known already change nothing."""
        for entry in entries:
            if entry.id in self.found:
                continue
            match entry.payload:
                case CodebookRevised() as revised:
                    self._current = revised.sha256
                    self.found.update(dict.fromkeys(self._early, revised.sha256))
                    self._early = []
                case WentThrough() as read if under := read.codebook or self._current:
                    self.found[entry.id] = under
                case WentThrough():
                    self._early.append(entry.id)


def decided_pairs(texts: Mapping[str, Text], records: Iterable[Coding | Rejection]) -> set[tuple[str, int, str]]:
    """Text, passage number and code of everything coded or rejected: what needs no suggestion any more."""
    return {
        (record.place.text, passage.number, record.code)
        for record in records
        for passage in texts[record.place.text].passages_in(record.place.start, record.place.end)
    }
