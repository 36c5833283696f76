"""Codings as columns: what tables and counts are made from, without an object for each coding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coding.records.replay import Coding
from corpus.arrays import BoolArray, Int32Array, Int64Array

Positions = Int64Array

FIELDS = ("id", "text", "start", "end", "code", "case", "degree", "value", "coder", "time", "suggested")
"""What a row of a coding must hold, in this order."""

NAMED = ("text", "code", "case", "degree", "value", "coder")

JOINT, NONE = "\x1f", "\x1e"
"""In packed columns what stands between two names, and in the place of a name that is not there."""


@dataclass(frozen=True, slots=True)
class Column:
    """One name a coding: `numbers` (int32) point into `names`, -1 where a coding has none."""

    names: tuple[str, ...]
    numbers: Int32Array

    def at(self, position: int) -> str | None:
        """The name of the coding at that position, if it has one."""
        number = int(self.numbers[position])
        return None if number < 0 else self.names[number]

    def words_at(self, positions: Positions) -> list[str]:
        """The names of the codings at these positions, empty where they have none."""
        return [self.names[number] if number >= 0 else "" for number in self.numbers[positions].tolist()]

    def at_each(self, positions: Positions) -> "Column":
        """The column of the codings at these positions alone; names keep their numbers."""
        return Column(self.names, self.numbers[positions])

    def number(self, name: str) -> int:
        """The number of a name; -2, which no coding has, where no coding has the name."""
        return self.names.index(name) if name in self.names else -2

    def counts(self) -> dict[str, int]:
        """How many codings have each name, in the order of the names."""
        counts = np.bincount(self.numbers[self.numbers >= 0], minlength=len(self.names)).tolist()
        return dict(zip(self.names, counts, strict=True))

    def renamed(self, names: Mapping[str, str]) -> "Column":
        """The column with today's name for each of these; what then has one name has one number."""
        if not any(name in names for name in self.names):
            return self
        today = [names.get(name, name) for name in self.names]
        known = tuple(sorted(set(today)))
        at = {name: number for number, name in enumerate(known)}
        return Column(known, self.mapped(at[name] for name in today))

    def mapped(self, numbers: Iterable[int]) -> Int32Array:
        """A number a coding, from one number a name of this column; -1 where a coding has no name."""
        by_name = np.fromiter((*numbers, -1), np.int32, len(self.names) + 1)
        found: Int32Array = by_name[self.numbers]
        return found


@dataclass(frozen=True, slots=True)
class CodedColumns:
    """Codings by text and place, one position each in every array.

    `ids` are 64 bytes of ASCII, `time` is UTC in ISO 8601 (27 bytes, so that bytes sort as times); `start` and `end`
    count code points.
    """

    ids: NDArray[np.bytes_]
    text: Column
    code: Column
    case: Column
    degree: Column
    value: Column
    coder: Column
    start: Int32Array
    end: Int32Array
    time: NDArray[np.bytes_]
    suggested: BoolArray

    def __len__(self) -> int:
        """How many codings there are."""
        return len(self.start)

    def id(self, position: int) -> str:
        """The id of the coding at that position."""
        return bytes(self.ids[position]).decode()

    def with_cases(self, names: Mapping[str, str]) -> "CodedColumns":
        """The codings with today's name for each of these cases."""
        return replace(self, case=self.case.renamed(names)) if names else self

    def where(self, chosen: BoolArray | Positions) -> "CodedColumns":
        """The codings that a mask leaves, or those at these positions in that order; names keep their numbers."""
        parts: dict[str, Any] = {}
        for field in fields(self):
            column = getattr(self, field.name)
            whole = isinstance(column, Column)
            parts[field.name] = Column(column.names, column.numbers[chosen]) if whole else column[chosen]
        return CodedColumns(**parts)


def with_others(columns: CodedColumns, gone: Iterable[str], new: "CodedColumns") -> CodedColumns:
    """The columns without the codings that have these ids, and with the new ones, by text and place again."""
    names_gone = {name.encode() for name in gone}
    keep = np.fromiter((name not in names_gone for name in columns.ids.tolist()), bool, len(columns))
    left = columns.where(keep)
    whole: dict[str, Any] = {}
    named: dict[str, Any] = {}
    for field in fields(columns):
        one, other = getattr(left, field.name), getattr(new, field.name)
        if not isinstance(one, Column):
            whole["id" if field.name == "ids" else field.name] = np.concatenate([one, other])
            continue
        names = tuple(sorted({*one.names, *other.names}))
        at = {name: number for number, name in enumerate(names)}
        numbers = [part.mapped(at[name] for name in part.names) for part in (one, other)]
        named[field.name] = Column(names, np.concatenate(numbers))
    order = _order(named["text"].numbers, whole)
    ids = whole.pop("id")
    return CodedColumns(ids=ids, **named, **whole).where(order)


