"""The language of a text, detected from its commonest words."""

import re

WORDS = {
    "fr": frozenset(
        "le la les des un une et est en que qui dans pour pas sur au aux ce cette avec nous vous on "
        "du mais ou par plus sont c'est il elle je ne se son sa leur donc être fait comme".split()
    ),
    "en": frozenset(
        "the of and to in a is that it for you was with on as are this be have at or from not we "
        "they but what so i my your an there which their do can if".split()
    ),
}


def detect_language(content: str, fallback: str = "fr") -> tuple[str, bool]:
    """The language (fr or en) and whether it is certain; `fallback` where there are too few common words."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", content[:20_000].casefold().replace("’", "'"))
    counts = {language: sum(word in known for word in words) for language, known in WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    rest = max(count for language, count in counts.items() if language != best)
    if counts[best] < max(3, 0.12 * len(words)):
        return fallback, False
    return best, counts[best] > 1.5 * rest
