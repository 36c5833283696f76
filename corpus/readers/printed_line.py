"""A line of a printed page, with its position and type."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page; its position is in points from the lower left corner, and `heavy` means bold."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    heavy: bool = False
