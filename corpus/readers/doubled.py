"""UTF-8 that was taken for windows-1252 and encoded again: `Ã©` for `é`, `â€™` for `’`."""

import re

_CP1252 = {bytes([code]).decode("cp1252", errors="ignore") or chr(code): code for code in range(128, 256)}
"""The bytes of letters; the five that windows-1252 leaves open stand for themselves, as browsers have it."""
_TAIL = "".join(re.escape(letter) for letter, code in _CP1252.items() if code < 0xC0)
_DOUBLED = re.compile(f"[ÂÃÅ][{_TAIL}]|â[{_TAIL}]{{2}}|ð[{_TAIL}]{{3}}")
"""Letters of Western languages, signs from U+2000 on, and emoji: others would be taken for `É :` and `é»…`."""


def doubled(text: str) -> list[str]:
    """What stands in the text for each letter that looks as if it had been encoded twice."""
    if not any(first in text for first in "ÂÃÅâð"):
        return []
    return [letters for letters in _DOUBLED.findall(text) if _once(letters) != letters]


def undoubled(text: str) -> str:
    """The text with such letters put right; everything else stays as it is."""
    return _DOUBLED.sub(lambda found: _once(found.group()), text)


def _once(letters: str) -> str:
    try:
        letter = bytes(_CP1252[each] for each in letters).decode("utf-8")
    except UnicodeDecodeError:
        return letters
    return letter if len(letters) > 2 or letter in _CP1252 else letters
