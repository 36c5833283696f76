"""What is hidden from a coder who codes blind: all that others said about the texts that are not opened up yet."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from coding.records.adjudications import Adjudicated
from coding.records.columns import CodedColumns
from coding.records.decisions import Classified, Coded
from coding.records.entry import REVISING, Entry
from coding.records.payloads import text_of
from coding.records.proposals import Answered, Proposed
from coding.records.replay import Reading, Record, Unclassed
from coding.records.study_acts import MemoWritten, Reviewed, SampleDrawn, Signed, SuggestionsListed, Summarised

_NAMING_OTHERS = frozenset({"sign", "audit", "review", "adjudicate", "memo", "run", "propose", "answer"})
"""Kinds that may concern a text without naming it: they name other entries, or count what everybody decided."""

_FOR_ALL = frozenset({"text", "codebook", "cases", "revise", "assign", "open", "join", "merge", "import"})
"""Kinds that are never hidden: the study's own, which no coding can be learned from."""


@dataclass(frozen=True)
class Hidden:
    """What `viewer` (None: nobody named) may not see: what others said about these texts, and wrote about their cases.

    `whole` gives all entries of the ledger, by arrival.
    """

    viewer: str | None
    texts: frozenset[str]
    cases: frozenset[str]
    whole: Callable[[], Iterable[Entry]]

    def hides(self, record: Record) -> bool:
        """Whether the record is somebody else's on one of the texts."""
        if record.coder == self.viewer:
            return False
        if isinstance(record, Unclassed):
            return record.case in self.cases
        return (record.text if isinstance(record, Reading) else record.place.text) in self.texts

    def shown(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries without those that are hidden."""
        return (entry for entry in entries if entry.id not in self._ids)

    def shown_columns(self, columns: CodedColumns) -> CodedColumns:
        """The codings without those that are hidden."""
        others = columns.coder.numbers != columns.coder.number(self.viewer or "")
        there = columns.text.mapped(name in self.texts for name in columns.text.names) == 1
        return columns.where(np.asarray(~(others & there), bool))

    @cached_property
    def _ids(self) -> frozenset[str]:
        """The ids of the entries that are hidden."""
        named = [json.dumps(name, ensure_ascii=False) for name in (*self.texts, *self.cases)]
        found: set[str] = set()
        guids: set[str] = set()
        later: list[Entry] = []
        for entry in self.whole():
            if entry.kind in REVISING or entry.kind in _NAMING_OTHERS:
                later.append(entry)
            elif entry.coder == self.viewer or entry.kind in _FOR_ALL:
                continue
            elif any(name in entry.written for name in named) and self._about_these(entry):
                found.add(entry.id)
                if isinstance(entry.payload, Coded) and entry.payload.imported:
                    guids.add(entry.payload.imported.guid)
        for entry in later:
            if self._about_hidden(entry, found, guids):
                found.add(entry.id)
        return frozenset(found)

    def _about_these(self, entry: Entry) -> bool:
        match entry.payload:
            case Summarised(case=case) | Classified(place=None, case=case):
                return case in self.cases
            case _:
                return text_of(entry.payload) in self.texts

    def _about_hidden(self, entry: Entry, found: set[str], guids: set[str]) -> bool:
        """Whether an entry that names others concerns hidden ones; what takes back or moves a record goes with it."""
        if entry.kind in REVISING:
            return entry.subject in found or entry.target in found
        match entry.payload:
            case SampleDrawn(drawn=drawn):
                return any(coding in found for coding, _ in drawn)
            case Reviewed(audit=audit, coding=coding):
                return audit in found or coding in found
            case Signed(summary=summary):
                return summary in found
            case Answered(proposal=proposal):
                return proposal in found
        return entry.coder != self.viewer and self._tells_of_hidden(entry, found, guids)

    def _tells_of_hidden(self, entry: Entry, found: set[str], guids: set[str]) -> bool:
        """Whether what somebody else noted tells of what is hidden, or counts it."""
        match entry.payload:
            case SuggestionsListed(lessons=lessons):
                return lessons > 0
            case Proposed(codings=codings) as said:
                return not found.isdisjoint(codings) or any(place.text in self.texts for place in said.places)
            case Adjudicated(considered=considered):
                return text_of(entry.payload) in self.texts or not found.isdisjoint(considered)
            case MemoWritten(about=about):
                return any(
                    name in self.texts or name in self.cases or name in guids or name in found for _, name in about
                )
            case _:
                return False
