"""Text in fixed width inside a page: its indents and page marks show what is a paragraph and what a heading."""

import re
from collections.abc import Iterator

from corpus.block import Block

_PAGE_MARK = re.compile(r"\s*\[\[Page [A-Z]*(\d+)\]\]\s*")


def fixed_width(text: str) -> Iterator[Block]:
    """The paragraphs of a page in fixed width: indented lines begin them, and centred lines are headings.

    Page marks like `[[Page S727]]` are removed from the sentences and give the page of what follows.
    """
    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    wrapped = len(indents) > 20 and sum(indent == 0 for indent in indents) > 0.3 * len(indents)
    page: int | None = None
    gathered: list[str] = []
    began: int | None = None

    def flush() -> Iterator[Block]:
        joined = (" " if wrapped else "\n").join(line.strip() if wrapped else line for line in gathered).strip()
        gathered.clear()
        if joined:
            yield Block(joined, page=began)

    for line in lines:
        mark = _PAGE_MARK.fullmatch(line)
        if mark:
            page = int(mark.group(1))
            continue
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            # A blank line next to a page mark may be in the middle of a sentence.
            if not (gathered and wrapped and not gathered[-1].rstrip().endswith((".", "!", "?", ":", '"', "]", ")"))):
                yield from flush()
            continue
        if wrapped and indent >= 8 and (not gathered or gathered[-1].startswith(" " * 8)):
            yield from flush()
            yield Block(line.strip(), form="heading", level=2, page=page)
            continue
        if wrapped and indent == 2:
            yield from flush()
        if not gathered:
            began = page
        gathered.append(line)
    yield from flush()
