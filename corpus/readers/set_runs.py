"""Runs of letters that are set alike, and the block that a paragraph of them makes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.block import Block, Form


class Run(NamedTuple):
    """Letters that are set alike; `colour` is six hexadecimal digits, empty for black; `other` is whatever else sets
    them apart (small capitals, a marker, a typeface).
    """

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    colour: str = ""
    other: str = ""


def block_of(runs: Sequence[Run], *, form: Form = "paragraph", level: int = 0, looks: Iterable[str] = ()) -> Block:
    """The block of a paragraph, without white space at its ends; a heading has no colours and looks.

    To the looks are added "italic" and "underlined" where all of its letters are, and whatever else sets all of them;
    "tab" where a tab moves them to the right.
    """
    text = "".join(run.text for run in runs)
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    bold = max(0, min(_bold_beginning(runs) - lead, len(stripped)))
    set_apart = max(0, min(_beginning_alike(runs) - lead, len(stripped)))
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
    everywhere.extend({run.other for run in seen if run.other} if len({run.other for run in seen}) == 1 else ())
    everywhere.extend(("tab",) if "\t" in text[:lead] else ())
    colours = _colours(runs, lead, len(stripped))
    return Block(stripped, form=form, bold=bold, lead=set_apart, colours=colours, looks=(*looks, *everywhere))


def _bold_beginning(runs: Sequence[Run]) -> int:
    bold = 0
    for run in runs:
        if not run.bold and run.text.strip():
            break
        bold += len(run.text)
    return bold


def _beginning_alike(runs: Sequence[Run]) -> int:
    """The length of the beginning that is set in another way than what follows; 0 where all is set alike."""
    length = 0
    first: Run | None = None
    for run in runs:
        if run.text.strip():
            if first is not None and run[1:] != first[1:]:
                return length
            first = first or run
        length += len(run.text)
    return 0


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
