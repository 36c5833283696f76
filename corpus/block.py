"""A block is what a reader finds: one paragraph of a file, before turns are told apart."""

from dataclasses import dataclass, field
from typing import Literal

from corpus.problem import Problem

Form = Literal["paragraph", "heading", "item", "row", "cue"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table row or subtitle cue.

    `text` has no newline at its ends. `bold` counts the leading characters of `text` that are set in bold;
    `colours` are (offset, colour) pairs, one where each colour begins; `speaker` and `timestamp` (H:MM:SS) are
    given only by formats that mark them (VTT voices, a speaker column); `level` is a heading's depth from 1;
    `looks` are the ways in which the whole paragraph is set ("italic", "indent 720", "style Question");
    `page` is the number printed or counted from 1; `joint` is the white space between this block and the next.
    """

    text: str
    form: Form = "paragraph"
    level: int = 0
    bold: int = 0
    page: int | None = None
    speaker: str | None = None
    timestamp: str | None = None
    colours: tuple[tuple[int, str], ...] = ()
    looks: tuple[str, ...] = ()
    joint: str = "\n\n"


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader made of a file: its blocks, the metadata written in it, and every doubt."""

    blocks: tuple[Block, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
