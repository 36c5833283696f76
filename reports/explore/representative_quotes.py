"""Quotes that stand for many: those whose words are most those of all quotes together."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from coding.suggesting.features.lexicon import is_telling, light, words_of

SHORTEST, LONGEST = 6, 70
"""Words a quote should have: fewer say little, more do not fit a report. Set aside where nothing else is there."""


def representative(quotes: Sequence[str], groups: Sequence[str | None], *, most: int = 3) -> list[int]:
    """The positions of the most typical quotes, at most one of each group (a case, say) while there are others.

    A quote is typical by the cosine of its words with those of all quotes taken together, weighted by TF-IDF (the
    centroid of Radev et al. 2004, "Centroid-based summarization of multiple documents").
    """
    words = [[light(word) for word in words_of(quote) if is_telling(word)] for quote in quotes]
    likeness = _centrality(words)
    fitting = [SHORTEST <= len(quote.split()) <= LONGEST for quote in quotes]
    order = sorted(range(len(quotes)), key=lambda at: (not fitting[at], -likeness[at], at))
    chosen: list[int] = []
    for again in (False, True):
        for at in order:
            if len(chosen) == most:
                return chosen
            new_group = again or groups[at] not in {groups[one] for one in chosen}
            if new_group and quotes[at] not in {quotes[one] for one in chosen}:
                chosen.append(at)
    return chosen


def _centrality(words: Sequence[Sequence[str]]) -> list[float]:
    """The cosine of each quote's TF-IDF vector with the sum of all; 0 for a quote without telling words."""
    documents = Counter(word for quote in words for word in set(quote))
    weights = {word: float(np.log((1 + len(words)) / (1 + n)) + 1) for word, n in documents.items()}
    vectors: list[dict[str, float]] = []
    whole: Counter[str] = Counter()
    for quote in words:
        vector = {word: (1 + float(np.log(n))) * weights[word] for word, n in Counter(quote).items()}
        norm = sum(weight**2 for weight in vector.values()) ** 0.5
        vectors.append({word: weight / norm for word, weight in vector.items()})
        whole.update(vectors[-1])
    length = sum(weight**2 for weight in whole.values()) ** 0.5 or 1.0
    return [sum(weight * whole[word] for word, weight in vector.items()) / length for vector in vectors]
