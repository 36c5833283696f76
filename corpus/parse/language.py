"""The language of a text, from its commonest words; that of a few words, from words of one language only."""

import re
from collections.abc import Sequence

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

_OWN = {
    "fr": frozenset(
        "le la les un une des du au aux ce cet cette ces ça cela et où ou mais donc car que qui quoi dans "
        "chez avec sans pour sous vers entre depuis je il elle nous vous ils elles mon ma mes ton ta tes sa "
        "ses notre nos votre vos leur leurs moi toi lui eux pas rien jamais toujours aucun aucune oui est "
        "sont était étaient suis sommes ont avons avez avait ai fait font faut peut veux veut sais sait pense "
        "crois trouve aime très trop peu beaucoup bien tout tous toute toutes aussi quand pourquoi quel "
        "quelle quels quelles moins assez parce merci voilà ici là-bas déjà encore à été par de ne se être "
        "avoir".split()
    ),
    "en": frozenset(
        "the of to is are was were been it he she they we you i my your his her our their this that these "
        "those and not don't doesn't didn't can't won't isn't aren't wasn't couldn't wouldn't cannot with "
        "from at have has had does did because when where what why who how which very too much many never "
        "always nothing everything nobody somebody anything something thanks yes yeah if there here would "
        "could should will think know like want need about than then for be so by more less enough some any "
        "every".split()
    ),
}
"""Words of one of the two languages that the other does not have; what both write (`on`, `a`, `pour`) decides nothing
where it is in neither list.
"""
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\w)(?!t\b)")
_CONTRACTED = re.compile(
    r"\w+n't|i'(?:m|ve|ll|d)|(?:you|we|they)'(?:re|ve|ll|d)|(?:it|he|she|that|there|what|who|let)'s"
)
_OF_TITLES = frozenset("the of and to in a at for with de du des la le les à et aux au d' l'".split())
"""Words that titles and names have too (`Game of Thrones`, `Le Monde`)."""
_SHARE = 0.2
"""The least share of words of one language only that decides a short text."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_JOINED = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def detect_language(content: str, fallback: str = "fr") -> tuple[str, bool]:
    """The language (fr or en) and whether it is certain.

    Where there are too few common words, words of one language only decide if there are none of the other's; else it is
    the `fallback`, and uncertain.
    """
    plain = content[:20_000].replace("’", "'")
    words = _WORD.findall(plain.casefold())
    counts = {language: sum(word in known for word in words) for language, known in WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    rest = max(count for language, count in counts.items() if language != best)
    if counts[best] >= max(3, 0.12 * len(words)) and counts[best] > 1.5 * rest:
        return best, True
    if own := _by_own_words(_JOINED.findall(plain)):
        return own, True
    return (best, False) if counts[best] >= max(3, 0.12 * len(words)) else (fallback, False)


def _by_own_words(written: Sequence[str]) -> str | None:
    """The only language of which there are words that the other does not have; None where both or neither has some, or
    where they may be a title or name.
    """
    words = [word.casefold() for word in written]
    own = {language: [word for word in words if _is_of(word, language)] for language in _OWN}
    present = [language for language, said in own.items() if said]
    if len(present) != 1 or len(own[present[0]]) < _SHARE * len(words):
        return None
    found = present[0]
    if all(word in _OF_TITLES for word in own[found]):
        others = [word for word in written if word.casefold() not in own[found]]
        return None if all(word[0].isupper() for word in others) else found
    return found


def _is_of(word: str, language: str) -> bool:
    if word in _OWN[language]:
        return True
    return bool(_ELIDED.match(word) if language == "fr" else _CONTRACTED.fullmatch(word))
