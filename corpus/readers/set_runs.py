"""Runs of letters that are set alike, and the block that a paragraph of them makes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.block import Block, Form


class Run(NamedTuple):
    """Letters that are set alike; `colour` is six hexadecimal digits, empty for black."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    colour: str = ""


def block_of(runs: Sequence[Run], *, form: Form = "paragraph", level: int = 0, looks: Iterable[str] = ()) -> Block:
    """The block of a paragraph, without white space at its ends; a heading has no colours and looks.

    To the looks are added "italic" and "underlined" where all of its letters are.
    """
    text = "".join(run.text for run in runs)
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    bold = max(0, min(_bold_beginning(runs) - lead, len(stripped)))
    if form == "heading":
        return Block(stripped, form=form, level=level, bold=bold)
    seen = [run for run in runs if run.text.strip()]
    everywhere = [
        look
        for look, whole in (
            ("italic", all(run.italic for run in seen)),
            ("underlined", all(run.underlined for run in seen)),
        )
        if seen and whole
    ]
    colours = _colours(runs, lead, len(stripped))
    return Block(stripped, form=form, bold=bold, colours=colours, looks=(*looks, *everywhere))


def _bold_beginning(runs: Sequence[Run]) -> int:
    bold = 0
    for run in runs:
        if not run.bold and run.text.strip():
            break
        bold += len(run.text)
    return bold


def _colours(runs: Sequence[Run], lead: int, length: int) -> tuple[tuple[int, str], ...]:
    """The offsets where colours begin in the stripped paragraph; () where nothing is coloured."""
    starts: list[tuple[int, str]] = []
    offset = -lead
    for run in runs:
        begins = max(0, offset)
        if run.text.strip() and begins < length and (not starts or starts[-1][1] != run.colour):
            starts.append((begins, run.colour))
        offset += len(run.text)
    return tuple(starts) if any(colour for _, colour in starts) else ()
