"""The history from its end, page by page: acts, each what one coder recorded at once, however long the ledger is."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from coding.records.code_names import CodeNames
from coding.records.entry import REVISING, Entry, written_moment
from coding.records.undoing import undone_by
from wording.messages import tr
from workbench.codings_wanted import BadDay
from workbench.history import is_about
from workbench.study import Study

_PORTION = 2_000
"""Entries read at a time."""
_ENOUGH = 3_000
"""Entries after which a page ends, though it has fewer acts than it could."""
_SAYING_CODES = frozenset({"revise", "propose"})
"""Kinds that are about codes that they need not name as other entries do."""


@dataclass(frozen=True, slots=True)
class HistoryWanted:
    """Which entries: each part that is given narrows them. Readings of passages are told only where asked for.

    `day` is ISO 8601, by the clock of this place; `code` takes those below it along.
    """

    coder: str = ""
    text: str = ""
    code: str = ""
    kind: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class PastAct:
    """What one coder recorded at once: `undone` are the ids of its entries that were taken back since.

    `places` gives, by id of an entry that speaks about a record, the entry that made it.
    """

    position: int
    coder: str
    moment: str
    entries: tuple[Entry, ...]
    undone: frozenset[str]
    places: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Acts, the latest first; `before` is where the next page begins, None at the end."""

    acts: Sequence[PastAct]
    before: int | None


def history_page(study: Study, wanted: HistoryWanted, *, before: int | None = None, most: int = 100) -> HistoryPage:
    """The acts before a position of the ledger (None: all); raises BadDay, UnknownText, UnknownCode."""
    groups: list[list[tuple[int, Entry]]] = []
    left, entries = False, 0
    for _, group in groupby(_entries(study, wanted, before), key=lambda one: (one[1].coder, one[1].time)):
        if len(groups) == most or entries > _ENOUGH:
            left = True
            break
        groups.append(list(group))
        entries += len(groups[-1])
    about = study.ledger.about({entry.subject or entry.id for group in groups for _, entry in group})
    made = {name: _making(study, name, entries) for name, entries in about.items()}
    acts = [
        PastAct(
            position=group[-1][0],
            coder=group[0][1].coder,
            moment=group[0][1].time,
            entries=tuple(entry for _, entry in reversed(group)),
            undone=frozenset(
                entry.id for _, entry in group if entry.id in undone_by(about.get(entry.subject or entry.id, ()))
            ),
            places={
                entry.id: found
                for _, entry in group
                if entry.kind in REVISING and (found := made.get(entry.subject or "")) is not None
            },
        )
        for group in groups
    ]
    return HistoryPage(acts, groups[-1][-1][0] if left else None)


def _making(study: Study, named: str, about: Sequence[Entry]) -> Entry | None:
    """The entry that these speak about: one of them, or an edit of a file, which makes no record."""
    made = next((entry for entry in about if entry.kind not in REVISING), None)
    return made or next(study.ledger.entries(id=named), None)


def _entries(study: Study, wanted: HistoryWanted, before: int | None) -> Iterator[tuple[int, Entry]]:
    """The entries that are wanted, the latest first, read as they are asked for."""
    names = study.ledger.code_names()
    since, until = _day(wanted.day)
    asked: dict[str, Any] = {"coder": wanted.coder, "since": since, "until": until, "kinds": _kinds(wanted)}
    naming = [json.dumps(one, ensure_ascii=False)[:-1] for one in _named(study, wanted, names)]
    if naming:
        asked |= {"naming": naming, "or_kinds": REVISING | _SAYING_CODES}
    further: int | None = before
    while True:
        portion, further = study.ledger.latest(before=further, most=_PORTION, **asked)
        about = study.ledger.about({e.subject for _, e in portion if e.kind in REVISING and e.subject})
        subjects = {name: made for name, entries in about.items() if (made := _making(study, name, entries))}
        for position, entry in portion:
            if _is_wanted(entry, subjects, names, wanted):
                yield position, entry
        if further is None:
            return


def _is_wanted(entry: Entry, subjects: dict[str, Entry], names: CodeNames, wanted: HistoryWanted) -> bool:
    if not wanted.kind and (entry.kind == "read" or (entry.kind == "recode" and not wanted.text)):
        return False  # readings are many, and how records follow a change of codes is told with it
    if entry.kind == "undo" and not wanted.kind and not wanted.text:
        target = subjects.get(entry.subject or "")
        if target is not None and target.kind == "read":
            return False
    if not wanted.text and not wanted.code:
        return True
    return is_about(entry, subjects, names, text=wanted.text or None, code=wanted.code or None)


def _named(study: Study, wanted: HistoryWanted, names: CodeNames) -> list[str]:
    """What the payload of an entry about that text or code has: for a code each id that it ever had."""
    if wanted.text:
        return [study.text(wanted.text).id]
    if not wanted.code:
        return []
    older = {one for _, change in names.changes for one in change.names if names.today(one).startswith(wanted.code)}
    return sorted({wanted.code, *older})


_FILES = ("codebook", "cases", "statements", "settings", "text", "import", "merge", "join")
"""Kinds of entries that say what the files of the study are."""


def _kinds(wanted: HistoryWanted) -> tuple[str, ...]:
    several = {"code": ("code", "accept"), "files": _FILES}
    return several.get(wanted.kind, (wanted.kind,) if wanted.kind else ())


def _day(day: str) -> tuple[str, str]:
    if not day:
        return "", ""
    try:
        begun = date.fromisoformat(day)
    except ValueError:
        raise BadDay(tr("{day!r} is no day. Write it as 2026-03-31.", day=day)) from None
    first = datetime(begun.year, begun.month, begun.day).astimezone()
    following = begun + timedelta(days=1)
    last = datetime(following.year, following.month, following.day).astimezone()
    return written_moment(first.astimezone(UTC)), written_moment(last.astimezone(UTC))
