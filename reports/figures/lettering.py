"""How wide words are drawn and where they break, so that labels are laid out before anything is drawn."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""Fonts of the same widths, one of which is on every system; the renderer brings Liberation Sans along."""

LEAST = 11
"""The pixels of the smallest letters."""
PRINTED = 680.0
"""Pixels of the widest drawing, its margin aside, of which letters of LEAST are still 7 points in a column of 16 cm."""

_WIDTHS = {
    222: "ijl‘’'|",
    278: " !,./:;I[]\\ft\u00a0·",
    333: '-()`r"“”',
    389: "*",
    500: "Jckvxyzs",
    556: "#$0123456789?L_abdeghnopqu–«»",
    584: "+<=>~≥≤×−",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "Wœ",
    1000: "—…Œ@∅",
}
"""Advance widths in thousandths of the font size, after Adobe's font metrics of Helvetica."""

_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BOLD = 1.07
ELLIPSIS = "…"
_UNPRINTED = dict.fromkeys([*(code for code in range(0x20) if chr(code) not in "\t\n\r"), 0xFFFE, 0xFFFF])


def printable(words: str) -> str:
    """The words without the characters that XML does not allow even escaped; the renderer ends the process on NUL."""
    return words.translate(_UNPRINTED)


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide the words are in that font size, in the same unit as the size; only letters widen when bold."""
    plain = sum(map(_advance, words))
    more = sum(_advance(letter) for letter in words if letter.isalpha()) * (_BOLD - 1) if bold else 0
    return (plain + more) * size / 1000


def is_measured(words: str) -> bool:
    """Whether the width of every letter is known, accents aside; of others `width_of` takes a usual one."""
    return all(letter in _OF or unicodedata.normalize("NFKD", letter)[0] in _OF for letter in words)


@cache
def _advance(letter: str) -> int:
    if letter in _OF:
        return _OF[letter]
    plain = unicodedata.normalize("NFKD", letter)[0]
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn"):
        return 0
    return _OF.get(plain, 1000 if unicodedata.east_asian_width(letter) in "WF" else 667)


def shortened(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """The words, or as much of their beginning as fits with an ellipsis."""
    if width_of(words, size, bold=bold) <= room:
        return words
    kept = words
    while kept and width_of(kept + ELLIPSIS, size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,.;:-(") + ELLIPSIS


def told_apart(names: Sequence[str], room: float, size: float) -> list[str]:
    """The names shortened to the room; where that would make two of them alike, the middle of these is left out."""
    short = [shortened(name, room, size) for name in names]
    alike = {words for words, many in Counter(short).items() if many > 1 and words not in names}
    return [
        _without_middle(name, room, size) if words in alike else words for name, words in zip(names, short, strict=True)
    ]


def _without_middle(words: str, room: float, size: float) -> str:
    """As much of the beginning and of the end as fits, half the room for each."""
    kept = len(words) // 2
    while kept > 1 and width_of(f"{words[:kept]}{ELLIPSIS}{words[-kept:]}", size) > room:
        kept -= 1
    return f"{words[:kept].rstrip()}{ELLIPSIS}{words[-kept:].lstrip()}"


def wrapped_apart(
    names: Sequence[str], rooms: Sequence[float], size: float, *, bold: Sequence[bool]
) -> list[tuple[str, ...]]:
    """Each name in two lines in its room; where that would make two of them alike, the middle of these is left out."""
    each = list(zip(names, rooms, bold, strict=True))
    broken = [wrapped(name, room, size, bold=heavy) for name, room, heavy in each]
    alike = {lines for lines, many in Counter(broken).items() if many > 1 and " ".join(lines) not in names}
    return [_end_kept(lines, *one, size) if lines in alike else lines for lines, one in zip(broken, each, strict=True)]


def _end_kept(lines: tuple[str, ...], name: str, room: float, heavy: bool, size: float) -> tuple[str, ...]:
    """The lines of a name that does not fit, its last line with the end of the name."""
    words, above = " ".join(name.split()), " ".join(lines[:-1])
    return (*lines[:-1], _without_middle(words[len(above) :].lstrip(), room / (_BOLD if heavy else 1), size))


def wrapped(words: str, room: float, size: float, *, bold: bool = False, lines: int = 2) -> tuple[str, ...]:
    """The words broken between words into lines that fit; the last line is shortened where there would be more."""
    broken: list[str] = []
    for word in words.split():
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and width_of(longer, size, bold=bold) <= room:
            broken[-1] = longer
        else:
            broken.append(word)
    if len(broken) > lines:
        broken[lines - 1 :] = [" ".join(broken[lines - 1 :])]
    return tuple(shortened(line, room, size, bold=bold) for line in broken) or ("",)
