"""The segment that a coder is about to code: its borders, by words or sentences, and what the codings will say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coding.deciding.decision import Decision
from coding.suggesting.suggestion import Suggestion
from corpus.place import Place
from corpus.text import Text


@dataclass(slots=True)
class Span:
    """Where the coding will be, and what it will say; begins as the suggestion proposes.

    Where several codes are given at once, `degrees` and `values` say what each one's coding says.
    """

    start: int
    end: int
    case: str | None = None
    degree: str | None = None
    memo: str = ""
    degrees: dict[str, str | None] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    def move_start(self, steps: int, bounds: Sequence[tuple[int, int]]) -> None:
        """Move the beginning by that many of the words or sentences with these bounds, to the left where negative."""
        starts = [start for start, _ in bounds if start < self.end]
        at = max((i for i, start in enumerate(starts) if start <= self.start), default=0)
        self.start = starts[min(max(at + steps, 0), len(starts) - 1)]

    def move_end(self, steps: int, bounds: Sequence[tuple[int, int]]) -> None:
        """Move the end by that many of the words or sentences with these bounds, to the left where negative."""
        ends = [end for _, end in bounds if end > self.start]
        at = min((i for i, end in enumerate(ends) if end >= self.end), default=len(ends) - 1)
        self.end = ends[min(max(at + steps, 0), len(ends) - 1)]

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
    degree = span.degrees.get(code, span.degree)
    return Decision(
        decision="accept" if suggestion else "code",
        text=text.id,
        code=code,
        place=span.place_in(text),
        case=span.case,
        degree=degree if degree and degree in degrees else "",
        value=span.values.get(code, ""),
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
