"""A section of a written report, and an item of a reporting standard: what the writers of every format take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, a table and to-dos below it; the first of `rows` is the table's head.

    `links` are, by row below the head, where its first cell leads to (empty: nowhere). `todos` are what only the team
    can say. `level` is the heading's depth from 1; `numbers` are those that the paragraphs tell, by name, as they were
    counted.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    todos: tuple[str, ...] = ()
    level: int = 1
    numbers: Mapping[str, Any] = field(default_factory=dict, compare=False)
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionItem:
    """An item of a reporting standard with what the ledger answers (empty where it knows nothing) and what is to do."""

    standard: str
    item: str
    title: str
    answer: str
    todos: tuple[str, ...]
    numbers: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The object that `glose methods --json` prints."""
        return {
            "item": self.item,
            "standard": self.standard,
            "title": self.title,
            "answer": self.answer,
            "todo": list(self.todos),
            "numbers": dict(self.numbers),
        }


def prose(*sentences: str) -> str:
    """One paragraph of the sentences there are; empty ones are left out."""
    return " ".join(sentence for sentence in sentences if sentence)


def paragraphs(*given: str) -> tuple[str, ...]:
    """The paragraphs there are; empty ones are left out."""
    return tuple(paragraph for paragraph in given if paragraph)
