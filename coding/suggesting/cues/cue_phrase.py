"""What a cue's phrase looks for: words in any form, signs and figures as they are written, a negation of its own."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coding.suggesting.cues.negation import HARMLESS_NEXT, NEGATORS
from coding.suggesting.features.lexicon import fold, is_telling, words_of

_CONTRACTED = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "ain't": "is not"}
_ELIDED = re.compile(r"(?:[ldjmtsnc]|qu|lorsqu|puisqu|jusqu|quoiqu|presqu|quelqu)'(?=\w)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*'?")
_AROUND = '"«»“”„()[]{},;:!?…'
_SIGN = {"'": "['’ʼ‘`´′]", "-": r"[-\u2010-\u2013\u2212]", "°": "[°º˚]", "&": "(?:&|&amp;)"}
_BLANK = r"\s?"
_NE = ("ne", "n'")
_NEGATING = NEGATORS | {"plus", "non", "point", "rien"}
_NUMERALS = frozenset(
    "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente "
    "quarante cinquante soixante cent cents mille million millions milliard milliards dizaine douzaine vingtaine "
    "trentaine cinquantaine centaine millier moitie tiers quart".split()
)
"""French numbers and the nouns made of them, folded."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word to be found in any of its forms, or what is found as it is written, sign by sign.

    `pattern` is then the regular expression of it, whatever the capitals.
    """

    word: str
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class CuePhrase:
    """The parts that must follow one another; if `negators` are not empty, the cue speaks of their negation.

    `ambiguous` is true of “plus de moyens”, which may mean more of them or no more.
    """

    parts: tuple[Part, ...]
    negators: tuple[str, ...] = ()
    ambiguous: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """What two cues that look for the same have in common."""
        return (*(["not"] if self.negators else []), *(part.word for part in self.parts))


@lru_cache(maxsize=20_000)
def cue_phrase(phrase: str) -> CuePhrase:
    """What a phrase looks for; no parts if it has neither words nor figures nor signs."""
    found = [part for chunk in _chunks(phrase) for part in _parts(chunk)]
    negating = [at for at in range(len(found)) if _negates(found, at)]
    rest = [part for at, part in enumerate(found) if at not in negating and part.word not in _NE]
    if not rest:
        return CuePhrase(tuple(found))
    idiom = {at + step for at in range(len(found)) if _is_idiom(found, at) for step in (0, 1)}
    tells = [part for at, part in enumerate(found) if at in idiom or part.pattern or is_telling(part.word)]
    telling = tuple(part for part in tells if part in rest) if len(rest) < len(found) else tuple(tells)
    said = tuple(found[at].word for at in negating)
    ambiguous = said == ("plus",) and not any(part.word in _NE for part in found)
    return CuePhrase(telling or tuple(rest), said, ambiguous)


def _chunks(phrase: str) -> list[str]:
    """The phrase cut at blanks, without the signs that only surround words; contractions are written out."""
    found = []
    for chunk in fold(unicodedata.normalize("NFC", phrase)).split():
        bare = chunk.strip(_AROUND)
        if bare.endswith("...") or (bare.endswith(".") and _WORD.fullmatch(bare[:-1])):
            bare = bare.rstrip(".")
        bare = _CONTRACTED.get(bare, bare)
        if bare.endswith("n't"):
            bare = f"{bare[:-3]} not"
        found += bare.split()
    return found


@lru_cache(maxsize=20_000)
def _parts(chunk: str) -> tuple[Part, ...]:
    elided = _ELIDED.match(chunk)
    if elided and not chunk[elided.end() :].startswith("'"):
        return Part(elided.group()), *_parts(chunk[elided.end() :])
    words = words_of(chunk) if _WORD.fullmatch(chunk) else []
    if words and all(map(_WORD.fullmatch, words)):
        return tuple(map(Part, words))
    return (Part(chunk, _written(chunk)),)


def _written(chunk: str) -> str:
    """The chunk sign by sign, with a blank allowed where letters, figures and signs meet (`5G`, `5 G`, `n° 1`)."""
    pattern, before = "", ""
    for sign in unicodedata.normalize("NFKC", chunk.replace("º", "°").replace("˚", "°")):
        kind = _kind(sign)
        if before and (kind != before or kind == "sign") and "'" not in (sign, pattern[-1:]):
            pattern += _BLANK
        pattern += _SIGN.get(sign) or (_figure(sign) if sign.isdecimal() else re.escape(sign))
        before = kind
    letters = re.search(r"[^\W\d_]{3,}$", chunk)
    opens = r"(?<!\w)" if any(c.isalnum() for c in chunk) else ""
    closes = ("s?" if letters else "") + (r"(?!\w)" if chunk[-1].isalnum() else rf"(?!{re.escape(chunk[-1])})")
    return opens + pattern + closes


def _kind(sign: str) -> str:
    return "letter" if sign.isalpha() else "figure" if sign.isdecimal() else "sign"


def _figure(sign: str) -> str:
    number = ord(sign) - ord("0")
    superscript = "⁰¹²³⁴⁵⁶⁷⁸⁹"
    return f"[{sign}{chr(0x2080 + number)}{superscript[number]}]" if 0 <= number <= 9 else re.escape(sign)


def _counts(part: Part) -> bool:
    """Whether the word is a number: `plus de dix élus` are more than ten of them."""
    return part.word[:1].isdigit() or part.word in _NUMERALS


def _is_idiom(parts: Sequence[Part], at: int) -> bool:
    """Whether a word that negates elsewhere does not here (`pas seulement`): it belongs to what is looked for."""
    return at + 1 < len(parts) and parts[at + 1].word in HARMLESS_NEXT.get(parts[at].word, ())


def _negates(parts: Sequence[Part], at: int) -> bool:
    word = parts[at].word
    if word not in _NEGATING or parts[at].pattern or _is_idiom(parts, at):
        return False
    after_ne = any(part.word in _NE for part in parts[:at])
    if word == "plus":
        of = at == 0 and len(parts) > 1 and parts[1].word in ("de", "d'")
        return after_ne or (of and not (len(parts) > 2 and _counts(parts[2])))
    return word in NEGATORS or (word == "non" and at + 1 < len(parts)) or (word in ("point", "rien") and after_ne)
