"""Whether each sentence of a summary rests on quotes of its cell, and which codings they are."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coding.records.entry import Entry
from coding.records.replay import Coding
from coding.summaries.cited_sentences import CITATION, SummaryCitation, SummarySentence, sentences_of
from corpus.problem import Problem
from wording.messages import tr
from wording.spelling import caseless

_ID = re.compile(r"[0-9a-f]{6,64}\Z")
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00ad": None})


@dataclass(frozen=True, slots=True)
class Citable:
    """A coding that a summary may cite, with its number: its position in the ledger, from 1."""

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
    """A summary that is sound: every citation in `wording` is a number, and `cites` says which coding it refers to."""

    wording: str
    cites: Mapping[int, str]


class _Unresolved(Exception):
    """A citation that matches no coding of the cell, with the reason."""


def check_summary(
    text: str, cell: FrameworkCell, named: Named, *, place: str
) -> tuple[Cited | None, tuple[Problem, ...]]:
    """The summary with its citations resolved, or everything that is wrong with it, by sentence.

    Each sentence must cite one quote of the cell or more, and each citation one coding that holds. `place` is where
    the summary is, as a problem names it.
    """
    sentences = sentences_of(text)
    if not sentences:
        return None, (Problem(place, tr("is empty. Write a sentence and cite a quote: “… [^12].”")),)
    resolver = _Resolver(cell, named)
    problems: list[Problem] = []
    for sentence in sentences:
        here = tr("{place}, sentence {number}", place=place, number=sentence.number)
        problems.extend(Problem(here, message) for message in resolver.faults(sentence))
    if problems:
        return None, tuple(problems)
    return resolver.cited(text, sentences), ()


class _Resolver:
    """Resolves citations within a cell and remembers what each refers to."""

    def __init__(self, cell: FrameworkCell, named: Named) -> None:
        self.cell = cell
        self.named = named
        self.found: dict[SummaryCitation, Citable] = {}

    def faults(self, sentence: SummarySentence) -> list[str]:
        """What is wrong with a sentence; what is right is remembered."""
        found: list[str] = []
        if "[^" in sentence.words:
            found.append(tr("has a citation that is not closed. Write [^12]."))
        elif not sentence.citations:
            found.append(
                tr("“{words}” cites nothing. Put the number of a quote after it: [^12].", words=_short(sentence.words))
            )
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
                tr(
                    "[^{cited}] is not a citation. Write [^12] (a quote's number), [^3fa8c2] (at least six digits of "
                    'its entry\'s id) or [^"words of the quote"], and several side by side: [^12][^15].',
                    cited=citation.said,
                )
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
            raise _Unresolved(
                tr("[^“{words}”]: no quote of the cell has these words. See `--show`.", words=_short(words))
            )
        first = min(whole, key=lambda quote: quote.number)
        # The same stretch coded twice is one quote; its first coding represents it.
        if any(q.coding.place != first.coding.place for q in whole):
            numbers = ", ".join(f"[^{q.number}]" for q in whole)
            short = _short(words)
            raise _Unresolved(
                tr("[^“{words}”] is in {numbers}. Give more of the words, or the number.", words=short, numbers=numbers)
            )
        return first

    def _why_not(self, said: str, found: Sequence[Citable]) -> str:
        """Why no quote of the cell, or more than one, is meant; the rest of the ledger is asked only now."""
        meant = () if found else self.named(said)
        ids = [quote.coding.id for quote in found] or [m.entry.id for m in meant]
        if len(ids) > 1:
            entries = ", ".join(i[:12] for i in ids)
            return tr(
                "[^{cited}] matches several entries ({entries}). Give more of the id.", cited=said, entries=entries
            )
        if not meant:
            return tr(
                "[^{cited}] is not an entry of the ledger. `--show` lists the quotes with their numbers.", cited=said
            )
        coding = meant[0].coding
        if coding is None:
            return _not_held(said, meant[0].entry)
        code, case = self.cell.code, self.cell.case
        if coding.case != case:
            if coding.case is None:
                return tr("[^{cited}] is about no case, not about {case}.", cited=said, case=case)
            return tr("[^{cited}] is about {other}, not about {case}.", cited=said, other=coding.case, case=case)
        if coding.code != code and not coding.code.startswith(f"{code}."):
            return tr(
                "[^{cited}] is coded {other}, which is not {code} or a code below it.",
                cited=said,
                other=coding.code,
                code=code,
            )
        return tr(
            "[^{cited}] was coded by {coder}, whose codings do not count here (`count` in study.yaml).",
            cited=said,
            coder=coding.coder,
        )


def _not_held(cited: str, entry: Entry) -> str:
    if entry.kind in ("code", "accept"):
        return tr(
            "[^{cited}] was taken back or lost in a correction: {coder}'s coding {entry} is no longer valid.",
            cited=cited,
            coder=entry.coder,
            entry=entry.id[:10],
        )
    return tr("[^{cited}] is an entry of kind “{kind}”, not a coding.", cited=cited, kind=entry.kind)


def _plain(words: str) -> str:
    """Words as they are compared: white space, case, kinds of quotation marks and accents' forms set aside."""
    return " ".join(caseless(words.translate(_ALIKE)).split()).strip(" \".…'")


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57].rstrip() + "…"
