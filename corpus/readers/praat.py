"""TextGrid: tiers of Praat, in the long and the short form of the file."""

import re
from collections.abc import Iterator

from corpus.block import Extract
from corpus.readers.encoding import UnreadableFile, decode
from corpus.readers.tiers import Annotation, Tier, blocks_of_tiers
from wording.messages import tr

_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|(?<!\S)(?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?!\S)|<(?P<flag>\w+)>'
)
"""A value of the file: the long form has words and numbers in brackets between them, which are no values."""


def read(data: bytes, name: str) -> Extract:
    """What the tiers say, ordered by time; tiers that annotate or repeat the speech are left out and named.

    Raises UnreadableFile where the file is not a TextGrid in text form, or ends too soon.
    """
    if data.startswith(b"ooBinaryFile"):
        raise UnreadableFile(
            tr("{name} is a binary TextGrid. Save it in Praat as a text file (Save as text file…).", name=name)
        )
    text, problems = decode(data, name)
    if "ooTextFile" not in text[:200] and "TextGrid" not in text[:200]:
        raise UnreadableFile(tr("{name} is not a TextGrid, although its suffix says so.", name=name))
    try:
        tiers = list(_tiers(_values(text)))
    except ValueError:
        raise UnreadableFile(
            tr("{name} ends in the middle of a tier. Save it again in Praat as a text file.", name=name)
        ) from None
    blocks, doubts = blocks_of_tiers(tiers, name)
    return Extract(blocks, problems=(*problems, *doubts))


def _values(text: str) -> list[str]:
    values = []
    for found in _TOKEN.finditer(text):
        if found["text"] is not None:
            values.append('"' + found["text"].replace('""', '"'))
        else:
            values.append(found["number"] or f"<{found['flag']}>")
    while values and values[0] in ('"ooTextFile', '"TextGrid'):
        values.pop(0)
    return values


def _tiers(values: list[str]) -> Iterator[Tier]:
    """The tiers in a list of values, where each text begins with a quotation mark."""
    at = values.index("<exists>") + 2
    while at < len(values):
        kind, title = values[at].removeprefix('"'), values[at + 1].removeprefix('"') if at + 1 < len(values) else ""
        if kind not in ("IntervalTier", "TextTier") or at + 4 >= len(values):
            raise ValueError(kind)
        number, width = int(values[at + 4]), 3 if kind == "IntervalTier" else 2
        at += 5
        rows = [values[start : start + width] for start in range(at, at + number * width, width)]
        if rows and len(rows[-1]) != width:
            raise ValueError(title)
        at += number * width
        yield Tier(title, tuple(_annotation(row) for row in rows))


def _annotation(row: list[str]) -> Annotation:
    return Annotation(float(row[0]), float(row[-2]), row[-1].removeprefix('"').strip())
