"""Doing again what was taken back: the same entries, about the records as they are called since.

What was taken back and recorded anew has another id. Whatever names the earlier one (a retraction, a signature, a
settled disagreement) means the later one when it is done again itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from coding.records.entry import AFTER, Entry
from coding.records.payload import Payload
from coding.records.payloads import payload_of
from corpus.problem import GloseError
from wording.messages import tr
from workbench.study import Study


class NothingToDo(GloseError):
    """There is nothing to take back, or nothing that can be done again."""


@dataclass(slots=True)
class DoneAgain:
    """Which entries stand for earlier ones that were taken back."""

    _later: dict[str, str] = field(default_factory=dict)

    def stands_for(self, before: Sequence[Entry], after: Sequence[Entry]) -> None:
        """The entries `after` were recorded in place of those `before`, one for one."""
        for old, new in zip(before, after, strict=True):
            self._later[old.id] = new.id

    def is_again(self, before: Sequence[Entry], after: Sequence[Entry]) -> bool:
        """Whether the entries `after` do again what those `before` did."""
        return len(before) == len(after) and all(map(self._says_the_same, before, after))

    def _says_the_same(self, old: Entry, new: Entry) -> bool:
        return old.kind == new.kind and self._renamed(_said(old)) == _said(new)

    def today(self, entry: str) -> str:
        """The id of the entry that stands for this one today."""
        while entry in self._later:
            entry = self._later[entry]
        return entry

    def payloads(self, study: Study, entries: Sequence[Entry]) -> list[Payload]:
        """What records these entries again; raises NothingToDo where they rest on what is no longer there."""
        again = [payload_of(entry.kind, self._renamed(entry.as_json())) for entry in entries]
        codes = study.codebook.codes
        gone = any(entry.kind in ("accept", "code") and entry.code not in codes for entry in entries)
        if gone or self._rests_on_what_was_undone(study, again):
            raise NothingToDo(tr("This cannot be done again as it was, because it rests on more: decide it anew."))
        return again

    def _renamed(self, said: Any) -> Any:
        if isinstance(said, str):
            return self.today(said)
        if isinstance(said, list):
            return [self._renamed(one) for one in said]
        if isinstance(said, dict):
            return {self.today(key): self._renamed(value) for key, value in said.items()}
        return said

    @staticmethod
    def _rests_on_what_was_undone(study: Study, again: Sequence[Payload]) -> bool:
        named = {one for payload in again for one in _strings(payload.as_json())}
        return any(entry.target in named for entry in study.ledger.entries(kind="undo"))


_NOT_COMPARED = frozenset({AFTER, "files", "version"})
"""What the same entry says otherwise when it is made again: what arrived before, the contents that a change found, the
number of a text's version."""


def _said(entry: Entry) -> dict[str, Any]:
    return {key: value for key, value in entry.as_json().items() if key not in _NOT_COMPARED}


def _strings(said: Any) -> Iterable[str]:
    """Every string in a value of JSON, keys included."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _strings(one)
    elif isinstance(said, dict):
        yield from said
        for one in said.values():
            yield from _strings(one)
