"""Characters by what a reader sees of them: white space, what nobody sees, and signs that look like others."""

import re

DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that override the writing direction of what follows, or end that."""

INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u2065\ufeff" + DIRECTIONS
"""Characters that have no width: soft hyphens, zero-width spaces and joiners, direction marks, byte-order marks."""

BLANK = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x20\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000" + INVISIBLE
)
"""White space as Unicode has it, and invisible characters."""

EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
"""Pictures that people write among words, for a class in a regular expression."""

_LETTER = r"[\w\u0300-\u036f]"
WORD = re.compile(rf"{_LETTER}+(?:['’ʼ\u2010\u2011\u00ad\u200b-\u200d\u2060-]{_LETTER}+)*")
"""A word: letters, digits and accents, with single apostrophes, hyphens or characters of no width inside."""

_ALIKE = str.maketrans(
    dict.fromkeys("\u02d0\u0589\u05c3\u0703\u205a\u2236\u2e3d\ua789\ufe13\ufe30\ufe55\uff1a", ":")
    | dict.fromkeys("\u2010\u2011\u2043\ufe63\uff0d", "-")
    | dict.fromkeys("\u2e3a\u2e3b\ufe58", "\u2014")
    | {"\uff1b": ";"}
)


_TO_CHANGE = re.compile("[" + re.escape("".join(map(chr, _ALIKE))) + "]")


def plain(text: str) -> str:
    """The text with one sign for colons, hyphens and dashes that look alike, in any script; as long as before."""
    return text.translate(_ALIKE) if _TO_CHANGE.search(text) else text


COMMANDS = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: "␡",
    **dict.fromkeys(range(128, 160), "�"),
    **{ord(sign): "⇄" for sign in DIRECTIONS},
    0x2028: "␤",
    0x2029: "␤",
}
"""Control characters of both sets, overrides of the writing direction, and the sign that is shown for each."""
