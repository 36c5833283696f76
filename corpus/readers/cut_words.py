"""Words that the end of a printed line cuts in two, made whole again."""

import re
from collections.abc import Sequence

from corpus.readers.printed_line import PrintedLine

_SOFT_HYPHEN = re.compile(r"(\w+)\u00ad(\w+)")


def whole_words(lines: Sequence[PrintedLine]) -> set[str]:
    """The words of the text that the end of a line does not cut, in lower case."""
    words: set[str] = set()
    cut = False
    for line in lines:
        found = re.findall(r"\w+", line.text)
        ends_cut = line.text.endswith(("-", "‐", "\u00ad"))
        words.update(word.casefold() for word in found[int(cut) : len(found) - int(ends_cut)])
        cut = ends_cut
    return words


def joined(lines: Sequence[str], words: set[str]) -> str:
    """The lines of a paragraph as one, their cut words made whole by the `words` of the text."""
    text = lines[0]
    for line in lines[1:]:
        text = _joined(text, line, words)
    return _SOFT_HYPHEN.sub(lambda cut: _whole(cut.group(1), cut.group(2), words), text)


def _joined(text: str, line: str, words: set[str]) -> str:
    """Two lines as one; a word that the end of the first cuts is made whole."""
    cut = re.search(r"(\w+)[-‐\u00ad]$", text)
    rest = re.match(r"\w+", line)
    if not cut or not rest:
        return f"{text} {line}"
    return text[: cut.start()] + _whole(cut.group(1), rest.group(), words) + line[rest.end() :]


def _whole(first: str, second: str, words: set[str]) -> str:
    """A word cut in two; it keeps its hyphen if it is a compound of words that also occur on their own."""
    if (first + second).casefold() in words:
        return first + second
    both_are_words = first.casefold() in words and second.casefold() in words
    compound = not second[0].islower() or both_are_words or first.isdecimal()
    return f"{first}-{second}" if compound else first + second
