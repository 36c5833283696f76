"""Blocks laid out as one text: its characters, and its lines with what is known about each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.block import Block
from corpus.characters import BLANK


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text that is not blank, or the part of one that a single voice speaks.

    `start`–`end` excludes white space at both ends. `opens` means that a paragraph begins here; `bold` counts the
    leading bold characters, `lead` those that are set apart from what follows; `colour` is the colour of the first
    character. `part` is "inside" for the words of another voice within a speech, "rest" for what follows them, and
    "notice" for what a tool wrote and nobody says.
    """

    start: int
    end: int
    opens: bool
    block: Block
    bold: int = 0
    lead: int = 0
    colour: str = ""
    part: Literal["", "inside", "rest", "notice"] = ""


@dataclass(frozen=True, slots=True)
class TextLayout:
    """The characters of a text and its lines, in order.

    `edge_times` means that times without brackets at the beginning and end of a speech are marks and no words.
    """

    content: str
    lines: tuple[TextLine, ...]
    edge_times: bool = False

    def text(self, line: TextLine) -> str:
        """The characters of a line."""
        return self.content[line.start : line.end]

    def line_number(self, position: int) -> int:
        """The number of the line (from 1) in which the character at `position` is."""
        return self.content.count("\n", 0, position) + 1

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without white space and invisible characters at its ends; empty where it has nothing else."""
        piece = self.content[start:end]
        start += len(piece) - len(piece.lstrip(BLANK))
        return start, max(start, start + len(piece.strip(BLANK)))

    def cut(self, line: TextLine, start: int, end: int, **changes: object) -> TextLine | None:
        """The part of a line between two offsets in it, without white space at its ends; None where it is blank."""
        first, last = self.trimmed(line.start + start, line.start + end)
        if first == last:
            return None
        if (first, last) == (line.start, line.end) and not changes:
            return line
        bold, lead = (max(0, min(set_ - (first - line.start), last - first)) for set_ in (line.bold, line.lead))
        return replace(line, start=first, end=last, bold=bold, lead=lead, **changes)  # type: ignore[arg-type]


def lay_out(blocks: Sequence[Block]) -> TextLayout:
    """Join the blocks, each followed by its joint; a file with a single block keeps every character."""
    parts: list[str] = []
    lines: list[TextLine] = []
    offset = 0
    for number, block in enumerate(blocks, 1):
        lines.extend(_lines(block, offset))
        joint = block.joint if number < len(blocks) else ""
        parts.append(block.text + joint)
        offset += len(parts[-1])
    return TextLayout("".join(parts), tuple(lines))


def _lines(block: Block, offset: int) -> list[TextLine]:
    lines: list[TextLine] = []
    blank_before = True
    for found in re.finditer(r"[^\n]*\n?", block.text):
        text = found.group().rstrip("\n")
        seen = text.strip(BLANK)
        if not seen:
            blank_before = blank_before or bool(found.group())
            continue
        lead = len(text) - len(text.lstrip(BLANK))
        start = offset + found.start() + lead
        bold, set_apart = (max(0, min(set_ - found.start() - lead, len(seen))) for set_ in (block.bold, block.lead))
        colour = next((c for at, c in reversed(block.colours) if at <= found.start() + lead), "")
        lines.append(TextLine(start, start + len(seen), blank_before, block, bold, set_apart, colour))
        blank_before = False
    return lines
