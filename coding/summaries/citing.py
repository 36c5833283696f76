"""Whether each sentence of a summary rests on quotes of its cell, and which codings they are."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coding.records.entry import Entry
from coding.records.replay import Coding
from coding.summaries.cited_sentences import CITATION, SummaryCitation, SummarySentence, sentences_of
from corpus.problem import Problem
from wording.spelling import caseless

_ID = re.compile(r"[0-9a-f]{6,64}\Z")
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00ad": None})


@dataclass(frozen=True, slots=True)
class Citable:
    """A coding that a summary may cite, with the number that stands for it: its place in the ledger, from 1."""

    number: int
    coding: Coding


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """A cell of the framework matrix: all that is coded with `code` or below it about `case`, by text and place."""

    code: str
    case: str
    quotes: tuple[Citable, ...]


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """An entry that a citation may mean; `coding` is what holds of it."""

    entry: Entry
    coding: Coding | None


Named = Callable[[str], Sequence[CitedEntry]]
"""Gives the entries with this number in the ledger, or whose id begins so."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A summary that is sound: every citation in `wording` is a number, and `cites` says which coding it stands for."""

    wording: str
    cites: Mapping[int, str]


class _Unresolved(Exception):
    """A citation that stands for no coding of the cell, with the reason."""


def check_summary(
    text: str, cell: FrameworkCell, named: Named, *, place: str
) -> tuple[Cited | None, tuple[Problem, ...]]:
    """The summary with its citations resolved, or everything that is wrong with it, by sentence.

    Each sentence must cite one quote of the cell or more, and each citation one coding that holds. `place` is where
    the summary stands, as a problem names it.
    """
    sentences = sentences_of(text)
    if not sentences:
        return None, (Problem(place, "says nothing. Write a sentence and cite a quote: “… [^12].”"),)
    resolver = _Resolver(cell, named)
    problems: list[Problem] = []
    for sentence in sentences:
        here = f"{place}, sentence {sentence.number}"
        problems.extend(Problem(here, message) for message in resolver.faults(sentence))
    if problems:
        return None, tuple(problems)
    return resolver.cited(text, sentences), ()


class _Resolver:
    """Resolves citations within a cell and remembers what each stands for."""

    def __init__(self, cell: FrameworkCell, named: Named) -> None:
        self.cell = cell
        self.named = named
        self.found: dict[SummaryCitation, Citable] = {}

    def faults(self, sentence: SummarySentence) -> list[str]:
        """What is wrong with a sentence; what is right is remembered."""
        found: list[str] = []
        if "[^" in sentence.words:
            found.append("has a citation that is not closed: write [^12].")
        elif not sentence.citations:
            found.append(f"“{_short(sentence.words)}” cites nothing. Put the number of a quote after it: [^12].")
        for citation in sentence.citations:
            try:
                self.found[citation] = self._resolve(citation)
            except _Unresolved as reason:
                found.append(str(reason))
        return found

    def cited(self, text: str, sentences: Iterable[SummarySentence]) -> Cited:
        """The text with a number for every citation."""
        order = [citation for sentence in sentences for citation in sentence.citations]
        numbers = iter([self.found[citation].number for citation in order])
        wording = CITATION.sub(lambda _: f"[^{next(numbers)}]", text)
        cites = {self.found[c].number: self.found[c].coding.id for c in order}
        return Cited(wording.strip(), dict(sorted(cites.items())))

    def _resolve(self, citation: SummaryCitation) -> Citable:
        if citation.in_words:
            return self._by_words(citation.said)
        said = citation.said.casefold()
        if not (said.isdecimal() and said.isascii()) and not _ID.match(said):
            raise _Unresolved(
                f"[^{citation.said}] is no citation. There are [^12] (a quote's number), [^3fa8c2] (six digits or more "
                'of its entry\'s id) and [^"words of the quote"]; several stand side by side: [^12][^15].'
            )
        numbered = [q for q in self.cell.quotes if said.isdecimal() and q.number == int(said)]
        found = numbered or [q for q in self.cell.quotes if len(said) >= 6 and q.coding.id.startswith(said)]
        if len(found) == 1:
            return found[0]
        raise _Unresolved(self._why_not(said, found))

    def _by_words(self, words: str) -> Citable:
        wanted = _plain(words)
        holding = [q for q in self.cell.quotes if wanted and wanted in _plain(q.coding.place.quote)]
        whole = [q for q in holding if _plain(q.coding.place.quote) == wanted] or holding
        if not whole:
            raise _Unresolved(f"[^“{_short(words)}”]: no quote of the cell has these words. See `--show`.")
        first = min(whole, key=lambda quote: quote.number)
        # The same stretch coded twice is one quote; its first coding stands for it.
        if any(q.coding.place != first.coding.place for q in whole):
            numbers = ", ".join(f"[^{q.number}]" for q in whole)
            raise _Unresolved(f"[^“{_short(words)}”] is in {numbers}. Give more of the words, or the number.")
        return first

    def _why_not(self, said: str, found: Sequence[Citable]) -> str:
        """Why no quote of the cell, or more than one, is meant; the rest of the ledger is asked only now."""
        meant = () if found else self.named(said)
        ids = [quote.coding.id for quote in found] or [m.entry.id for m in meant]
        if len(ids) > 1:
            return f"[^{said}] may mean several entries ({', '.join(i[:12] for i in ids)}). Give more of the id."
        if not meant:
            return f"[^{said}] is no entry of the ledger. `--show` lists the quotes with their numbers."
        coding = meant[0].coding
        if coding is None:
            return f"[^{said}] {_not_held(meant[0].entry)}"
        code, case = self.cell.code, self.cell.case
        if coding.case != case:
            about = f"about {coding.case}" if coding.case else "about no case"
            return f"[^{said}] is {about}, not about {case}."
        if coding.code != code and not coding.code.startswith(f"{code}."):
            return f"[^{said}] is coded {coding.code}, which is not {code} or a code below it."
        return f"[^{said}] was coded by {coding.coder}, whose codings do not count here (`count` in study.yaml)."


def _not_held(entry: Entry) -> str:
    if entry.kind in ("code", "accept"):
        return f"was taken back or lost in a correction: {entry.coder}'s coding {entry.id[:10]} holds no more."
    return f"is an entry of kind “{entry.kind}”, not a coding."


def _plain(words: str) -> str:
    """Words as they are compared: white space, case, kinds of quotation marks and accents' forms set aside."""
    return " ".join(caseless(words.translate(_ALIKE)).split()).strip(" \".…'")


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57].rstrip() + "…"
