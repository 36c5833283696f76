"""Speakers recognised by typography: questions in bold, as headings, numbered or in another colour."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from corpus.speech.layout import TextLayout, TextLine

_NUMBERED = re.compile(r"^\s*(?:Q|Question)\s?\d+(?:\s?bis)?\s*[:.)–—-]", re.IGNORECASE)
_PERSON = r"[A-ZÀ-Þ][\w'’-]+(?:\s+(?:d[eu]s?\s+|d['’]|l[ae]\s+|von\s+|van\s+)?[A-ZÀ-Þ][\w'’-]+){1,3}"
_WITNESS = re.compile(rf"^(?P<name>{_PERSON},\s[^\n]{{3,160}}?)(?:\s+[/|–—-]\s.*)?$")
_OPENING_QUOTE = ("«", "“", '"', "„")

Part = tuple[TextLine, str, str | None]
"""A line, the key of its voice ("asks", "answers" or a name), and the speaker's name."""


def parts_by_look(layout: TextLayout) -> tuple[list[Part], str] | None:
    """The lines with their voices, and the way that showed them ("witness" or "question"); None where none does."""
    for way, parts_of in _WAYS:
        parts = parts_of(layout)
        if parts:
            return parts, way
    return None


def _by_colour(layout: TextLayout) -> list[Part] | None:
    """Answers, or questions, in a colour of their own; a line is cut where its colour changes."""
    coloured = [piece for line in layout.lines for piece in _pieces(layout, line)]
    amounts = Counter[str]()
    for piece in coloured:
        amounts[piece.colour] += piece.end - piece.start
    strong = [colour for colour, n in amounts.most_common() if n > 0.15 * amounts.total()]
    if not any(strong):
        return None
    answers_in = sorted(strong, key=lambda colour: not colour)
    return next((parts for colour in answers_in if (parts := _answered_in(layout, coloured, colour))), None)


def _answered_in(layout: TextLayout, coloured: list[TextLine], answers: str) -> list[Part] | None:
    """The parts, if the answers have this colour, or none where the questions do, and are seldom questions."""
    asks = [piece for piece in coloured if _asks(layout, piece) and piece.colour != answers]
    replies = [piece for piece in coloured if piece.colour == answers]
    asked_back = sum(layout.text(piece).rstrip(' *_»"').endswith("?") for piece in replies)
    if len(asks) < 2 or len(replies) < 2 or asked_back > 0.25 * len(replies):
        return None
    first = asks[0].start
    colours = {answers, *(piece.colour for piece in asks)}
    parts: list[Part] = []
    for piece in coloured:
        if piece.start < first or piece.block.form == "heading":
            continue
        voice = "answers" if piece.colour == answers else "asks"
        small = piece.end - piece.start < 4 or (piece.colour and piece.colour not in colours)
        if small and parts:  # a full stop or word that was left in another colour belongs to what surrounds it
            voice = parts[-1][1]
        parts.append((piece, voice, None))
    return parts


def _pieces(layout: TextLayout, line: TextLine) -> Iterator[TextLine]:
    base = layout.content.find(line.block.text, 0) if len(line.block.colours) > 1 else -1
    if base < 0:
        yield line
        return
    # The block's own offset: the line is part of it, so look for its last occurrence that begins before the line.
    base = layout.content.rfind(line.block.text, 0, line.start + len(line.block.text) + 1)
    cuts = sorted({0, *(base + at - line.start for at, _ in line.block.colours if line.start < base + at < line.end)})
    for start, end in zip(cuts, [*cuts[1:], line.end - line.start], strict=True):
        colour = next((c for at, c in reversed(line.block.colours) if base + at <= line.start + start), line.colour)
        piece = layout.cut(line, start, end, colour=colour, **({"opens": True} if start else {}))
        if piece:
            yield piece


def _by_setting(layout: TextLayout) -> list[Part] | None:
    """Voices distinguished by how whole paragraphs are set: in bold, italic, indented, in a style of their own.

    One side of such a difference asks if at least half of its stretches end in a question, and at most a quarter of
    the other side's do, and at most half as often. Each side has three stretches or more.
    """
    lines = [line for line in layout.lines if line.block.form != "heading"]
    looks = Counter(look for line in lines for look in _looks(layout, line))
    for look, number in looks.most_common():
        if not 0.1 * len(lines) <= number <= 0.9 * len(lines):
            continue
        marked = [(look in _looks(layout, line), line) for line in lines]
        stretches = [(is_set, [line for _, line in group]) for is_set, group in groupby(marked, lambda pair: pair[0])]
        shares = {is_set: _share_of_questions(layout, stretches, is_set) for is_set in (True, False)}
        asks = max(shares, key=lambda is_set: shares[is_set])
        few = min(sum(is_set is side for is_set, _ in stretches) for side in (True, False)) < 3
        if few or shares[asks] < 0.5 or shares[not asks] > min(0.25, 0.5 * shares[asks]):
            continue
        if not _are_sentences(layout, stretches, not asks):
            continue
        parts = [(line, "asks" if is_set is asks else "answers", None) for is_set, group in stretches for line in group]
        first = next(n for n, (_, voice, _) in enumerate(parts) if voice == "asks")
        return list(parts[first:])
    return None


