"""Blocks laid out as one text: its characters, and the lines in it with what is known of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.block import Block


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that is not blank. `start`–`end` leaves out white space at its ends.

    `opens` says that a paragraph begins here; `bold` counts the leading bold characters.
    """

    start: int
    end: int
    opens: bool
    block: Block
    bold: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The characters of a text and its lines, in order."""

    content: str
    lines: tuple[Line, ...]

    def text(self, line: Line) -> str:
        """The characters of a line."""
        return self.content[line.start : line.end]


def lay_out(blocks: Sequence[Block]) -> Layout:
    """Join the blocks by blank lines; a file that is one block stays as it is, character for character."""
    content = "\n\n".join(block.text for block in blocks)
    lines: list[Line] = []
    offset = 0
    for block in blocks:
        lines.extend(_lines(block, offset))
        offset += len(block.text) + 2
    return Layout(content, tuple(lines))


def _lines(block: Block, offset: int) -> list[Line]:
    lines: list[Line] = []
    blank_before = True
    for found in re.finditer(r"[^\n]*\n?", block.text):
        text = found.group().rstrip("\n")
        if not text.strip():
            blank_before = blank_before or bool(found.group())
            continue
        lead = len(text) - len(text.lstrip())
        start = offset + found.start() + lead
        bold = max(0, min(block.bold - found.start() - lead, len(text.strip())))
        lines.append(Line(start, start + len(text.strip()), blank_before, block, bold))
        blank_before = False
    return lines
