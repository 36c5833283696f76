"""The sentences of a written summary, and what each of them cites: `[^12]`, `[^3fa8c2]` or `[^"first words"]`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentences import sentence_pieces

CITATION = re.compile(r'\[\^\s*(?:"[^"]*"|“[^”]*”|«[^»]*»)\s*\]|\[\^[^\[\]\n]*\]')
"""A citation as written, whatever it contains; words of a quote may hold brackets."""


@dataclass(frozen=True, slots=True)
class SummaryCitation:
    """One `[^…]`: `said` is its content without quotation marks, `start`–`end` its position in the text."""

    said: str
    in_words: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence with what it cites; `number` counts from 1, `words` are as written without the citations."""

    number: int
    words: str
    citations: tuple[SummaryCitation, ...]


def sentences_of(text: str) -> tuple[SummarySentence, ...]:
    """The sentences of a summary, in order. A blank line or a new item of a list ends a sentence as a full stop does.

    Abbreviations ("M. le maire", "p. 12"), decimals and stops inside quotation marks or brackets end none. Citations
    belong to the sentence that they follow, whether they stand before or after its full stop.
    """
    citations = [_citation(found) for found in CITATION.finditer(text)]
    hidden = CITATION.sub(lambda found: "\0" * len(found.group()), text)
    return tuple(
        SummarySentence(number, " ".join(hidden[start:end].replace("\0", "").split()), _within(citations, start, end))
        for number, (start, end) in enumerate(_spans(hidden), 1)
    )


def _citation(found: re.Match[str]) -> SummaryCitation:
    inner = found.group()[2:-1].strip()
    in_words = len(inner) > 1 and (inner[0], inner[-1]) in {('"', '"'), ("“", "”"), ("«", "»")}
    said = inner[1:-1].strip() if in_words else inner
    return SummaryCitation(said, in_words, found.start(), found.end())


def _within(citations: Sequence[SummaryCitation], start: int, end: int) -> tuple[SummaryCitation, ...]:
    return tuple(citation for citation in citations if start <= citation.start < end)


def _spans(hidden: str) -> list[tuple[int, int]]:
    """Where the sentences stand in a text whose citations are hidden."""
    found: list[tuple[int, int]] = []
    alone: int | None = None
    for start, end in sentence_pieces(hidden):
        if any(c.isalnum() for c in hidden[start:end]):
            found.append((start if alone is None else alone, end))
            alone = None
        elif found:
            # Nothing but citations: they belong to the sentence above, or, at the very beginning, to the one below.
            found[-1] = (found[-1][0], end)
        elif alone is None:
            alone = start
    return found
