"""Footnotes of a framework matrix: small numbers behind its sentences, and the quotes that they stand for below it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.cell import SynthesisTable
from reports.citations import Citations
from reports.study_material import StudyMaterial
from wording.catalogues import say

if TYPE_CHECKING:
    from coding.records.replay import Coding

_CITED = re.compile(r"(?:[ \u00a0\u202f]?\[\^\d+\])+")
_NUMBER = re.compile(r"\[\^(\d+)\]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BETWEEN = "\u202f"
_SMALL = re.compile(f"[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:{_BETWEEN}[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The footnotes of a table: `numbers` by the number that the ledger gives a coding, `codings` their ids."""

    numbers: Mapping[int, int] = field(default_factory=dict)
    codings: tuple[str, ...] = ()


def footnotes_of(table: SynthesisTable) -> Footnotes:
    """The footnotes that the summaries of a table ask for, counted from 1 in reading order, each coding once."""
    numbers: dict[int, int] = {}
    codings: list[str] = []
    for row in table.rows:
        for column in table.columns:
            summary = table.cells[row.id, column.id].summary
            if summary is None:
                continue
            ids = dict(summary.cites)
            for cited in map(int, _NUMBER.findall(summary.text)):
                if cited in ids and cited not in numbers:
                    codings.append(ids[cited])
                    numbers[cited] = len(codings)
    return Footnotes(numbers, tuple(codings))


def footnoted(text: str, numbers: Mapping[int, int]) -> str:
    """The text with small numbers for what it cites; what has no number is left out with its brackets."""

    def small(found: re.Match[str]) -> str:
        cited = (numbers.get(int(one)) for one in _NUMBER.findall(found[0]))
        return _BETWEEN.join(raised(number) for number in dict.fromkeys(one for one in cited if one is not None))

    return _CITED.sub(small, text)


def raised(number: int) -> str:
    """A number in small raised figures, which every format can hold."""
    return str(number).translate(_RAISED)


def without_numbers(text: str) -> str:
    """The words of a cell without its footnotes' numbers: these say nothing of whether it changed."""
    return _SMALL.sub("", text)


def sources_of(footnotes: Footnotes, material: StudyMaterial) -> tuple[str, ...]:
    """For each footnote its quote and where that is from; one that no coding bears any more says so."""
    if not footnotes.codings:
        return ()
    found = material.by_id(list(footnotes.codings))
    return tuple(_sources(footnotes, found, Citations(material), material.language))


def _sources(footnotes: Footnotes, found: "Mapping[str, Coding]", citations: Citations, language: str) -> Iterator[str]:
    for number, coding in enumerate(footnotes.codings, 1):
        if coding not in found:
            yield f"{number}. {say('source_gone', language)}"
            continue
        citation = citations.of_coding(found[coding])
        quote = say("in_quotes", language, words=" ".join(citation.quote.split()))
        turn = say("turn", language, number=citation.turn) if citation.turn else None
        where = ", ".join(part for part in (citation.text, citation.speaker, turn) if part)
        yield f"{number}. {quote} ({where})"
