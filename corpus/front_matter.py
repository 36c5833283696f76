"""What a text says about itself before anybody speaks: lines `Key : value`, and its title."""

import re
from collections.abc import Sequence

from corpus.cases import CASE_KEYS
from corpus.characters import BLANK
from corpus.text import Passage, Text

_LINE = re.compile(r"^([^\W\d_][^:\n\t]{0,30}?)\s?(?::\s+|\t+:?\s*)(\S.*)$")
_INITIALS = re.compile(r"[A-Za-z]{1,2}\d*")
_TITLE_WORDS = 12
_TITLES = 3


def fact_in(line: str) -> tuple[str, str] | None:
    """The key and value of a line `Collectivité : Nice`; None where it is no such line."""
    found = _LINE.match(line)
    if not found or "," in found.group(1) or len(found.group(1).split()) > 3:
        return None
    if _INITIALS.fullmatch(found.group(1).strip()) or len(found.group(2)) > 200:
        return None
    return found.group(1).strip().casefold(), found.group(2).strip()


def is_front_matter(words: str, *, first: bool) -> bool:
    """Whether these words of nobody are lines `Key : value`, or, where they may be (`first`), the title of the text,
    alone or above such lines.
    """
    lines = [line.strip(BLANK) for line in words.split("\n") if line.strip(BLANK)]
    if all(fact_in(line) for line in lines):
        return True
    title = lines[0]
    short = all(map(fact_in, lines[1:])) and len(title.split()) <= _TITLE_WORDS
    return first and short and not title.endswith((".", "?", "!", "…", ",", ";", ":"))


def second_interview(lines: Sequence[str]) -> int | None:
    """The first of these lines (from 0) at which another interview seems to begin; None where none does.

    It does where a second value is given for what names the interview (`Collectivité : …`, `Entretien : …`), or where
    titles are numbered on (`Entretien 1`, then `Entretien 2`) or name another person (`Interview with Ben`), or where
    an interview begins that often (`Début de l'entretien`).
    """
    facts: dict[str, str] = {}
    titles: set[tuple[str, str]] = set()
    begun = False
    for number, line in enumerate(lines):
        fact = fact_in(line)
        if fact and fact[0] in (*CASE_KEYS, *_OF_ONE_INTERVIEW):
            if facts.setdefault(fact[0], fact[1]) != fact[1]:
                return number
        elif title := _TITLE.fullmatch(line):
            titles.add((title["word"].casefold(), (title["number"] or title["whom"]).casefold()))
            if len(titles) > 1:
                return number
        elif _BEGINS.fullmatch(line):
            if begun:
                return number
            begun = True
    return None


_OF_ONE_INTERVIEW = (
    *("entretien", "interview", "transcription", "date", "date de l'entretien", "date d'entretien", "interview date"),
    *("date of interview", "enregistrement", "recording", "fichier", "fichier audio", "audio file", "audio"),
)
_WORD = r"(?P<word>entretien|interview|transcription|transcript|enregistrement|recording)"
_TITLE = re.compile(
    rf"\W*{_WORD}\s*(?:(?:n[°o]|#)?\s*(?P<number>\d{{1,3}}\b)[^.?!]{{0,60}}|(?:avec|with|of|de|d['’])\s*(?P<whom>[^?!]{{2,60}}?))\W*",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\W*(?:début|debut|commencement|start|beginning)\s+(?:of\s+|de\s+|d['’])?(?:the\s+|l['’]\s?)?"
    r"(?:entretien|interview|enregistrement|recording|transcription|transcript)\b[^?!]{0,30}",
    re.IGNORECASE,
)


def opening(passages: Sequence[Passage], content: str) -> frozenset[int]:
    """The numbers of the passages that are front matter, among those before the first turn.

    The first three of them may be a title and what belongs to it.
    """
    found: set[int] = set()
    for passage in passages:
        if passage.turn is not None:
            break
        title = passage.number <= _TITLES and len(found) == passage.number - 1
        if passage.level or is_front_matter(content[passage.start : passage.end], first=title):
            found.add(passage.number)
    return frozenset(found)


def front_matter(text: Text) -> frozenset[int]:
    """The numbers of an interview's passages that are front matter: no code is suggested there."""
    return opening(text.passages, text.content) if text.turns else frozenset()
