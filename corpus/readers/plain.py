"""txt: every line as it stands; blank lines part paragraphs."""

import re
from itertools import pairwise

from corpus.block import Block, Extract
from corpus.readers.encoding import decode

_UNIT = re.compile(r"^(?:\*{4}|\d{4}) +\*\S.*$", re.MULTILINE)
"""The line of variables that opens a text in a corpus for text statistics (the layout of IRaMuTeQ and Alceste)."""


def read(data: bytes, name: str) -> Extract:
    """One block for the whole file: its characters are kept, and the lines are told apart later.

    In a corpus for text statistics the lines of variables are headings, so that every answer stands under its own.
    """
    text, problems = decode(data, name)
    heads = list(_UNIT.finditer(text))
    if not heads:
        return Extract((Block(text),), problems=problems)
    cuts = sorted({0, len(text), *(place for head in heads for place in head.span())})
    starts = {head.start() for head in heads}
    blocks: list[Block] = []
    for start, end in pairwise(cuts):
        form = "heading" if start in starts else "paragraph"
        blocks.append(Block(text[start:end], form=form, level=int(form == "heading"), joint=""))  # type: ignore[arg-type]
    return Extract(tuple(blocks), problems=problems)