class ColumnsBuilder:
    """Collects rows, many at a time, and turns them into columns in order of text and place."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str | None, int]] = {name: {} for name in NAMED}
        self._parts: dict[str, list[NDArray[Any]]] = {name: [] for name in FIELDS}

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take rows whose values come in the order of FIELDS."""
        if not rows:
            return
        for name, values in zip(FIELDS, zip(*rows, strict=True), strict=True):
            self._parts[name].append(self._array(name, values))

    def add_packed(self, count: int, missing: int, columns: Sequence[str]) -> bool:
        """Take that many rows, each column of FIELDS as one string, with so many names that are not there.

        Ids, times and truths (0 or 1) follow each other, numbers stand between spaces, names between JOINT. False
        where a value holds a sign that columns are packed with, or is not of the usual length: nothing was taken then.
        """
        packed = dict(zip(FIELDS, columns, strict=True))
        names = {name: packed[name].split(JOINT) for name in NAMED}
        if any(len(found) != count for found in names.values()) or missing != sum(
            packed[name].count(NONE) for name in NAMED
        ):
            return False
        arrays: dict[str, NDArray[Any]] = {}
        for name, length in (("id", 64), ("time", 27), ("suggested", 1)):
            if len(packed[name]) != length * count or not packed[name].isascii():
                return False
            arrays[name] = np.frombuffer(packed[name].encode(), _kind(name) if length > 1 else "S1")
        arrays["suggested"] = arrays["suggested"] == b"1"
        arrays |= {name: np.fromstring(packed[name], np.int32, sep=" ") for name in ("start", "end")}
        arrays |= {name: self._numbered(name, found, NONE) for name, found in names.items()}
        for name, made in arrays.items():
            self._parts[name].append(made)
        return True

    def _array(self, name: str, values: Sequence[Any]) -> NDArray[Any]:
        if name in NAMED:
            return self._numbered(name, values, None)
        made: NDArray[Any] = np.array(values, dtype=_kind(name))
        return made

    def _numbered(self, name: str, values: Sequence[Any], nothing: str | None) -> Int32Array:
        """The number of each value, -1 for `nothing`; new ones get the next numbers."""
        known = self._names[name]
        for value in set(values) - known.keys() - {nothing}:
            known[value] = len(known)
        known[nothing] = -1
        found = np.fromiter(map(known.__getitem__, values), np.int32, len(values))
        del known[nothing]
        return found

    def columns(self) -> CodedColumns:
        """The columns of everything added."""
        whole = {
            name: np.concatenate(parts) if parts else np.zeros(0, _kind(name)) for name, parts in self._parts.items()
        }
        named = {name: _sorted(tuple(self._names[name]), whole[name]) for name in NAMED}  # type: ignore[arg-type]
        order = _order(named["text"].numbers, whole)
        return CodedColumns(
            ids=whole["id"],
            start=whole["start"],
            end=whole["end"],
            time=whole["time"],
            suggested=whole["suggested"],
            **named,
        ).where(order)


def _order(text: Int32Array, whole: dict[str, NDArray[Any]]) -> Positions:
    """By text, start, end, then time and id; the last two are long and settle few ties, so only ties are looked at."""
    order = np.lexsort((whole["end"], whole["start"], text))
    place = np.stack([text, whole["start"], whole["end"]])[:, order]
    same = np.r_[False, (place[:, 1:] == place[:, :-1]).all(axis=0)] if len(order) else np.zeros(0, bool)
    tied = np.flatnonzero(same | np.r_[same[1:], False])
    if len(tied):
        run = np.cumsum(~same)[tied]
        mine = order[tied]
        order[tied] = mine[np.lexsort((whole["id"][mine], whole["time"][mine], run))]
    return order


def _kind(name: str) -> "np.dtype[Any]":
    kinds = {"id": "S64", "time": "S27", "suggested": "?"}
    return np.dtype(kinds.get(name, "i4"))


def _sorted(names: tuple[str, ...], numbers: Int32Array) -> Column:
    """The column with its names in alphabetical order, whatever order they were met in."""
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names) + 1, np.int32)
    rank[order] = np.arange(len(names), dtype=np.int32)
    rank[-1] = -1
    return Column(tuple(names[i] for i in order), rank[numbers])


def columns_of(codings: Iterable[Coding]) -> CodedColumns:
    """The columns of codings that are there as objects."""
    builder = ColumnsBuilder()
    builder.add(
        [
            (c.id, p.text, p.start, p.end, c.code, c.case, c.degree, c.value, c.coder, c.time, c.suggested)
            for c in codings
            for p in [c.place]
        ]
    )
    return builder.columns()
