"""Words as cues and passages share them: folding, light endings, words that carry no meaning."""

import re
from functools import lru_cache

from wording.spelling import caseless

STOP_WORDS = frozenset(
    "le la les l un une des du de d au aux à a en et ou où dans sur sous par pour avec sans ce c cet cette ces se s "
    "son sa ses leur leurs mon ma mes ton ta tes notre nos votre vos qui que qu quoi dont il elle ils elles on je j "
    "tu nous vous lui y ne n pas plus être avoir faire est sont était a ont avait fait si mais donc or ni car comme "
    "très bien aussi tout toute tous toutes même alors là ça cela ceci celui celle ceux puis peu trop quand chez "
    "entre vers moins encore déjà dire dit aller va vais peut pouvoir falloir faut vouloir quelque chose enfin euh "
    "voilà oui non hein ben bon bah the of and to in is that it for you was with on as are this be have has had at "
    "or from not we they but what so i my your an there which their do does did can could would will just like "
    "really very also them then than been being were our his her its us me if by about into out up some any all".split()
)
"""Function words and fillers of French and English: they neither open nor carry a cue."""

ASKING = frozenset(
    "how when where why what which who whom whose whether comment pourquoi combien quel quelle lequel laquelle".split()
)
"""Words that ask, whatever they are parsed as (as adverbs, often)."""

DESCRIBING = frozenset(
    "personne interviewé enquêté répondant parler dire décrire évoquer présenter citer nommer mentionner expliquer "
    "code coder sous-code propos passage person speaker interviewee respondent speak describe mention name explain "
    "say code passage".split()
)
"""Words in which codebooks talk about coding ("La personne décrit…"): they tell nothing of a passage."""

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:-[^\W_]+)*['’]?|['’][^\W_]+")
_ENDINGS = (("eaux", "eau"), ("aux", "al"), ("ées", "é"), ("ée", "é"), ("és", "é"))
"""Endings of plural and feminine and what replaces them; the first that fits is taken."""

_INFLECTED = (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ing", ("", "e")), ("ed", ("", "e")))
"""English endings, and what may stand in their place without them."""

_VARIANTS = str.maketrans({
    **dict.fromkeys("’ʼ‘`´′＇", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"),
    "\u00ad": "", "œ": "oe", "æ": "ae",
})  # fmt: skip
"""Signs that are written in several ways, and the one way in which words are compared."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The word as words are compared: NFC, small letters, one apostrophe and one hyphen, œ as two letters.

    Accents stay, as spaCy's lemmas have them.
    """
    return caseless(word).translate(_VARIANTS)


@lru_cache(maxsize=200_000)
def light(word: str) -> str:
    """The folded word without the marks of plural and feminine: a stand-in where no lemma is known."""
    folded = fold(word).rstrip("'").strip("-")
    if len(folded) < 5:
        return folded
    for ending, stem in _ENDINGS:
        if folded.endswith(ending):
            return folded[: -len(ending)] + stem
    while len(folded) > 4 and folded[-1] in "sxe":
        folded = folded[:-1]
    return folded


def uninflected(word: str) -> list[str]:
    """What an English word may be without its ending (`laws`, `planning`): guesses, for where no parse tells.

    The likeliest come first; French words with such endings have guesses that are no words.
    """
    found = []
    for ending, others in _INFLECTED:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            doubled = [stem[:-1]] if ending in ("ing", "ed") and len(stem) > 3 and stem[-1:] == stem[-2:-1] else []
            found += [*doubled, *(stem + other for other in others)]
    return found


def words_of(phrase: str) -> list[str]:
    """The words of a phrase, elided articles parted from their noun (`l'innovation` → `l'`, `innovation`)."""
    return list(_words_of(phrase))


@lru_cache(maxsize=50_000)
def _words_of(phrase: str) -> tuple[str, ...]:
    return tuple(found.group() for found in _WORD.finditer(fold(phrase)))


def is_telling(word: str) -> bool:
    """Whether a word can carry meaning: no function word, no number, longer than one letter."""
    bare = word.rstrip("'")
    return len(bare) > 1 and bare not in STOP_WORDS and not bare.isdecimal() and any(c.isalpha() for c in bare)