def _looks(layout: TextLayout, line: TextLine) -> tuple[str, ...]:
    bold = line.bold >= len(layout.text(line)) > 0 and line.block.bold >= len(line.block.text)
    return (*line.block.looks, *(("bold",) if bold else ()))


def _share_of_questions(layout: TextLayout, stretches: list[tuple[bool, list[TextLine]]], side: bool) -> float:
    ends = [layout.text(group[-1]) for is_set, group in stretches if is_set is side]
    return sum(end.rstrip(' *_»"”)').endswith("?") for end in ends) / len(ends)


def _are_sentences(layout: TextLayout, stretches: list[tuple[bool, list[TextLine]]], side: bool) -> bool:
    """Whether half of a side's stretches are prose, not lists of choices or blanks to fill in."""
    ends = [layout.text(group[-1]).rstrip(' *_»"”)') for is_set, group in stretches if is_set is side]
    return sum(end.endswith((".", "!", "?", "…")) for end in ends) >= 0.5 * len(ends)


def _by_questions(layout: TextLayout) -> list[Part] | None:
    """Questions that are whole paragraphs in bold, headings that end in a question mark, or numbered `Q1 :`."""
    asks = [_is_set_question(layout, line) for line in layout.lines]
    questions = sum(asks)
    if questions < 3 or questions > 0.7 * len(asks):
        return None
    headings = [asking for line, asking in zip(layout.lines, asks, strict=True) if line.block.form == "heading"]
    if any(headings) and sum(headings) < 0.5 * (len(headings) - 1):
        return None  # a document in which a few headings are questions
    if _answered(layout, asks) < 0.5 * questions:
        return None
    parts: list[Part] = []
    for number, (line, asking) in enumerate(zip(layout.lines, asks, strict=True)):
        if line.block.form == "heading" and not asking:
            continue
        if parts or asking:
            goes_on = not asking and number and asks[number - 1] and _same_bold(layout, line, layout.lines[number - 1])
            parts.append((line, "asks" if asking or goes_on else "answers", None))
    return parts


def _answered(layout: TextLayout, asks: list[bool]) -> int:
    """The number of questions that are followed by a paragraph which is neither a question nor a list item."""
    answered, waiting = 0, False
    for line, asking in zip(layout.lines, asks, strict=True):
        if asking:
            waiting = True
        elif waiting and line.block.form == "paragraph" and not layout.text(line).rstrip().endswith("?"):
            answered, waiting = answered + 1, False
    return answered


def _same_bold(layout: TextLayout, line: TextLine, above: TextLine) -> bool:
    return line.block is above.block and line.bold >= len(layout.text(line)) > 0


def _by_witness(layout: TextLayout) -> list[Part] | None:
    """`Name, occupation` in bold and a quotation below it: one voice per block."""
    heads = {
        number: found.group("name")
        for number, line in enumerate(layout.lines[:-1])
        if line.bold >= 4 and "," in layout.text(line)[: line.bold]
        if (found := _WITNESS.match(layout.text(line)[: line.bold].rstrip()))
        and layout.text(layout.lines[number + 1]).startswith(_OPENING_QUOTE)
    }
    if len(heads) < 2:
        return None
    parts: list[Part] = []
    name: str | None = None
    for number, line in enumerate(layout.lines):
        if number in heads:
            name = heads[number]
        elif line.block.form == "heading":
            name = None
        elif name is not None:
            parts.append((line, name, name))
            if layout.text(line).rstrip(" .*_").endswith(("»", "”")):
                name = None
    return parts


def _asks(layout: TextLayout, line: TextLine) -> bool:
    text = layout.text(line)
    return bool(_NUMBERED.match(text)) or text.rstrip(' *_»"').endswith("?")


def _is_set_question(layout: TextLayout, line: TextLine) -> bool:
    text = layout.text(line)
    if _NUMBERED.match(text):
        return True
    whole_bold = line.bold >= len(text) and line.block.form != "heading"
    return text.rstrip(' *_»"').endswith("?") and (whole_bold or line.block.form == "heading")


_WAYS: tuple[tuple[str, Callable[[TextLayout], list[Part] | None]], ...] = (
    ("witness", _by_witness),
    ("question", _by_colour),
    ("question", _by_setting),
    ("question", _by_questions),
)
