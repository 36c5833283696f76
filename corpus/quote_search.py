"""Finding the words of a quote in a text, however its signs and blanks were typed, or the words nearest to it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from wording.spelling import folded

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞", '"'),
        **dict.fromkeys("‘’‚‛‹›ʼ′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬀ": "ff",
        "ﬃ": "ffi",
    }
)
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""What is not seen and not typed: soft hyphens, and blanks without width."""
_PIECE = re.compile(rf"[«“„]\s+|\s+[»”;:!?]|[\s{_UNSEEN}]+|\S[̀-ͯ]*")
_ALIKE = 70.0
"""How alike a stretch must be to a quote, of 100, to be named as the nearest."""


def find_quote(content: str, quote: str) -> list[tuple[int, int]]:
    """Every stretch of `content` that matches `quote`: exactly, else as it may have been typed.

    Then white space does not count, nor NFC or NFD, nor which quotation marks, apostrophes and hyphens were taken, nor
    `...` for `…` and `oe` for `œ`. Returns (start, end) pairs in code points of `content`, in order, without overlap.
    """
    if not quote.strip():
        return []
    exact = [(found.start(), found.end()) for found in re.finditer(re.escape(quote), content)]
    return exact or list(_find_as_typed(content, quote))


def same_words(one: str, other: str) -> bool:
    """Whether two quotes are the same but for what `find_quote` leaves out of account."""
    return one == other or _typed(one.strip())[0] == _typed(other.strip())[0]


def nearest_words(content: str, quote: str) -> tuple[int, int] | None:
    """The stretch of whole words that is spelt most like `quote`; None where nothing is near.

    By the share of letters in common (Indel, over every window of the quote's length); accents and capitals do not
    count.
    """
    from rapidfuzz import fuzz

    shown, origin = _typed(content)
    plain, at = _plain(shown)
    wanted, _ = _plain(_typed(quote.strip())[0])
    if not wanted or not plain:
        return None
    found = fuzz.partial_ratio_alignment(wanted, plain, score_cutoff=_ALIKE)
    if found is None or found.dest_start >= found.dest_end or len(plain) < len(wanted):
        return None
    start, end = origin[at[found.dest_start]][0], origin[at[found.dest_end - 1]][1]
    return _whole_words(content, start, end)


def _whole_words(content: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, with the words that it cuts whole and without blanks around it."""
    while start > 0 and content[start].isalnum() and content[start - 1].isalnum():
        start -= 1
    while end < len(content) and content[end - 1].isalnum() and content[end].isalnum():
        end += 1
    while start < end - 1 and content[start].isspace():
        start += 1
    while start < end - 1 and content[end - 1].isspace():
        end -= 1
    return start, end


def _find_as_typed(content: str, quote: str) -> Iterator[tuple[int, int]]:
    shown, origin = _typed(content)
    wanted, _ = _typed(quote.strip())
    position = shown.find(wanted) if wanted else -1
    while position >= 0:
        last = position + len(wanted) - 1
        if _cuts(origin, position) or _cuts(
            origin, last + 1
        ):  # it begins or ends inside one sign, such as the `e` of `œ`
            position = shown.find(wanted, position + 1)
            continue
        yield origin[position][0], origin[last][1]
        position = shown.find(wanted, last + 1)


def _cuts(origin: list[tuple[int, int]], border: int) -> bool:
    """Whether a border lies inside one sign, such as between the `o` and the `e` of `œ`."""
    return 0 < border < len(origin) and origin[border - 1] == origin[border]


@lru_cache(maxsize=8)
def _typed(content: str) -> tuple[str, list[tuple[int, int]]]:
    """The content as a plain keyboard types it, in NFC with single blanks, and the stretch of each character."""
    characters: list[str] = []
    origin: list[tuple[int, int]] = []
    for found in _PIECE.finditer(content):
        piece = found.group()
        sign = piece.strip()  # a blank inside quotation marks, or before `?`, does not count
        if not sign.strip(_UNSEEN):
            typed = " " if any(letter.isspace() for letter in piece) else ""
        else:
            typed = unicodedata.normalize("NFC", sign).translate(_SIGNS)
        start = found.start() + (len(piece) - len(piece.lstrip()) if sign else 0)
        end = found.start() + len(piece.rstrip()) if sign else found.end()
        characters.append(typed)
        origin.extend([(start, end)] * len(typed))
    return "".join(characters), origin


def _plain(shown: str) -> tuple[str, list[int]]:
    """The letters without accents and capitals, and the position of each in `shown`."""
    letters: list[str] = []
    at: list[int] = []
    for number, letter in enumerate(shown):
        plain = folded(letter)
        letters.append(plain)
        at.extend([number] * len(plain))
    return "".join(letters), at
