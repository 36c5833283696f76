"""Stretches of a text: joined where they touch or overlap, and what they leave over."""

from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]
"""Start and end in code points, end exclusive."""


def joined(spans: Iterable[Span]) -> list[Span]:
    """The stretches that these spans cover together, in order; those that touch or overlap are one."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def outside_of(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """The parts of these stretches that none of those in `taken` covers; both are in order."""
    at = 0
    for start, end in spans:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        yield from left_over(start, end, taken, at)


def left_over(start: int, end: int, taken: Sequence[Span], first: int = 0) -> Iterator[Span]:
    """The parts of `start`–`end` that none of the stretches from `taken[first]` on, which are in order, covers."""
    while first < len(taken) and taken[first][0] < end:
        begins, ends = taken[first]
        if begins > start:
            yield start, begins
        start = max(start, ends)
        first += 1
    if start < end:
        yield start, end
