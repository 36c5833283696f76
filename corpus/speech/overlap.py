"""Overlapping talk: lines are cut where another voice interrupts a speech."""

import re
from collections.abc import Iterator

from corpus.label_words import is_role_word
from corpus.speech.layout import TextLayout, TextLine
from corpus.speech.parliamentary_record import LABEL as RECORD_LABEL
from corpus.speech.parliamentary_record import labels_inside

_SLASHES = re.compile(r"//\s*(?P<words>(?P<name>[^\W\d_][^:/\n]{0,30}?)\s?:\s[^/\n]*?)\s*(?:(?=//[^\W\d_]\w*:)|//)")
_BRACKETS = re.compile(r"\[(?P<words>(?P<name>[^\W\d_][^:\[\]\n]{0,30}?)\s?:\s[^\[\]\n]+?)\s*\]")
_LINE_HEAD = re.compile(r"^\s*\W{0,3}(?P<name>[^\W\d_][^:\n]{0,30}?)\W{0,2}\s?:")


def part_voices(layout: TextLayout) -> TextLayout:
    """The layout with a line of its own for every voice inside another's speech.

    Such a voice is marked `//S02: ja //` or `[L: Oui.]`, where L opens a line elsewhere or is a word for a role, or it
    has a label of parliamentary records after the end of a sentence.
    """
    heads = frozenset(
        found.group("name").casefold() for line in layout.lines if (found := _LINE_HEAD.match(layout.text(line)))
    )
    speakers = frozenset(
        found.group("name").casefold() for line in layout.lines if (found := RECORD_LABEL.match(layout.text(line)))
    )
    lines: list[TextLine] = []
    for line in layout.lines:
        if line.block.form in ("heading", "row"):
            lines.append(line)
            continue
        for piece in _overlaps(layout, line, heads):
            lines.extend(_record(layout, piece, speakers) if len(speakers) > 1 else [piece])
    return TextLayout(layout.content, tuple(lines))


def _overlaps(layout: TextLayout, line: TextLine, heads: frozenset[str]) -> Iterator[TextLine]:
    text, done = layout.text(line), 0
    found = [*_SLASHES.finditer(text), *_BRACKETS.finditer(text)] if "//" in text or "[" in text else []
    for match in sorted(found, key=lambda m: m.start()):
        name = match.group("name").casefold()
        if match.re is _BRACKETS and (match.start() == 0 or not (name in heads or is_role_word(name))):
            continue
        before = layout.cut(line, done, match.start(), **_rest(done))
        inside = layout.cut(line, match.start("words"), match.end("words"), part="inside", opens=True)
        yield from (part for part in (before, inside) if part)
        done = match.end()
    last = layout.cut(line, done, len(text), **_rest(done))
    if last:
        yield last


def _rest(done: int) -> dict[str, object]:
    return {"part": "rest", "opens": True} if done else {}


def _record(layout: TextLayout, line: TextLine, known: frozenset[str]) -> Iterator[TextLine]:
    text, done = layout.text(line), 0
    for place in [*labels_inside(text, known), len(text)]:
        piece = layout.cut(line, done, place, **({"opens": True} if done else {}))
        if piece:
            yield piece
        done = place
