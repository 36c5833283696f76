"""Where sentences begin and end in running text: by their marks, not by a parser."""

import re
from collections.abc import Iterator

from corpus.spans import Span

TITLES = frozenset(
    {"m", "mm", "mme", "mmes", "mlle", "mlles", "mr", "mrs", "ms", "dr", "drs", "pr", "prof", "st", "ste"}
)
"""A title before a name: its full stop does not end a sentence ("M. Le Goff")."""

SHORT = frozenset(
    """adj approx art av ave bd bibl boul c.-à-d cf chap ch coll déc dépt dir doc e.g env ed éd ex fasc févr fig h hon
    i.e ibid id inc janv jr juil ltd n n° nb no nos nov nº obs oct op p p.-ex par pl pp quest réf resp s sept soc spéc
    sq ss suiv sup suppl sv t tab tél trad v vol vs""".split()
)
"""Other words that are cut short: their full stop ends a sentence only before a word that opens one."""

CLOSING = frozenset({"etc", "al", "hab", "j.-c", "a.m", "p.m"})
"""Words cut short that often come last: their full stop ends a sentence before a capital."""

OPENERS = frozenset(
    """a an as at au aucun aucune aussi autre but by c ce ces cela cependant cet cette chaque comme d dans de des donc
    du elle elles en enfin ensuite et for from he his however i ici if il ils in it its j je l la le les leur leurs
    mais many most n no nous on or où our par plus plusieurs pour quand quant que quelques qui s sa selon ses she si
    so some son sur tandis that the their there these they this those to tous tout toute toutes un une we while
    with you""".split()
)
"""Words that often open a sentence; after an initial they tell "le plan B. La ville" from "B. Dupont"."""

_BLOCK = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t])")
_ASIDE = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\([^()]*\)")
_END = re.compile(r"(?P<stop>[.!?…]+)(?P<closing>\s?[»”\"’)]+)?(?P<cited>(?:\s*\x00+)*)(?=\s|\Z)")
_LAST_WORD = re.compile(r"[^\s(«“\"'’/\x00\x01]*\Z")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-zA-Z])\Z")
_INITIALS = re.compile(r"[A-ZÀ-Þ](?:\.-?[A-ZÀ-Þ])*\Z")
_OPENING = re.compile(r"\w+\b(?!\.)")


def sentence_pieces(text: str) -> Iterator[Span]:
    """The blocks cut at the ends of sentences, pieces without a word included."""
    start = 0
    for block in _BLOCK.finditer(text):
        yield from _in_block(text[start : block.start()], start)
        start = block.end()
    yield from _in_block(text[start:], start)


def _in_block(text: str, offset: int) -> Iterator[tuple[int, int]]:
    block = _ASIDE.sub(_hide_stops, text)
    begun = 0
    for found in _END.finditer(block):
        if _ends(block[begun : found.start()], found, block[found.end() :].lstrip()):
            yield offset + begun, offset + found.end()
            begun = found.end()
    if block[begun:].strip():
        yield offset + begun, offset + len(block)


def _hide_stops(found: re.Match[str]) -> str:
    """An aside whose stops are hidden, but for those at the end of a quotation: that may end the sentence too."""
    aside = found.group()
    last = len(aside[:-1].rstrip().rstrip(".!?…")) if aside[-1] != ")" else len(aside)
    return re.sub(r"[.!?…]", "\x01", aside[:last]) + aside[last:]


def _ends(before: str, found: re.Match[str], rest: str) -> bool:
    """Whether the stop ends the sentence that began with `before`, given the `rest` that follows."""
    if not rest:
        return True
    plain = found["stop"] == "." and not found["closing"]
    if plain and not found["cited"] and _is_cut_short(before, rest):
        return False
    return plain or not rest[0].islower()


def _is_cut_short(before: str, rest: str) -> bool:
    """Whether the word before a full stop is an abbreviation, an initial or the number of an item."""
    found = _LAST_WORD.search(before)
    written = found.group().lstrip("-–—") if found else ""
    word = written.casefold()
    if (word in TITLES and written[0].isupper()) or _NUMBERED.fullmatch(before):
        return True
    if word in CLOSING:
        return not rest[0].isupper()
    if word in SHORT or _INITIALS.fullmatch(written):
        opening = _OPENING.match(rest)
        return not (rest[0].isupper() and opening and opening.group().casefold() in OPENERS)
    return False
