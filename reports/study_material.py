"""What tables, statements and figures are made from: only the codings, classes and readings that count."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from coding.codebook.model import Codebook
from coding.records.coverage import covered
from coding.records.replay import Classification, Coding, Reading, Unclassed
from corpus.attributes import Attribute
from corpus.cases import Case
from corpus.text import Text

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns, Positions
    from coding.statements.statement_check import StatementCheck
    from coding.summaries.summary import SummaryState

Fetch = Callable[["Positions"], list[Coding]]
"""Gives the codings, with quote and memo, at these positions of the columns."""


@dataclass
class StudyMaterial:
    """What tables are made from. `codings` are columns; `fetch` gives those at some positions as objects.

    `summaries` are the written cells by code and case, `statements` the team's own statements, checked.
    """

    codebook: Codebook
    cases: Mapping[str, Case]
    texts: Mapping[str, Text]
    codings: "CodedColumns"
    fetch: Fetch
    classifications: Sequence[Classification] = ()
    unclassed: Sequence[Unclassed] = ()
    readings: Sequence[Reading] = ()
    coders: tuple[str, ...] = ()
    language: str = "fr"
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    where: tuple[str, ...] = ()
    declared_cases: int | None = None
    summaries: "Mapping[tuple[str, str], SummaryState]" = field(default_factory=dict)
    statements: "Sequence[StatementCheck]" = ()

    @cached_property
    def read_texts(self) -> frozenset[str]:
        """The texts whose every passage a counted coder went through."""
        by_text: dict[str, list[Reading]] = defaultdict(list)
        for reading in self.readings:
            by_text[reading.text].append(reading)
        return frozenset(
            text.id
            for text in self.texts.values()
            if len(covered(text, by_text.get(text.id, ()))) == len(text.passages)
        )

    @cached_property
    def texts_of(self) -> Mapping[str, Sequence[str]]:
        """The ids of the texts that belong to each case."""
        found: dict[str, list[str]] = defaultdict(list)
        for text in self.texts.values():
            if text.case:
                found[text.case].append(text.id)
        return found

    def is_read(self, case: str) -> bool:
        """Whether every passage of every text of the case was gone through; a case without a text is not read."""
        texts = self.texts_of.get(case, ())
        return bool(texts) and all(text in self.read_texts for text in texts)

    @property
    def total(self) -> int:
        """N: the number of cases the codebook declares, else of those there are.

        Where conditions left only some cases, `declared_cases` is None and N their number.
        """
        return self.declared_cases or len(self.cases)


def fetch_from(codings: Sequence[Coding]) -> Fetch:
    """Gives codings out of a list that has the same order as the columns (by text, start, end, time, id)."""
    ordered = sorted(codings, key=lambda c: (c.place.text, c.place.start, c.place.end, c.time, c.id))
    return lambda positions: [ordered[position] for position in positions.tolist()]
