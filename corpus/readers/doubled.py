"""UTF-8 that was taken for windows-1252 and encoded again: `Ã©` for `é`, `â€™` for `’`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.block import Block, Extract
from corpus.problem import Problem
from wording.messages import tr_n

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


def doubts(text: str, name: str) -> Iterator[Problem]:
    """A doubt that counts the letters of a text that were encoded twice."""
    if twice := doubled(text):
        message = tr_n(
            "has {n} letter that was encoded twice ({wrong} for {right}). Add the file with --mend-letters.",
            "has {n} letters that were encoded twice ({wrong} for {right}). Add the file with --mend-letters.",
            len(twice),
            wrong=twice[0],
            right=undoubled(twice[0]),
        )
        yield Problem(name, message, "warning")


def mended(extract: Extract) -> Extract:
    """What a reader found with every such letter put right."""
    return replace(extract, blocks=tuple(_mended_block(block) for block in extract.blocks))


def _mended_block(block: Block) -> Block:
    text = undoubled(block.text)
    if text == block.text:
        return block
    bold, lead = (len(undoubled(block.text[:length])) for length in (block.bold, block.lead))
    colours = tuple((len(undoubled(block.text[:start])), colour) for start, colour in block.colours)
    speaker = None if block.speaker is None else undoubled(block.speaker)
    return replace(block, text=text, bold=bold, lead=lead, colours=colours, speaker=speaker)


def _once(letters: str) -> str:
    try:
        letter = bytes(_CP1252[each] for each in letters).decode("utf-8")
    except UnicodeDecodeError:
        return letters
    return letter if len(letters) > 2 or letter in _CP1252 else letters
