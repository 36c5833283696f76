"""What a text says about itself before anybody speaks: lines `Key : value`, and its title."""

import re
from collections.abc import Iterable

from corpus.characters import BLANK
from corpus.text import Passage, Text

_LINE = re.compile(r"^([^\W\d_][^:\n\t]{0,30}?)\s?(?::\s+|\t+:?\s*)(\S.*)$")
_INITIALS = re.compile(r"[A-Za-z]{1,2}\d*")
_TITLE_WORDS = 12


def fact_in(line: str) -> tuple[str, str] | None:
    """The key and value of a line `Collectivité : Nice`; None where it is no such line."""
    found = _LINE.match(line)
    if not found or "," in found.group(1) or len(found.group(1).split()) > 3:
        return None
    if _INITIALS.fullmatch(found.group(1).strip()) or len(found.group(2)) > 200:
        return None
    return found.group(1).strip().casefold(), found.group(2).strip()


def is_front_matter(words: str, *, first: bool) -> bool:
    """Whether these words of nobody are lines `Key : value`, or, where they are the `first` of a text, its title."""
    lines = [line.strip(BLANK) for line in words.split("\n") if line.strip(BLANK)]
    if all(fact_in(line) for line in lines):
        return True
    title = lines[0]
    short = len(lines) == 1 and len(title.split()) <= _TITLE_WORDS
    return first and short and not title.endswith((".", "?", "!", "…", ",", ";", ":"))


def front_matter(text: Text) -> frozenset[int]:
    """The numbers of an interview's passages that are front matter: they come before the first turn."""
    if not text.turns:
        return frozenset()
    before: Iterable[Passage] = (passage for passage in text.passages if passage.end <= text.turns[0].start)
    return frozenset(p.number for p in before if is_front_matter(text.quote(p), first=p.number == 1))
