"""How many codings held at any moment: by text, code and coder, without replaying the ledger for each of them.

Each coding adds one when it was made and takes one away when it was taken back; one that was given another code does
both. What was never spoken about again, nearly all of them, is read from the index.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from coding.records.code_names import CodeNames
from coding.records.entry import CREATING, REVISING, Entry
from coding.records.replay import Coding, fold, replay
from corpus.text import Text
from ledger.ledger import Ledger
from ledger.past import PastLedger
from ledger.reading import LedgerReader
from workbench.columns_now import columns_now
from workbench.study import Study

_MADE = ("code", "accept")


@dataclass(frozen=True)
class Counts:
    """How many codings held, by text, code and coder; what had none is left out."""

    texts: dict[str, int]
    codes: dict[str, int]
    coders: dict[str, int]

    @property
    def all(self) -> int:
        """How many there were."""
        return sum(self.texts.values())


@dataclass(frozen=True)
class Timeline:
    """What was added and taken away, by moment (UTC, ISO 8601 with microseconds)."""

    events: Sequence[tuple[str, str, str, str, int]]

    @cached_property
    def moments(self) -> list[str]:
        """Every moment at which something was, in order."""
        return sorted({event[0] for event in self.events})

    @cached_property
    def _arrays(self) -> tuple[Any, ...]:
        times, *named, steps = zip(*self.events, strict=True)
        columns = []
        for part in named:
            names = {name: number for number, name in enumerate(dict.fromkeys(part))}
            columns.append((list(names), np.fromiter(map(names.__getitem__, part), np.int64, len(part))))
        return np.array(times, "S32"), np.array(steps, np.int64), columns

    def counts(self, moment: str) -> Counts:
        """What held at that moment."""
        if not self.events:
            return Counts({}, {}, {})
        times, steps, columns = self._arrays
        until = times <= moment.encode()
        found = []
        for names, numbers in columns:
            sums = np.bincount(numbers[until], weights=steps[until], minlength=len(names))
            found.append({str(name): int(n) for name, n in zip(names, sums, strict=True) if n})
        return Counts(*found)


Event = tuple[str, str, str, str, int]


@dataclass(slots=True)
class _Kept:
    """The timeline of a ledger in one state: `single` are codings that were made and never spoken about again."""

    mark: tuple[int, int]
    hidden: object
    single: dict[str, Event]
    several: dict[str, list[Event]]
    line: Timeline


_KEPT: "WeakKeyDictionary[LedgerReader, _Kept]" = WeakKeyDictionary()
_FEW = 2_000
"""Entries since, for which a kept timeline is gone on with; after more it is made anew."""


def timeline_of(study: Study) -> Timeline:
    """The timeline of what may be seen; made anew, or gone on with, only where something was recorded since."""
    ledger = study.ledger
    mark, kept = ledger.mark(), _KEPT.get(ledger)
    if kept is None or kept.hidden is not study.hidden or not _gone_on(study, kept, mark):
        kept = _KEPT[ledger] = _made(study, mark)
    return kept.line


def _gone_on(study: Study, kept: _Kept, mark: tuple[int, int]) -> bool:
    """Whether the kept timeline is up to date, perhaps after having been gone on with."""
    ledger = study.ledger
    if kept.mark == mark:
        return True
    if study.hidden or not ledger.arrives_in_order or mark[0] - kept.mark[0] > _FEW:
        return False
    new = [entry for _, entry in ledger.arrived_after(kept.mark[0])]
    if any(entry.kind == "revise" for entry in new):
        return False  # codes that were called otherwise have other names from then on
    names = ledger.code_names()
    spoken = {entry.subject or "" for entry in new if entry.kind in REVISING}
    for entry in new:
        if entry.kind in _MADE and entry.id not in spoken:
            code = names.today(entry.code or "", entry.time)
            kept.single[entry.id] = (entry.time, entry.text or "", code, entry.coder, 1)
    for name, entries in ledger.about(spoken).items():
        if any(entry.kind in _MADE for entry in entries):
            kept.single.pop(name, None)
            kept.several[name] = _steps(entries, names)
    kept.mark, kept.line = mark, _line(kept.single, kept.several)
    return True


def _made(study: Study, mark: tuple[int, int]) -> _Kept:
    columns, ledger = columns_now(study), study.ledger
    at = {name.decode(): number for number, name in enumerate(columns.ids.tolist())}
    texts, codes = columns.text, columns.code
    revised = {subject for _, _, _, subject in ledger.moments_of(REVISING)}
    made = ledger.moments_of(_MADE)
    spoken = [name for name, _, _, _ in made if name in revised or name not in at]
    about, names = ledger.about(spoken), ledger.code_names()
    single: dict[str, Event] = {}
    several: dict[str, list[Event]] = {}
    for name, moment, coder, _ in made:
        number = at.get(name)
        if name not in revised and number is not None:
            single[name] = (moment, texts.at(number) or "", codes.at(number) or "", coder, 1)
        elif name in about:
            several[name] = _steps(about[name], names)
    return _Kept(mark, study.hidden, single, several, _line(single, several))


def _line(single: dict[str, Event], several: dict[str, list[Event]]) -> Timeline:
    return Timeline([*single.values(), *chain.from_iterable(several.values())])


def _steps(entries: list[Entry], names: CodeNames) -> list[tuple[str, str, str, str, int]]:
    """What one coding added and took away, however often it was spoken about."""
    ordered = sorted(entries, key=lambda entry: (entry.kind not in CREATING, entry.time))
    held: tuple[str, str, str] | None = None
    steps: list[tuple[str, str, str, str, int]] = []
    for number, entry in enumerate(ordered, 1):
        now = _held(ordered[:number], names)
        if now != held:
            steps += [(entry.time, *held, -1)] if held else []
            steps += [(entry.time, *now, 1)] if now else []
        held = now
    return steps


def _held(entries: Sequence[Entry], names: CodeNames) -> tuple[str, str, str] | None:
    record = fold(entries)
    if not isinstance(record, Coding):
        return None
    return record.place.text, names.today(record.code, entries[-1].time), record.coder


def text_then(study: Study, text: str, moment: str) -> tuple[Text, list[Coding]]:
    """A text as it was read at that moment, and the codings that held on it; raises UnknownText."""
    study.text(text)
    ledger = study.ledger
    assert isinstance(ledger, Ledger)
    then = PastLedger(ledger, moment).texts().get(text) or study.text(text)
    word = f'"text":{json.dumps(text, ensure_ascii=False)}'
    made, _ = ledger.latest(kinds=_MADE, naming=[word], until=f"{moment}~")
    about = ledger.about([entry.id for _, entry in made])
    until = [entry for entries in about.values() for entry in entries if entry.time <= moment]
    names = ledger.code_names()
    held = (one for one in replay(until).values() if isinstance(one, Coding) and one.place.text == text)
    found = [replace(one, code=names.today(one.code, moment)) for one in held]
    return then, sorted(found, key=lambda one: (one.place.start, -one.place.end, one.code, one.id))
