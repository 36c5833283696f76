"""The segment that a coder is about to code: its borders, moved by sentences, and what the coding will say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coding.deciding.decision import Decision
from coding.suggesting.suggestion import Suggestion
from corpus.place import Place
from corpus.text import Text


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

    def place_in(self, text: Text) -> Place:
        """The place of the span in its text."""
        return Place(text.id, self.start, self.end, text.content[self.start : self.end])


def coded_as(
    code: str,
    span: Span,
    text: Text,
    suggestion: Suggestion | None,
    *,
    degrees: Sequence[str],
    seen: Mapping[str, Any],
) -> Decision:
    """The decision to code the span; its degree counts where the code has it. Accepts the suggestion, if given."""
    return Decision(
        decision="accept" if suggestion else "code",
        text=text.id,
        code=code,
        place=span.place_in(text),
        case=span.case,
        degree=span.degree if span.degree and span.degree in degrees else "",
        memo=span.memo,
        suggestion=suggestion,
        seen=seen,
    )


def rejected(suggestion: Suggestion, reason: str, *, seen: Mapping[str, Any]) -> Decision:
    """The decision to reject the suggestion at its place."""
    return Decision(
        decision="reject",
        text=suggestion.place.text,
        code=suggestion.code,
        place=suggestion.place,
        reason=reason,
        suggestion=suggestion,
        seen=seen,
    )
