"""A block is what a reader finds: one paragraph of a file, before its turns are known."""

from dataclasses import dataclass, field
from typing import Literal

from corpus.problem import Problem
from corpus.text import Role

Form = Literal["paragraph", "heading", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row.

    `text` has no newline at its ends. `bold` counts the leading characters of `text` that are set in bold, and `lead`
    those that are set apart from what follows, in any way (italic, underlined, another colour); `colours` has an
    (offset, colour) pair for the beginning of each colour; `speaker` and `timestamp` (H:MM:SS) are set only by formats
    that mark them (VTT voices, a speaker column); `level` is a heading's depth from 1; `looks` names how the whole
    paragraph is set ("italic", "indent 720", "style Question"); `page` is the printed number, or counted from 1;
    `joint` is the white space between this block and the next; `role` is the speaker's, if the format says it; `doubt`
    says what is uncertain about how this block and those after it were read.

    `speaker` is None where the format says nothing about who speaks: labels in the text are looked for. It is empty
    where the format names voices, but none for this block: an unknown voice, and a turn of its own.
    """

    text: str
    form: Form = "paragraph"
    level: int = 0
    bold: int = 0
    lead: int = 0
    page: int | None = None
    speaker: str | None = None
    timestamp: str | None = None
    colours: tuple[tuple[int, str], ...] = ()
    looks: tuple[str, ...] = ()
    joint: str = "\n\n"
    role: Role | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """The result of a reader: the blocks of a file, the metadata written in it, and everything uncertain.

    `notes` are the comments in the margin of the file, which are not part of its text.
    """

    blocks: tuple[Block, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
