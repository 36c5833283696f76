"""Where a coding lies in the text as the study stores it: at its offsets if they read the same, else by its words."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.anchoring import Anchors
from corpus.place import Place, place_in
from corpus.quote_search import find_quote, same_words
from corpus.text import Text
from exchange.project import PlacedCoding, Source
from wording.messages import quoted, tr

Fate = Literal["kept", "moved", "found", "changed"]
"""kept: the same words at the same place; moved: the same words elsewhere; found: by its words alone; changed: the
words differ a little in the stored text."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A place that was found, and how."""

    place: Place
    fate: Fate


@dataclass(frozen=True)
class Placing:
    """The codings of one source, placed in the text that the study has for it."""

    source: Source
    text: Text

    @cached_property
    def _anchors(self) -> Anchors | None:
        """None where the study stores the source character for character."""
        if self.source.content == self.text.content:
            return None
        return Anchors(self.source.content, self.text.content)

    @cached_property
    def _excerpt_of_more(self) -> bool:
        """Whether the source is an excerpt and the study has the whole text: offsets then mean nothing."""
        return self.source.excerpt and self._anchors is not None

    def place(self, coding: PlacedCoding) -> Placed | str:
        """Where the coding lies, or why it lies nowhere."""
        words = coding.quote
        if coding.at is None or self._excerpt_of_more:
            return self._by_words(words or self._words_at(coding.at), coding.near)
        start, end = coding.at
        located = self._located(start, end)
        if located is None:
            return self._by_words(words or self._words_at(coding.at), None)
        placed, fate = located
        if words and not self._reads(placed, coding):
            found = self._nearest(words, placed.start) if coding.whole else None
            if found is None:
                where = f"{start}–{end}"
                return tr(
                    "at {where} the text reads {there}, and {words} is nowhere in it",
                    where=where,
                    there=quoted(_short(placed.quote)),
                    words=quoted(_short(words)),
                )
            return Placed(found, "moved")
        return Placed(placed, fate)

    def _words_at(self, at: tuple[int, int] | None) -> str:
        return self.source.content[at[0] : at[1]] if at else ""

    def _located(self, start: int, end: int) -> tuple[Place, Fate] | None:
        if self._anchors is None:
            return place_in(self.text.content, self.text.id, start, end), "kept"
        at = self._anchors.locate(start, end)
        if at.fate == "lost":
            return None
        place = place_in(self.text.content, self.text.id, at.start, at.end)
        same = same_words(place.quote, self.source.content[start:end])
        return place, ("kept" if same and at.fate == "kept" else "moved" if same else "changed")

    def _reads(self, place: Place, coding: PlacedCoding) -> bool:
        """Whether the place has the words that the file shows for it, as far as it shows them."""
        if coding.whole:
            return same_words(place.quote, coding.quote)
        shown = " ".join(coding.quote.split())
        return " ".join(place.quote.split()).startswith(shown)

    def _nearest(self, words: str, start: int) -> Place | None:
        """The place with these words that is nearest to where it should be."""
        found = find_quote(self.text.content, words)
        if not found:
            return None
        best = min(found, key=lambda one: abs(one[0] - start))
        return place_in(self.text.content, self.text.id, *best)

    def _by_words(self, words: str, near: int | None) -> Placed | str:
        if not words.strip():
            return tr("the file gives neither a place nor words")
        found = find_quote(self.text.content, words)
        found = [one for one in found if one[0] == near] or found
        if len(found) == 1:
            return Placed(place_in(self.text.content, self.text.id, *found[0]), "found")
        shown = quoted(_short(words))
        if found:
            return tr(
                "{words} is {times} times in the text, and nothing says which one is meant",
                words=shown,
                times=len(found),
            )
        return tr("{words} is not in the text", words=shown)


def _short(words: str, most: int = 60) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
