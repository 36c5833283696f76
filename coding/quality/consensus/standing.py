"""The codings that stand: what was adjudicated and, where all who went through a passage agree, what they agree on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from coding.quality.consensus.differences import Compared, Difference
from coding.records.columns import FIELDS, CodedColumns, ColumnsBuilder
from coding.records.replay import Coding
from coding.records.settled import Adjudication
from corpus.place import Place
from corpus.text import Text

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Standing:
    """Positions of the codings that stand; borders, by id, of those that stand with others than they were made with.

    `made` are the codings that an adjudication made itself, by the id of its entry.
    """

    kept: list[int]
    moved: dict[str, Bounds]
    made: dict[str, Coding]


class Consensus:
    """What stands of what was compared, after the adjudications that are in force."""

    def __init__(self, found: Compared, settled: Sequence[Adjudication], texts: Mapping[str, Text]) -> None:
        self._found, self._settled, self._texts = found, settled, texts

    @property
    def columns_compared(self) -> CodedColumns:
        """All codings that were compared."""
        return self._found.columns

    @cached_property
    def open(self) -> tuple[Difference, ...]:
        """The differences that nobody has settled."""
        in_these = self.texts_settled
        return tuple(
            one for one in self._found.differences if one.text not in in_these or not self._settles(one.positions)
        )

    @cached_property
    def texts_settled(self) -> frozenset[str]:
        """The texts of codings that an adjudication looked at."""
        return frozenset(self.columns_compared.text.at(position) or "" for position in self._considered)

    @cached_property
    def columns(self) -> CodedColumns:
        """The codings that stand."""
        stands = self._stands
        return _columns(self.columns_compared, stands.kept, stands.moved, stands.made)

    @cached_property
    def contested(self) -> CodedColumns:
        """The codings of what is open."""
        positions = sorted({position for one in self.open for position in one.positions})
        return self.columns_compared.where(np.array(positions, np.int64))

    @property
    def moved(self) -> Mapping[str, Bounds]:
        """The borders, by id, of codings that stand with others than they were made with."""
        return self._stands.moved

    def as_they_stand(
        self, codings: Mapping[str, Coding], ids: Sequence[str], texts: Mapping[str, Text]
    ) -> dict[str, Coding]:
        """These codings with the borders that they stand with, and those among `ids` that adjudications made."""
        found = {one: self._stands.made[one] for one in ids if one in self._stands.made}
        for name, coding in codings.items():
            found[name] = self.standing(coding, texts)
        return found

    def standing(self, coding: Coding, texts: Mapping[str, Text]) -> Coding:
        """A coding with the borders that it stands with."""
        if coding.id not in self.moved:
            return coding
        return replace(coding, place=_place(texts[coding.place.text], *self.moved[coding.id]))

    @cached_property
    def _considered(self) -> frozenset[int]:
        """The positions of the codings that an adjudication looked at."""
        looked_at = {coding.encode() for one in self._settled for coding in one.says.considered}
        if not looked_at:
            return frozenset()
        return frozenset(at for at, coding in enumerate(self.columns_compared.ids.tolist()) if coding in looked_at)

    def _settles(self, positions: Sequence[int]) -> bool:
        return all(position in self._considered for position in positions)

    def _touches(self, positions: Sequence[int]) -> bool:
        return any(position in self._considered for position in positions)

    @cached_property
    def _stands(self) -> _Standing:
        columns = self.columns_compared
        at = {columns.id(position): position for position in self._considered}
        kept: set[int] = set()
        moved: dict[str, Bounds] = {}
        made: dict[str, Coding] = {}
        for one in self._settled:
            looked_at = [at[coding] for coding in one.says.considered if coding in at]
            stands = [at[coding] for coding in one.says.kept if coding in at]
            if one.says.outcome == "another" and looked_at:
                made[one.id] = _made(one, looked_at, columns, self._texts)
            elif one.says.outcome in ("first_to_last", "common"):
                for first, bounds in merged(stands, columns, one.says.outcome):
                    kept.add(first)
                    moved[columns.id(first)] = bounds
            else:
                kept.update(stands)
        kept.update(one.positions[0] for one in self._found.agreed if not self._touches(one.positions))
        for difference in self.open:
            if difference.common and not self._touches(difference.positions):
                kept.add(difference.positions[0])
                moved[columns.id(difference.positions[0])] = difference.common
        return _Standing(sorted(kept), moved, made)


def consensus_of(found: Compared, settled: Sequence[Adjudication], texts: Mapping[str, Text]) -> Consensus:
    """What stands after these adjudications, all of which are in force."""
    return Consensus(found, settled, texts)


def merged(positions: Iterable[int], columns: CodedColumns, how: str) -> list[tuple[int, Bounds]]:
    """For each code the first of the codings with it, and its borders: from the first to the last, or what is common.

    A code of which the codings have nothing in common is left out.
    """
    by_code: dict[tuple[str | None, str | None], list[int]] = {}
    for position in positions:
        by_code.setdefault((columns.text.at(position), columns.code.at(position)), []).append(position)
    found = []
    for some in by_code.values():
        starts, ends = columns.start[some].tolist(), columns.end[some].tolist()
        bounds = (min(starts), max(ends)) if how == "first_to_last" else (max(starts), min(ends))
        if bounds[0] < bounds[1]:
            found.append((some[0], bounds))
    return found


def _made(one: Adjudication, looked_at: list[int], columns: CodedColumns, texts: Mapping[str, Text]) -> Coding:
    """The coding of another code, from the first to the last of the codings that were looked at."""
    text = texts[columns.text.at(looked_at[0]) or ""]
    place = _place(text, int(columns.start[looked_at].min()), int(columns.end[looked_at].max()))
    case = columns.case.at(looked_at[0])
    says = one.says
    return Coding(one.id, place, says.code or "", case, says.degree, one.coder, one.time, says.note)


def _columns(
    columns: CodedColumns, kept: list[int], moved: Mapping[str, Bounds], made: Mapping[str, Coding]
) -> CodedColumns:
    if not moved and not made:
        return columns.where(np.array(kept, np.int64))
    builder = ColumnsBuilder()
    builder.add([_row(columns, position, moved) for position in kept])
    builder.add([_row_of(coding) for coding in made.values()])
    return builder.columns()


def _row(columns: CodedColumns, position: int, moved: Mapping[str, Bounds]) -> tuple[Any, ...]:
    start, end = moved.get(columns.id(position), (int(columns.start[position]), int(columns.end[position])))
    plain = {"id": columns.ids[position], "start": start, "end": end, "time": columns.time[position]}
    plain["suggested"] = bool(columns.suggested[position])
    return tuple(plain[name] if name in plain else getattr(columns, name).at(position) for name in FIELDS)


def _row_of(coding: Coding) -> tuple[Any, ...]:
    place = {"text": coding.place.text, "start": coding.place.start, "end": coding.place.end}
    return tuple(place[name] if name in place else getattr(coding, name) for name in FIELDS)


def _place(text: Text, start: int, end: int) -> Place:
    return Place(text.id, start, end, text.content[start:end])
