"""What tables, statements and figures are made from: only the codings, classes and readings that count."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from coding.codebook.model import Codebook
from coding.records.coverage import read_to_the_end
from coding.records.replay import Classification, Coding, Reading, Unclassed
from corpus.attributes import Attribute, type_attributes
from corpus.cases import Case
from corpus.problem import Problem
from corpus.text import Text

if TYPE_CHECKING:
    from coding.codebook.meaning import Unsought
    from coding.records.columns import CodedColumns, Positions
    from coding.statements.statement_check import StatementCheck
    from coding.summaries.summary import SummaryState
    from corpus.arrays import BoolArray
    from reports.left_over import LeftOver

CodingsById = Callable[[Sequence[str]], Mapping[str, Coding]]
"""Gives the codings with these ids, with quote and memo; those that are not there are left out."""


@dataclass
class StudyMaterial:
    """What tables are made from. `codings` are columns; `by_id` gives some of them as objects.

    `chosen` marks the codings that the conditions of a table leave; None where they leave all. `declared_cases` is N
    where the team sets it, `case_count_reason` why, by language, `declared` the attributes of study.yaml.
    `summaries` are the written cells by code and case, `statements` the team's own statements, checked. `unsought` are,
    by id of a reading,
    the codes that were not looked for in it; `asked` the codes that conditions leave, None where they leave all.
    `everyone` are the coders of the study, whether they count or not. `doubts` must be told to whoever makes tables.
    `left_over` is what was recorded under names that the study has no more, `until` the moment (UTC) that it is looked
    at as it was at; None for now. `for_readers` leaves out of tables who coded, what is still to be written and what
    is only there to be checked. `arrived` gives the number, by arrival, of each entry by its id.
    `contested` are, where a consensus counts, the codings that coders differ about and nobody has adjudicated; None
    where another rule counts. `hidden_texts` are those about which others may have recorded more, which is hidden from
    who looks, because they code blind. `whole` is what this is a part of, or an earlier state of: what tables may name
    although nothing of it is here; None where nothing is left out. `of_cases` says that conditions on cases left this:
    what is about no case is then no part of it.
    """

    codebook: Codebook
    cases: Mapping[str, Case]
    texts: Mapping[str, Text]
    codings: "CodedColumns"
    by_id: CodingsById
    classifications: Sequence[Classification] = ()
    unclassed: Sequence[Unclassed] = ()
    readings: Sequence[Reading] = ()
    coders: tuple[str, ...] = ()
    language: str = "fr"
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    declared: Mapping[str, Attribute] = field(default_factory=dict)
    where: tuple[str, ...] = ()
    of_cases: bool = False
    chosen: "BoolArray | None" = None
    declared_cases: int | None = None
    case_count_reason: Mapping[str, str] = field(default_factory=dict)
    summaries: "Mapping[tuple[str, str], SummaryState]" = field(default_factory=dict)
    statements: "Sequence[StatementCheck]" = ()
    unsought: "Mapping[str, Unsought]" = field(default_factory=dict)
    asked: "frozenset[str] | None" = None
    everyone: tuple[str, ...] = ()
    doubts: tuple[Problem, ...] = ()
    left_over: "tuple[LeftOver, ...]" = ()
    until: str | None = None
    for_readers: bool = False
    arrived: Callable[[], Mapping[str, int]] | None = None
    contested: "CodedColumns | None" = None
    whole: "StudyMaterial | None" = None
    hidden_texts: tuple[str, ...] = ()

    def attribute(self, name: str, values: Sequence[str]) -> Attribute:
        """The attribute of that name, or one of the type that these values, of texts or cases, have."""
        return self.attributes.get(name) or type_attributes({name: values}, {}, self.language)[name]

    def fetch(self, positions: "Positions") -> list[Coding]:
        """The codings at these positions, with quote and memo, read anew at each call."""
        ids = [bytes(name).decode() for name in self.codings.ids[positions]]
        found = self.by_id(ids)
        return [found[name] for name in ids if name in found]

    def quotes(self, positions: "Positions") -> list[str]:
        """The words of the codings at these positions, from the texts that their places were checked against."""
        codings, texts = self.codings, self.texts
        names = [codings.text.at(position) or "" for position in positions.tolist()]
        if any(name not in texts for name in names):
            return [coding.place.quote for coding in self.fetch(positions)]
        bounds = zip(codings.start[positions].tolist(), codings.end[positions].tolist(), strict=True)
        return [texts[name].content[start:end] for name, (start, end) in zip(names, bounds, strict=True)]

    def left(self, wanted: "BoolArray") -> "Positions":
        """The positions of the codings that `wanted` marks and the conditions leave."""
        return np.flatnonzero(wanted if self.chosen is None else wanted & self.chosen)

    @cached_property
    def read_texts(self) -> frozenset[str]:
        """The texts whose every passage a counted coder went through, whatever was looked for then."""
        return self._read_to_the_end(self.readings)

    def read_for(self, codes: Iterable[str]) -> frozenset[str]:
        """The texts whose every passage a counted coder went through looking for all these codes."""
        outdated = self._outdated(codes)
        if outdated not in self._read_without:
            sought = self._readings_without(outdated)
            self._read_without[outdated] = self._read_to_the_end(sought) if outdated else self.read_texts
        return self._read_without[outdated]

    def readings_for(self, codes: Iterable[str]) -> Sequence[Reading]:
        """The readings in which all these codes were looked for."""
        return self._readings_without(self._outdated(codes))

    def _outdated(self, codes: Iterable[str]) -> frozenset[int]:
        """The occasions (by `id`) on which not all of these codes were looked for."""
        wanted = frozenset(codes) if self.asked is None else self.asked.intersection(codes)
        return frozenset(id(one) for one in self.occasions if not wanted.isdisjoint(one.codes))

    def _readings_without(self, outdated: frozenset[int]) -> Sequence[Reading]:
        return [r for r in self.readings if r.id not in self.unsought or id(self.unsought[r.id]) not in outdated]

    @cached_property
    def occasions(self) -> "list[Unsought]":
        """What was not looked for, once for each earlier codebook under which a counted coder read."""
        found = (self.unsought[reading.id] for reading in self.readings if reading.id in self.unsought)
        return list({id(one): one for one in found}.values())

    @cached_property
    def _read_without(self) -> dict[frozenset[int], frozenset[str]]:
        """The texts read to the end where the readings of some occasions do not count."""
        return {}

    def _read_to_the_end(self, readings: Iterable[Reading]) -> frozenset[str]:
        by_text: dict[str, list[Reading]] = defaultdict(list)
        for reading in readings:
            by_text[reading.text].append(reading)
        return frozenset(text.id for text in self.texts.values() if read_to_the_end(text, by_text.get(text.id, ())))

    @cached_property
    def texts_of(self) -> Mapping[str, Sequence[str]]:
        """The ids of the texts that belong to each case."""
        found: dict[str, list[str]] = defaultdict(list)
        for text in self.texts.values():
            for case in text.cases:
                found[case].append(text.id)
        return found

    @cached_property
    def coded_cases(self) -> frozenset[str]:
        """The cases of the study about which something counted is coded or classed."""
        column = self.codings.case
        numbers = column.numbers if self.chosen is None else column.numbers[self.chosen]
        coded = {column.names[number] for number in np.unique(numbers).tolist() if number >= 0}
        return frozenset(coded | {found.case for found in self.classifications}).intersection(self.cases)

    def is_read(self, case: str, codes: Iterable[str] = ()) -> bool:
        """Whether every passage of every text of the case was gone through, looking for these codes.

        A case without a text is not read.
        """
        texts = self.texts_of.get(case, ())
        return bool(texts) and self.read_for(codes).issuperset(texts)

    @property
    def total(self) -> int:
        """N: the number of cases the codebook declares, else of those there are.

        Where conditions left only some cases, `declared_cases` is None and N their number.
        """
        return self.declared_cases or len(self.cases)


def kept_in_memory(codings: Sequence[Coding]) -> CodingsById:
    """Gives codings out of these."""
    known = {coding.id: coding for coding in codings}
    return lambda ids: {name: known[name] for name in ids if name in known}
