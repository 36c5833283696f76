"""txt: every line as it is; blank lines separate paragraphs."""

import re
from itertools import pairwise

from corpus.block import Block, Extract
from corpus.readers.content import read_by_content
from corpus.readers.encoding import decode

_UNIT = re.compile(r"^(?:\*{4}|\d{4}) +\*\S.*$", re.MULTILINE)
"""The line of variables above each text in a corpus for text statistics (the layout of IRaMuTeQ and Alceste)."""


def read(data: bytes, name: str) -> Extract:
    """One block for the whole file, which keeps all its characters; transcripts of tools are read as such.

    In a corpus for text statistics the lines of variables are headings, so that each answer has its own above it.
    """
    if known := read_by_content(data, name):
        return known
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
