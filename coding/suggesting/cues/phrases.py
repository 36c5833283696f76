"""Fixed phrases looked for between two tokens, word for word, however the tokenizer cuts hyphens and apostrophes."""

import re
from collections.abc import Iterable
from functools import lru_cache

from coding.suggesting.features.lexicon import words_of
from coding.suggesting.features.token_index import TokenIndex

_PARTS = re.compile(r"[\s-]+|['’]\s*|[^\s'’-]+")


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that meets any of these phrases, capitals and line breaks aside, and never a part of a word."""
    return as_words("|".join(_written(phrase) for phrase in phrases))


def as_words(alternatives: str) -> re.Pattern[str]:
    """The regular expression, met only where neither a letter nor a hyphen goes on at its ends."""
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=1000)
def word_count(phrase: str) -> int:
    """How many words a phrase has; an elided article is one ("l'un des axes" has four)."""
    return len(words_of(phrase))


def find_phrase(pattern: re.Pattern[str], index: TokenIndex, begin: int, end: int) -> tuple[int, int] | None:
    """The first and last token of what the pattern meets first between two tokens of one text; None where nothing."""
    if begin >= end:
        return None
    starts = index.start[begin:end]
    text = index.texts[int(index.text[begin])]
    match = pattern.search(text.content, int(starts[0]), int(index.end[end - 1]))
    if match is None:
        return None
    first, last = starts.searchsorted([match.start(), match.end() - 1], side="right").tolist()
    return begin + first - 1, begin + last - 1


def _written(phrase: str) -> str:
    written = []
    for part in _PARTS.findall(phrase):
        if part[0] in "'’":
            written.append(r"['’]\s*")
        elif "-" in part:
            written.append(r"\s*-\s*")
        else:
            written.append(r"\s+" if part.isspace() else re.escape(part))
    return "".join(written)
