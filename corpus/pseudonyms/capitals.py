"""What a capital letter proves: whether words that may be a name are also ordinary words, or only begin a sentence."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", "«", "“", "”", "»", '"', ")", "]", "-", "–", "—", "•")
_OF_SEVERAL = re.compile(
    r"\b(?:une?|des|les|ces|mes|nos|leurs|ses|chaque|aucune?|an|some|any|these|those)\s$", re.IGNORECASE
)
"""A determiner before an abbreviation that shows it to be a common noun: `un CAP`, `les CAP`."""


class Capitals:
    """The words of some texts in lower case, and those that have a capital where no sentence begins."""

    def __init__(self, contents: Iterable[str]) -> None:
        self.ordinary: set[str] = set()
        self.proper: set[str] = set()
        self.common: set[str] = set()
        for content in contents:
            self._count(content)

    def _count(self, content: str) -> None:
        for found in _WORD.finditer(content):
            word = found.group()
            if not word[0].isupper():
                self.ordinary.add(word.casefold())
                continue
            before = content[max(0, found.start() - 12) : found.start()]
            if word.isupper() and _OF_SEVERAL.search(before):
                self.common.add(word)
            if not _begins_sentence(before):
                self.proper.add(word.casefold())

    def is_ordinary(self, name: str) -> bool:
        """Whether every word of the name is an ordinary word of these texts too, in lower case."""
        return all(word.casefold() in self.ordinary for word in _WORD.findall(name))

    def prove(self, name: str) -> bool:
        """Whether a capitalised word of the name is no ordinary word of these texts, and no start of a sentence alone.

        Initials prove nothing, nor do abbreviations that are used as common nouns.
        """
        words = [word for word in _WORD.findall(name) if word[0].isupper() and len(word) > 1]
        return any(
            word not in self.common and word.casefold() not in self.ordinary and word.casefold() in self.proper
            for word in words
        )


def _begins_sentence(before: str) -> bool:
    if "\n" in before[len(before.rstrip()) :]:
        return True
    plain = before.rstrip()
    return not plain or plain.endswith(_SENTENCE_ENDS)
