"""The segment that a coder is about to code: its borders, moved by sentences, and what the coding will say."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Span:
    """Where the coding will be, and what it will say; begins as the suggestion proposes."""

    start: int
    end: int
    case: str | None = None
    degree: str | None = None
    memo: str = ""

    def move_start(self, sentences: int, bounds: Sequence[tuple[int, int]]) -> None:
        """Move the beginning by that many of the sentences with these bounds, to the left where negative."""
        starts = [start for start, _ in bounds if start < self.end]
        at = max((i for i, start in enumerate(starts) if start <= self.start), default=0)
        self.start = starts[min(max(at + sentences, 0), len(starts) - 1)]

    def move_end(self, sentences: int, bounds: Sequence[tuple[int, int]]) -> None:
        """Move the end by that many of the sentences with these bounds, to the left where negative."""
        ends = [end for _, end in bounds if end > self.start]
        at = min((i for i, end in enumerate(ends) if end >= self.end), default=len(ends) - 1)
        self.end = ends[min(max(at + sentences, 0), len(ends) - 1)]
